"""The model `StorageBucketKey`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, unknown

__all__ = ["StorageBucketKey"]


@define(kw_only=True, repr=False)
class StorageBucketKey(Model):
    """LXD's `StorageBucketKey`, received from the server.

    Keys that are null or missing read as zero values.
    """

    access_key: str = field(default="", repr=False)
    description: str = ""
    name: str = ""
    role: str = ""
    secret_key: str = field(default="", repr=False)
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 5:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.access_key = data["access-key"] or ""
            model.description = data["description"] or ""
            model.name = data["name"] or ""
            model.role = data["role"] or ""
            model.secret_key = data["secret-key"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 5 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "access-key": self.access_key,
            "description": self.description,
            "name": self.name,
            "role": self.role,
            "secret-key": self.secret_key,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["access-key", "description", "name", "role", "secret-key"])
