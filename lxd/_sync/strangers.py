# Written by scripts/unasync.py from lxd/_async/strangers.py. Change that, and run `make sync`.

"""Servers that are not trusted yet: nothing is said to them, they are only looked at."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from lxd._core.endpoint import parse_endpoint
from lxd._core.faults import connection_fault, timeout_fault
from lxd._core.tls import viewing_context
from lxd._sync._stream import open_stream
from lxd.errors import Asked, CertificateError, LXDConnectionError, LXDError, LXDTimeout

__all__ = ["fetch_certificate", "find_server"]

_TIMEOUT = 10.0
"""Seconds that a server gets to show its certificate."""


def fetch_certificate(address: str) -> bytes:
    """Fetches the certificate that a server shows (DER), on a connection that carries nothing else.

    Args:
        address: where it listens, as ``host:port``.

    Raises:
        LXDConnectionError: it cannot be reached.
        LXDTimeout: it did not show one in time.
    """
    endpoint = parse_endpoint(f"https://{address}")
    asked = Asked("CONNECT", "/", str(endpoint))
    try:
        stream = open_stream(endpoint, viewing_context(), _TIMEOUT)
    except TimeoutError as error:
        raise timeout_fault(_TIMEOUT, asked) from error
    except OSError as error:
        raise connection_fault(error, endpoint, asked) from error
    try:
        shown = stream.peer_certificate
    finally:
        stream.close()
    assert shown is not None, "over TLS every server shows one"
    return shown


def find_server(addresses: Sequence[str], fingerprint: str) -> tuple[str, bytes]:
    """Finds the server with a certificate, at one of several addresses.

    Args:
        addresses: where it may listen, each as ``host:port``.
        fingerprint: the fingerprint of its certificate.

    Returns:
        Where it listens, and its certificate (DER).

    Raises:
        CertificateError: another server listens there.
        LXDConnectionError: none of the addresses can be reached.
    """
    faults: list[LXDError] = []
    for address in addresses:
        try:
            certificate = fetch_certificate(address)
        except (LXDConnectionError, LXDTimeout) as error:
            faults.append(error)
            continue
        shown = hashlib.sha256(certificate).hexdigest()
        if shown == fingerprint.lower():
            return address, certificate
        faults.append(
            CertificateError(
                f"the server at {address} shows the certificate {shown}, and {fingerprint} was expected",
                hint="nothing was sent; is the token a new one?",
            )
        )
    told = "; ".join(str(fault) for fault in faults) or "there are none"
    kind = next((type(fault) for fault in faults if isinstance(fault, CertificateError)), LXDConnectionError)
    raise kind(f"the server is at none of its addresses: {told}")
