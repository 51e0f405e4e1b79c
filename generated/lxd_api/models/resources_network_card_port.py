"""The model `ResourcesNetworkCardPort`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["ResourcesNetworkCardPort"]


@define(kw_only=True, repr=False)
class ResourcesNetworkCardPort(Model):
    """LXD's `ResourcesNetworkCardPort`, received from the server.

    Keys that are null or missing read as zero values.
    """

    address: str = ""
    auto_negotiation: bool = False
    id: str = ""
    infiniband: models.ResourcesNetworkCardPortInfiniband | None = None
    link_detected: bool = False
    link_duplex: str = ""
    link_speed: int = 0
    port: int = 0
    port_type: str = ""
    protocol: str = ""
    supported_modes: list[str] = field(factory=list)
    supported_ports: list[str] = field(factory=list)
    transceiver_type: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 13:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.address = data["address"] or ""
            model.auto_negotiation = data["auto_negotiation"] or False
            model.id = data["id"] or ""
            model.infiniband = (
                None
                if (value := data["infiniband"]) is None
                else models.ResourcesNetworkCardPortInfiniband.from_dict(value)
            )
            model.link_detected = data["link_detected"] or False
            model.link_duplex = data["link_duplex"] or ""
            model.link_speed = data["link_speed"] or 0
            model.port = data["port"] or 0
            model.port_type = data["port_type"] or ""
            model.protocol = data["protocol"] or ""
            model.supported_modes = data["supported_modes"] or []
            model.supported_ports = data["supported_ports"] or []
            model.transceiver_type = data["transceiver_type"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 13 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "address": self.address,
            "auto_negotiation": self.auto_negotiation,
            "id": self.id,
            "infiniband": plain(self.infiniband),
            "link_detected": self.link_detected,
            "link_duplex": self.link_duplex,
            "link_speed": self.link_speed,
            "port": self.port,
            "port_type": self.port_type,
            "protocol": self.protocol,
            "supported_modes": plain(self.supported_modes),
            "supported_ports": plain(self.supported_ports),
            "transceiver_type": self.transceiver_type,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    [
        "address",
        "auto_negotiation",
        "id",
        "infiniband",
        "link_detected",
        "link_duplex",
        "link_speed",
        "port",
        "port_type",
        "protocol",
        "supported_modes",
        "supported_ports",
        "transceiver_type",
    ]
)
