"""The model `ResourcesNetworkCardPortInfiniband`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, unknown

__all__ = ["ResourcesNetworkCardPortInfiniband"]


@define(kw_only=True, repr=False)
class ResourcesNetworkCardPortInfiniband(Model):
    """LXD's `ResourcesNetworkCardPortInfiniband`, received from the server.

    Keys that are null or missing read as zero values.
    """

    issm_device: str = ""
    issm_name: str = ""
    mad_device: str = ""
    mad_name: str = ""
    verb_device: str = ""
    verb_name: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 6:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.issm_device = data["issm_device"] or ""
            model.issm_name = data["issm_name"] or ""
            model.mad_device = data["mad_device"] or ""
            model.mad_name = data["mad_name"] or ""
            model.verb_device = data["verb_device"] or ""
            model.verb_name = data["verb_name"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 6 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "issm_device": self.issm_device,
            "issm_name": self.issm_name,
            "mad_device": self.mad_device,
            "mad_name": self.mad_name,
            "verb_device": self.verb_device,
            "verb_name": self.verb_name,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    ["issm_device", "issm_name", "mad_device", "mad_name", "verb_device", "verb_name"]
)
