"""Certificates in the two forms that LXD wants, and trust tokens."""

from __future__ import annotations

import base64
import hashlib
import re
import ssl
from typing import Any

from lxd._core.codec import decode_json
from lxd.errors import LXDError

__all__ = ["der_base64", "fingerprint", "pem_text", "read_token"]

_BEGIN = "-----BEGIN CERTIFICATE-----"

_PEM = re.compile(_BEGIN + r"(.*?)-----END CERTIFICATE-----", re.DOTALL)

_SEQUENCE = b"\x30"
"""What every certificate in DER form begins with."""


def pem_text(certificate: str | bytes) -> str:
    """Returns a certificate in PEM form and nothing else: a private key beside it stays where it is.

    Raises:
        LXDError: there is no certificate in it.
    """
    return ssl.DER_cert_to_PEM_cert(_der(certificate))


def der_base64(certificate: str | bytes) -> str:
    """Turns PEM into what LXD wants where a certificate is added: base64 of DER, without the PEM lines."""
    return base64.b64encode(_der(certificate)).decode("ascii")


def fingerprint(certificate: str | bytes) -> str:
    """Returns the fingerprint of a certificate in PEM form: SHA-256 of its DER, lower-case hexadecimal."""
    return hashlib.sha256(_der(certificate)).hexdigest()


def read_token(text: str) -> dict[str, Any] | None:
    """Reads a trust token, which is base64 of JSON; None where what a user calls a password is none."""
    try:
        value: Any = decode_json(base64.b64decode(text.strip(), validate=True))
    except ValueError:
        return None
    return (
        value if isinstance(value, dict) and {"secret", "fingerprint", "addresses"} <= value.keys() else None
    )


def _der(certificate: str | bytes) -> bytes:
    text = certificate.decode("ascii", "replace") if isinstance(certificate, bytes) else certificate
    block = _PEM.search(text)
    if block is None:
        what = (
            "the certificate is no valid PEM: it is cut off"
            if _BEGIN in text
            else "no certificate in PEM form"
        )
        raise LXDError(what, hint="it goes from a line BEGIN CERTIFICATE to a line END CERTIFICATE")
    try:
        der = base64.b64decode("".join(block[1].split()), validate=True)
    except ValueError as error:
        raise LXDError(f"the certificate is no valid PEM: {error}") from None
    if not der.startswith(_SEQUENCE):
        raise LXDError("the certificate is no valid PEM: there is no certificate in it")
    return der
