"""Certificates and keys, made on the spot."""

from __future__ import annotations

import ipaddress
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypedDict

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


class Trust(TypedDict, total=False):
    """The arguments of a client that say whom it trusts, and who it is."""

    endpoint_cert_path: Path
    endpoint_fingerprint: str
    ca_path: Path
    cert_path: Path
    key_path: Path


@dataclass(frozen=True)
class Identity:
    """A certificate and its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey
    cert_path: Path
    key_path: Path

    @property
    def pem(self) -> bytes:
        """The certificate as PEM."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def fingerprint(self) -> str:
        """The certificate's fingerprint, as LXD writes it."""
        return self.certificate.fingerprint(hashes.SHA256()).hex()

    @property
    def key_pem(self) -> bytes:
        """The private key as PEM."""
        return self.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )


def make_identity(
    directory: Path,
    name: str,
    *,
    issuer: Identity | None = None,
    authority: bool = False,
    addresses: Sequence[str] = (),
    days: int = 1,
) -> Identity:
    """Makes a certificate and its key, and writes both.

    Args:
        directory: where to write ``<name>.crt`` and ``<name>.key``.
        name: the common name.
        issuer: who signs it; default: itself.
        authority: whether it may sign others.
        addresses: the IP addresses it is for.
        days: how long it is valid; a negative number makes one that has expired.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=30))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
    )
    if authority or issuer:
        # Python 3.13 is strict about certificates that come from an authority.
        signer = issuer.key if issuer else key
        builder = (
            builder.add_extension(_key_usage(authority), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False
            )
        )
    if addresses:
        names = [x509.IPAddress(ipaddress.ip_address(address)) for address in addresses]
        builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
    certificate = builder.sign(issuer.key if issuer else key, hashes.SHA256())
    identity = Identity(certificate, key, directory / f"{name}.crt", directory / f"{name}.key")
    identity.cert_path.write_bytes(identity.pem)
    identity.key_path.touch(0o600)
    identity.key_path.write_bytes(identity.key_pem)
    return identity


def _key_usage(authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        key_cert_sign=authority,
        crl_sign=authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def server_context(identity: Identity, clients: Identity | None = None) -> ssl.SSLContext:
    """The TLS rules of a server.

    Args:
        identity: what it shows.
        clients: the only client that it lets in; default: it asks for no certificate.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(identity.cert_path, identity.key_path)
    if clients is not None:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(cadata=clients.pem.decode())
    return context
