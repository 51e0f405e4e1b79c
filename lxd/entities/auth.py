"""Identities, groups, and what they may do."""

from __future__ import annotations

from lxd_api.models import (
    AuthGroup,
    AuthGroupPut,
    AuthGroupsPost,
    IdentitiesBearerPost,
    Identity,
    IdentityInfo,
    IdentityProviderGroup,
    IdentityProviderGroupPut,
    IdentityProviderGroupsPost,
    IdentityPut,
    OIDCSession,
    Permission,
    PermissionInfo,
)

from lxd.entities.tokens import BearerToken, TrustToken

__all__ = [
    "AuthGroup",
    "AuthGroupPut",
    "AuthGroupsPost",
    "BearerToken",
    "IdentitiesBearerPost",
    "Identity",
    "IdentityInfo",
    "IdentityProviderGroup",
    "IdentityProviderGroupPut",
    "IdentityProviderGroupsPost",
    "IdentityPut",
    "OIDCSession",
    "Permission",
    "PermissionInfo",
    "TrustToken",
]
