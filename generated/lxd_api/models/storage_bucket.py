"""The model `StorageBucket`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from ..base import Model, join, keys_only, plain, unknown

__all__ = ["StorageBucket"]


@define(kw_only=True, repr=False)
class StorageBucket(Model):
    """LXD's `StorageBucket`, received from the server.

    Keys that are null or missing read as zero values.
    """

    EXTENSIONS: ClassVar[Mapping[str, str]] = {
        "access_entitlements": "entities_with_entitlements",
        "project": "storage_buckets_all_projects",
    }

    access_entitlements: list[str] = field(factory=list)
    config: dict[str, str] = field(factory=dict, repr=keys_only)
    description: str = ""
    location: str = ""
    name: str = ""
    project: str = ""
    s3_url: str = ""
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
            model.location = data["location"] or ""
            model.name = data["name"] or ""
            model.project = data["project"] or ""
            model.s3_url = data["s3_url"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 7 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "access_entitlements": plain(self.access_entitlements),
            "config": plain(self.config),
            "description": self.description,
            "location": self.location,
            "name": self.name,
            "project": self.project,
            "s3_url": self.s3_url,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    ["access_entitlements", "config", "description", "location", "name", "project", "s3_url"]
)
