"""The model `NetworkStateBridge`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, plain, unknown

__all__ = ["NetworkStateBridge"]


@define(kw_only=True, repr=False)
class NetworkStateBridge(Model):
    """LXD's `NetworkStateBridge`, received from the server.

    Keys that are null or missing read as zero values.
    """

    forward_delay: int = 0
    id: str = ""
    stp: bool = False
    upper_devices: list[str] = field(factory=list)
    vlan_default: int = 0
    vlan_filtering: bool = False
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 6:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.forward_delay = data["forward_delay"] or 0
            model.id = data["id"] or ""
            model.stp = data["stp"] or False
            model.upper_devices = data["upper_devices"] or []
            model.vlan_default = data["vlan_default"] or 0
            model.vlan_filtering = data["vlan_filtering"] or False
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 6 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "forward_delay": self.forward_delay,
            "id": self.id,
            "stp": self.stp,
            "upper_devices": plain(self.upper_devices),
            "vlan_default": self.vlan_default,
            "vlan_filtering": self.vlan_filtering,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    ["forward_delay", "id", "stp", "upper_devices", "vlan_default", "vlan_filtering"]
)
