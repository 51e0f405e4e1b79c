"""The model `ImageSource`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, unknown

__all__ = ["ImageSource"]


@define(kw_only=True, repr=False)
class ImageSource(Model):
    """LXD's `ImageSource`, received from the server.

    Keys that are null or missing read as zero values.
    """

    alias: str = ""
    certificate: str = ""
    image_type: str = ""
    protocol: str = ""
    server: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 5:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.alias = data["alias"] or ""
            model.certificate = data["certificate"] or ""
            model.image_type = data["image_type"] or ""
            model.protocol = data["protocol"] or ""
            model.server = data["server"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 5 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "alias": self.alias,
            "certificate": self.certificate,
            "image_type": self.image_type,
            "protocol": self.protocol,
            "server": self.server,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["alias", "certificate", "image_type", "protocol", "server"])
