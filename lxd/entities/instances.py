"""Instances: containers and virtual machines."""

from __future__ import annotations

from enum import Enum

from lxd_api.models import Instance, InstanceFull, InstancePut, InstanceSource, InstancesPost, InstanceState

from lxd.entities.links import Link

__all__ = [
    "Instance",
    "InstanceAction",
    "InstanceFull",
    "InstanceLink",
    "InstancePut",
    "InstanceSource",
    "InstanceState",
    "InstancesPost",
]


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
