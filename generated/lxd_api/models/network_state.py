"""The model `NetworkState`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["NetworkState"]


@define(kw_only=True, repr=False)
class NetworkState(Model):
    """LXD's `NetworkState`, received from the server.

    Keys that are null or missing read as zero values.
    """

    addresses: list[models.NetworkStateAddress] = field(factory=list)
    bond: models.NetworkStateBond | None = None
    bridge: models.NetworkStateBridge | None = None
    counters: models.NetworkStateCounters = field(factory=models.NetworkStateCounters)
    hwaddr: str = ""
    mtu: int = 0
    ovn: models.NetworkStateOVN | None = None
    state: str = ""
    type: str = ""
    vlan: models.NetworkStateVLAN | None = None
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 10:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.addresses = (
                [models.NetworkStateAddress.from_dict(item or {}) for item in value]
                if (value := data["addresses"])
                else []
            )
            model.bond = None if (value := data["bond"]) is None else models.NetworkStateBond.from_dict(value)
            model.bridge = (
                None if (value := data["bridge"]) is None else models.NetworkStateBridge.from_dict(value)
            )
            model.counters = models.NetworkStateCounters.from_dict(data["counters"] or {})
            model.hwaddr = data["hwaddr"] or ""
            model.mtu = data["mtu"] or 0
            model.ovn = None if (value := data["ovn"]) is None else models.NetworkStateOVN.from_dict(value)
            model.state = data["state"] or ""
            model.type = data["type"] or ""
            model.vlan = None if (value := data["vlan"]) is None else models.NetworkStateVLAN.from_dict(value)
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 10 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "addresses": plain(self.addresses),
            "bond": plain(self.bond),
            "bridge": plain(self.bridge),
            "counters": plain(self.counters),
            "hwaddr": self.hwaddr,
            "mtu": self.mtu,
            "ovn": plain(self.ovn),
            "state": self.state,
            "type": self.type,
            "vlan": plain(self.vlan),
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    ["addresses", "bond", "bridge", "counters", "hwaddr", "mtu", "ovn", "state", "type", "vlan"]
)
