"""Tokens that let clients into a server, and servers into a cluster.

Each is base64 of JSON, in which a secret is: `token` has it, and no repr shows it.
"""

from __future__ import annotations

from datetime import datetime

from attrs import field, frozen

__all__ = ["JoinToken", "TrustToken"]


@frozen(kw_only=True)
class TrustToken:
    """A token that has a server trust whoever shows it, once.

    Args:
        client_name: the name that the client's certificate gets.
        fingerprint: the SHA-256 of the server's certificate, as lower-case hex.
        addresses: where the server listens: ``host:port``.
        secret: what makes it a token; not shown.
        expires_at: until when it can be used; None: until it is.
        type: empty, or the kind of identity that it is for, such as ``"Client certificate"``.
        token: the token itself, to be handed to the client; not shown.
        operation_id: the operation that waits for it to be used, where that is known.
    """

    client_name: str
    fingerprint: str
    addresses: tuple[str, ...]
    secret: str = field(repr=False)
    expires_at: datetime | None = None
    type: str = ""
    token: str = field(repr=False)
    operation_id: str | None = None

    @property
    def is_for_identity(self) -> bool:
        """Whether it is for an identity with rights of its own, in place of an entry in the trust store."""
        return bool(self.type)


@frozen(kw_only=True)
class JoinToken:
    """A token that lets a server into a cluster, once.

    Args:
        server_name: the name of the member-to-be.
        fingerprint: the SHA-256 of the cluster's certificate, as lower-case hex.
        addresses: where the cluster's members listen: ``host:port``.
        secret: what makes it a token; not shown.
        expires_at: until when it can be used; None: until it is.
        token: the token itself, to be handed to the server; not shown.
        operation_id: the operation that waits for it to be used, where that is known.
    """

    server_name: str
    fingerprint: str
    addresses: tuple[str, ...]
    secret: str = field(repr=False)
    expires_at: datetime | None = None
    token: str = field(repr=False)
    operation_id: str | None = None
