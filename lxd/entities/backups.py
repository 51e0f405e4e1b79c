"""Backups of instances: the model, and links to them."""

from __future__ import annotations

from lxd_api.models import InstanceBackup

from lxd.entities.links import Link

__all__ = ["BackupLink", "InstanceBackup"]


class BackupLink(Link):
    """A link to a backup of an instance."""

    __slots__ = ()

    @property
    def instance(self) -> str:
        """The instance's name."""
        return self.names[1]

    @property
    def name(self) -> str:
        """The backup's name."""
        return self.names[3]
