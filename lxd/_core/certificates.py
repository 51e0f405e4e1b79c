"""Certificates in the two forms that LXD wants."""

from __future__ import annotations

import base64
import hashlib
import re
import ssl
from collections.abc import Coroutine, Mapping
from datetime import UTC, datetime
from typing import Any

from lxd.entities.certificates import ServerCertificate
from lxd.errors import LXDError

__all__ = ["der_base64", "describe", "fingerprint", "fingerprints_in", "is_accepted", "pem_text"]

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


def fingerprints_in(text: str) -> list[str]:
    """Returns the fingerprints of all certificates in a text, each once.

    Raises:
        LXDError: there is none in it, or one of them is none.
    """
    found = [fingerprint(block[0]) for block in _PEM.finditer(text)] or [fingerprint(text)]
    return list(dict.fromkeys(found))


def describe(der: bytes, details: Mapping[str, Any]) -> ServerCertificate:
    """Says what is in a server's certificate.

    Args:
        der: the certificate.
        details: what `ssl.SSLSocket.getpeercert` says of it; nothing where it knows nothing.
    """
    subject = [value for part in details.get("subject", ()) for key, value in part if key == "commonName"]
    return ServerCertificate(
        fingerprint=hashlib.sha256(der).hexdigest(),
        pem=ssl.DER_cert_to_PEM_cert(der),
        names=tuple(value for _, value in details.get("subjectAltName", ())),
        subject=subject[0] if subject else "",
        not_before=_time(details.get("notBefore")),
        not_after=_time(details.get("notAfter")),
    )


def is_accepted(answer: object) -> bool:
    """Whether a user's function has accepted a server's certificate.

    Raises:
        TypeError: it is an ``async def``, which nobody here can wait for.
    """
    if isinstance(answer, Coroutine):
        answer.close()
        raise TypeError(
            "on_unknown_certificate has to be a plain function; it is called in a thread, and may block"
        )
    return answer is True


def _time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromtimestamp(ssl.cert_time_to_seconds(text), UTC)


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
