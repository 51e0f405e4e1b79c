# Written by scripts/unasync.py from lxd/_async/storage/volume_copying.py. Change that, and run `make sync`.

"""How a volume is copied: one copy from its plan to the finished volume."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from lxd_api import models
from lxd_api import storage as api

from lxd._core.copies import split_snapshot
from lxd._core.migration import Mode, is_same_server
from lxd._sync._io import now, sleep
from lxd._sync.copying import Copying, copy_within
from lxd._sync.migrations import migrate
from lxd._sync.operations import Operation
from lxd.entities.operations import ProgressCallback
from lxd.errors import NotFound

if TYPE_CHECKING:
    from lxd._sync.client import LXDClient

__all__ = ["VolumeCopy"]

_TIDY_TIMEOUT = 30.0
"""Seconds that a server gets to remove a copy that is not wanted any more."""

_LOOK_AGAIN = 0.1
"""Seconds after which it is looked again whether a server has removed something."""

_BETWEEN_MEMBERS = "cluster_internal_custom_volume_copy"

_NO_MEMBER = ("", "none")
"""Where a volume is on a server that is in no cluster, or in storage that all members share."""


class VolumeCopy(Copying):
    """One copy of a volume.

    Args:
        source: the client of the server that has it.
        pool: its storage pool.
        name: its name, or ``volume/snapshot``.
        source_project: its project; None: the client's.
        source_target: the cluster member that has it; None: the client's, or whichever has one of that name.
        to: the client of the server that gets the copy; None: the same.
        new_pool: the copy's storage pool; None: one of the same name.
        project: the copy's project; None: that of its client.
        target: the cluster member that gets it; None: that of `to`, else within a cluster the one that has the volume,
            and on another server LXD's choice.
        options: ``volume_only`` and ``refresh``, as LXD calls them.
    """

    def __init__(
        self,
        source: LXDClient,
        pool: str,
        name: str,
        *,
        source_project: str | None,
        source_target: str | None,
        to: LXDClient | None,
        new_pool: str | None,
        project: str | None,
        target: str | None,
        options: Mapping[str, bool],
    ) -> None:
        self.source = source
        self.target = to or source
        self.name, self.snapshot = split_snapshot(name)
        self.pool = pool
        self.new_pool = new_pool or pool
        self.source_project = source_project or source.project or "default"
        self.project = project or self.target.project or "default"
        self.member = target or self.target.target
        self.location = source_target or source.target
        """The cluster member that has the volume."""
        self.options = {option: True for option, is_so in options.items() if is_so}
        self.is_local = self.target._transport is source._transport
        self.body: dict[str, Any] = {}
        """What the copy is to be."""
        self._servers: tuple[models.Server, models.Server] | None = None
        self._exists = False

    def find(self) -> models.StorageVolume:
        """Looks at the volume, and whether the two servers are one.

        Raises:
            NotFound: there is no such volume.
        """
        found = self.source.storage_pools.volumes.get(
            self.pool, self.name, project=self.source_project, target=self.location
        )
        if found.location not in _NO_MEMBER:
            self.location = found.location
        if not self.is_local:
            self._servers = self.source.server.get(), self.target.server.get()
            self.is_local = is_same_server(*self._servers)
        if self.is_local:
            self.target = self.source  # with the projects as they were given: both names are said outright
        return found

    def find_snapshot(self, snapshot: str) -> models.StorageVolumeSnapshot:
        """Looks at a snapshot of it.

        Raises:
            NotFound: there is none.
        """
        return self.source.storage_pools.volumes.snapshots.get(
            self.pool, self.name, snapshot, project=self.source_project, target=self.location
        )

    def run(
        self, mode: Mode | None, timeout: float | None, progress: ProgressCallback | None
    ) -> models.StorageVolume:
        """Makes the copy; see `VolumeCopies.copy`."""
        if self.options.get("refresh"):
            self._exists = self._is_there()
        if self._servers is None or self.is_local:
            copy_within(self, timeout, progress)
        else:
            what = f"copying {self.name!r} from {self.source.endpoint} to {self.target.endpoint}"
            migrate(self, what, self._servers, mode=mode, timeout=timeout, progress=progress)
        return self.get()

    def get(self) -> models.StorageVolume:
        """Gets the copy."""
        return self.target.storage_pools.volumes.get(
            self.new_pool, self.body["name"], project=self.project, target=self.member
        )

    def copy(self) -> Operation:
        """Makes the server copy it by itself; see `Copying`."""
        source = {
            "type": "copy",
            "name": self._full_name,
            "pool": self.pool,
            "project": self.source_project,
        }
        # A member looks for the volume on itself, unless it is told of both the target and the location.
        self.member = self.member or self.location
        if self.location is None or (
            self.member == self.location and not self.source.server.has_extension(_BETWEEN_MEMBERS)
        ):
            return self._create(source)
        return self._create({**source, "location": self.location})

    def delete_source(self) -> Operation:
        """Deletes what was copied; see `Copying`."""
        return self.source.storage_pools.volumes.delete(
            self.pool, self.name, project=self.source_project, target=self.location
        )

    def send(self, target: Mapping[str, Any] | None) -> Operation:
        """Makes the source send; see `Passage`."""
        body: dict[str, Any] = {"migration": True, "name": self.body["name"]}
        if target is not None:
            body["target"] = target
        if self.snapshot is not None:
            request = api.storage_pool_volumes_type_snapshot_post(
                self.pool,
                "custom",
                self.name,
                self.snapshot,
                body=body,
                project=self.source_project,
                target=self.location,
            )
        else:
            if self.options.get("volume_only"):
                body["volume_only"] = True
            request = api.storage_pool_volume_type_post(
                self.pool,
                "custom",
                self.name,
                body={**body, "pool": self.pool},
                project=self.source_project,
                target=self.location,
            )
        return self.source.start(request)

    def receive(self, source: Mapping[str, Any]) -> Operation:
        """Makes the target receive; see `Passage`."""
        return self._create({"type": "migration", "name": self._full_name, **source})

    def discard(self, operation: Operation) -> None:
        """Deletes the copy, unless it was there before."""
        if self._exists:
            return
        deletion = self.target.storage_pools.volumes.delete(
            self.new_pool, self.body["name"], project=self.project, target=self.member
        )
        deletion.wait(_TIDY_TIMEOUT)

    def settle(self) -> None:
        """Waits until the target has removed the half-made copy, which it does when the operation has ended already."""
        if self._exists:
            return
        deadline = now() + _TIDY_TIMEOUT
        while now() < deadline and self._is_there():
            sleep(_LOOK_AGAIN)

    @property
    def _full_name(self) -> str:
        return self.name if self.snapshot is None else f"{self.name}/{self.snapshot}"

    def _is_there(self) -> bool:
        try:
            self.get()
        except NotFound:
            return False
        return True

    def _create(self, source: Mapping[str, Any]) -> Operation:
        fields = {**self.options, **source}
        body = {**self.body, "source": {key: value for key, value in fields.items() if value is not None}}
        request = api.storage_pool_volumes_type_post(
            self.new_pool, "custom", body=body, project=self.project, target=self.member
        )
        return self.target.start(request)
