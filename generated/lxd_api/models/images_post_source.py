"""The model `ImagesPostSource`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, unknown

__all__ = ["ImagesPostSource"]


@define(kw_only=True, repr=False)
class ImagesPostSource(Model):
    """LXD's `ImagesPostSource`, sent to the server.

    Fields that are `None` are left out.

    Deprecated by LXD: url.
    """

    alias: str | None = None
    certificate: str | None = None
    fingerprint: str | None = None
    image_type: str | None = None
    mode: str | None = None
    name: str | None = None
    project: str | None = None
    protocol: str | None = None
    secret: str | None = field(default=None, repr=False)
    server: str | None = None
    type: str | None = None
    url: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 12:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.alias = data["alias"]
            model.certificate = data["certificate"]
            model.fingerprint = data["fingerprint"]
            model.image_type = data["image_type"]
            model.mode = data["mode"]
            model.name = data["name"]
            model.project = data["project"]
            model.protocol = data["protocol"]
            model.secret = data["secret"]
            model.server = data["server"]
            model.type = data["type"]
            model.url = data["url"]
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 12 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "alias": self.alias,
            "certificate": self.certificate,
            "fingerprint": self.fingerprint,
            "image_type": self.image_type,
            "mode": self.mode,
            "name": self.name,
            "project": self.project,
            "protocol": self.protocol,
            "secret": self.secret,
            "server": self.server,
            "type": self.type,
            "url": self.url,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    [
        "alias",
        "certificate",
        "fingerprint",
        "image_type",
        "mode",
        "name",
        "project",
        "protocol",
        "secret",
        "server",
        "type",
        "url",
    ]
)
