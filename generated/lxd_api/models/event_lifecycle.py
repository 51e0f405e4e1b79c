"""The model `EventLifecycle`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["EventLifecycle"]


@define(kw_only=True, repr=False)
class EventLifecycle(Model):
    """LXD's `EventLifecycle`, received from the server.

    Keys that are null or missing read as zero values.
    """

    EXTENSIONS: ClassVar[Mapping[str, str]] = {
        "name": "event_lifecycle_name_and_project",
        "project": "event_lifecycle_name_and_project",
        "requestor": "event_lifecycle_requestor",
    }

    action: str = ""
    context: dict[str, Any] = field(factory=dict)
    name: str = ""
    project: str = ""
    requestor: models.EventLifecycleRequestor | None = None
    source: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 6:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.action = data["action"] or ""
            model.context = data["context"] or {}
            model.name = data["name"] or ""
            model.project = data["project"] or ""
            model.requestor = (
                None
                if (value := data["requestor"]) is None
                else models.EventLifecycleRequestor.from_dict(value)
            )
            model.source = data["source"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 6 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "action": self.action,
            "context": plain(self.context),
            "name": self.name,
            "project": self.project,
            "requestor": plain(self.requestor),
            "source": self.source,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["action", "context", "name", "project", "requestor", "source"])
