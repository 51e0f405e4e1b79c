"""Finding the cluster that a join token is of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxd._core.tokens import at_no_address
from lxd.entities.tokens import JoinToken
from lxd.errors import LXDConnectionError, LXDError, LXDTimeout

if TYPE_CHECKING:
    from lxd._async.client import AsyncLXDClient

__all__ = ["find_cluster"]


async def find_cluster(kind: type[AsyncLXDClient], token: JoinToken) -> tuple[str, bytes]:
    """Finds the cluster at one of the token's addresses, by its certificate; nothing is said to another server.

    Args:
        kind: makes clients.
        token: the token.

    Returns:
        Where a member of it listens, and its certificate (DER).

    Raises:
        CertificateError: another server listens there.
        LXDConnectionError: none of the addresses can be reached.
    """
    failures: list[tuple[str, LXDError]] = []
    for address in token.addresses:
        try:
            async with kind(f"https://{address}", endpoint_fingerprint=token.fingerprint) as member:
                certificate = await member._transport.peer_certificate()
        except (LXDConnectionError, LXDTimeout) as error:
            failures.append((address, error))
        else:
            assert certificate is not None, "over TLS every server shows one"
            return address, certificate
    raise at_no_address("the cluster", failures)
