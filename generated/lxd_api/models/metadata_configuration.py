"""The model `MetadataConfiguration`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["MetadataConfiguration"]


@define(kw_only=True, repr=False)
class MetadataConfiguration(Model):
    """LXD's `MetadataConfiguration`, received from the server.

    Keys that are null or missing read as zero values.
    """

    EXTENSIONS: ClassVar[Mapping[str, str]] = {
        "entities": "metadata_configuration_entity_types",
    }

    configs: dict[str, dict[str, models.MetadataConfigurationConfigKeys]] = field(factory=dict)
    entities: dict[str, models.MetadataConfigurationEntity] = field(factory=dict)
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 2:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.configs = (
                {
                    key: {
                        key: models.MetadataConfigurationConfigKeys.from_dict(item or {})
                        for key, item in (items or {}).items()
                    }
                    for key, items in value.items()
                }
                if (value := data["configs"])
                else {}
            )
            model.entities = (
                {key: models.MetadataConfigurationEntity.from_dict(item or {}) for key, item in value.items()}
                if (value := data["entities"])
                else {}
            )
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 2 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "configs": plain(self.configs),
            "entities": plain(self.entities),
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["configs", "entities"])
