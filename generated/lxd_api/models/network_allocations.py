"""The model `NetworkAllocations`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, unknown

__all__ = ["NetworkAllocations"]


@define(kw_only=True, repr=False)
class NetworkAllocations(Model):
    """LXD's `NetworkAllocations`, received from the server.

    Keys that are null or missing read as zero values.
    """

    addresses: str = ""
    hwaddr: str = ""
    nat: bool = False
    network: str = ""
    type: str = ""
    used_by: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 6:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.addresses = data["addresses"] or ""
            model.hwaddr = data["hwaddr"] or ""
            model.nat = data["nat"] or False
            model.network = data["network"] or ""
            model.type = data["type"] or ""
            model.used_by = data["used_by"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 6 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "addresses": self.addresses,
            "hwaddr": self.hwaddr,
            "nat": self.nat,
            "network": self.network,
            "type": self.type,
            "used_by": self.used_by,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["addresses", "hwaddr", "nat", "network", "type", "used_by"])
