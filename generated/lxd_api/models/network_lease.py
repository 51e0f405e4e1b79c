"""The model `NetworkLease`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from ..base import Model, join, keys_only, unknown

__all__ = ["NetworkLease"]


@define(kw_only=True, repr=False)
class NetworkLease(Model):
    """LXD's `NetworkLease`, received from the server.

    Keys that are null or missing read as zero values.
    """

    EXTENSIONS: ClassVar[Mapping[str, str]] = {
        "project": "network_allocations_ovn_uplink",
    }

    address: str = ""
    hostname: str = ""
    hwaddr: str = ""
    location: str = ""
    project: str = ""
    type: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 6:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.address = data["address"] or ""
            model.hostname = data["hostname"] or ""
            model.hwaddr = data["hwaddr"] or ""
            model.location = data["location"] or ""
            model.project = data["project"] or ""
            model.type = data["type"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 6 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "address": self.address,
            "hostname": self.hostname,
            "hwaddr": self.hwaddr,
            "location": self.location,
            "project": self.project,
            "type": self.type,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["address", "hostname", "hwaddr", "location", "project", "type"])
