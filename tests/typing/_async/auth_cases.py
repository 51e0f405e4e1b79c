"""What type checkers make of identities, warnings and metrics: never run, only checked, by mypy and pyright."""

from __future__ import annotations

from typing import assert_type

from lxd_api import models

from lxd import AsyncLXDClient
from lxd._async.editing import AsyncEdit
from lxd._async.links import AsyncLink
from lxd._async.operations import AsyncOperation
from lxd.entities.metrics import MetricSample
from lxd.entities.tokens import BearerToken, TrustToken


async def identities(client: AsyncLXDClient, recursion: int) -> None:
    all_kinds = client.auth.identities
    assert_type(await all_kinds.list(), list[models.Identity])
    assert_type(await all_kinds.list(0), list[AsyncLink[models.Identity]])
    assert_type(await all_kinds.list(recursion), list[AsyncLink[models.Identity]] | list[models.Identity])
    assert_type(await all_kinds.get_current(), models.IdentityInfo)
    assert_type(await all_kinds.tls.list(), list[models.Identity])
    assert_type(await all_kinds.tls.create_token("x"), TrustToken)
    assert_type(await all_kinds.oidc.get("x"), models.Identity)
    assert_type(all_kinds.bearer.edit("x"), AsyncEdit[models.Identity])
    assert_type(await all_kinds.bearer.create({"name": "x"}), AsyncOperation)
    assert_type(await all_kinds.bearer.issue_token("x"), BearerToken)


async def groups(client: AsyncLXDClient) -> None:
    assert_type(await client.auth.groups.list(), list[models.AuthGroup])
    assert_type(await client.auth.groups.list(0), list[AsyncLink[models.AuthGroup]])
    assert_type(await client.auth.identity_provider_groups.list(), list[models.IdentityProviderGroup])
    assert_type(await client.auth.permissions.list(), list[models.PermissionInfo])
    assert_type(await client.auth.permissions.list(0), list[models.Permission])
    assert_type(await client.auth.oidc_sessions.list(), list[models.OIDCSession])
    assert_type(await client.auth.oidc_sessions.get("x"), models.OIDCSession)


async def server(client: AsyncLXDClient) -> None:
    assert_type(await client.warnings.list(), list[models.Warning])
    assert_type(await client.warnings.list(0), list[AsyncLink[models.Warning]])
    assert_type(await client.server.get_metric_samples(), list[MetricSample])
    assert_type(await client.server.get_configuration_metadata(), models.MetadataConfiguration)
    assert_type(client.server.edit(), AsyncEdit[models.Server])
    assert_type(client.certificates.edit("x"), AsyncEdit[models.Certificate])
