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

    cpu: models.ResourcesCPU = field(factory=models.ResourcesCPU)
    gpu: models.ResourcesGPU = field(factory=models.ResourcesGPU)
    memory: models.ResourcesMemory = field(factory=models.ResourcesMemory)
    network: models.ResourcesNetwork = field(factory=models.ResourcesNetwork)
    pci: models.ResourcesPCI = field(factory=models.ResourcesPCI)
    storage: models.ResourcesStorage = field(factory=models.ResourcesStorage)
    system: models.ResourcesSystem = field(factory=models.ResourcesSystem)
    usb: models.ResourcesUSB = field(factory=models.ResourcesUSB)
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 8:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.cpu = models.ResourcesCPU.from_dict(data["cpu"] or {})
            model.gpu = models.ResourcesGPU.from_dict(data["gpu"] or {})
            model.memory = models.ResourcesMemory.from_dict(data["memory"] or {})
            model.network = models.ResourcesNetwork.from_dict(data["network"] or {})
            model.pci = models.ResourcesPCI.from_dict(data["pci"] or {})
            model.storage = models.ResourcesStorage.from_dict(data["storage"] or {})
            model.system = models.ResourcesSystem.from_dict(data["system"] or {})
            model.usb = models.ResourcesUSB.from_dict(data["usb"] or {})
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
