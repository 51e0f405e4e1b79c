"""The model `ClusterMemberStatePost`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from ..base import Model, join, keys_only, unknown

__all__ = ["ClusterMemberStatePost"]


@define(kw_only=True, repr=False)
class ClusterMemberStatePost(Model):
    """LXD's `ClusterMemberStatePost`, sent to the server.

    Fields that are `None` are left out.
    """

    EXTENSIONS: ClassVar[Mapping[str, str]] = {
        "force": "clustering_evacuation_force",
        "mode": "clustering_evacuation_mode",
    }

    action: str | None = None
    force: bool | None = None
    mode: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 3:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.action = data["action"]
            model.force = data["force"]
            model.mode = data["mode"]
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 3 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "action": self.action,
            "force": self.force,
            "mode": self.mode,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["action", "force", "mode"])
