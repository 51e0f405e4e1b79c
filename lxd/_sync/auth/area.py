# Written by scripts/unasync.py from lxd/_async/auth/area.py. Change that, and run `make sync`.

"""``client.auth``: who may do what."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from lxd._sync.area import Area

if TYPE_CHECKING:
    from lxd._sync.auth.groups import AuthGroups
    from lxd._sync.auth.identities import Identities
    from lxd._sync.auth.identity_provider_groups import IdentityProviderGroups
    from lxd._sync.auth.oidc_sessions import OIDCSessions
    from lxd._sync.auth.permissions import Permissions

__all__ = ["Auth"]


class Auth(Area):
    """Identities, groups and what they may do."""

    @cached_property
    def identities(self) -> Identities:
        """Whom the server knows."""
        from lxd._sync.auth.identities import Identities

        return Identities(self._client)

    @cached_property
    def groups(self) -> AuthGroups:
        """Groups of identities, and what they may do."""
        from lxd._sync.auth.groups import AuthGroups

        return AuthGroups(self._client)

    @cached_property
    def identity_provider_groups(self) -> IdentityProviderGroups:
        """Which groups those of the OpenID provider stand for."""
        from lxd._sync.auth.identity_provider_groups import IdentityProviderGroups

        return IdentityProviderGroups(self._client)

    @cached_property
    def permissions(self) -> Permissions:
        """What there is to be allowed."""
        from lxd._sync.auth.permissions import Permissions

        return Permissions(self._client)

    @cached_property
    def oidc_sessions(self) -> OIDCSessions:
        """Who is logged in by the OpenID provider."""
        from lxd._sync.auth.oidc_sessions import OIDCSessions

        return OIDCSessions(self._client)
