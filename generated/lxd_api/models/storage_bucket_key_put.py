"""The model `StorageBucketKeyPut`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, unknown

__all__ = ["StorageBucketKeyPut"]


@define(kw_only=True, repr=False)
class StorageBucketKeyPut(Model):
    """LXD's `StorageBucketKeyPut`, sent to the server.

    Fields that are `None` are left out.
    """

    access_key: str | None = field(default=None, repr=False)
    description: str | None = None
    role: str | None = None
    secret_key: str | None = field(default=None, repr=False)
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 4:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.access_key = data["access-key"]
            model.description = data["description"]
            model.role = data["role"]
            model.secret_key = data["secret-key"]
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 4 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "access-key": self.access_key,
            "description": self.description,
            "role": self.role,
            "secret-key": self.secret_key,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["access-key", "description", "role", "secret-key"])
