"""Certificates in the server's trust store."""

from __future__ import annotations

from datetime import datetime

from attrs import field, frozen
from lxd_api.models import Certificate

from lxd.entities.links import Link

__all__ = ["Certificate", "CertificateLink", "ServerCertificate"]


class CertificateLink(Link):
    """A link to a certificate in the trust store."""

    __slots__ = ()

    @property
    def fingerprint(self) -> str:
        """The certificate's fingerprint: SHA-256 of its DER, lower-case hexadecimal."""
        return self.names[1]


@frozen(kw_only=True)
class ServerCertificate:
    """The certificate that a server shows, for somebody to decide whether it is the right one.

    What it says of itself proves nothing: everybody can make a certificate that says the same. Only the fingerprint
    tells it from others: compare it with what the server's administrator says (``lxc info`` shows it there as
    ``certificate_fingerprint``).

    Args:
        fingerprint: SHA-256 of its DER, lower-case hexadecimal.
        pem: the certificate itself.
        names: the host names and addresses that it is for, as it says itself.
        subject: whose it is, as it says itself: the common name.
        not_before: from when on it is valid; None where that cannot be read, as with one that has expired.
        not_after: until when.
    """

    fingerprint: str
    pem: str = field(repr=False)
    names: tuple[str, ...] = ()
    subject: str = ""
    not_before: datetime | None = None
    not_after: datetime | None = None
