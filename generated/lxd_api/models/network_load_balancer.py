"""The model `NetworkLoadBalancer`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["NetworkLoadBalancer"]


@define(kw_only=True, repr=False)
class NetworkLoadBalancer(Model):
    """LXD's `NetworkLoadBalancer`, received from the server.

    Keys that are null or missing read as zero values.
    """

    backends: list[models.NetworkLoadBalancerBackend] = field(factory=list)
    config: dict[str, str] = field(factory=dict, repr=keys_only)
    description: str = ""
    listen_address: str = ""
    location: str = ""
    ports: list[models.NetworkLoadBalancerPort] = field(factory=list)
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 6:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.backends = (
                [models.NetworkLoadBalancerBackend.from_dict(item or {}) for item in value]
                if (value := data["backends"])
                else []
            )
            model.config = data["config"] or {}
            model.description = data["description"] or ""
            model.listen_address = data["listen_address"] or ""
            model.location = data["location"] or ""
            model.ports = (
                [models.NetworkLoadBalancerPort.from_dict(item or {}) for item in value]
                if (value := data["ports"])
                else []
            )
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 6 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "backends": plain(self.backends),
            "config": plain(self.config),
            "description": self.description,
            "listen_address": self.listen_address,
            "location": self.location,
            "ports": plain(self.ports),
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    ["backends", "config", "description", "listen_address", "location", "ports"]
)
