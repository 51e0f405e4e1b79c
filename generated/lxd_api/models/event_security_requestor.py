"""The model `EventSecurityRequestor`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, unknown

__all__ = ["EventSecurityRequestor"]


@define(kw_only=True, repr=False)
class EventSecurityRequestor(Model):
    """LXD's `EventSecurityRequestor`, received from the server.

    Keys that are null or missing read as zero values.
    """

    address: str = ""
    protocol: str = ""
    user_agent: str = ""
    username: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 4:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.address = data["address"] or ""
            model.protocol = data["protocol"] or ""
            model.user_agent = data["user_agent"] or ""
            model.username = data["username"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 4 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "address": self.address,
            "protocol": self.protocol,
            "user_agent": self.user_agent,
            "username": self.username,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["address", "protocol", "user_agent", "username"])
