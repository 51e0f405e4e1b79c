"""The model `OIDCSession`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, plain, unknown
from ..timestamps import read_timestamp

__all__ = ["OIDCSession"]


@define(kw_only=True, repr=False)
class OIDCSession(Model):
    """LXD's `OIDCSession`, received from the server.

    Keys that are null or missing read as zero values.
    """

    created_at: datetime | None = None
    email: str = ""
    expires_at: datetime | None = None
    ip: str = ""
    user_agent: str = ""
    username: str = ""
    uuid: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 7:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.created_at = read_timestamp(data["created_at"])
            model.email = data["email"] or ""
            model.expires_at = read_timestamp(data["expires_at"])
            model.ip = data["ip"] or ""
            model.user_agent = data["user_agent"] or ""
            model.username = data["username"] or ""
            model.uuid = data["uuid"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 7 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "created_at": plain(self.created_at),
            "email": self.email,
            "expires_at": plain(self.expires_at),
            "ip": self.ip,
            "user_agent": self.user_agent,
            "username": self.username,
            "uuid": self.uuid,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    ["created_at", "email", "expires_at", "ip", "user_agent", "username", "uuid"]
)
