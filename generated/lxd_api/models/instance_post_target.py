"""The model `InstancePostTarget`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, plain, unknown

__all__ = ["InstancePostTarget"]


@define(kw_only=True, repr=False)
class InstancePostTarget(Model):
    """LXD's `InstancePostTarget`, sent to the server.

    Fields that are `None` are left out.
    """

    certificate: str | None = None
    operation: str | None = None
    secrets: dict[str, str] | None = field(default=None, repr=False)
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 3:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.certificate = data["certificate"]
            model.operation = data["operation"]
            model.secrets = data["secrets"]
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 3 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "certificate": self.certificate,
            "operation": self.operation,
            "secrets": plain(self.secrets),
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["certificate", "operation", "secrets"])
