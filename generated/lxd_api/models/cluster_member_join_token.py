"""The model `ClusterMemberJoinToken`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, plain, unknown
from ..timestamps import read_timestamp

__all__ = ["ClusterMemberJoinToken"]


@define(kw_only=True, repr=False)
class ClusterMemberJoinToken(Model):
    """LXD's `ClusterMemberJoinToken`, received from the server.

    Keys that are null or missing read as zero values.
    """

    addresses: list[str] = field(factory=list)
    expires_at: datetime | None = None
    fingerprint: str = ""
    secret: str = field(default="", repr=False)
    server_name: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 5:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.addresses = data["addresses"] or []
            model.expires_at = read_timestamp(data["expires_at"])
            model.fingerprint = data["fingerprint"] or ""
            model.secret = data["secret"] or ""
            model.server_name = data["server_name"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 5 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "addresses": plain(self.addresses),
            "expires_at": plain(self.expires_at),
            "fingerprint": self.fingerprint,
            "secret": self.secret,
            "server_name": self.server_name,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["addresses", "expires_at", "fingerprint", "secret", "server_name"])
