"""The model `InstanceStateNetwork`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["InstanceStateNetwork"]


@define(kw_only=True, repr=False)
class InstanceStateNetwork(Model):
    """LXD's `InstanceStateNetwork`, received from the server.

    Keys that are null or missing read as zero values.
    """

    addresses: list[models.InstanceStateNetworkAddress] = field(factory=list)
    counters: models.InstanceStateNetworkCounters = field(factory=models.InstanceStateNetworkCounters)
    host_name: str = ""
    hwaddr: str = ""
    mtu: int = 0
    state: str = ""
    type: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 7:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.addresses = (
                [models.InstanceStateNetworkAddress.from_dict(item or {}) for item in value]
                if (value := data["addresses"])
                else []
            )
            model.counters = models.InstanceStateNetworkCounters.from_dict(data["counters"] or {})
            model.host_name = data["host_name"] or ""
            model.hwaddr = data["hwaddr"] or ""
            model.mtu = data["mtu"] or 0
            model.state = data["state"] or ""
            model.type = data["type"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 7 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "addresses": plain(self.addresses),
            "counters": plain(self.counters),
            "host_name": self.host_name,
            "hwaddr": self.hwaddr,
            "mtu": self.mtu,
            "state": self.state,
            "type": self.type,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    ["addresses", "counters", "host_name", "hwaddr", "mtu", "state", "type"]
)
