"""The model `NetworkLoadBalancersPost`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["NetworkLoadBalancersPost"]


@define(kw_only=True, repr=False)
class NetworkLoadBalancersPost(Model):
    """LXD's `NetworkLoadBalancersPost`, sent to the server.

    Fields that are `None` are left out.
    """

    backends: list[models.NetworkLoadBalancerBackend] | None = None
    config: dict[str, str] | None = field(default=None, repr=keys_only)
    description: str | None = None
    listen_address: str | None = None
    ports: list[models.NetworkLoadBalancerPort] | None = None
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 5:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.backends = (
                None
                if (value := data["backends"]) is None
                else [models.NetworkLoadBalancerBackend.from_dict(item or {}) for item in value]
            )
            model.config = data["config"]
            model.description = data["description"]
            model.listen_address = data["listen_address"]
            model.ports = (
                None
                if (value := data["ports"]) is None
                else [models.NetworkLoadBalancerPort.from_dict(item or {}) for item in value]
            )
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 5 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "backends": plain(self.backends),
            "config": plain(self.config),
            "description": self.description,
            "listen_address": self.listen_address,
            "ports": plain(self.ports),
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["backends", "config", "description", "listen_address", "ports"])
