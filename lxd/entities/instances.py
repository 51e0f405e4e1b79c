"""Instances: containers and virtual machines."""

from __future__ import annotations

from enum import Enum
from typing import Literal, TypeAlias

from lxd_api.models import (
    Instance,
    InstanceFull,
    InstancePut,
    InstanceSnapshot,
    InstanceSource,
    InstancesPost,
    InstanceState,
)

from lxd.entities.links import Link

__all__ = [
    "Instance",
    "InstanceAction",
    "InstanceField",
    "InstanceFull",
    "InstanceLink",
    "InstancePut",
    "InstanceSnapshot",
    "InstanceSnapshotLink",
    "InstanceSource",
    "InstanceState",
    "InstanceType",
    "InstancesPost",
]


InstanceType: TypeAlias = Literal["container", "virtual-machine"]
"""What an instance is."""

InstanceField: TypeAlias = Literal["state.disk", "state.network"]
"""A part of an instance's state that takes the server time to work out."""


class InstanceAction(str, Enum):
    """What `update_state` can do to an instance."""

    START = "start"
    STOP = "stop"
    RESTART = "restart"
    FREEZE = "freeze"
    UNFREEZE = "unfreeze"


class InstanceLink(Link):
    """A link to an instance."""

    __slots__ = ()

    @property
    def name(self) -> str:
        """The instance's name."""
        return self.names[1]


class InstanceSnapshotLink(Link):
    """A link to an instance's snapshot."""

    __slots__ = ()

    @property
    def instance(self) -> str:
        """The instance's name."""
        return self.names[1]

    @property
    def name(self) -> str:
        """The snapshot's name, without the instance's."""
        return self.names[3]
