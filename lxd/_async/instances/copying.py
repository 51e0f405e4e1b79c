"""How an instance is copied: one copy from its plan to the finished instance."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from lxd_api import instances as api
from lxd_api import models, storage

from lxd._async._io import now, sleep
from lxd._async.copying import Copying, copy_within
from lxd._async.migrations import migrate
from lxd._async.operations import AsyncOperation
from lxd._core.copies import refreshed, split_snapshot
from lxd._core.migration import Mode, is_same_server
from lxd._core.names import made_name
from lxd.entities.operations import ProgressCallback
from lxd.errors import NotFound

if TYPE_CHECKING:
    from lxd._async.client import AsyncLXDClient

__all__ = ["AsyncCopy"]

_TIDY_TIMEOUT = 30.0
"""Seconds that a server gets to end a copy that is not wanted any more, and to remove it."""

_LOOK_AGAIN = 0.1
"""Seconds after which it is looked again whether a server has removed something."""

_REFRESH_CONFIG = "instance_refresh_config"


class AsyncCopy(Copying):
    """One copy of an instance.

    Args:
        source: the client of the server that has it.
        name: its name, or ``instance/snapshot``.
        source_project: its project; None: the client's.
        to: the client of the server that gets the copy; None: the same.
        project: the copy's project; None: that of its client.
        member: the cluster member that gets it; None: that of `to`, or LXD's choice.
        options: ``instance_only``, ``live``, ``refresh``, ``allow_inconsistent`` and so on, as LXD calls them.
    """

    def __init__(
        self,
        source: AsyncLXDClient,
        name: str,
        source_project: str | None,
        to: AsyncLXDClient | None,
        project: str | None,
        member: str | None,
        options: Mapping[str, bool],
    ) -> None:
        self.source = source
        self.target = to or source
        self.name, self.snapshot = split_snapshot(name)
        self.source_project = source_project or source.project or "default"
        self.project = project or self.target.project or "default"
        self.member = member or (to.target if to is not None else None)
        self.options = {option: True for option, is_so in options.items() if is_so}
        self.is_local = self.target._transport is source._transport
        self.type = ""
        """Whether it is a container or a virtual machine; known from `find` on."""
        self.body: dict[str, Any] = {}
        """What the copy is to be."""
        self._servers: tuple[models.Server, models.Server] | None = None
        self._exists = False

    async def find(self) -> models.Instance | models.InstanceSnapshot:
        """Looks at what is to be copied, and whether the two servers are one.

        Raises:
            NotFound: there is no such instance or snapshot.
        """
        found: models.Instance | models.InstanceSnapshot
        instance = await self.source.instances.get(self.name, project=self.source_project)
        found = instance
        if self.snapshot is not None:
            found = await self.source.send(
                api.instance_snapshot_get(self.name, self.snapshot, project=self.source_project)
            )
        self.type = instance.type
        self.options["live"] = (
            self.options.get("live", False) and found is instance and instance.status == "Running"
        )
        if not self.is_local:
            self._servers = await self.source.server.get(), await self.target.server.get()
            self.is_local = is_same_server(*self._servers)
        if self.is_local:
            self.target = self.source  # with the projects as they were given: both names are said outright
        return found

    async def require_pool(self, pool: str | None) -> None:
        """Makes sure that there is a storage pool of that name: LXD takes another one where there is none.

        Raises:
            NotFound: there is none.
        """
        if pool is not None:
            request = storage.storage_pool_get(pool)
            await self.target.send(request.replace(scope=frozenset()))  # a pool is one of all members

    async def run(
        self, mode: Mode | None, timeout: float | None, progress: ProgressCallback | None
    ) -> models.Instance:
        """Makes the copy; see `AsyncInstanceCopies.copy`."""
        if self.options.get("refresh"):
            await self._look_for(self.body.get("name", ""))
        if self._servers is None or self.is_local:
            operation = await copy_within(self, timeout, progress)
        else:
            what = f"copying {self.name!r} from {self.source.endpoint} to {self.target.endpoint}"
            operation = await migrate(
                self, what, self._servers, mode=mode, timeout=timeout, progress=progress
            )
        name = self._name(operation)
        if self._exists and not await self.target.server.has_extension(_REFRESH_CONFIG):
            # Newer servers have done so before they refreshed.
            changes = {key: value for key, value in self.body.items() if key not in ("name", "type")}
            update = await self.target.instances.update_configuration(name, changes, project=self.project)
            await update.wait()
        return await self.target.instances.get(name, project=self.project)

    async def copy(self) -> AsyncOperation:
        """Makes the server copy it by itself; see `Copying`."""
        name = self.name if self.snapshot is None else f"{self.name}/{self.snapshot}"
        return await self._create({"type": "copy", "source": name, "project": self.source_project})

    async def delete_source(self) -> AsyncOperation:
        """Deletes what was copied; see `Copying`."""
        return await self.source.instances.delete(self.name, project=self.source_project)

    async def send(self, target: Mapping[str, Any] | None) -> AsyncOperation:
        """Makes the source send; see `Passage`."""
        body: dict[str, Any] = {"migration": True, "live": self.options["live"]}
        if target is not None:
            body["target"] = target
        if self.snapshot is not None:
            request = api.instance_snapshot_post(
                self.name,
                self.snapshot,
                body={**body, "name": self.body["name"]},
                project=self.source_project,
            )
        else:
            for option in ("instance_only", "allow_inconsistent"):
                if self.options.get(option):
                    body[option] = True
            request = api.instance_post(self.name, body=body, project=self.source_project)
        # With a cluster member it would be moved to that.
        return await self.source.start(request.replace(scope=frozenset({"project"})))

    async def receive(self, source: Mapping[str, Any]) -> AsyncOperation:
        """Makes the target receive; see `Passage`."""
        return await self._create({"type": "migration", **source})

    async def discard(self, operation: AsyncOperation) -> None:
        """Deletes the copy, unless it was there before."""
        if self._exists:
            return
        deletion = await self.target.instances.delete(self._name(operation), project=self.project)
        await deletion.wait(_TIDY_TIMEOUT)

    async def settle(self) -> None:
        """Waits until the target has removed the half-made copy.

        LXD does that when the operation has ended already. Another copy of that name would get in its way, and what
        neither of them removes then can never be removed by its API.
        """
        if self._exists:
            return
        pools = await self.target.send(storage.storage_pools_get(recursion=1))
        deadline = now() + _TIDY_TIMEOUT
        while now() < deadline and await self._has_volume([pool.name for pool in pools]):
            await sleep(_LOOK_AGAIN)

    def _name(self, operation: AsyncOperation) -> str:
        """The copy's name, also where LXD chose it."""
        return str(self.body.get("name") or made_name(operation.state, "instances"))

    async def _has_volume(self, pools: list[str]) -> bool:
        for pool in pools:
            request = storage.storage_pool_volume_type_get(
                pool, self.type, self.body["name"], project=self.project
            )
            with suppress(NotFound):
                await self.target.send(request)
                return True
        return False

    async def _create(self, source: Mapping[str, Any]) -> AsyncOperation:
        base_image = self.body["config"].get("volatile.base_image")
        fields = {"base-image": base_image, **self.options, **source}
        body = {**self.body, "source": {key: value for key, value in fields.items() if value is not None}}
        request = api.instances_post(body=body, project=self.project, target=self.member)
        return await self.target.start(request)

    async def _look_for(self, name: str) -> None:
        """Looks for a copy that is there already."""
        if not name:
            raise ValueError("say the name of the copy that is to be refreshed")
        try:
            existing = await self.target.instances.get(name, project=self.project)
        except NotFound:
            return
        self._exists = True
        self.body = refreshed(self.body, existing)
