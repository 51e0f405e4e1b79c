"""The model `InstanceUEFIVars`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["InstanceUEFIVars"]


@define(kw_only=True, repr=False)
class InstanceUEFIVars(Model):
    """LXD's `InstanceUEFIVars`, sent and received.

    Keys that are null or missing read as zero values.
    """

    variables: dict[str, models.InstanceUEFIVariable] = field(factory=dict)
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 1:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.variables = (
                {key: models.InstanceUEFIVariable.from_dict(item or {}) for key, item in value.items()}
                if (value := data["variables"])
                else {}
            )
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 1 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "variables": plain(self.variables),
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["variables"])
