"""``client.auth.identities``: whom the server knows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal, overload

from lxd_api import identities as api
from lxd_api import models

from lxd._async.area import AsyncArea
from lxd._async.links import AsyncLink
from lxd._core.filtering import FilterLike
from lxd.errors import UnexpectedAnswer

if TYPE_CHECKING:
    from lxd._async.auth.bearer_identities import AsyncBearerIdentities
    from lxd._async.auth.oidc_identities import AsyncOIDCIdentities
    from lxd._async.auth.tls_identities import AsyncTLSIdentities

__all__ = ["AsyncIdentities"]


class AsyncIdentities(AsyncArea):
    """Whom the server knows: by a certificate, by the OpenID provider, or by a token."""

    @cached_property
    def tls(self) -> AsyncTLSIdentities:
        """Identities that show a certificate."""
        from lxd._async.auth.tls_identities import AsyncTLSIdentities

        return AsyncTLSIdentities(self._client)

    @cached_property
    def oidc(self) -> AsyncOIDCIdentities:
        """Identities that log in by the OpenID provider."""
        from lxd._async.auth.oidc_identities import AsyncOIDCIdentities

        return AsyncOIDCIdentities(self._client)

    @cached_property
    def bearer(self) -> AsyncBearerIdentities:
        """Identities that have a token."""
        from lxd._async.auth.bearer_identities import AsyncBearerIdentities

        return AsyncBearerIdentities(self._client)

    @overload
    async def list(
        self,
        recursion: Literal[0],
        *,
        filter: FilterLike | None = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[AsyncLink[models.Identity]]: ...
    @overload
    async def list(
        self,
        recursion: Literal[1] = 1,
        *,
        filter: FilterLike | None = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[models.Identity]: ...
    @overload
    async def list(
        self,
        recursion: int,
        *,
        filter: FilterLike | None = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[AsyncLink[models.Identity]] | list[models.Identity]: ...
    async def list(
        self,
        recursion: int = 1,
        *,
        filter: FilterLike | None = None,
        entitlements: Sequence[str] | None = None,
    ) -> list[AsyncLink[models.Identity]] | list[models.Identity]:
        """Lists all identities, however they show who they are.

        Endpoint: ``GET /1.0/auth/identities``; API extension ``access_management``; `entitlements` needs the API
        extension ``entities_with_entitlements``.

        Args:
            recursion: 0: links; 1: identities.
            filter: which identities: built with `lxd.filters.F`, or in LXD's own words. LXD cannot filter them, so that
                all are fetched and then picked from.
            entitlements: what to tell of each whether this client may do it, such as ``["can_edit"]``: what it may
                is in ``access_entitlements``.

        Raises:
            FilterError: the filter is none.
        """
        objects = api.identities_get(recursion=1, with_access_entitlements=entitlements)
        if recursion == 0:
            return await self._links(
                api.identities_get(recursion=0),
                self._fetch,
                filter=filter,
                objects=objects,
                key=_place,
            )
        return await self._objects(objects, filter)

    async def get_current(self) -> models.IdentityInfo:
        """Gets who this client is to the server, and what it may do.

        Endpoint: ``GET /1.0/auth/identities/current``; API extension ``access_management``.
        """
        return await self._client.send(api.identity_get_current())

    async def _fetch(self, link: AsyncLink[models.Identity]) -> models.Identity:
        *_, method, _ = link.names
        match method:
            case "tls":
                return await self.tls.get(link.name)
            case "oidc":
                return await self.oidc.get(link.name)
            case "bearer":
                return await self.bearer.get(link.name)
        raise UnexpectedAnswer(f"there are no identities by the method {method!r}")


def _place(identity: models.Identity) -> tuple[str, str]:
    """Returns the end of an identity's URL."""
    return identity.authentication_method, identity.id
