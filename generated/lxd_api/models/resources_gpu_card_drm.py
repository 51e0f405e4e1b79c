"""The model `ResourcesGPUCardDRM`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, unknown

__all__ = ["ResourcesGPUCardDRM"]


@define(kw_only=True, repr=False)
class ResourcesGPUCardDRM(Model):
    """LXD's `ResourcesGPUCardDRM`, received from the server.

    Keys that are null or missing read as zero values.
    """

    card_device: str = ""
    card_name: str = ""
    control_device: str = ""
    control_name: str = ""
    id: int = 0
    render_device: str = ""
    render_name: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 7:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.card_device = data["card_device"] or ""
            model.card_name = data["card_name"] or ""
            model.control_device = data["control_device"] or ""
            model.control_name = data["control_name"] or ""
            model.id = data["id"] or 0
            model.render_device = data["render_device"] or ""
            model.render_name = data["render_name"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 7 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "card_device": self.card_device,
            "card_name": self.card_name,
            "control_device": self.control_device,
            "control_name": self.control_name,
            "id": self.id,
            "render_device": self.render_device,
            "render_name": self.render_name,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    ["card_device", "card_name", "control_device", "control_name", "id", "render_device", "render_name"]
)
