"""The model `InstanceBackupsPost`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Self

from attrs import define, field

from ..base import Model, join, keys_only, plain, unknown
from ..timestamps import read_timestamp

__all__ = ["InstanceBackupsPost"]


@define(kw_only=True, repr=False)
class InstanceBackupsPost(Model):
    """LXD's `InstanceBackupsPost`, sent to the server.

    Fields that are `None` are left out.

    Deprecated by LXD: container_only.
    """

    EXTENSIONS: ClassVar[Mapping[str, str]] = {
        "version": "backup_metadata_version",
    }

    compression_algorithm: str | None = None
    container_only: bool | None = None
    expires_at: datetime | None = None
    instance_only: bool | None = None
    name: str | None = None
    optimized_storage: bool | None = None
    version: int | None = None
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 7:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.compression_algorithm = data["compression_algorithm"]
            model.container_only = data["container_only"]
            model.expires_at = read_timestamp(data["expires_at"])
            model.instance_only = data["instance_only"]
            model.name = data["name"]
            model.optimized_storage = data["optimized_storage"]
            model.version = data["version"]
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 7 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "compression_algorithm": self.compression_algorithm,
            "container_only": self.container_only,
            "expires_at": plain(self.expires_at),
            "instance_only": self.instance_only,
            "name": self.name,
            "optimized_storage": self.optimized_storage,
            "version": self.version,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    [
        "compression_algorithm",
        "container_only",
        "expires_at",
        "instance_only",
        "name",
        "optimized_storage",
        "version",
    ]
)
