"""TLS rules that want one certificate, known by its fingerprint, whoever vouches for it or not.

The check is a part of the handshake, so that nobody who opens a connection can forget it, and nothing is sent before.
"""

from __future__ import annotations

import hashlib
import hmac
import ssl
from collections.abc import Collection

from lxd._core.tls_socket import TLSSocket

__all__ = ["FingerprintContext", "WrongCertificate", "fingerprint_context"]


class WrongCertificate(ssl.SSLCertVerificationError):
    """A server has shown another certificate than the one that is wanted."""

    shown = ""
    """The fingerprint of what it has shown; empty if that is nothing."""

    wanted = ""
    """The fingerprint that is wanted."""

    wanted_by = ""
    """Who wants it."""


class FingerprintContext(ssl.SSLContext):
    """Rules for a server with a certificate of a known fingerprint; `fingerprint_context` makes them.

    Time plays no part: who knows the certificate itself need not ask how long others vouch for it.
    """

    fingerprints: Collection[str] = ()
    """The SHA-256 of the certificates (DER) that will do, as lower-case hex."""

    wanted_by = "the pin"
    """Who wants that certificate, for errors."""

    def __init__(self, _protocol: int) -> None:
        self.check_hostname = False
        self.verify_mode = ssl.CERT_NONE  # `check` is stricter
        self.sslsocket_class = _Socket
        self.sslobject_class = _Object

    def check(self, certificate: bytes | None) -> None:
        """Makes sure that a server has shown the right certificate.

        Raises:
            WrongCertificate: it has not.
        """
        shown = hashlib.sha256(certificate).hexdigest() if certificate is not None else ""
        if any(hmac.compare_digest(shown, wanted) for wanted in self.fingerprints):
            return
        error = WrongCertificate("certificate verify failed")
        error.shown, error.wanted = shown, " or ".join(self.fingerprints)
        error.wanted_by = self.wanted_by
        error.verify_message = (
            f"it has the fingerprint {shown}, and {self.wanted_by} wants {' or '.join(self.fingerprints)}"
        )
        raise error


def fingerprint_context(fingerprints: Collection[str], wanted_by: str) -> FingerprintContext:
    """Builds the rules for a server that has one of these certificates.

    Args:
        fingerprints: SHA-256 of each (DER), as lower-case hex.
        wanted_by: who wants that, for errors.
    """
    context = FingerprintContext(ssl.PROTOCOL_TLS_CLIENT)
    context.fingerprints = tuple(fingerprints)
    context.wanted_by = wanted_by
    return context


class _Socket(TLSSocket):
    def do_handshake(self, block: bool = False) -> None:
        super().do_handshake(block)
        _check(self)


class _Object(ssl.SSLObject):
    def do_handshake(self) -> None:
        super().do_handshake()
        _check(self)


def _check(connection: ssl.SSLSocket | ssl.SSLObject) -> None:
    assert isinstance(connection.context, FingerprintContext)
    connection.context.check(connection.getpeercert(binary_form=True))
