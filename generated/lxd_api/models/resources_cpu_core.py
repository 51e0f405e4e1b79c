"""The model `ResourcesCPUCore`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["ResourcesCPUCore"]


@define(kw_only=True, repr=False)
class ResourcesCPUCore(Model):
    """LXD's `ResourcesCPUCore`, received from the server.

    Keys that are null or missing read as zero values.
    """

    core: int = 0
    die: int = 0
    frequency: int = 0
    threads: list[models.ResourcesCPUThread] = field(factory=list)
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 4:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.core = data["core"] or 0
            model.die = data["die"] or 0
            model.frequency = data["frequency"] or 0
            model.threads = (
                [models.ResourcesCPUThread.from_dict(item or {}) for item in value]
                if (value := data["threads"])
                else []
            )
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 4 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "core": self.core,
            "die": self.die,
            "frequency": self.frequency,
            "threads": plain(self.threads),
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["core", "die", "frequency", "threads"])
