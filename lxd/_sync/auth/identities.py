# Written by scripts/unasync.py from lxd/_async/auth/identities.py. Change that, and run `make sync`.

"""``client.auth.identities``: whom the server knows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal, overload

from lxd_api import identities as api
from lxd_api import models

from lxd._core.filtering import FilterLike
from lxd._sync.area import Area
from lxd._sync.links import Link
from lxd.errors import UnexpectedAnswer

if TYPE_CHECKING:
    from lxd._sync.auth.bearer_identities import BearerIdentities
    from lxd._sync.auth.oidc_identities import OIDCIdentities
    from lxd._sync.auth.tls_identities import TLSIdentities

__all__ = ["Identities"]


class Identities(Area):
    """Whom the server knows: by a certificate, by the OpenID provider, or by a token."""

    @cached_property
    def tls(self) -> TLSIdentities:
        """Identities that show a certificate."""
        from lxd._sync.auth.tls_identities import TLSIdentities

        return TLSIdentities(self._client)

    @cached_property
    def oidc(self) -> OIDCIdentities:
        """Identities that log in by the OpenID provider."""
        from lxd._sync.auth.oidc_identities import OIDCIdentities

        return OIDCIdentities(self._client)

    @cached_property
    def bearer(self) -> BearerIdentities:
        """Identities that have a token."""
        from lxd._sync.auth.bearer_identities import BearerIdentities

        return BearerIdentities(self._client)

    @overload
    def list(
        self,
        recursion: Literal[0],
        *,
        filter: FilterLike | None = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[Link[models.Identity]]: ...
    @overload
    def list(
        self,
        recursion: Literal[1] = 1,
        *,
        filter: FilterLike | None = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[models.Identity]: ...
    @overload
    def list(
        self,
        recursion: int,
        *,
        filter: FilterLike | None = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[Link[models.Identity]] | list[models.Identity]: ...
    def list(
        self,
        recursion: int = 1,
        *,
        filter: FilterLike | None = None,
        entitlements: Sequence[str] | None = None,
    ) -> list[Link[models.Identity]] | list[models.Identity]:
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
            return self._links(
                api.identities_get(recursion=0),
                self._fetch,
                filter=filter,
                objects=objects,
                key=_place,
            )
        return self._objects(objects, filter)

    def get_current(self) -> models.IdentityInfo:
        """Gets who this client is to the server, and what it may do.

        Endpoint: ``GET /1.0/auth/identities/current``; API extension ``access_management``.
        """
        return self._client.send(api.identity_get_current())

    def _fetch(self, link: Link[models.Identity]) -> models.Identity:
        *_, method, _ = link.names
        match method:
            case "tls":
                return self.tls.get(link.name)
            case "oidc":
                return self.oidc.get(link.name)
            case "bearer":
                return self.bearer.get(link.name)
        raise UnexpectedAnswer(f"there are no identities by the method {method!r}")


def _place(identity: models.Identity) -> tuple[str, str]:
    """Returns the end of an identity's URL."""
    return identity.authentication_method, identity.id
