"""One `ssl.SSLContext` per client, the same for HTTP and websockets."""

from __future__ import annotations

import os
import ssl
from pathlib import Path

from lxd._core.bearer import read_claims
from lxd._core.pinning import FingerprintContext
from lxd.errors import LXDError

__all__ = ["client_context", "existing_file", "provider_context", "proxy_context"]


def client_context(
    *,
    cert_path: str | os.PathLike[str] | None = None,
    key_path: str | os.PathLike[str] | None = None,
    endpoint_cert_path: str | os.PathLike[str] | None = None,
    bearer_token: str | None = None,
) -> ssl.SSLContext:
    """Builds the TLS rules for one server.

    With `endpoint_cert_path` the server must show that very certificate (or one it vouches for), whatever its
    name: LXD's own certificates are self-signed and rarely name the address they are used under. Certificate
    authorities of the system, and the environment variables that change them, then play no part.
    Without it the system's authorities and the host name decide.

    Args:
        cert_path: the client's certificate, PEM.
        key_path: its private key, PEM.
        endpoint_cert_path: the server's certificate, PEM.
        bearer_token: a token; where nothing else is pinned and it names its server's certificate, that is.

    Raises:
        LXDError: a file is missing or is not what it should be.
    """
    if (cert_path is None) != (key_path is None):
        raise LXDError("a client certificate needs both cert_path and key_path")
    if endpoint_cert_path is None:
        context = _token_context(bearer_token) or ssl.create_default_context()
    else:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        # A pinned certificate may have been issued by an authority that is not pinned.
        context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
        pinned = existing_file(endpoint_cert_path, "the server's certificate (endpoint_cert_path)")
        try:
            context.load_verify_locations(cadata=pinned.read_text("ascii", "ignore"))
        except (ssl.SSLError, ValueError) as error:
            raise LXDError(f"{pinned} holds no certificate in PEM form: {error}") from error
    if cert_path is not None and key_path is not None:
        certificate = existing_file(cert_path, "the client's certificate (cert_path)")
        key = existing_file(key_path, "the client's private key (key_path)")
        try:
            # An empty password: an encrypted key is an error, not a question on the terminal.
            context.load_cert_chain(certificate, key, password="")
        except (ssl.SSLError, ValueError) as error:
            raise LXDError(f"{certificate} and {key} are no certificate and key that fit: {error}") from error
    context.set_alpn_protocols(["http/1.1"])
    return context


def _token_context(bearer_token: str | None) -> ssl.SSLContext | None:
    """Builds the rules for the server whose certificate a token names; None where it names none."""
    fingerprint = None if bearer_token is None else read_claims(bearer_token).fingerprint
    if fingerprint is None:
        return None
    context = FingerprintContext(ssl.PROTOCOL_TLS_CLIENT)
    context.fingerprint = fingerprint
    context.wanted_by = "the bearer token"
    return context


def proxy_context() -> ssl.SSLContext:
    """Builds the TLS rules for a proxy: the system's authorities vouch for it."""
    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    return context


def provider_context(ca_path: str | os.PathLike[str] | None) -> ssl.SSLContext:
    """Builds the TLS rules for an OpenID provider: the system's authorities vouch for it, and those given.

    Raises:
        LXDError: the file is missing or is not what it should be.
    """
    context = ssl.create_default_context()
    if ca_path is not None:
        authorities = existing_file(ca_path, "the certificates of authorities (ca_path)")
        try:
            context.load_verify_locations(authorities)
        except ssl.SSLError as error:
            raise LXDError(f"{authorities} holds no certificates in PEM form: {error}") from error
    return context


def existing_file(path: str | os.PathLike[str], what: str) -> Path:
    """Returns the path of a file that can be read, ``~`` expanded.

    Raises:
        LXDError: it cannot; says what it was to be.
    """
    expanded = Path(os.path.expanduser(path))
    try:
        with expanded.open("rb"):
            return expanded
    except OSError as error:
        raise LXDError(f"cannot read {what}: {error}") from error
