"""The model `ImageExportPost`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["ImageExportPost"]


@define(kw_only=True, repr=False)
class ImageExportPost(Model):
    """LXD's `ImageExportPost`, sent to the server.

    Fields that are `None` are left out.
    """

    EXTENSIONS: ClassVar[Mapping[str, str]] = {
        "profiles": "image_copy_profile",
    }

    aliases: list[models.ImageAlias] | None = None
    certificate: str | None = None
    profiles: list[str] | None = None
    project: str | None = None
    secret: str | None = field(default=None, repr=False)
    target: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 6:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.aliases = (
                None
                if (value := data["aliases"]) is None
                else [models.ImageAlias.from_dict(item or {}) for item in value]
            )
            model.certificate = data["certificate"]
            model.profiles = data["profiles"]
            model.project = data["project"]
            model.secret = data["secret"]
            model.target = data["target"]
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 6 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "aliases": plain(self.aliases),
            "certificate": self.certificate,
            "profiles": plain(self.profiles),
            "project": self.project,
            "secret": self.secret,
            "target": self.target,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["aliases", "certificate", "profiles", "project", "secret", "target"])
