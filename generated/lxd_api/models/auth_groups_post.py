"""The model `AuthGroupsPost`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["AuthGroupsPost"]


@define(kw_only=True, repr=False)
class AuthGroupsPost(Model):
    """LXD's `AuthGroupsPost`, sent to the server.

    Fields that are `None` are left out.
    """

    description: str | None = None
    name: str | None = None
    permissions: list[models.Permission] | None = None
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 3:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.description = data["description"]
            model.name = data["name"]
            model.permissions = (
                None
                if (value := data["permissions"]) is None
                else [models.Permission.from_dict(item or {}) for item in value]
            )
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 3 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "description": self.description,
            "name": self.name,
            "permissions": plain(self.permissions),
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["description", "name", "permissions"])
