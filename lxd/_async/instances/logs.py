"""``client.instances.logs``: what LXD wrote down of instances, and of commands whose output it recorded."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from lxd_api import instances as api

from lxd._async._io import starts
from lxd._async.area import AsyncArea
from lxd._async.operations import AsyncOperation
from lxd._core.logs import is_command_output, log_name
from lxd.errors import BadRequest, NotFound

if TYPE_CHECKING:
    from lxd._async.content import AsyncContent

__all__ = ["AsyncInstanceLogs"]


class AsyncInstanceLogs(AsyncArea):
    """The logs of instances, and the recorded output of commands.

    The names of the latter are ``exec_….stdout`` and ``exec_….stderr``; older servers keep them among the logs.
    """

    async def list_command_output(self, name: str, *, project: str | None = None) -> list[str]:
        """Lists the names of the recorded output of commands.

        Endpoint: ``GET /1.0/instances/{name}/logs/exec-output``; on servers without it
        ``GET /1.0/instances/{name}/logs``.

        Args:
            name: the instance.
            project: its project; default: the client's.

        Raises:
            NotFound: there is no such instance.
        """
        try:
            urls = await self._client.send(api.instance_exec_outputs_get(name, project=project))
        except BadRequest:
            # LXD before 5.15 takes that for the name of a log.
            urls = await self._client.send(api.instance_logs_get(name, project=project))
        return [log for log in map(log_name, urls) if is_command_output(log)]

    async def list(self, name: str, *, project: str | None = None) -> list[str]:
        """Lists the names of an instance's logs, such as ``"lxc.log"``.

        Endpoint: ``GET /1.0/instances/{name}/logs``.

        Args:
            name: the instance.
            project: its project; default: the client's.

        Raises:
            NotFound: there is no such instance.
        """
        urls = await self._client.send(api.instance_logs_get(name, project=project))
        return [log for log in map(log_name, urls) if not is_command_output(log)]

    async def get(self, name: str, log: str, *, project: str | None = None) -> bytes:
        """Gets a log, or the recorded output of a command.

        Endpoint: ``GET /1.0/instances/{name}/logs/{filename}``, or
        ``GET /1.0/instances/{name}/logs/exec-output/{filename}``.

        Args:
            name: the instance.
            log: the log's name.
            project: the instance's project; default: the client's.

        Raises:
            BadRequest: that can be no name of a log.
            NotFound: there is no such log, or no such instance.
        """
        async with self.stream(name, log, project=project) as content:
            return await content.read()

    @asynccontextmanager
    async def stream(self, name: str, log: str, *, project: str | None = None) -> AsyncIterator[AsyncContent]:
        """Opens a log, or the recorded output of a command, to be read piece by piece.

        Endpoint: ``GET /1.0/instances/{name}/logs/{filename}``, or that of the command's output, as for `get`. It
        raises what that raises.

        ::

            async with client.instances.logs.stream("c1", "lxc.log") as content:
                async for piece in content:
                    ...

        Args:
            name: the instance.
            log: the log's name.
            project: the instance's project; default: the client's.
        """
        request = api.instance_log_get(name, log, project=project)
        if is_command_output(log) and not await self._keeps_them_among_logs(name, project):
            request = api.instance_exec_output_get(name, log, project=project)
        async with self._client.stream(request) as content:
            yield content

    @starts
    async def delete(self, name: str, log: str, *, project: str | None = None) -> AsyncOperation:
        """Deletes the recorded output of a command; LXD keeps its own logs.

        Endpoint: ``DELETE /1.0/instances/{name}/logs/exec-output/{filename}``; on servers without it
        ``DELETE /1.0/instances/{name}/logs/{filename}``.

        Args:
            name: the instance.
            log: the output's name.
            project: the instance's project; default: the client's.

        Raises:
            BadRequest: that is no output of a command.
            NotFound: there is none of that name, or no such instance.
        """
        try:
            return await self._client.start(api.instance_exec_output_delete(name, log, project=project))
        except NotFound:
            if not await self._keeps_them_among_logs(name, project):
                raise
        request = api.instance_log_get(name, log, project=project)
        query = self._client._scope.apply(request.query, request.scope)
        answer = await self._client.raw("DELETE", request.path, query=query)
        return AsyncOperation.from_answer(self._client, answer, project)

    async def _keeps_them_among_logs(self, name: str, project: str | None) -> bool:
        """Whether this server, older than 5.15, keeps the output of commands among the logs."""
        try:
            await self._client.send(api.instance_exec_outputs_get(name, project=project))
        except BadRequest:
            return True
        return False
