"""The model `EventLifecycleRequestor`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from ..base import Model, join, keys_only, unknown

__all__ = ["EventLifecycleRequestor"]


@define(kw_only=True, repr=False)
class EventLifecycleRequestor(Model):
    """LXD's `EventLifecycleRequestor`, received from the server.

    Keys that are null or missing read as zero values.
    """

    EXTENSIONS: ClassVar[Mapping[str, str]] = {
        "address": "event_lifecycle_requestor_address",
    }

    address: str = ""
    protocol: str = ""
    username: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 3:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.address = data["address"] or ""
            model.protocol = data["protocol"] or ""
            model.username = data["username"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 3 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "address": self.address,
            "protocol": self.protocol,
            "username": self.username,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["address", "protocol", "username"])
