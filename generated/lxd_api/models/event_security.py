"""The model `EventSecurity`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["EventSecurity"]


@define(kw_only=True, repr=False)
class EventSecurity(Model):
    """LXD's `EventSecurity`, received from the server.

    Keys that are null or missing read as zero values.
    """

    description: str = ""
    level: str = ""
    name: str = ""
    project: str = ""
    request_method: str = ""
    request_path: str = ""
    requestor: models.EventSecurityRequestor | None = None
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 7:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.description = data["description"] or ""
            model.level = data["level"] or ""
            model.name = data["name"] or ""
            model.project = data["project"] or ""
            model.request_method = data["request_method"] or ""
            model.request_path = data["request_path"] or ""
            model.requestor = (
                None
                if (value := data["requestor"]) is None
                else models.EventSecurityRequestor.from_dict(value)
            )
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 7 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "description": self.description,
            "level": self.level,
            "name": self.name,
            "project": self.project,
            "request_method": self.request_method,
            "request_path": self.request_path,
            "requestor": plain(self.requestor),
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    ["description", "level", "name", "project", "request_method", "request_path", "requestor"]
)
