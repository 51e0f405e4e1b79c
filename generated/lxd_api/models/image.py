"""The model `Image`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown
from ..timestamps import read_timestamp

__all__ = ["Image"]


@define(kw_only=True, repr=False)
class Image(Model):
    """LXD's `Image`, received from the server.

    Keys that are null or missing read as zero values.
    """

    EXTENSIONS: ClassVar[Mapping[str, str]] = {
        "access_entitlements": "entities_with_entitlements",
        "project": "images_all_projects",
        "release_codename": "image_extended_metadata",
        "release_title": "image_extended_metadata",
    }

    access_entitlements: list[str] = field(factory=list)
    aliases: list[models.ImageAlias] = field(factory=list)
    architecture: str = ""
    auto_update: bool = False
    cached: bool = False
    created_at: datetime | None = None
    expires_at: datetime | None = None
    filename: str = ""
    fingerprint: str = ""
    last_used_at: datetime | None = None
    profiles: list[str] = field(factory=list)
    project: str = ""
    properties: dict[str, str] = field(factory=dict)
    public: bool = False
    release_codename: str = ""
    release_title: str = ""
    size: int = 0
    type: str = ""
    update_source: models.ImageSource | None = None
    uploaded_at: datetime | None = None
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 20:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.access_entitlements = data["access_entitlements"] or []
            model.aliases = (
                [models.ImageAlias.from_dict(item or {}) for item in value]
                if (value := data["aliases"])
                else []
            )
            model.architecture = data["architecture"] or ""
            model.auto_update = data["auto_update"] or False
            model.cached = data["cached"] or False
            model.created_at = read_timestamp(data["created_at"])
            model.expires_at = read_timestamp(data["expires_at"])
            model.filename = data["filename"] or ""
            model.fingerprint = data["fingerprint"] or ""
            model.last_used_at = read_timestamp(data["last_used_at"])
            model.profiles = data["profiles"] or []
            model.project = data["project"] or ""
            model.properties = data["properties"] or {}
            model.public = data["public"] or False
            model.release_codename = data["release_codename"] or ""
            model.release_title = data["release_title"] or ""
            model.size = data["size"] or 0
            model.type = data["type"] or ""
            model.update_source = (
                None if (value := data["update_source"]) is None else models.ImageSource.from_dict(value)
            )
            model.uploaded_at = read_timestamp(data["uploaded_at"])
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 20 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "access_entitlements": plain(self.access_entitlements),
            "aliases": plain(self.aliases),
            "architecture": self.architecture,
            "auto_update": self.auto_update,
            "cached": self.cached,
            "created_at": plain(self.created_at),
            "expires_at": plain(self.expires_at),
            "filename": self.filename,
            "fingerprint": self.fingerprint,
            "last_used_at": plain(self.last_used_at),
            "profiles": plain(self.profiles),
            "project": self.project,
            "properties": plain(self.properties),
            "public": self.public,
            "release_codename": self.release_codename,
            "release_title": self.release_title,
            "size": self.size,
            "type": self.type,
            "update_source": plain(self.update_source),
            "uploaded_at": plain(self.uploaded_at),
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    [
        "access_entitlements",
        "aliases",
        "architecture",
        "auto_update",
        "cached",
        "created_at",
        "expires_at",
        "filename",
        "fingerprint",
        "last_used_at",
        "profiles",
        "project",
        "properties",
        "public",
        "release_codename",
        "release_title",
        "size",
        "type",
        "update_source",
        "uploaded_at",
    ]
)
