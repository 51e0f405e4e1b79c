"""The model `InstanceSource`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from ..base import Model, join, keys_only, plain, unknown

__all__ = ["InstanceSource"]


@define(kw_only=True, repr=False)
class InstanceSource(Model):
    """LXD's `InstanceSource`, sent to the server.

    Fields that are `None` are left out.

    Deprecated by LXD: container_only.
    """

    EXTENSIONS: ClassVar[Mapping[str, str]] = {
        "conversion_options": "instance_import_conversion",
        "override_snapshot_profiles": "override_snapshot_profiles_on_copy",
        "source_disk_size": "instance_import_conversion",
    }

    alias: str | None = None
    allow_inconsistent: bool | None = None
    base_image: str | None = None
    certificate: str | None = None
    container_only: bool | None = None
    conversion_options: list[str] | None = None
    fingerprint: str | None = None
    instance_only: bool | None = None
    live: bool | None = None
    mode: str | None = None
    operation: str | None = None
    override_snapshot_profiles: bool | None = None
    project: str | None = None
    properties: dict[str, str] | None = None
    protocol: str | None = None
    refresh: bool | None = None
    secret: str | None = field(default=None, repr=False)
    secrets: dict[str, str] | None = field(default=None, repr=False)
    server: str | None = None
    source: str | None = None
    source_disk_size: int | None = None
    type: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 22:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.alias = data["alias"]
            model.allow_inconsistent = data["allow_inconsistent"]
            model.base_image = data["base-image"]
            model.certificate = data["certificate"]
            model.container_only = data["container_only"]
            model.conversion_options = data["conversion_options"]
            model.fingerprint = data["fingerprint"]
            model.instance_only = data["instance_only"]
            model.live = data["live"]
            model.mode = data["mode"]
            model.operation = data["operation"]
            model.override_snapshot_profiles = data["override_snapshot_profiles"]
            model.project = data["project"]
            model.properties = data["properties"]
            model.protocol = data["protocol"]
            model.refresh = data["refresh"]
            model.secret = data["secret"]
            model.secrets = data["secrets"]
            model.server = data["server"]
            model.source = data["source"]
            model.source_disk_size = data["source_disk_size"]
            model.type = data["type"]
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 22 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "alias": self.alias,
            "allow_inconsistent": self.allow_inconsistent,
            "base-image": self.base_image,
            "certificate": self.certificate,
            "container_only": self.container_only,
            "conversion_options": plain(self.conversion_options),
            "fingerprint": self.fingerprint,
            "instance_only": self.instance_only,
            "live": self.live,
            "mode": self.mode,
            "operation": self.operation,
            "override_snapshot_profiles": self.override_snapshot_profiles,
            "project": self.project,
            "properties": plain(self.properties),
            "protocol": self.protocol,
            "refresh": self.refresh,
            "secret": self.secret,
            "secrets": plain(self.secrets),
            "server": self.server,
            "source": self.source,
            "source_disk_size": self.source_disk_size,
            "type": self.type,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    [
        "alias",
        "allow_inconsistent",
        "base-image",
        "certificate",
        "container_only",
        "conversion_options",
        "fingerprint",
        "instance_only",
        "live",
        "mode",
        "operation",
        "override_snapshot_profiles",
        "project",
        "properties",
        "protocol",
        "refresh",
        "secret",
        "secrets",
        "server",
        "source",
        "source_disk_size",
        "type",
    ]
)
