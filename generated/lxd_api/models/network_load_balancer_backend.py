"""The model `NetworkLoadBalancerBackend`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, unknown

__all__ = ["NetworkLoadBalancerBackend"]


@define(kw_only=True, repr=False)
class NetworkLoadBalancerBackend(Model):
    """LXD's `NetworkLoadBalancerBackend`, sent and received.

    Keys that are null or missing read as zero values.
    """

    description: str = ""
    name: str = ""
    target_address: str = ""
    target_port: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 4:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.description = data["description"] or ""
            model.name = data["name"] or ""
            model.target_address = data["target_address"] or ""
            model.target_port = data["target_port"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 4 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "description": self.description,
            "name": self.name,
            "target_address": self.target_address,
            "target_port": self.target_port,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["description", "name", "target_address", "target_port"])
