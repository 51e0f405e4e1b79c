"""The model `ResourcesCPUThread`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, unknown

__all__ = ["ResourcesCPUThread"]


@define(kw_only=True, repr=False)
class ResourcesCPUThread(Model):
    """LXD's `ResourcesCPUThread`, received from the server.

    Keys that are null or missing read as zero values.
    """

    id: int = 0
    isolated: bool = False
    numa_node: int = 0
    online: bool = False
    thread: int = 0
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 5:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.id = data["id"] or 0
            model.isolated = data["isolated"] or False
            model.numa_node = data["numa_node"] or 0
            model.online = data["online"] or False
            model.thread = data["thread"] or 0
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 5 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "id": self.id,
            "isolated": self.isolated,
            "numa_node": self.numa_node,
            "online": self.online,
            "thread": self.thread,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["id", "isolated", "numa_node", "online", "thread"])
