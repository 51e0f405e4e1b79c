"""The model `EventLogging`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, plain, unknown

__all__ = ["EventLogging"]


@define(kw_only=True, repr=False)
class EventLogging(Model):
    """LXD's `EventLogging`, received from the server.

    Keys that are null or missing read as zero values.
    """

    context: dict[str, str] = field(factory=dict)
    level: str = ""
    message: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 3:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.context = data["context"] or {}
            model.level = data["level"] or ""
            model.message = data["message"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 3 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "context": plain(self.context),
            "level": self.level,
            "message": self.message,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["context", "level", "message"])
