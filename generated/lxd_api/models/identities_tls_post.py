"""The model `IdentitiesTLSPost`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, plain, unknown

__all__ = ["IdentitiesTLSPost"]


@define(kw_only=True, repr=False)
class IdentitiesTLSPost(Model):
    """LXD's `IdentitiesTLSPost`, sent to the server.

    Fields that are `None` are left out.
    """

    certificate: str | None = None
    groups: list[str] | None = None
    name: str | None = None
    token: bool | None = None
    trust_token: str | None = field(default=None, repr=False)
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 5:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.certificate = data["certificate"]
            model.groups = data["groups"]
            model.name = data["name"]
            model.token = data["token"]
            model.trust_token = data["trust_token"]
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 5 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "certificate": self.certificate,
            "groups": plain(self.groups),
            "name": self.name,
            "token": self.token,
            "trust_token": self.trust_token,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["certificate", "groups", "name", "token", "trust_token"])
