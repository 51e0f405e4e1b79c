"""The model `OperationFull`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown
from ..timestamps import read_timestamp

__all__ = ["OperationFull"]


@define(kw_only=True, repr=False)
class OperationFull(Model):
    """LXD's `OperationFull`, received from the server.

    Keys that are null or missing read as zero values.
    """

    children: list[models.Operation] = field(factory=list)
    class_: str = ""
    created_at: datetime | None = None
    description: str = ""
    err: str = ""
    err_code: int = 0
    id: str = ""
    location: str = ""
    may_cancel: bool = False
    metadata: dict[str, Any] = field(factory=dict, repr=keys_only)
    requestor: models.OperationRequestor | None = None
    resources: dict[str, list[str]] = field(factory=dict)
    status: str = ""
    status_code: int = 0
    updated_at: datetime | None = None
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 15:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.children = (
                [models.Operation.from_dict(item or {}) for item in value]
                if (value := data["children"])
                else []
            )
            model.class_ = data["class"] or ""
            model.created_at = read_timestamp(data["created_at"])
            model.description = data["description"] or ""
            model.err = data["err"] or ""
            model.err_code = data["err_code"] or 0
            model.id = data["id"] or ""
            model.location = data["location"] or ""
            model.may_cancel = data["may_cancel"] or False
            model.metadata = data["metadata"] or {}
            model.requestor = (
                None if (value := data["requestor"]) is None else models.OperationRequestor.from_dict(value)
            )
            model.resources = data["resources"] or {}
            model.status = data["status"] or ""
            model.status_code = data["status_code"] or 0
            model.updated_at = read_timestamp(data["updated_at"])
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 15 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "children": plain(self.children),
            "class": self.class_,
            "created_at": plain(self.created_at),
            "description": self.description,
            "err": self.err,
            "err_code": self.err_code,
            "id": self.id,
            "location": self.location,
            "may_cancel": self.may_cancel,
            "metadata": plain(self.metadata),
            "requestor": plain(self.requestor),
            "resources": plain(self.resources),
            "status": self.status,
            "status_code": self.status_code,
            "updated_at": plain(self.updated_at),
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    [
        "children",
        "class",
        "created_at",
        "description",
        "err",
        "err_code",
        "id",
        "location",
        "may_cancel",
        "metadata",
        "requestor",
        "resources",
        "status",
        "status_code",
        "updated_at",
    ]
)
