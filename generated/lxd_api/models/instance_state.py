"""The model `InstanceState`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["InstanceState"]


@define(kw_only=True, repr=False)
class InstanceState(Model):
    """LXD's `InstanceState`, received from the server.

    Keys that are null or missing read as zero values.
    """

    cpu: models.InstanceStateCPU = field(factory=models.InstanceStateCPU)
    disk: dict[str, models.InstanceStateDisk] = field(factory=dict)
    memory: models.InstanceStateMemory = field(factory=models.InstanceStateMemory)
    network: dict[str, models.InstanceStateNetwork] = field(factory=dict)
    pid: int = 0
    processes: int = 0
    status: str = ""
    status_code: int = 0
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 8:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.cpu = models.InstanceStateCPU.from_dict(data["cpu"] or {})
            model.disk = (
                {key: models.InstanceStateDisk.from_dict(item or {}) for key, item in value.items()}
                if (value := data["disk"])
                else {}
            )
            model.memory = models.InstanceStateMemory.from_dict(data["memory"] or {})
            model.network = (
                {key: models.InstanceStateNetwork.from_dict(item or {}) for key, item in value.items()}
                if (value := data["network"])
                else {}
            )
            model.pid = data["pid"] or 0
            model.processes = data["processes"] or 0
            model.status = data["status"] or ""
            model.status_code = data["status_code"] or 0
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 8 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "cpu": plain(self.cpu),
            "disk": plain(self.disk),
            "memory": plain(self.memory),
            "network": plain(self.network),
            "pid": self.pid,
            "processes": self.processes,
            "status": self.status,
            "status_code": self.status_code,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    ["cpu", "disk", "memory", "network", "pid", "processes", "status", "status_code"]
)
