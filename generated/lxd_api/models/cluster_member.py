"""The model `ClusterMember`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, plain, unknown

__all__ = ["ClusterMember"]


@define(kw_only=True, repr=False)
class ClusterMember(Model):
    """LXD's `ClusterMember`, received from the server.

    Keys that are null or missing read as zero values.
    """

    architecture: str = ""
    config: dict[str, str] = field(factory=dict, repr=keys_only)
    database: bool = False
    description: str = ""
    failure_domain: str = ""
    groups: list[str] = field(factory=list)
    message: str = ""
    roles: list[str] = field(factory=list)
    server_name: str = ""
    status: str = ""
    url: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 11:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.architecture = data["architecture"] or ""
            model.config = data["config"] or {}
            model.database = data["database"] or False
            model.description = data["description"] or ""
            model.failure_domain = data["failure_domain"] or ""
            model.groups = data["groups"] or []
            model.message = data["message"] or ""
            model.roles = data["roles"] or []
            model.server_name = data["server_name"] or ""
            model.status = data["status"] or ""
            model.url = data["url"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 11 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "architecture": self.architecture,
            "config": plain(self.config),
            "database": self.database,
            "description": self.description,
            "failure_domain": self.failure_domain,
            "groups": plain(self.groups),
            "message": self.message,
            "roles": plain(self.roles),
            "server_name": self.server_name,
            "status": self.status,
            "url": self.url,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    [
        "architecture",
        "config",
        "database",
        "description",
        "failure_domain",
        "groups",
        "message",
        "roles",
        "server_name",
        "status",
        "url",
    ]
)
