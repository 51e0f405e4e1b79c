"""TLS rules that want one certificate, known by its fingerprint, whoever vouches for it or not.

The check is a part of the handshake, so that nobody who opens a connection can forget it, and nothing is sent before.
"""

from __future__ import annotations

import hashlib
import hmac
import ssl

__all__ = ["FingerprintContext"]


class FingerprintContext(ssl.SSLContext):
    """Rules for a server with a certificate of that fingerprint; set `fingerprint` before it is used."""

    fingerprint = ""
    """The SHA-256 of the certificate (DER), as lower-case hex."""

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
            ssl.SSLCertVerificationError: it has not.
        """
        shown = hashlib.sha256(certificate or b"").hexdigest()
        if certificate is None or not hmac.compare_digest(shown, self.fingerprint):
            error = ssl.SSLCertVerificationError("certificate verify failed")
            error.verify_message = (
                f"it has the fingerprint {shown}, and {self.wanted_by} wants {self.fingerprint}"
            )
            raise error


class _Socket(ssl.SSLSocket):
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
