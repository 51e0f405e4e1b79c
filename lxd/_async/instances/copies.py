"""Copying and moving instances: on one server, and from one to another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lxd_api import instances as api
from lxd_api import models

from lxd._async._io import now
from lxd._async.area import AsyncArea
from lxd._async.copying import delete_moved
from lxd._core.copies import (
    DeviceChanges,
    copied_devices,
    copy_body,
    move_steps,
    require_movable,
    split_snapshot,
)
from lxd._core.values import ConfigValue, config_map
from lxd.entities.operations import ProgressCallback

if TYPE_CHECKING:
    from lxd._async.client import AsyncLXDClient
    from lxd._async.instances.copying import AsyncCopy
    from lxd._core.migration import Mode

__all__ = ["AsyncInstanceCopies"]

_MOVE_CONFIG = "instance_move_config"
_OVERRIDE_PROFILES = "override_snapshot_profiles_on_copy"


class AsyncInstanceCopies(AsyncArea):
    """Copies and moves instances."""

    async def copy(
        self,
        source: str,
        target_name: str | None = None,
        *,
        to: AsyncLXDClient | None = None,
        source_project: str | None = None,
        project: str | None = None,
        pool: str | None = None,
        target: str | None = None,
        profiles: Sequence[str] | None = None,
        config: Mapping[str, ConfigValue] | None = None,
        devices: DeviceChanges | None = None,
        ephemeral: bool = False,
        instance_only: bool = False,
        refresh: bool = False,
        live: bool = False,
        allow_inconsistent: bool = False,
        mode: Mode | None = None,
        timeout: float | None = None,
        progress: ProgressCallback | None = None,
    ) -> models.Instance:
        """Copies an instance, or a snapshot of one, on this server or to another, and waits until that is done.

        Endpoints: ``POST /1.0/instances``; between two servers also ``POST /1.0/instances/{name}`` of the source.

        What LXD keeps of the source (``volatile.*``: network addresses, for instance) does not come along: the copy
        is another machine. One that fails, is cancelled or takes too long leaves nothing behind. What LXD cannot cancel
        is waited for, half a minute, and then removed.

        Args:
            source: the instance's name, or ``instance/snapshot``.
            target_name: the copy's name; default: the source's on another server or in another project, else one of
                LXD's choice.
            to: a client of the server that gets the copy; default: this one.
            source_project: the source's project; default: the client's.
            project: the copy's project; default: that of the client that `to` is, or of this one.
            pool: the copy's storage pool; default: that of the source.
            target: the cluster member; default: LXD's choice.
            profiles: the copy's profiles; default: those of the source.
            config: what to change of the configuration.
            devices: what to change of the devices, key by key: ``{"root": {"size": "10GiB"}}``; a device that is
                None is taken away.
            ephemeral: whether the copy is deleted when it stops.
            instance_only: leave out the snapshots.
            refresh: where there is a copy already, bring it up to date by sending the differences. It must be
                stopped; its snapshots become those of the source, its configuration the source's.
            live: with the state of its memory, where it is running. Containers need CRIU for that.
            allow_inconsistent: go on although files change while they are copied.
            mode: between two servers, who calls whom: ``"pull"`` (the target calls the source), ``"push"`` (the
                source calls the target) or ``"relay"`` (this client calls both, and everything passes through it);
                default: the first of these that works.
            timeout: seconds that it may take; then it is broken off. None: as long as it takes.
            progress: called with how far it is.

        Returns:
            The copy; it is not started.

        Raises:
            NotFound: there is no such instance or snapshot.
            Conflict: there is an instance of the copy's name.
            BadRequest: there is something wrong with what was given.
            OperationError: it failed.
            OperationTimeout: the time is up; it says whether the server could end it.
            MigrationFailed: it failed between two servers: `source` and `target` have what each of them said.
        """
        options = {
            "instance_only": instance_only,
            "live": live,
            "refresh": refresh,
            "allow_inconsistent": allow_inconsistent,
        }
        job = _new_copy(self._client, source, source_project, to, project, target, options)
        found = await job.find()
        await job.require_pool(pool)
        name = target_name
        if name is None and (not job.is_local or job.source_project != job.project):
            name = job.name
        job.body = copy_body(
            found,
            name,
            type=job.type,
            config=config,
            devices=copied_devices(found.devices, found.expanded_devices, devices, pool),
            profiles=profiles,
            ephemeral=ephemeral,
            keep_volatile=False,
        )
        if profiles is not None and await job.target.server.has_extension(_OVERRIDE_PROFILES):
            job.options["override_snapshot_profiles"] = True
        return await job.run(mode, timeout, progress)

    async def move(
        self,
        source: str,
        target_name: str | None = None,
        *,
        to: AsyncLXDClient | None = None,
        source_project: str | None = None,
        project: str | None = None,
        pool: str | None = None,
        target: str | None = None,
        profiles: Sequence[str] | None = None,
        config: Mapping[str, ConfigValue] | None = None,
        devices: DeviceChanges | None = None,
        instance_only: bool = False,
        live: bool = False,
        allow_inconsistent: bool = False,
        mode: Mode | None = None,
        timeout: float | None = None,
        progress: ProgressCallback | None = None,
    ) -> models.Instance:
        """Moves an instance to another name, storage pool, project, cluster member or server, and waits for it.

        Endpoints: ``POST /1.0/instances/{name}``; to another server also ``POST /1.0/instances`` there and, when all
        has arrived, ``DELETE /1.0/instances/{name}`` here. On one server `profiles`, `config` and `devices` need the
        API extension ``instance_move_config``.

        It stays the same machine, with its network addresses and all else that LXD keeps of it.

        Args:
            source: the instance's name. It must be stopped, unless `live`.
            target_name: its name from then on; default: the same.
            to: a client of the server that gets it; default: this one.
            source_project: its project; default: the client's.
            project: its project from then on; default: that of the client that `to` is, or the same.
            pool: its storage pool from then on; default: the same.
            target: the cluster member that gets it.
            profiles: its profiles from then on; default: the same.
            config: what to change of the configuration.
            devices: what to change of the devices, key by key; a device that is None is taken away.
            instance_only: leave out the snapshots, which are lost then.
            live: running, with the state of its memory. Containers need CRIU for that.
            allow_inconsistent: go on although files change while they are copied.
            mode: between two servers, who calls whom; see `copy`.
            timeout: seconds that it may take; None: as long as it takes. Between two servers it is broken off then,
                on one it goes on.
            progress: called with how far it is.

        Returns:
            The instance, where it is now.

        Raises:
            NotFound: there is no such instance.
            Conflict: there is an instance of that name.
            BadRequest: it is in no state for that.
            OperationError: it failed; it is where it was.
            MigrationFailed: it failed between two servers; it is where it was.
            LXDError: it is running or protected, or it was copied but could not be deleted here.
            ValueError: nothing is to be changed, or it is a snapshot.
        """
        name, snapshot = split_snapshot(source)
        if snapshot is not None:
            raise ValueError(f"{source} is a snapshot: it can be copied, but not moved")
        options = {"instance_only": instance_only, "live": live, "allow_inconsistent": allow_inconsistent}
        job = _new_copy(
            self._client,
            name,
            source_project,
            to,
            project or (source_project if to is None else None),
            target,
            options,
        )
        found = await job.find()
        assert isinstance(found, models.Instance)
        changed = copied_devices(found.devices, found.expanded_devices, devices, None)
        if job.is_local:
            changes = {
                "config": config and config_map(config),
                "devices": devices and {name: changed[name] for name in devices},
                "profiles": None if profiles is None else list(profiles),
            }
            return await self._move_within(job, target_name, pool, changes, timeout, progress)
        require_movable(found, live)
        await job.require_pool(pool)
        job.body = copy_body(
            found,
            target_name or name,
            type=job.type,
            config=config,
            devices=copied_devices(changed, found.expanded_devices, None, pool),
            profiles=profiles,
            ephemeral=found.ephemeral,
            keep_volatile=True,
        )
        moved = await job.run(mode, timeout, progress)
        await delete_moved(job)
        return moved

    async def _move_within(
        self,
        job: AsyncCopy,
        new_name: str | None,
        pool: str | None,
        changes: Mapping[str, Any],
        timeout: float | None,
        progress: ProgressCallback | None,
    ) -> models.Instance:
        """Moves an instance on its server."""
        deadline = None if timeout is None else now() + timeout
        steps = move_steps(
            job.name,
            job.source_project,
            new_name=new_name or job.name,
            new_project=job.project,
            pool=pool,
            member=job.member,
            changes={key: value for key, value in changes.items() if value is not None},
            options=job.options,
            at_once=await self._client.server.has_extension(_MOVE_CONFIG),
        )
        for step in steps:
            request = api.instance_post(step.name, body=step.body, project=step.project, target=step.member)
            # The client's own cluster member is where it looks, and not where the instance is to go.
            operation = await self._client.start(request.replace(scope=frozenset({"project"})))
            await operation.wait(None if deadline is None else max(deadline - now(), 0.0), progress=progress)
        return await self._client.instances.get(new_name or job.name, project=job.project)


def _new_copy(
    source: AsyncLXDClient,
    name: str,
    source_project: str | None,
    to: AsyncLXDClient | None,
    project: str | None,
    member: str | None,
    options: Mapping[str, bool],
) -> AsyncCopy:
    """Plans a copy; see `AsyncCopy`."""
    # Most programs never copy an instance, and importing what it takes is not free.
    from lxd._async.instances.copying import AsyncCopy

    return AsyncCopy(source, name, source_project, to, project, member, options)
