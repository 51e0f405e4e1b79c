"""The model `ClusterCertificatePut`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, unknown

__all__ = ["ClusterCertificatePut"]


@define(kw_only=True, repr=False)
class ClusterCertificatePut(Model):
    """LXD's `ClusterCertificatePut`, sent to the server.

    Fields that are `None` are left out.
    """

    cluster_certificate: str | None = None
    cluster_certificate_key: str | None = field(default=None, repr=False)
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 2:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.cluster_certificate = data["cluster_certificate"]
            model.cluster_certificate_key = data["cluster_certificate_key"]
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 2 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "cluster_certificate": self.cluster_certificate,
            "cluster_certificate_key": self.cluster_certificate_key,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["cluster_certificate", "cluster_certificate_key"])
