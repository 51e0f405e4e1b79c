"""The model `Server`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["Server"]


@define(kw_only=True, repr=False)
class Server(Model):
    """LXD's `Server`, received from the server.

    Keys that are null or missing read as zero values.
    """

    EXTENSIONS: ClassVar[Mapping[str, str]] = {
        "access_entitlements": "entities_with_entitlements",
        "auth_methods": "oidc",
        "auth_user_method": "auth_user",
        "auth_user_name": "auth_user",
        "client_certificate": "client_cert_presence",
    }

    access_entitlements: list[str] = field(factory=list)
    api_extensions: list[str] = field(factory=list)
    api_status: str = ""
    api_version: str = ""
    auth: str = ""
    auth_methods: list[str] = field(factory=list)
    auth_user_method: str = ""
    auth_user_name: str = ""
    client_certificate: bool = False
    config: dict[str, Any] = field(factory=dict, repr=keys_only)
    environment: models.ServerEnvironment = field(factory=models.ServerEnvironment)
    public: bool = False
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 12:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.access_entitlements = data["access_entitlements"] or []
            model.api_extensions = data["api_extensions"] or []
            model.api_status = data["api_status"] or ""
            model.api_version = data["api_version"] or ""
            model.auth = data["auth"] or ""
            model.auth_methods = data["auth_methods"] or []
            model.auth_user_method = data["auth_user_method"] or ""
            model.auth_user_name = data["auth_user_name"] or ""
            model.client_certificate = data["client_certificate"] or False
            model.config = data["config"] or {}
            model.environment = models.ServerEnvironment.from_dict(data["environment"] or {})
            model.public = data["public"] or False
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 12 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "access_entitlements": plain(self.access_entitlements),
            "api_extensions": plain(self.api_extensions),
            "api_status": self.api_status,
            "api_version": self.api_version,
            "auth": self.auth,
            "auth_methods": plain(self.auth_methods),
            "auth_user_method": self.auth_user_method,
            "auth_user_name": self.auth_user_name,
            "client_certificate": self.client_certificate,
            "config": plain(self.config),
            "environment": plain(self.environment),
            "public": self.public,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    [
        "access_entitlements",
        "api_extensions",
        "api_status",
        "api_version",
        "auth",
        "auth_methods",
        "auth_user_method",
        "auth_user_name",
        "client_certificate",
        "config",
        "environment",
        "public",
    ]
)
