"""``client.auth.identities.tls``: identities that show a certificate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any, Literal, TypeAlias, overload

from lxd_api import identities as api
from lxd_api import models
from lxd_api.types import Request

from lxd._async._io import starts
from lxd._async.area import AsyncArea
from lxd._async.editing import AsyncEdit
from lxd._async.links import AsyncLink
from lxd._async.operations import AsyncOperation
from lxd._core.certificates import der_base64
from lxd._core.filtering import FilterLike
from lxd._core.tokens import trust_token
from lxd._core.values import plain_body
from lxd.entities.tokens import TrustToken

__all__ = ["AsyncTLSIdentities", "Changes"]

Changes: TypeAlias = models.IdentityPut | models.Identity | Mapping[str, Any]
"""What an identity is changed to: what was got and then changed, a model for it, or a mapping."""


class AsyncTLSIdentities(AsyncArea):
    """Identities that show a certificate."""

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
        self, recursion: int, *, filter: FilterLike | None = ..., entitlements: Sequence[str] | None = ...
    ) -> list[AsyncLink[models.Identity]] | list[models.Identity]: ...
    async def list(
        self,
        recursion: int = 1,
        *,
        filter: FilterLike | None = None,
        entitlements: Sequence[str] | None = None,
    ) -> list[AsyncLink[models.Identity]] | list[models.Identity]:
        """Lists identities.

        Endpoint: ``GET /1.0/auth/identities/tls``; API extension ``access_management``; `entitlements` needs the API
        extension ``entities_with_entitlements``.

        Args:
            recursion: 0: links; 1: identities.
            filter: which identities: built with `lxd.filters.F`, or in LXD's own words. LXD cannot filter them, so
                that all are fetched and then picked from.
            entitlements: what to tell of each whether this client may do it, such as ``["can_edit"]``: what it may is
                in ``access_entitlements``.

        Raises:
            FilterError: the filter is none.
        """
        objects = api.identities_get_tls(recursion=1, with_access_entitlements=entitlements)
        if recursion == 0:
            return await self._links(
                api.identities_get_tls(recursion=0),
                lambda link: self.get(link.name),
                filter=filter,
                objects=objects,
                key=attrgetter("id"),
            )
        return await self._objects(objects, filter)

    async def get(self, name: str, *, entitlements: Sequence[str] | None = None) -> models.Identity:
        """Gets an identity.

        Endpoint: ``GET /1.0/auth/identities/tls/{nameOrIdentifier}``; API extension ``access_management``;
        `entitlements` needs the API extension ``entities_with_entitlements``.

        Args:
            name: its name, or its identifier.
            entitlements: what to tell of it whether this client may do it; see `list`.

        Raises:
            NotFound: there is none.
        """
        return await self._client.send(api.identity_get_tls(name, with_access_entitlements=entitlements))

    @starts
    async def update_configuration(self, name: str, identity: Changes) -> AsyncOperation:
        """Replaces all that can be changed of an identity: what is not given is unset.

        Endpoint: ``PUT /1.0/auth/identities/tls/{nameOrIdentifier}``; API extension ``access_management``.

        Args:
            name: its name, or its identifier.
            identity: an `Identity` as it was got, an `IdentityPut`, or a mapping.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return await self._client.start(api.identity_put_tls(name, body=plain_body(identity)))

    @starts
    async def update_configuration_subset(self, name: str, identity: Changes) -> AsyncOperation:
        """Changes what is given of an identity and leaves the rest as it is.

        Endpoints: ``GET`` and ``PUT /1.0/auth/identities/tls/{nameOrIdentifier}``; API extension
        ``access_management``. With PATCH some releases take an identity out of its groups where none are given, and
        others not even where they are given as ``[]``.

        Args:
            name: its name, or its identifier.
            identity: an `IdentityPut` or a mapping, such as ``{"groups": ["operators"]}``.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return await self.edit(name).update(identity)

    def edit(self, name: str, *, timeout: float | None = None) -> AsyncEdit[models.Identity]:
        """Changes an identity, unless somebody else changes the same of it meanwhile; see `AsyncEdit`.

        Endpoints: ``GET`` and ``PUT /1.0/auth/identities/tls/{nameOrIdentifier}``; API extension
        ``access_management``.

        Args:
            name: its name, or its identifier.
            timeout: seconds that writing it back may take; None: as long as it takes.
        """

        def put(body: Mapping[str, Any]) -> Request[models.Operation | None]:
            return api.identity_put_tls(name, body=body)

        return AsyncEdit(self._client, api.identity_get_tls(name), put, timeout=timeout)

    @starts
    async def delete(self, name: str) -> AsyncOperation:
        """Deletes an identity.

        Endpoint: ``DELETE /1.0/auth/identities/tls/{nameOrIdentifier}``; API extension ``access_management_tls``.

        Args:
            name: its name, or its identifier.

        Raises:
            NotFound: there is none.
        """
        return await self._client.start(api.identity_delete_tls(name))

    async def create(self, name: str, certificate: str | bytes, *, groups: Sequence[str] = ()) -> None:
        """Creates an identity for a certificate.

        Endpoint: ``POST /1.0/auth/identities/tls``; API extension ``access_management_tls``.

        Args:
            name: its name.
            certificate: the certificate, PEM.
            groups: the groups that it belongs to.

        Raises:
            BadRequest: it is no certificate, or there is no such group.
            Conflict: there is an identity with that certificate.
        """
        body = {"name": name, "certificate": der_base64(certificate), "groups": [*groups]}
        await self._client.send(api.identities_post_tls(body=body))

    async def create_token(self, name: str, *, groups: Sequence[str] = ()) -> TrustToken:
        """Creates an identity that waits for its certificate, and the token to hand that in with.

        Endpoint: ``POST /1.0/auth/identities/tls``; API extension ``access_management_tls``. Deleting the identity
        revokes the token.

        Args:
            name: its name.
            groups: the groups that it belongs to.

        Raises:
            BadRequest: there is no such group.
            Conflict: there is an identity of that name.
        """
        body = {"name": name, "token": True, "groups": [*groups]}
        return trust_token(await self._client.send(api.identities_post_tls(body=body)))
