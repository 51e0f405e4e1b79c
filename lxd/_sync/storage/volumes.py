# Written by scripts/unasync.py from lxd/_async/storage/volumes.py. Change that, and run `make sync`.

"""``client.storage_pools.volumes``: all that can be done with storage volumes, put together."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from lxd._sync.storage.volume_copies import VolumeCopies
from lxd._sync.storage.volume_imports import VolumeImports
from lxd._sync.storage.volume_listing import VolumeListing
from lxd._sync.storage.volume_objects import VolumeObjects

if TYPE_CHECKING:
    from lxd._sync.storage.volume_backups import VolumeBackups
    from lxd._sync.storage.volume_snapshots import VolumeSnapshots

__all__ = ["Volumes"]


class Volumes(VolumeObjects, VolumeListing, VolumeCopies, VolumeImports):
    """Storage volumes: custom ones, and those of instances and images."""

    @cached_property
    def backups(self) -> VolumeBackups:
        """Backups, and custom volumes as files."""
        from lxd._sync.storage.volume_backups import VolumeBackups

        return VolumeBackups(self._client)

    @cached_property
    def snapshots(self) -> VolumeSnapshots:
        """What volumes were at some time."""
        from lxd._sync.storage.volume_snapshots import VolumeSnapshots

        return VolumeSnapshots(self._client)
