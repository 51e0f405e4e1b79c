"""The model `ClusterMemberSysInfo`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, plain, unknown

__all__ = ["ClusterMemberSysInfo"]


@define(kw_only=True, repr=False)
class ClusterMemberSysInfo(Model):
    """LXD's `ClusterMemberSysInfo`, received from the server.

    Keys that are null or missing read as zero values.
    """

    buffered_ram: int = 0
    free_ram: int = 0
    free_swap: int = 0
    load_averages: list[float] = field(factory=list)
    logical_cpus: int = 0
    processes: int = 0
    shared_ram: int = 0
    total_ram: int = 0
    total_swap: int = 0
    uptime: int = 0
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 10:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.buffered_ram = data["buffered_ram"] or 0
            model.free_ram = data["free_ram"] or 0
            model.free_swap = data["free_swap"] or 0
            model.load_averages = data["load_averages"] or []
            model.logical_cpus = data["logical_cpus"] or 0
            model.processes = data["processes"] or 0
            model.shared_ram = data["shared_ram"] or 0
            model.total_ram = data["total_ram"] or 0
            model.total_swap = data["total_swap"] or 0
            model.uptime = data["uptime"] or 0
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 10 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "buffered_ram": self.buffered_ram,
            "free_ram": self.free_ram,
            "free_swap": self.free_swap,
            "load_averages": plain(self.load_averages),
            "logical_cpus": self.logical_cpus,
            "processes": self.processes,
            "shared_ram": self.shared_ram,
            "total_ram": self.total_ram,
            "total_swap": self.total_swap,
            "uptime": self.uptime,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    [
        "buffered_ram",
        "free_ram",
        "free_swap",
        "load_averages",
        "logical_cpus",
        "processes",
        "shared_ram",
        "total_ram",
        "total_swap",
        "uptime",
    ]
)
