"""The model `ServerEnvironment`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["ServerEnvironment"]


@define(kw_only=True, repr=False)
class ServerEnvironment(Model):
    """LXD's `ServerEnvironment`, received from the server.

    Keys that are null or missing read as zero values.
    """

    EXTENSIONS: ClassVar[Mapping[str, str]] = {
        "backup_metadata_version_range": "backup_metadata_version",
        "instance_types": "server_instance_type_info",
        "server_lts": "server_version_lts",
    }

    addresses: list[str] = field(factory=list)
    architectures: list[str] = field(factory=list)
    backup_metadata_version_range: list[int] = field(factory=list)
    certificate: str = ""
    certificate_fingerprint: str = ""
    driver: str = ""
    driver_version: str = ""
    firewall: str = ""
    instance_types: list[str] = field(factory=list)
    kernel: str = ""
    kernel_architecture: str = ""
    kernel_features: dict[str, str] = field(factory=dict)
    kernel_version: str = ""
    lxc_features: dict[str, str] = field(factory=dict)
    os_name: str = ""
    os_version: str = ""
    project: str = ""
    server: str = ""
    server_clustered: bool = False
    server_event_mode: str = ""
    server_lts: bool = False
    server_name: str = ""
    server_pid: int = 0
    server_version: str = ""
    storage: str = ""
    storage_supported_drivers: list[models.ServerStorageDriverInfo] = field(factory=list)
    storage_version: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 27:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.addresses = data["addresses"] or []
            model.architectures = data["architectures"] or []
            model.backup_metadata_version_range = data["backup_metadata_version_range"] or []
            model.certificate = data["certificate"] or ""
            model.certificate_fingerprint = data["certificate_fingerprint"] or ""
            model.driver = data["driver"] or ""
            model.driver_version = data["driver_version"] or ""
            model.firewall = data["firewall"] or ""
            model.instance_types = data["instance_types"] or []
            model.kernel = data["kernel"] or ""
            model.kernel_architecture = data["kernel_architecture"] or ""
            model.kernel_features = data["kernel_features"] or {}
            model.kernel_version = data["kernel_version"] or ""
            model.lxc_features = data["lxc_features"] or {}
            model.os_name = data["os_name"] or ""
            model.os_version = data["os_version"] or ""
            model.project = data["project"] or ""
            model.server = data["server"] or ""
            model.server_clustered = data["server_clustered"] or False
            model.server_event_mode = data["server_event_mode"] or ""
            model.server_lts = data["server_lts"] or False
            model.server_name = data["server_name"] or ""
            model.server_pid = data["server_pid"] or 0
            model.server_version = data["server_version"] or ""
            model.storage = data["storage"] or ""
            model.storage_supported_drivers = (
                [models.ServerStorageDriverInfo.from_dict(item or {}) for item in value]
                if (value := data["storage_supported_drivers"])
                else []
            )
            model.storage_version = data["storage_version"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 27 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "addresses": plain(self.addresses),
            "architectures": plain(self.architectures),
            "backup_metadata_version_range": plain(self.backup_metadata_version_range),
            "certificate": self.certificate,
            "certificate_fingerprint": self.certificate_fingerprint,
            "driver": self.driver,
            "driver_version": self.driver_version,
            "firewall": self.firewall,
            "instance_types": plain(self.instance_types),
            "kernel": self.kernel,
            "kernel_architecture": self.kernel_architecture,
            "kernel_features": plain(self.kernel_features),
            "kernel_version": self.kernel_version,
            "lxc_features": plain(self.lxc_features),
            "os_name": self.os_name,
            "os_version": self.os_version,
            "project": self.project,
            "server": self.server,
            "server_clustered": self.server_clustered,
            "server_event_mode": self.server_event_mode,
            "server_lts": self.server_lts,
            "server_name": self.server_name,
            "server_pid": self.server_pid,
            "server_version": self.server_version,
            "storage": self.storage,
            "storage_supported_drivers": plain(self.storage_supported_drivers),
            "storage_version": self.storage_version,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    [
        "addresses",
        "architectures",
        "backup_metadata_version_range",
        "certificate",
        "certificate_fingerprint",
        "driver",
        "driver_version",
        "firewall",
        "instance_types",
        "kernel",
        "kernel_architecture",
        "kernel_features",
        "kernel_version",
        "lxc_features",
        "os_name",
        "os_version",
        "project",
        "server",
        "server_clustered",
        "server_event_mode",
        "server_lts",
        "server_name",
        "server_pid",
        "server_version",
        "storage",
        "storage_supported_drivers",
        "storage_version",
    ]
)
