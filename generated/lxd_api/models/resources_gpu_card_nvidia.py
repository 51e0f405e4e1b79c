"""The model `ResourcesGPUCardNvidia`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, unknown

__all__ = ["ResourcesGPUCardNvidia"]


@define(kw_only=True, repr=False)
class ResourcesGPUCardNvidia(Model):
    """LXD's `ResourcesGPUCardNvidia`, received from the server.

    Keys that are null or missing read as zero values.
    """

    architecture: str = ""
    brand: str = ""
    card_device: str = ""
    card_name: str = ""
    cuda_version: str = ""
    model: str = ""
    nvrm_version: str = ""
    uuid: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 8:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.architecture = data["architecture"] or ""
            model.brand = data["brand"] or ""
            model.card_device = data["card_device"] or ""
            model.card_name = data["card_name"] or ""
            model.cuda_version = data["cuda_version"] or ""
            model.model = data["model"] or ""
            model.nvrm_version = data["nvrm_version"] or ""
            model.uuid = data["uuid"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 8 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "architecture": self.architecture,
            "brand": self.brand,
            "card_device": self.card_device,
            "card_name": self.card_name,
            "cuda_version": self.cuda_version,
            "model": self.model,
            "nvrm_version": self.nvrm_version,
            "uuid": self.uuid,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    ["architecture", "brand", "card_device", "card_name", "cuda_version", "model", "nvrm_version", "uuid"]
)
