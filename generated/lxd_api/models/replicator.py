"""The model `Replicator`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, plain, unknown
from ..timestamps import read_timestamp

__all__ = ["Replicator"]


@define(kw_only=True, repr=False)
class Replicator(Model):
    """LXD's `Replicator`, received from the server.

    Keys that are null or missing read as zero values.
    """

    access_entitlements: list[str] = field(factory=list)
    config: dict[str, str] = field(factory=dict, repr=keys_only)
    description: str = ""
    last_run_at: datetime | None = None
    last_run_status: str = ""
    name: str = ""
    project: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 7:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.access_entitlements = data["access_entitlements"] or []
            model.config = data["config"] or {}
            model.description = data["description"] or ""
            model.last_run_at = read_timestamp(data["last_run_at"])
            model.last_run_status = data["last_run_status"] or ""
            model.name = data["name"] or ""
            model.project = data["project"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 7 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "access_entitlements": plain(self.access_entitlements),
            "config": plain(self.config),
            "description": self.description,
            "last_run_at": plain(self.last_run_at),
            "last_run_status": self.last_run_status,
            "name": self.name,
            "project": self.project,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    ["access_entitlements", "config", "description", "last_run_at", "last_run_status", "name", "project"]
)
