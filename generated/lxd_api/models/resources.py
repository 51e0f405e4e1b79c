"""The model `Resources`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["Resources"]


@define(kw_only=True, repr=False)
class Resources(Model):
    """LXD's `Resources`, received from the server.

    Keys that are null or missing read as zero values.
    """

    cpu: models.ResourcesCPU | None = None
    gpu: models.ResourcesGPU | None = None
    memory: models.ResourcesMemory | None = None
    network: models.ResourcesNetwork | None = None
    pci: models.ResourcesPCI | None = None
    storage: models.ResourcesStorage | None = None
    system: models.ResourcesSystem | None = None
    usb: models.ResourcesUSB | None = None
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 8:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.cpu = None if (value := data["cpu"]) is None else models.ResourcesCPU.from_dict(value)
            model.gpu = None if (value := data["gpu"]) is None else models.ResourcesGPU.from_dict(value)
            model.memory = (
                None if (value := data["memory"]) is None else models.ResourcesMemory.from_dict(value)
            )
            model.network = (
                None if (value := data["network"]) is None else models.ResourcesNetwork.from_dict(value)
            )
            model.pci = None if (value := data["pci"]) is None else models.ResourcesPCI.from_dict(value)
            model.storage = (
                None if (value := data["storage"]) is None else models.ResourcesStorage.from_dict(value)
            )
            model.system = (
                None if (value := data["system"]) is None else models.ResourcesSystem.from_dict(value)
            )
            model.usb = None if (value := data["usb"]) is None else models.ResourcesUSB.from_dict(value)
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 8 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "cpu": plain(self.cpu),
            "gpu": plain(self.gpu),
            "memory": plain(self.memory),
            "network": plain(self.network),
            "pci": plain(self.pci),
            "storage": plain(self.storage),
            "system": plain(self.system),
            "usb": plain(self.usb),
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    ["cpu", "gpu", "memory", "network", "pci", "storage", "system", "usb"]
)
