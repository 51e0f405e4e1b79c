"""The model `Warning`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, plain, unknown
from ..timestamps import read_timestamp

__all__ = ["Warning"]


@define(kw_only=True, repr=False)
class Warning(Model):
    """LXD's `Warning`, received from the server.

    Keys that are null or missing read as zero values.
    """

    count: int = 0
    entity_url: str = ""
    first_seen_at: datetime | None = None
    last_message: str = ""
    last_seen_at: datetime | None = None
    location: str = ""
    project: str = ""
    severity: str = ""
    status: str = ""
    type: str = ""
    uuid: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 11:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.count = data["count"] or 0
            model.entity_url = data["entity_url"] or ""
            model.first_seen_at = read_timestamp(data["first_seen_at"])
            model.last_message = data["last_message"] or ""
            model.last_seen_at = read_timestamp(data["last_seen_at"])
            model.location = data["location"] or ""
            model.project = data["project"] or ""
            model.severity = data["severity"] or ""
            model.status = data["status"] or ""
            model.type = data["type"] or ""
            model.uuid = data["uuid"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 11 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "count": self.count,
            "entity_url": self.entity_url,
            "first_seen_at": plain(self.first_seen_at),
            "last_message": self.last_message,
            "last_seen_at": plain(self.last_seen_at),
            "location": self.location,
            "project": self.project,
            "severity": self.severity,
            "status": self.status,
            "type": self.type,
            "uuid": self.uuid,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    [
        "count",
        "entity_url",
        "first_seen_at",
        "last_message",
        "last_seen_at",
        "location",
        "project",
        "severity",
        "status",
        "type",
        "uuid",
    ]
)
