"""The model `CertificateAddToken`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Self

from attrs import define, field

from ..base import Model, join, keys_only, plain, unknown
from ..timestamps import read_timestamp

__all__ = ["CertificateAddToken"]


@define(kw_only=True, repr=False)
class CertificateAddToken(Model):
    """LXD's `CertificateAddToken`, received from the server.

    Keys that are null or missing read as zero values.
    """

    EXTENSIONS: ClassVar[Mapping[str, str]] = {
        "type": "access_management_tls",
    }

    addresses: list[str] = field(factory=list)
    client_name: str = ""
    expires_at: datetime | None = None
    fingerprint: str = ""
    secret: str = field(default="", repr=False)
    type: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 6:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.addresses = data["addresses"] or []
            model.client_name = data["client_name"] or ""
            model.expires_at = read_timestamp(data["expires_at"])
            model.fingerprint = data["fingerprint"] or ""
            model.secret = data["secret"] or ""
            model.type = data["type"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 6 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "addresses": plain(self.addresses),
            "client_name": self.client_name,
            "expires_at": plain(self.expires_at),
            "fingerprint": self.fingerprint,
            "secret": self.secret,
            "type": self.type,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    ["addresses", "client_name", "expires_at", "fingerprint", "secret", "type"]
)
