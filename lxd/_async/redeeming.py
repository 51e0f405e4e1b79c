"""From nothing but a trust token to a client that the server trusts."""

from __future__ import annotations

import os
import ssl
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from lxd._async._io import in_thread
from lxd._core.tokens import at_no_address, check_expiry, read_trust_token
from lxd.errors import LXDConnectionError, LXDError, LXDTimeout

if TYPE_CHECKING:
    from lxd._async.client import AsyncLXDClient

__all__ = ["from_token", "redeem"]

C = TypeVar("C", bound="AsyncLXDClient")


async def from_token(
    kind: type[C],
    token: str,
    remote: str | None,
    *,
    cert_path: str | os.PathLike[str] | None,
    key_path: str | os.PathLike[str] | None,
    **options: Any,
) -> C:
    """See `AsyncLXDClient.from_token`."""
    if (cert_path is None) != (key_path is None):
        raise LXDError("a client certificate needs both cert_path and key_path")
    if remote is not None:
        await in_thread(_check_free, remote)
    if cert_path is None:
        from lxd.certificates import ensure_client_certificate

        mine = await in_thread(ensure_client_certificate)
        cert_path, key_path = mine.cert_path, mine.key_path

    def make_client(endpoint: str, fingerprint: str) -> C:
        return kind(
            endpoint, cert_path=cert_path, key_path=key_path, endpoint_fingerprint=fingerprint, **options
        )

    client = await redeem(token, make_client)
    try:
        if remote is not None:
            certificate = await client._transport.peer_certificate()
            await in_thread(_keep, remote, client.endpoint, certificate or b"", client.project or "")
    except BaseException:
        await client.aclose()
        raise
    return client


def _check_free(name: str) -> None:
    from lxd.remotes import read_remotes

    read_remotes().check_name(name)


def _keep(name: str, endpoint: str, certificate: bytes, project: str) -> None:
    from lxd.remotes import read_remotes

    pem = ssl.DER_cert_to_PEM_cert(certificate)
    read_remotes().add(name, endpoint, auth_type="tls", project=project, certificate=pem)


async def redeem(token: str, make_client: Callable[[str, str], C]) -> C:
    """Redeems a token at the first of its server's addresses where that server is.

    Args:
        token: the token.
        make_client: makes a client, of the address and the fingerprint that the server must have.

    Returns:
        The client, which the server trusts now.

    Raises:
        TokenError: it is no token, or has expired.
        LXDConnectionError: the server is at none of its addresses.
        LXDAPIError: the server refused the token.
    """
    trust_token = read_trust_token(token)
    check_expiry(trust_token)
    failures: list[tuple[str, LXDError]] = []
    for address in trust_token.addresses:
        try:
            client = make_client(f"https://{address}", trust_token.fingerprint)
        except LXDError as error:  # that is no address
            failures.append((address, error))
            continue
        try:
            # Nothing is sent before the handshake has shown that it is the token's server.
            await client.server.get()
        except (LXDConnectionError, LXDTimeout) as error:
            failures.append((address, error))
            await client.aclose()
            continue
        except BaseException:
            await client.aclose()
            raise
        try:
            await client.authenticate(token=token)
        except BaseException:
            await client.aclose()
            raise
        return client
    raise at_no_address("the server that made the token", failures)
