"""The model `ResourcesCPUSocket`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["ResourcesCPUSocket"]


@define(kw_only=True, repr=False)
class ResourcesCPUSocket(Model):
    """LXD's `ResourcesCPUSocket`, received from the server.

    Keys that are null or missing read as zero values.
    """

    cache: list[models.ResourcesCPUCache] = field(factory=list)
    cores: list[models.ResourcesCPUCore] = field(factory=list)
    frequency: int = 0
    frequency_minimum: int = 0
    frequency_turbo: int = 0
    name: str = ""
    socket: int = 0
    vendor: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 8:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.cache = (
                [models.ResourcesCPUCache.from_dict(item or {}) for item in value]
                if (value := data["cache"])
                else []
            )
            model.cores = (
                [models.ResourcesCPUCore.from_dict(item or {}) for item in value]
                if (value := data["cores"])
                else []
            )
            model.frequency = data["frequency"] or 0
            model.frequency_minimum = data["frequency_minimum"] or 0
            model.frequency_turbo = data["frequency_turbo"] or 0
            model.name = data["name"] or ""
            model.socket = data["socket"] or 0
            model.vendor = data["vendor"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 8 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "cache": plain(self.cache),
            "cores": plain(self.cores),
            "frequency": self.frequency,
            "frequency_minimum": self.frequency_minimum,
            "frequency_turbo": self.frequency_turbo,
            "name": self.name,
            "socket": self.socket,
            "vendor": self.vendor,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    ["cache", "cores", "frequency", "frequency_minimum", "frequency_turbo", "name", "socket", "vendor"]
)
