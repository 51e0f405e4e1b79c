"""``client.auth``: who may do what."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from lxd._async.area import AsyncArea

if TYPE_CHECKING:
    from lxd._async.auth.groups import AsyncAuthGroups
    from lxd._async.auth.identities import AsyncIdentities
    from lxd._async.auth.identity_provider_groups import AsyncIdentityProviderGroups
    from lxd._async.auth.oidc_sessions import AsyncOIDCSessions
    from lxd._async.auth.permissions import AsyncPermissions

__all__ = ["AsyncAuth"]


class AsyncAuth(AsyncArea):
    """Identities, groups and what they may do."""

    @cached_property
    def identities(self) -> AsyncIdentities:
        """Whom the server knows."""
        from lxd._async.auth.identities import AsyncIdentities

        return AsyncIdentities(self._client)

    @cached_property
    def groups(self) -> AsyncAuthGroups:
        """Groups of identities, and what they may do."""
        from lxd._async.auth.groups import AsyncAuthGroups

        return AsyncAuthGroups(self._client)

    @cached_property
    def identity_provider_groups(self) -> AsyncIdentityProviderGroups:
        """Which groups those of the OpenID provider stand for."""
        from lxd._async.auth.identity_provider_groups import AsyncIdentityProviderGroups

        return AsyncIdentityProviderGroups(self._client)

    @cached_property
    def permissions(self) -> AsyncPermissions:
        """What there is to be allowed."""
        from lxd._async.auth.permissions import AsyncPermissions

        return AsyncPermissions(self._client)

    @cached_property
    def oidc_sessions(self) -> AsyncOIDCSessions:
        """Who is logged in by the OpenID provider."""
        from lxd._async.auth.oidc_sessions import AsyncOIDCSessions

        return AsyncOIDCSessions(self._client)
