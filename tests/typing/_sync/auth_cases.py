# Written by scripts/unasync.py from tests/typing/_async/auth_cases.py. Change that, and run `make sync`.

"""What type checkers make of identities, warnings and metrics: never run, only checked, by mypy and pyright."""

from __future__ import annotations

from typing import assert_type

from lxd_api import models

from lxd import LXDClient
from lxd._sync.editing import Edit
from lxd._sync.links import Link
from lxd._sync.operations import Operation
from lxd.entities.metrics import MetricSample
from lxd.entities.tokens import BearerToken, TrustToken


def identities(client: LXDClient, recursion: int) -> None:
    all_kinds = client.auth.identities
    assert_type(all_kinds.list(), list[models.Identity])
    assert_type(all_kinds.list(0), list[Link[models.Identity]])
    assert_type(all_kinds.list(recursion), list[Link[models.Identity]] | list[models.Identity])
    assert_type(all_kinds.get_current(), models.IdentityInfo)
    assert_type(all_kinds.tls.list(), list[models.Identity])
    assert_type(all_kinds.tls.create_token("x"), TrustToken)
    assert_type(all_kinds.oidc.get("x"), models.Identity)
    assert_type(all_kinds.bearer.edit("x"), Edit[models.Identity])
    assert_type(all_kinds.bearer.create({"name": "x"}), Operation)
    assert_type(all_kinds.bearer.issue_token("x"), BearerToken)


def groups(client: LXDClient) -> None:
    assert_type(client.auth.groups.list(), list[models.AuthGroup])
    assert_type(client.auth.groups.list(0), list[Link[models.AuthGroup]])
    assert_type(client.auth.identity_provider_groups.list(), list[models.IdentityProviderGroup])
    assert_type(client.auth.permissions.list(), list[models.PermissionInfo])
    assert_type(client.auth.permissions.list(0), list[models.Permission])
    assert_type(client.auth.oidc_sessions.list(), list[models.OIDCSession])
    assert_type(client.auth.oidc_sessions.get("x"), models.OIDCSession)


def server(client: LXDClient) -> None:
    assert_type(client.warnings.list(), list[models.Warning])
    assert_type(client.warnings.list(0), list[Link[models.Warning]])
    assert_type(client.server.get_metric_samples(), list[MetricSample])
    assert_type(client.server.get_configuration_metadata(), models.MetadataConfiguration)
    assert_type(client.server.edit(), Edit[models.Server])
    assert_type(client.certificates.edit("x"), Edit[models.Certificate])
