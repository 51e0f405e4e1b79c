"""The model `StorageVolumeSource`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from ..base import Model, join, keys_only, plain, unknown

__all__ = ["StorageVolumeSource"]


@define(kw_only=True, repr=False)
class StorageVolumeSource(Model):
    """LXD's `StorageVolumeSource`, sent to the server.

    Fields that are `None` are left out.
    """

    EXTENSIONS: ClassVar[Mapping[str, str]] = {
        "location": "cluster_internal_custom_volume_copy",
    }

    certificate: str | None = None
    location: str | None = None
    mode: str | None = None
    name: str | None = None
    operation: str | None = None
    pool: str | None = None
    project: str | None = None
    refresh: bool | None = None
    secrets: dict[str, str] | None = field(default=None, repr=False)
    type: str | None = None
    volume_only: bool | None = None
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 11:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.certificate = data["certificate"]
            model.location = data["location"]
            model.mode = data["mode"]
            model.name = data["name"]
            model.operation = data["operation"]
            model.pool = data["pool"]
            model.project = data["project"]
            model.refresh = data["refresh"]
            model.secrets = data["secrets"]
            model.type = data["type"]
            model.volume_only = data["volume_only"]
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 11 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "certificate": self.certificate,
            "location": self.location,
            "mode": self.mode,
            "name": self.name,
            "operation": self.operation,
            "pool": self.pool,
            "project": self.project,
            "refresh": self.refresh,
            "secrets": plain(self.secrets),
            "type": self.type,
            "volume_only": self.volume_only,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    [
        "certificate",
        "location",
        "mode",
        "name",
        "operation",
        "pool",
        "project",
        "refresh",
        "secrets",
        "type",
        "volume_only",
    ]
)
