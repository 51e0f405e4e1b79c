"""``client.auth.oidc_sessions``: who is logged in by the OpenID provider."""

from __future__ import annotations

from operator import attrgetter
from typing import Literal, overload

from lxd_api import models
from lxd_api import oidc_sessions as api

from lxd._async._io import starts
from lxd._async.area import AsyncArea
from lxd._async.links import AsyncLink
from lxd._async.operations import AsyncOperation
from lxd._core.filtering import FilterLike

__all__ = ["AsyncOIDCSessions"]


class AsyncOIDCSessions(AsyncArea):
    """Who is logged in by the OpenID provider."""

    @overload
    async def list(
        self, recursion: Literal[0], *, filter: FilterLike | None = ..., email: str | None = ...
    ) -> list[AsyncLink[models.OIDCSession]]: ...
    @overload
    async def list(
        self, recursion: Literal[1] = 1, *, filter: FilterLike | None = ..., email: str | None = ...
    ) -> list[models.OIDCSession]: ...
    @overload
    async def list(
        self, recursion: int, *, filter: FilterLike | None = ..., email: str | None = ...
    ) -> list[AsyncLink[models.OIDCSession]] | list[models.OIDCSession]: ...
    async def list(
        self, recursion: int = 1, *, filter: FilterLike | None = None, email: str | None = None
    ) -> list[AsyncLink[models.OIDCSession]] | list[models.OIDCSession]:
        """Lists sessions.

        Endpoint: ``GET /1.0/auth/oidc-sessions``; API extension ``auth_oidc_sessions``.

        Args:
            recursion: 0: links; 1: sessions.
            filter: which sessions: built with `lxd.filters.F`, or in LXD's own words. LXD cannot filter them, so that
                all are fetched and then picked from.
            email: of one person only, by e-mail address.

        Raises:
            FilterError: the filter is none.
        """
        objects = api.oidc_sessions_get(recursion=1, email=email)
        if recursion == 0:
            return await self._links(
                api.oidc_sessions_get(recursion=0, email=email),
                lambda link: self.get(link.name),
                filter=filter,
                objects=objects,
                key=attrgetter("uuid"),
            )
        return await self._objects(objects, filter)

    async def get(self, id: str) -> models.OIDCSession:
        """Gets a session.

        Endpoint: ``GET /1.0/auth/oidc-sessions/{id}``; API extension ``auth_oidc_sessions``.

        Args:
            id: its id.

        Raises:
            NotFound: there is none.
        """
        return await self._client.send(api.oidc_session_get(id))

    @starts
    async def delete(self, id: str) -> AsyncOperation:
        """Deletes a session, so that whoever has it must log in again.

        Endpoint: ``DELETE /1.0/auth/oidc-sessions/{id}``; API extension ``auth_oidc_sessions``.

        Args:
            id: its id.

        Raises:
            NotFound: there is none.
        """
        return await self._client.start(api.oidc_session_delete(id))
