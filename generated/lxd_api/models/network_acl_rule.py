"""The model `NetworkACLRule`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, unknown

__all__ = ["NetworkACLRule"]


@define(kw_only=True, repr=False)
class NetworkACLRule(Model):
    """LXD's `NetworkACLRule`, sent and received.

    Keys that are null or missing read as zero values.
    """

    action: str = ""
    description: str = ""
    destination: str = ""
    destination_port: str = ""
    icmp_code: str = ""
    icmp_type: str = ""
    protocol: str = ""
    source: str = ""
    source_port: str = ""
    state: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 10:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.action = data["action"] or ""
            model.description = data["description"] or ""
            model.destination = data["destination"] or ""
            model.destination_port = data["destination_port"] or ""
            model.icmp_code = data["icmp_code"] or ""
            model.icmp_type = data["icmp_type"] or ""
            model.protocol = data["protocol"] or ""
            model.source = data["source"] or ""
            model.source_port = data["source_port"] or ""
            model.state = data["state"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 10 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "action": self.action,
            "description": self.description,
            "destination": self.destination,
            "destination_port": self.destination_port,
            "icmp_code": self.icmp_code,
            "icmp_type": self.icmp_type,
            "protocol": self.protocol,
            "source": self.source,
            "source_port": self.source_port,
            "state": self.state,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    [
        "action",
        "description",
        "destination",
        "destination_port",
        "icmp_code",
        "icmp_type",
        "protocol",
        "source",
        "source_port",
        "state",
    ]
)
