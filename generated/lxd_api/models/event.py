"""The model `Event`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, plain, unknown
from ..timestamps import read_timestamp

__all__ = ["Event"]


@define(kw_only=True, repr=False)
class Event(Model):
    """LXD's `Event`, received from the server.

    Keys that are null or missing read as zero values.
    """

    location: str = ""
    metadata: dict[str, Any] = field(factory=dict, repr=keys_only)
    project: str = ""
    timestamp: datetime | None = None
    type: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 5:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.location = data["location"] or ""
            model.metadata = data["metadata"] or {}
            model.project = data["project"] or ""
            model.timestamp = read_timestamp(data["timestamp"])
            model.type = data["type"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 5 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "location": self.location,
            "metadata": plain(self.metadata),
            "project": self.project,
            "timestamp": plain(self.timestamp),
            "type": self.type,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["location", "metadata", "project", "timestamp", "type"])
