"""The model `NetworkStateBond`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, plain, unknown

__all__ = ["NetworkStateBond"]


@define(kw_only=True, repr=False)
class NetworkStateBond(Model):
    """LXD's `NetworkStateBond`, received from the server.

    Keys that are null or missing read as zero values.
    """

    down_delay: int = 0
    lower_devices: list[str] = field(factory=list)
    mii_frequency: int = 0
    mii_state: str = ""
    mode: str = ""
    transmit_policy: str = ""
    up_delay: int = 0
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 7:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.down_delay = data["down_delay"] or 0
            model.lower_devices = data["lower_devices"] or []
            model.mii_frequency = data["mii_frequency"] or 0
            model.mii_state = data["mii_state"] or ""
            model.mode = data["mode"] or ""
            model.transmit_policy = data["transmit_policy"] or ""
            model.up_delay = data["up_delay"] or 0
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 7 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "down_delay": self.down_delay,
            "lower_devices": plain(self.lower_devices),
            "mii_frequency": self.mii_frequency,
            "mii_state": self.mii_state,
            "mode": self.mode,
            "transmit_policy": self.transmit_policy,
            "up_delay": self.up_delay,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    ["down_delay", "lower_devices", "mii_frequency", "mii_state", "mode", "transmit_policy", "up_delay"]
)
