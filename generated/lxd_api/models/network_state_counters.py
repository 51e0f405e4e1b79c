"""The model `NetworkStateCounters`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, unknown

__all__ = ["NetworkStateCounters"]


@define(kw_only=True, repr=False)
class NetworkStateCounters(Model):
    """LXD's `NetworkStateCounters`, received from the server.

    Keys that are null or missing read as zero values.
    """

    bytes_received: int = 0
    bytes_sent: int = 0
    packets_received: int = 0
    packets_sent: int = 0
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 4:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.bytes_received = data["bytes_received"] or 0
            model.bytes_sent = data["bytes_sent"] or 0
            model.packets_received = data["packets_received"] or 0
            model.packets_sent = data["packets_sent"] or 0
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 4 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "bytes_received": self.bytes_received,
            "bytes_sent": self.bytes_sent,
            "packets_received": self.packets_received,
            "packets_sent": self.packets_sent,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["bytes_received", "bytes_sent", "packets_received", "packets_sent"])
