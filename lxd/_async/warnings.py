"""``client.warnings``: what LXD noticed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, overload

from lxd_api import models
from lxd_api import warnings as api

from lxd._async._io import starts
from lxd._async.area import AsyncArea
from lxd._async.links import AsyncLink
from lxd._async.operations import AsyncOperation
from lxd._core.filtering import FilterLike
from lxd._core.values import plain_body

__all__ = ["AsyncWarnings"]


class AsyncWarnings(AsyncArea):
    """Warnings: what LXD noticed."""

    @overload
    async def list(
        self, recursion: Literal[0], *, filter: FilterLike | None = ..., project: str | None = ...
    ) -> list[AsyncLink[models.Warning]]: ...

    @overload
    async def list(
        self, recursion: Literal[1] = 1, *, filter: FilterLike | None = ..., project: str | None = ...
    ) -> list[models.Warning]: ...

    @overload
    async def list(
        self, recursion: int, *, filter: FilterLike | None = ..., project: str | None = ...
    ) -> list[AsyncLink[models.Warning]] | list[models.Warning]: ...

    async def list(
        self, recursion: int = 1, *, filter: FilterLike | None = None, project: str | None = None
    ) -> list[AsyncLink[models.Warning]] | list[models.Warning]:
        """Lists warnings.

        Endpoint: ``GET /1.0/warnings``.

        Args:
            recursion: 0: links; 1: warnings.
            filter: which warnings: built with `lxd.filters.F`, or in LXD's own words. The server picks them.
            project: the project; default: the client's.

        Raises:
            FilterError: this server cannot be told of that filter.
        """
        words = await self._server_filter(filter)
        if recursion == 0:
            return await self._links(
                api.warnings_get(recursion=0, filter=words, project=project),
                lambda link: self.get(link.name),
                project=project,
            )
        return await self._filtered(api.warnings_get(recursion=1, filter=words, project=project))

    async def get(self, uuid: str) -> models.Warning:
        """Gets a warning.

        Endpoint: ``GET /1.0/warnings/{uuid}``.

        Args:
            uuid: its id.

        Raises:
            NotFound: there is none.
        """
        return await self._client.send(api.warning_get(uuid))

    @starts
    async def delete(self, uuid: str) -> AsyncOperation:
        """Deletes a warning.

        Endpoint: ``DELETE /1.0/warnings/{uuid}``.

        Args:
            uuid: its id.

        Raises:
            NotFound: there is none.
        """
        return await self._client.start(api.warning_delete(uuid))

    @starts
    async def update_configuration(
        self, uuid: str, warning: models.WarningPut | Mapping[str, Any]
    ) -> AsyncOperation:
        """Replaces what can be changed of a warning, which is its status.

        Endpoint: ``PUT /1.0/warnings/{uuid}``.

        Args:
            uuid: its id.
            warning: a `WarningPut` or a mapping: ``{"status": "new"}`` or ``{"status": "acknowledged"}``.

        Raises:
            BadRequest: that is no status.
            NotFound: there is none.
        """
        return await self._client.start(api.warning_put(uuid, body=plain_body(warning)))

    @starts
    async def update_configuration_subset(
        self, uuid: str, warning: models.WarningPut | Mapping[str, Any]
    ) -> AsyncOperation:
        """Changes the status of a warning.

        Endpoint: ``PATCH /1.0/warnings/{uuid}``.

        Args:
            uuid: its id.
            warning: a `WarningPut` or a mapping: ``{"status": "new"}`` or ``{"status": "acknowledged"}``.

        Raises:
            BadRequest: that is no status.
            NotFound: there is none.
        """
        return await self._client.start(api.warning_patch(uuid, body=plain_body(warning)))

    async def acknowledge(self, uuid: str) -> None:
        """Says that a warning has been seen.

        Endpoint: ``PATCH /1.0/warnings/{uuid}``.

        Args:
            uuid: its id.

        Raises:
            NotFound: there is none.
        """
        await self._finish(api.warning_patch(uuid, body={"status": "acknowledged"}))
