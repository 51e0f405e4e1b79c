"""Tokens: what lets somebody in who has nothing else. They are secrets: no ``repr`` shows them, `text` does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from attrs import field, frozen

__all__ = ["BearerToken", "JoinToken", "TrustToken"]


@frozen
class TrustToken:
    """A token that makes a server trust the certificate of whoever hands it in; good for once.

    Args:
        name: what the server will call the certificate, or the identity.
        fingerprint: the fingerprint of the server's certificate.
        addresses: where the server listens, each as ``host:port``.
        text: the token as it is given away, and as ``lxc remote add`` takes it.
        expires_at: when it expires; None: never.
        type: what it is for, in newer servers' words; empty for the trust store.
        operation_id: the operation to cancel to revoke it; empty where the server keeps no such operation.
    """

    name: str
    fingerprint: str
    addresses: Sequence[str]
    text: str = field(repr=False)
    expires_at: datetime | None = None
    type: str = ""
    operation_id: str = ""


@frozen
class JoinToken:
    """A token with which a server joins a cluster; good for once.

    Args:
        name: what the member will be called.
        fingerprint: the fingerprint of the cluster's certificate.
        addresses: where the members of the cluster listen, each as ``host:port``.
        text: the token as it is given away, and as ``lxd init`` takes it.
        expires_at: when it expires; None: never.
        operation_id: the operation to cancel to revoke it; empty where it is not known.
    """

    name: str
    fingerprint: str
    addresses: Sequence[str]
    text: str = field(repr=False)
    expires_at: datetime | None = None
    operation_id: str = ""


@frozen
class BearerToken:
    """A token that an identity shows with every request.

    Args:
        text: the token, as ``LXDClient(bearer_token=...)`` takes it.
    """

    text: str = field(repr=False)
