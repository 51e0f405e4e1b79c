"""Certificates in the server's trust store."""

from __future__ import annotations

from lxd_api.models import Certificate

from lxd.entities.links import Link

__all__ = ["Certificate", "CertificateLink"]


class CertificateLink(Link):
    """A link to a certificate in the trust store."""

    __slots__ = ()

    @property
    def fingerprint(self) -> str:
        """The certificate's fingerprint: SHA-256 of its DER, lower-case hexadecimal."""
        return self.names[1]
