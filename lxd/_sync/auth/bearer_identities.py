# Written by scripts/unasync.py from lxd/_async/auth/bearer_identities.py. Change that, and run `make sync`.

"""``client.auth.identities.bearer``: identities that have a token."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any, Literal, TypeAlias, overload

from lxd_api import identities as api
from lxd_api import models
from lxd_api.types import Request

from lxd._core.filtering import FilterLike
from lxd._core.values import plain_body
from lxd._sync._io import starts
from lxd._sync.area import Area
from lxd._sync.editing import Edit
from lxd._sync.links import Link
from lxd._sync.operations import Operation
from lxd.entities.tokens import BearerToken

__all__ = ["BearerIdentities", "Changes"]

Changes: TypeAlias = models.IdentityPut | models.Identity | Mapping[str, Any]
"""What an identity is changed to: what was got and then changed, a model for it, or a mapping."""


class BearerIdentities(Area):
    """Identities that have a token."""

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
        self, recursion: int, *, filter: FilterLike | None = ..., entitlements: Sequence[str] | None = ...
    ) -> list[Link[models.Identity]] | list[models.Identity]: ...
    def list(
        self,
        recursion: int = 1,
        *,
        filter: FilterLike | None = None,
        entitlements: Sequence[str] | None = None,
    ) -> list[Link[models.Identity]] | list[models.Identity]:
        """Lists identities.

        Endpoint: ``GET /1.0/auth/identities/bearer``; API extension ``auth_bearer_devlxd``; `entitlements` needs the
        API extension ``entities_with_entitlements``.

        Args:
            recursion: 0: links; 1: identities.
            filter: which identities: built with `lxd.filters.F`, or in LXD's own words. LXD cannot filter them, so
                that all are fetched and then picked from.
            entitlements: what to tell of each whether this client may do it, such as ``["can_edit"]``: what it may is
                in ``access_entitlements``.

        Raises:
            FilterError: the filter is none.
        """
        objects = api.identities_get_bearer(recursion=1, with_access_entitlements=entitlements)
        if recursion == 0:
            return self._links(
                api.identities_get_bearer(recursion=0),
                lambda link: self.get(link.name),
                filter=filter,
                objects=objects,
                key=attrgetter("id"),
            )
        return self._objects(objects, filter)

    def get(self, name: str, *, entitlements: Sequence[str] | None = None) -> models.Identity:
        """Gets an identity.

        Endpoint: ``GET /1.0/auth/identities/bearer/{nameOrIdentifier}``; API extension ``auth_bearer_devlxd``;
        `entitlements` needs the API extension ``entities_with_entitlements``.

        Args:
            name: its name, or its identifier.
            entitlements: what to tell of it whether this client may do it; see `list`.

        Raises:
            NotFound: there is none.
        """
        return self._client.send(api.identity_get_bearer(name, with_access_entitlements=entitlements))

    @starts
    def create(self, identity: models.IdentitiesBearerPost | Mapping[str, Any]) -> Operation:
        """Creates an identity.

        Endpoint: ``POST /1.0/auth/identities/bearer``; API extension ``auth_bearer_devlxd``; the type ``"Client token
        bearer"`` needs the API extension ``auth_bearer``.

        Args:
            identity: what to create: `lxd_api.models.IdentitiesBearerPost`, or a mapping such as ``{"name": "ci",
                "type": "Client token bearer", "groups": ["operators"]}``.

        Raises:
            BadRequest: there is something wrong with what was given.
            Conflict: there is one of that name; old servers say so with another error.
        """
        return self._client.start(api.identities_post_bearer(body=plain_body(identity)))

    @starts
    def update_configuration(self, name: str, identity: Changes) -> Operation:
        """Replaces all that can be changed of an identity: what is not given is unset.

        Endpoint: ``PUT /1.0/auth/identities/bearer/{nameOrIdentifier}``; API extension ``auth_bearer_devlxd``.

        Args:
            name: its name, or its identifier.
            identity: an `Identity` as it was got, an `IdentityPut`, or a mapping.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return self._client.start(api.identity_put_bearer(name, body=plain_body(identity)))

    @starts
    def update_configuration_subset(self, name: str, identity: Changes) -> Operation:
        """Changes what is given of an identity and leaves the rest as it is.

        Endpoints: ``GET`` and ``PUT /1.0/auth/identities/bearer/{nameOrIdentifier}``; API extension
        ``auth_bearer_devlxd``. With PATCH some releases take an identity out of its groups where none are given, and
        others not even where they are given as ``[]``.

        Args:
            name: its name, or its identifier.
            identity: an `IdentityPut` or a mapping, such as ``{"groups": ["operators"]}``.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return self.edit(name).update(identity)

    def edit(self, name: str, *, timeout: float | None = None) -> Edit[models.Identity]:
        """Changes an identity, unless somebody else changes the same of it meanwhile; see `Edit`.

        Endpoints: ``GET`` and ``PUT /1.0/auth/identities/bearer/{nameOrIdentifier}``; API extension
        ``auth_bearer_devlxd``.

        Args:
            name: its name, or its identifier.
            timeout: seconds that writing it back may take; None: as long as it takes.
        """

        def put(body: Mapping[str, Any]) -> Request[models.Operation | None]:
            return api.identity_put_bearer(name, body=body)

        return Edit(self._client, api.identity_get_bearer(name), put, timeout=timeout)

    @starts
    def delete(self, name: str) -> Operation:
        """Deletes an identity.

        Endpoint: ``DELETE /1.0/auth/identities/bearer/{nameOrIdentifier}``; API extension ``auth_bearer_devlxd``.

        Args:
            name: its name, or its identifier.

        Raises:
            NotFound: there is none.
        """
        return self._client.start(api.identity_delete_bearer(name))

    def issue_token(self, name: str, *, expiry: str | None = None) -> BearerToken:
        """Issues a token to an identity; the one that it had before is no good any more.

        Endpoint: ``POST /1.0/auth/identities/bearer/{nameOrIdentifier}/token``; API extension
        ``auth_bearer_devlxd``.

        Args:
            name: its name, or its identifier.
            expiry: how long the token is good for, in LXD's words: ``"30d"``; default: the server's own choice.

        Raises:
            NotFound: there is none.
        """
        body = {} if expiry is None else {"expiry": expiry}
        issued = self._client.send(api.identity_post_bearer_token(name, body=body))
        return BearerToken(issued.token)

    def revoke_token(self, name: str) -> None:
        """Revokes the token of an identity.

        Endpoint: ``DELETE /1.0/auth/identities/bearer/{nameOrIdentifier}/token``; API extension
        ``auth_bearer_devlxd``.

        Args:
            name: its name, or its identifier.

        Raises:
            NotFound: there is none, or it has no token.
        """
        self._finish(api.identity_delete_bearer_token(name))
