"""Instances as objects: what is read of them, what they are changed to."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, TypeAlias

from lxd_api import instances as api
from lxd_api import models
from lxd_api.types import Request

from lxd._async._io import starts
from lxd._async.editing import AsyncEdit
from lxd._async.instances.listing import AsyncInstanceListing
from lxd._async.operations import AsyncOperation
from lxd._core.states import ActionName, state_body
from lxd._core.values import plain_body
from lxd.entities import instances as entities
from lxd.errors import BadRequest, NotFound, OperationFailed

__all__ = ["AsyncInstanceObjects", "Changes"]

Changes: TypeAlias = models.InstancePut | models.Instance | models.InstanceFull | Mapping[str, Any]
"""What an instance is changed to: what was got and then changed, a model for it, or a mapping."""

_FORCE_DELETE = "instance_force_delete"


class AsyncInstanceObjects(AsyncInstanceListing):
    """Lists, reads, creates, changes and deletes instances."""

    @starts
    async def create(
        self,
        instance: models.InstancesPost | Mapping[str, Any],
        *,
        project: str | None = None,
        target: str | None = None,
    ) -> AsyncOperation:
        """Creates an instance; it is not started.

        Endpoint: ``POST /1.0/instances``.

        Args:
            instance: what to create: `lxd_api.models.InstancesPost`, or a mapping such as
                ``{"name": "c1", "source": {"type": "image", "alias": "busybox"}}``.
            project: the project; default: the client's.
            target: the cluster member, or ``@group``; default: LXD's choice.

        Returns:
            The operation; without a name given, the instance's is in its ``resources``.

        Raises:
            BadRequest: there is something wrong with what was given.
            Conflict: there is an instance of that name.
        """
        return await self._client.start(
            api.instances_post(body=plain_body(instance), project=project, target=target)
        )

    @starts
    async def delete(self, name: str, *, force: bool = False, project: str | None = None) -> AsyncOperation:
        """Deletes an instance, its snapshots and its backups.

        Endpoint: ``DELETE /1.0/instances/{name}``; `force` is the server's own with the API extension
        ``instance_force_delete``; on servers without it the instance is stopped first.

        Args:
            name: its name.
            force: delete it even if it is running.
            project: its project; default: the client's.

        Raises:
            BadRequest: it is running.
            NotFound: there is none.
        """
        if not force:
            return await self._client.start(api.instance_delete(name, project=project))
        if await self._client.server.has_extension(_FORCE_DELETE):
            return await self._client.start(api.instance_delete(name, force=True, project=project))
        if (await self.get(name, project=project)).status in ("Stopped", "Error"):
            return await self._client.start(api.instance_delete(name, project=project))
        # Should it stop by itself meanwhile, all is well; otherwise LXD refuses to delete it and says why.
        with suppress(BadRequest, OperationFailed):
            await (await self.update_state(name, action="stop", force=True, project=project)).wait()
        try:
            return await self._client.start(api.instance_delete(name, project=project))
        except NotFound:
            return AsyncOperation.done(self._client)  # an ephemeral one: LXD deletes it when it stops

    @starts
    async def rename(self, name: str, new_name: str, *, project: str | None = None) -> AsyncOperation:
        """Renames an instance, which must be stopped.

        Endpoint: ``POST /1.0/instances/{name}``.

        Args:
            name: its name.
            new_name: its name from then on.
            project: its project; default: the client's.

        Raises:
            BadRequest: it is running, or the name is none.
            Conflict: there is an instance of that name.
            NotFound: there is none to rename.
        """
        return await self._client.start(api.instance_post(name, body={"name": new_name}, project=project))

    @starts
    async def update_configuration(
        self, name: str, instance: Changes, *, project: str | None = None
    ) -> AsyncOperation:
        """Replaces all that can be changed of an instance: what is not given is unset.

        Endpoint: ``PUT /1.0/instances/{name}``.

        To change some of it, either change what `get` returned and give it back here (LXD keeps some of its own
        configuration there, under ``volatile``), or use `update_configuration_subset`.

        Args:
            name: its name.
            instance: an `Instance` as it was got, an `InstancePut`, or a mapping.
            project: its project; default: the client's.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return await self._client.start(api.instance_put(name, body=plain_body(instance), project=project))

    @starts
    async def update_configuration_subset(
        self, name: str, instance: Changes, *, project: str | None = None
    ) -> AsyncOperation:
        """Changes what is given of an instance and leaves the rest as it is.

        Endpoint: ``PATCH /1.0/instances/{name}``.

        Args:
            name: its name.
            instance: an `InstancePut` or a mapping, such as ``{"config": {"limits.cpu": 2}}``; a configuration
                key that is None or ``""`` is unset.
            project: its project; default: the client's.

        Returns:
            The operation, which is finished: no server up to LXD 6.9 does this in the background.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return await self._client.start(api.instance_patch(name, body=plain_body(instance), project=project))

    def edit(
        self, name: str, *, timeout: float | None = None, project: str | None = None
    ) -> AsyncEdit[models.Instance]:
        """Changes an instance, unless somebody else changes the same of it meanwhile; see `AsyncEdit`.

        Endpoints: ``GET`` and ``PUT /1.0/instances/{name}``. LXD does not notice another's change of the description.

        Args:
            name: its name.
            timeout: seconds that writing it back may take; None: as long as it takes.
            project: its project; default: the client's.
        """

        def put(body: Mapping[str, Any]) -> Request[models.Operation | None]:
            return api.instance_put(name, body=body, project=project)

        return AsyncEdit(self._client, api.instance_get(name, project=project), put, timeout=timeout)

    async def get_state(self, name: str, *, project: str | None = None) -> models.InstanceState:
        """Gets what an instance is doing: its status, addresses, memory, processes.

        Endpoint: ``GET /1.0/instances/{name}/state``. The server looks inside the instance for it.

        Args:
            name: its name.
            project: its project; default: the client's.

        Raises:
            NotFound: there is none.
        """
        return await self._client.send(api.instance_state_get(name, project=project))

    @starts
    async def update_state(
        self,
        name: str,
        *,
        action: entities.InstanceAction | ActionName,
        timeout: int | None = None,
        force: bool = False,
        stateful: bool = False,
        project: str | None = None,
    ) -> AsyncOperation:
        """Starts, stops, restarts, freezes or unfreezes an instance.

        Endpoint: ``PUT /1.0/instances/{name}/state``.

        Args:
            name: its name.
            action: what to do.
            timeout: whole seconds that the instance gets to stop by itself, after which the operation fails;
                None: as long as LXD's own limit of ten minutes. To stop it at once say `force`.
            force: stop it without asking it to.
            stateful: keep, or use, the state of its memory.
            project: its project; default: the client's.

        Raises:
            BadRequest: it is in no state for that.
            NotFound: there is none.
            ValueError: the timeout is not a positive number.
        """
        body = state_body(action, timeout, force, stateful)
        return await self._client.start(api.instance_state_put(name, body=body, project=project))
