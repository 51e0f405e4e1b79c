"""Taking a snapshot of a volume, and learning its name where LXD chooses it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from lxd_api import models
from lxd_api import storage as api

from lxd._async.operations import AsyncOperation
from lxd._core.names import made_name
from lxd._core.snapshots import first_since, next_name
from lxd.entities.operations import ProgressCallback

if TYPE_CHECKING:
    from lxd._async.client import AsyncLXDClient

__all__ = ["AsyncVolumeSnapshotOperation", "take"]

_SAYS_WHEN = "storage_volumes_created_at"


class AsyncVolumeSnapshotOperation(AsyncOperation):
    """A handle to the operation that takes a snapshot of a volume; `snapshot` is its name."""

    snapshot: str = ""
    """The snapshot's name. Of one that LXD chose it is known at once, or (from LXD 5.21 up to 6.6) after `wait`."""

    _volume: tuple[str, str] = ("", "")
    _target: str | None = None

    async def wait(
        self, timeout: float | None = None, *, progress: ProgressCallback | None = None
    ) -> models.Operation:
        """Waits for its end; see `AsyncOperation.wait`."""
        state = await super().wait(timeout, progress=progress)
        if not self.snapshot:
            snapshots = await self._client.storage_pools.volumes.snapshots.list(
                *self._volume, project=self._project, target=self._target
            )
            self.snapshot = first_since(snapshots, state.created_at).rpartition("/")[2]
        return state


async def take(
    client: AsyncLXDClient,
    volume: tuple[str, str],
    body: Mapping[str, Any],
    *,
    project: str | None,
    target: str | None,
) -> AsyncVolumeSnapshotOperation:
    """Takes a snapshot.

    Args:
        client: the client.
        volume: the pool's and the volume's names.
        body: what the snapshot is to be.
        project: the volume's project.
        target: the cluster member.
    """
    if "name" not in body and not await client.server.has_extension(_SAYS_WHEN):
        # Such a server tells neither the name nor when a snapshot was taken, but its choice is no secret. Where
        # somebody else takes one at the same time, one of the two fails; left to the server, it would too.
        snapshots = await client.storage_pools.volumes.snapshots.list(*volume, project=project, target=target)
        body = {**body, "name": next_name(each.name.rpartition("/")[2] for each in snapshots)}
    request = api.storage_pool_volumes_type_snapshots_post(
        volume[0], "custom", volume[1], body=body, project=project, target=target
    )
    answer = await client.exchange(request)
    handle = AsyncVolumeSnapshotOperation.from_answer(client, answer, project or client.project)
    handle.snapshot = body.get("name") or made_name(handle.state, "snapshots")
    handle._volume, handle._target = volume, target
    return handle
