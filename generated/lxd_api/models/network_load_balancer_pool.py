"""The model `NetworkLoadBalancerPool`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["NetworkLoadBalancerPool"]


@define(kw_only=True, repr=False)
class NetworkLoadBalancerPool(Model):
    """LXD's `NetworkLoadBalancerPool`, received from the server.

    Keys that are null or missing read as zero values.
    """

    config: dict[str, str] = field(factory=dict, repr=keys_only)
    description: str = ""
    instances: list[models.NetworkLoadBalancerPoolInstance] = field(factory=list)
    name: str = ""
    used_by: list[str] = field(factory=list)
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 5:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.config = data["config"] or {}
            model.description = data["description"] or ""
            model.instances = (
                [models.NetworkLoadBalancerPoolInstance.from_dict(item or {}) for item in value]
                if (value := data["instances"])
                else []
            )
            model.name = data["name"] or ""
            model.used_by = data["used_by"] or []
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 5 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "config": plain(self.config),
            "description": self.description,
            "instances": plain(self.instances),
            "name": self.name,
            "used_by": plain(self.used_by),
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["config", "description", "instances", "name", "used_by"])
