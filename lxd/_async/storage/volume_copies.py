"""Copying and moving custom volumes: on one server, and from one to another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from lxd_api import models
from lxd_api import storage as api

from lxd._async.area import AsyncArea
from lxd._async.copying import delete_moved
from lxd._core.values import ConfigValue
from lxd._core.volumes import copy_body, move_body, require_unused
from lxd.entities.operations import ProgressCallback

if TYPE_CHECKING:
    from lxd._async.client import AsyncLXDClient
    from lxd._async.storage.volume_copying import AsyncVolumeCopy
    from lxd._core.migration import Mode

__all__ = ["AsyncVolumeCopies"]


class AsyncVolumeCopies(AsyncArea):
    """Copies and moves custom volumes."""

    async def copy(
        self,
        source_pool: str,
        source: str,
        target_name: str | None = None,
        *,
        pool: str | None = None,
        to: AsyncLXDClient | None = None,
        source_project: str | None = None,
        project: str | None = None,
        source_target: str | None = None,
        target: str | None = None,
        config: Mapping[str, ConfigValue] | None = None,
        description: str | None = None,
        volume_only: bool = False,
        refresh: bool = False,
        mode: Mode | None = None,
        timeout: float | None = None,
        progress: ProgressCallback | None = None,
    ) -> models.StorageVolume:
        """Copies a custom volume, or a snapshot of one, on this server or to another, and waits until that is done.

        Endpoints: ``POST /1.0/storage-pools/{poolName}/volumes/{type}``; between two servers also ``POST
        /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}`` of the source. `refresh` needs the API extension
        ``custom_volume_refresh``; from one cluster member to another it needs ``cluster_internal_custom_volume_copy``,
        of a snapshot to another server ``storage_api_remote_volume_snapshot_copy``.

        One that fails, is cancelled or takes too long leaves nothing behind. What LXD cannot cancel is waited for,
        half a minute, and then removed.

        Args:
            source_pool: the volume's storage pool.
            source: the volume's name, or ``volume/snapshot``.
            target_name: the copy's name; default: the source's.
            pool: the copy's storage pool; default: one of the same name as the source's.
            to: a client of the server that gets the copy; default: this one.
            source_project: the volume's project; default: the client's.
            project: the copy's project; default: that of the client that `to` is, or of this one.
            source_target: the cluster member that has the volume; default: the client's, or whichever has it.
            target: the cluster member that gets the copy; default: that of the client that `to` is, else within a
                cluster the member that has the volume, and on another server LXD's choice.
            config: what to change of the configuration.
            description: the copy's description; default: that of the source.
            volume_only: leave out the snapshots.
            refresh: where there is a copy already, bring it up to date by sending the differences.
            mode: between two servers, who calls whom: ``"pull"`` (the target calls the source), ``"push"`` (the
                source calls the target) or ``"relay"`` (this client calls both, and everything passes through it);
                default: the first of these that works.
            timeout: seconds that it may take; then it is broken off. None: as long as it takes.
            progress: called with how far it is.

        Returns:
            The copy.

        Raises:
            NotFound: there is no such volume, snapshot or pool.
            Conflict: there is a volume of the copy's name.
            BadRequest: there is something wrong with what was given.
            OperationError: it failed.
            OperationTimeout: the time is up; it says whether the server could end it.
            MigrationFailed: it failed between two servers: `source` and `target` have what each of them said.
        """
        job = _new_copy(
            self._client,
            source_pool,
            source,
            to=to,
            new_pool=pool,
            projects=(source_project, project),
            members=(source_target, target),
            options={"volume_only": volume_only, "refresh": refresh},
        )
        volume = await job.find()
        found = volume if job.snapshot is None else await job.find_snapshot(job.snapshot)
        job.body = copy_body(
            found,
            target_name or job.name,
            content_type=volume.content_type,
            config=config,
            description=description,
        )
        return await job.run(mode, timeout, progress)

    async def move(
        self,
        source_pool: str,
        source: str,
        target_name: str | None = None,
        *,
        pool: str | None = None,
        to: AsyncLXDClient | None = None,
        source_project: str | None = None,
        project: str | None = None,
        source_target: str | None = None,
        target: str | None = None,
        mode: Mode | None = None,
        timeout: float | None = None,
        progress: ProgressCallback | None = None,
    ) -> models.StorageVolume:
        """Moves a custom volume to another name, storage pool, project, cluster member or server, and waits for it.

        Endpoints: ``POST /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}``; to another server also ``POST
        /1.0/storage-pools/{poolName}/volumes/{type}`` there and, when all has arrived, ``DELETE
        /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}`` here. `project` needs the API extension
        ``storage_volume_project_move``, `target` ``cluster_internal_custom_volume_copy``.

        Args:
            source_pool: the volume's storage pool.
            source: its name. No running instance may use it, and none at all when it is moved to another server.
            target_name: its name from then on; default: the same.
            pool: its storage pool from then on; default: one of the same name.
            to: a client of the server that gets it; default: this one.
            source_project: its project; default: the client's.
            project: its project from then on; default: that of the client that `to` is, or the same.
            source_target: the cluster member that has it; default: the client's, or whichever has it.
            target: the cluster member that gets it; default: where it is.
            mode: between two servers, who calls whom; see `copy`.
            timeout: seconds that it may take; None: as long as it takes. Between two servers it is broken off then,
                on one it goes on.
            progress: called with how far it is.

        Returns:
            The volume, where it is now.

        Raises:
            NotFound: there is no such volume or pool.
            Conflict: there is a volume of that name.
            LXDError: something uses it, or it was copied but could not be deleted here.
            OperationError: it failed; it is where it was.
            MigrationFailed: it failed between two servers; it is where it was.
            ValueError: nothing is to be changed, or it is a snapshot.
        """
        if "/" in source:
            raise ValueError(f"{source} is a snapshot: it can be copied, but not moved")
        job = _new_copy(
            self._client,
            source_pool,
            source,
            to=to,
            new_pool=pool,
            projects=(source_project, project or (source_project if to is None else None)),
            members=(source_target, target),
            options={},
        )
        volume = await job.find()
        name = target_name or source
        job.body = copy_body(volume, name, content_type=volume.content_type, config=None, description=None)
        if not job.is_local:
            require_unused(volume)
            moved = await job.run(mode, timeout, progress)
            await delete_moved(job)
            return moved
        member = target if target is not None and target != job.location else None
        body = move_body(
            source,
            new_name=name,
            pool=(source_pool, job.new_pool),
            project=(job.source_project, job.project),
            member=None if member is None else (job.location or "", member),
        )
        request = api.storage_pool_volume_type_post(
            source_pool,
            "custom",
            source,
            body=body,
            project=job.source_project,
            target=member or job.location,
        )
        operation = await self._client.start(request)
        await operation.wait(timeout, progress=progress)
        job.member = member or job.location
        return await job.get()


def _new_copy(
    source: AsyncLXDClient,
    pool: str,
    name: str,
    *,
    to: AsyncLXDClient | None,
    new_pool: str | None,
    projects: tuple[str | None, str | None],
    members: tuple[str | None, str | None],
    options: Mapping[str, bool],
) -> AsyncVolumeCopy:
    """Plans a copy; see `AsyncVolumeCopy`."""
    # Most programs never copy a volume, and importing what it takes is not free.
    from lxd._async.storage.volume_copying import AsyncVolumeCopy

    return AsyncVolumeCopy(
        source,
        pool,
        name,
        source_project=projects[0],
        source_target=members[0],
        to=to,
        new_pool=new_pool,
        project=projects[1],
        target=members[1],
        options=options,
    )
