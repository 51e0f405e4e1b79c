"""How a server is told to join a cluster."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lxd._core.certificates import pem_text
from lxd._core.values import ConfigValue, config_value
from lxd.entities.tokens import JoinToken

__all__ = ["EXPLICIT_TOKEN", "join_body"]

EXPLICIT_TOKEN = "explicit_trust_token"
"""The API extension from which on a join token has a field of its own; before, it is the password."""


def join_body(
    token: JoinToken,
    *,
    server_name: str,
    server_address: str,
    cluster_address: str,
    cluster_certificate: str,
    member_config: Sequence[Mapping[str, ConfigValue]],
    has_token_field: bool,
) -> dict[str, Any]:
    """Writes the body of the request to join.

    Args:
        token: the token.
        server_name: what the new member is called.
        server_address: where it listens, as ``host:port``.
        cluster_address: where a member of the cluster listens.
        cluster_certificate: the cluster's certificate, PEM.
        member_config: what is different on this member.
        has_token_field: whether the server knows tokens for what they are.
    """
    return {
        "enabled": True,
        "server_name": server_name,
        "server_address": server_address,
        "cluster_address": cluster_address,
        "cluster_certificate": pem_text(cluster_certificate),
        "cluster_token" if has_token_field else "cluster_password": token.text,
        "member_config": [
            {key: config_value(value) for key, value in config.items()} for config in member_config
        ],
    }
