"""The model `ImagesPost`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown
from ..timestamps import read_timestamp

__all__ = ["ImagesPost"]


@define(kw_only=True, repr=False)
class ImagesPost(Model):
    """LXD's `ImagesPost`, sent to the server.

    Fields that are `None` are left out.
    """

    aliases: list[models.ImageAlias] | None = None
    auto_update: bool | None = None
    compression_algorithm: str | None = None
    expires_at: datetime | None = None
    filename: str | None = None
    profiles: list[str] | None = None
    properties: dict[str, str] | None = None
    public: bool | None = None
    source: models.ImagesPostSource | None = None
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 9:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.aliases = (
                None
                if (value := data["aliases"]) is None
                else [models.ImageAlias.from_dict(item or {}) for item in value]
            )
            model.auto_update = data["auto_update"]
            model.compression_algorithm = data["compression_algorithm"]
            model.expires_at = read_timestamp(data["expires_at"])
            model.filename = data["filename"]
            model.profiles = data["profiles"]
            model.properties = data["properties"]
            model.public = data["public"]
            model.source = (
                None if (value := data["source"]) is None else models.ImagesPostSource.from_dict(value)
            )
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 9 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "aliases": plain(self.aliases),
            "auto_update": self.auto_update,
            "compression_algorithm": self.compression_algorithm,
            "expires_at": plain(self.expires_at),
            "filename": self.filename,
            "profiles": plain(self.profiles),
            "properties": plain(self.properties),
            "public": self.public,
            "source": plain(self.source),
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    [
        "aliases",
        "auto_update",
        "compression_algorithm",
        "expires_at",
        "filename",
        "profiles",
        "properties",
        "public",
        "source",
    ]
)
