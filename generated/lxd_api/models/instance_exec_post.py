"""The model `InstanceExecPost`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, plain, unknown

__all__ = ["InstanceExecPost"]


@define(kw_only=True, repr=False)
class InstanceExecPost(Model):
    """LXD's `InstanceExecPost`, sent to the server.

    Fields that are `None` are left out.
    """

    command: list[str] | None = None
    cwd: str | None = None
    environment: dict[str, str] | None = field(default=None, repr=keys_only)
    group: int | None = None
    height: int | None = None
    interactive: bool | None = None
    record_output: bool | None = None
    user: int | None = None
    wait_for_websocket: bool | None = None
    width: int | None = None
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 10:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.command = data["command"]
            model.cwd = data["cwd"]
            model.environment = data["environment"]
            model.group = data["group"]
            model.height = data["height"]
            model.interactive = data["interactive"]
            model.record_output = data["record-output"]
            model.user = data["user"]
            model.wait_for_websocket = data["wait-for-websocket"]
            model.width = data["width"]
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 10 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "command": plain(self.command),
            "cwd": self.cwd,
            "environment": plain(self.environment),
            "group": self.group,
            "height": self.height,
            "interactive": self.interactive,
            "record-output": self.record_output,
            "user": self.user,
            "wait-for-websocket": self.wait_for_websocket,
            "width": self.width,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    [
        "command",
        "cwd",
        "environment",
        "group",
        "height",
        "interactive",
        "record-output",
        "user",
        "wait-for-websocket",
        "width",
    ]
)
