"""One `ssl.SSLContext` per client, the same for HTTP and websockets: all rules of who is spoken to are here."""

from __future__ import annotations

import os
import re
import ssl
import stat
import warnings
from pathlib import Path

from lxd._core.bearer import read_claims
from lxd._core.certificates import fingerprints_in, pem_text
from lxd._core.pinning import fingerprint_context
from lxd._core.tls_socket import TLSSocket
from lxd.errors import KeyFileWarning, LXDError

__all__ = [
    "client_context",
    "existing_file",
    "provider_context",
    "proxy_context",
    "read_fingerprint",
    "viewing_context",
]

_FINGERPRINT = re.compile(r"[0-9a-f]{64}")


def client_context(
    *,
    cert_path: str | os.PathLike[str] | None = None,
    key_path: str | os.PathLike[str] | None = None,
    endpoint_cert_path: str | os.PathLike[str] | None = None,
    endpoint_fingerprint: str | None = None,
    ca_path: str | os.PathLike[str] | None = None,
    bearer_token: str | None = None,
) -> ssl.SSLContext:
    """Builds the TLS rules for one server.

    The first of these that is given decides alone, and certificate authorities of the system, and the environment
    variables that change them, then play no part:

    1. `endpoint_cert_path`: the server must show that very certificate, whatever its name and however old:
       LXD's own certificates are self-signed and rarely name the address they are used under. Or, where it is an
       authority's, one that this authority vouches for.
    2. `endpoint_fingerprint`: the same, for a certificate that is known by its fingerprint.
    3. the fingerprint in `bearer_token`, where there is one.
    4. `ca_path`: an authority in it must vouch for the server, under the name it is spoken to.

    Else the system's authorities and the host name decide.

    Args:
        cert_path: the client's certificate, PEM.
        key_path: its private key, PEM.
        endpoint_cert_path: the server's certificate, PEM.
        endpoint_fingerprint: the SHA-256 of the server's certificate.
        ca_path: certificates of the authorities that may vouch for the server, PEM.
        bearer_token: a token; where nothing else is pinned and it names its server's certificate, that is.

    Raises:
        LXDError: a file is missing or is not what it should be.
    """
    if (cert_path is None) != (key_path is None):
        raise LXDError("a client certificate needs both cert_path and key_path")
    claimed = None if bearer_token is None else read_claims(bearer_token).fingerprint
    context: ssl.SSLContext
    if endpoint_cert_path is not None:
        context = _pinned_context(endpoint_cert_path)
    elif endpoint_fingerprint is not None:
        context = fingerprint_context([read_fingerprint(endpoint_fingerprint)], "endpoint_fingerprint")
    elif claimed is not None:
        context = fingerprint_context([claimed], "the bearer token")
    elif ca_path is not None:
        authorities = existing_file(ca_path, "the certificates of authorities (ca_path)")
        context = _authority_context(authorities.read_text("ascii", "ignore"), authorities)
    else:
        context = ssl.create_default_context()
        context.sslsocket_class = TLSSocket
    if cert_path is not None and key_path is not None:
        certificate = existing_file(cert_path, "the client's certificate (cert_path)")
        key = existing_file(key_path, "the client's private key (key_path)")
        _look_at_mode(key)
        try:
            # An empty password: an encrypted key is an error, not a question on the terminal.
            context.load_cert_chain(certificate, key, password="")
        except (ssl.SSLError, ValueError) as error:
            raise LXDError(f"{certificate} and {key} are no certificate and key that fit: {error}") from error
    context.set_alpn_protocols(["http/1.1"])
    return context


def viewing_context(pem: str | None = None) -> ssl.SSLContext:
    """Builds the rules for looking at a server's certificate, over a connection on which nothing is ever sent.

    Args:
        pem: the certificate that it has shown before: then OpenSSL takes it for good, and says what is in it.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.sslsocket_class = TLSSocket
    context.check_hostname = False
    if pem is None:
        context.verify_mode = ssl.CERT_NONE
    else:
        context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
        context.load_verify_locations(cadata=pem)
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


def read_fingerprint(text: str) -> str:
    """Returns a fingerprint as it is compared: people write it in capitals, and with colons.

    Raises:
        LXDError: it is none.
    """
    plain = text.strip().lower().replace(":", "")
    if _FINGERPRINT.fullmatch(plain) is None:
        raise LXDError(
            f"{text!r} is no fingerprint of a certificate (endpoint_fingerprint)",
            hint="it is the SHA-256 of the certificate, 64 digits; `lxc info` shows it as certificate_fingerprint",
        )
    return plain


def existing_file(path: str | os.PathLike[str], what: str) -> Path:
    """Returns the path of a file that can be read, ``~`` expanded.

    Raises:
        LXDError: it cannot; says what it was to be.
    """
    if "-----BEGIN" in os.fspath(path):
        # It may be a private key, so that nobody is to see it.
        raise LXDError(f"{what} is given by the path of its file, and this is what is in one")
    expanded = Path(os.path.expanduser(path))
    try:
        with expanded.open("rb"):
            return expanded
    except (OSError, ValueError) as error:
        raise LXDError(f"cannot read {what}: {error}") from error


def _pinned_context(path: str | os.PathLike[str]) -> ssl.SSLContext:
    """Builds the rules for the server whose certificate is in a file, or whose authority's is."""
    pinned = existing_file(path, "the server's certificate (endpoint_cert_path)")
    text = pinned.read_text("ascii", "ignore")
    context = _authority_context(text, pinned)
    # The first one is what is meant. Behind the server's own there may be those of the authorities above it, and
    # whoever else they vouch for is not this server.
    if not _authority_context(pem_text(text), pinned).cert_store_stats()["x509_ca"]:
        return fingerprint_context(fingerprints_in(text), str(pinned))
    context.check_hostname = False
    return context


def _authority_context(text: str, path: Path) -> ssl.SSLContext:
    """Builds the rules for servers that one of the certificates in a text vouches for, which a file has."""
    # Unlike create_default_context() it does not have Python 3.13 ask more of private authorities than LXD does.
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.sslsocket_class = TLSSocket
    # What is in the file need not have been issued by something that is in it, too.
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    try:
        context.load_verify_locations(cadata=text)
    except (ssl.SSLError, ValueError) as error:
        raise LXDError(f"{path} holds no certificate in PEM form: {error}") from error
    return context


def _look_at_mode(key: Path) -> None:
    """Warns of a private key that others can read."""
    mode = stat.S_IMODE(key.stat().st_mode)
    if mode & (stat.S_IRGRP | stat.S_IROTH):
        warnings.warn(
            f"the private key {key} can be read by others (mode {mode:04o}), who can then pass themselves off as "
            f"you: chmod 600 {key}",
            KeyFileWarning,
            stacklevel=2,
        )
