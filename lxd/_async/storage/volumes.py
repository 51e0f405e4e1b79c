"""``client.storage_pools.volumes``: all that can be done with storage volumes, put together."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from lxd._async.storage.volume_copies import AsyncVolumeCopies
from lxd._async.storage.volume_imports import AsyncVolumeImports
from lxd._async.storage.volume_listing import AsyncVolumeListing
from lxd._async.storage.volume_objects import AsyncVolumeObjects

if TYPE_CHECKING:
    from lxd._async.storage.volume_backups import AsyncVolumeBackups
    from lxd._async.storage.volume_snapshots import AsyncVolumeSnapshots

__all__ = ["AsyncVolumes"]


class AsyncVolumes(AsyncVolumeObjects, AsyncVolumeListing, AsyncVolumeCopies, AsyncVolumeImports):
    """Storage volumes: custom ones, and those of instances and images."""

    @cached_property
    def backups(self) -> AsyncVolumeBackups:
        """Backups, and custom volumes as files."""
        from lxd._async.storage.volume_backups import AsyncVolumeBackups

        return AsyncVolumeBackups(self._client)

    @cached_property
    def snapshots(self) -> AsyncVolumeSnapshots:
        """What volumes were at some time."""
        from lxd._async.storage.volume_snapshots import AsyncVolumeSnapshots

        return AsyncVolumeSnapshots(self._client)
