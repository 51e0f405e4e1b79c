# Written by scripts/unasync.py from lxd/_async/auth/oidc_sessions.py. Change that, and run `make sync`.

"""``client.auth.oidc_sessions``: who is logged in by the OpenID provider."""

from __future__ import annotations

from operator import attrgetter
from typing import Literal, overload

from lxd_api import models
from lxd_api import oidc_sessions as api

from lxd._core.filtering import FilterLike
from lxd._sync._io import starts
from lxd._sync.area import Area
from lxd._sync.links import Link
from lxd._sync.operations import Operation

__all__ = ["OIDCSessions"]


class OIDCSessions(Area):
    """Who is logged in by the OpenID provider."""

    @overload
    def list(
        self, recursion: Literal[0], *, filter: FilterLike | None = ..., email: str | None = ...
    ) -> list[Link[models.OIDCSession]]: ...
    @overload
    def list(
        self, recursion: Literal[1] = 1, *, filter: FilterLike | None = ..., email: str | None = ...
    ) -> list[models.OIDCSession]: ...
    @overload
    def list(
        self, recursion: int, *, filter: FilterLike | None = ..., email: str | None = ...
    ) -> list[Link[models.OIDCSession]] | list[models.OIDCSession]: ...
    def list(
        self, recursion: int = 1, *, filter: FilterLike | None = None, email: str | None = None
    ) -> list[Link[models.OIDCSession]] | list[models.OIDCSession]:
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
            return self._links(
                api.oidc_sessions_get(recursion=0, email=email),
                lambda link: self.get(link.name),
                filter=filter,
                objects=objects,
                key=attrgetter("uuid"),
            )
        return self._objects(objects, filter)

    def get(self, id: str) -> models.OIDCSession:
        """Gets a session.

        Endpoint: ``GET /1.0/auth/oidc-sessions/{id}``; API extension ``auth_oidc_sessions``.

        Args:
            id: its id.

        Raises:
            NotFound: there is none.
        """
        return self._client.send(api.oidc_session_get(id))

    @starts
    def delete(self, id: str) -> Operation:
        """Deletes a session, so that whoever has it must log in again.

        Endpoint: ``DELETE /1.0/auth/oidc-sessions/{id}``; API extension ``auth_oidc_sessions``.

        Args:
            id: its id.

        Raises:
            NotFound: there is none.
        """
        return self._client.start(api.oidc_session_delete(id))
