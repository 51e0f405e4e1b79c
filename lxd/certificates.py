"""Client certificates: by which LXD knows its clients, found where ``lxc`` keeps its own, and made as it makes them.

::

    from lxd import LXDClient
    from lxd.certificates import ensure_client_certificate

    mine = ensure_client_certificate()
    client = LXDClient("https://10.0.0.1:8443", cert_path=mine.cert_path, key_path=mine.key_path)

Making one needs ``pip install 'lxd[certificates]'``.
"""

from __future__ import annotations

import getpass
import os
import socket
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from attrs import frozen

from lxd._core.certificates import fingerprint
from lxd._private_files import read_text_file, write_private_file
from lxd.errors import LXDError
from lxd.remotes.files import find_locations, locked

__all__ = ["ClientCertificate", "ensure_client_certificate", "find_client_certificate"]

_LIFETIME = timedelta(days=10 * 365)
_HEADSTART = timedelta(minutes=1)
"""How long ago it becomes valid: the server's clock may be a little late."""

_NAME_LIMIT = 64
"""Bytes that a common name may have."""


@frozen
class ClientCertificate:
    """A client's certificate and its private key, as files.

    Args:
        cert_path: the certificate, PEM.
        key_path: the key, PEM.
        fingerprint: SHA-256 of the certificate's DER, by which the server's trust store knows it.
    """

    cert_path: Path
    key_path: Path
    fingerprint: str


def find_client_certificate(
    directory: str | os.PathLike[str] | None = None, environ: Mapping[str, str] | None = None
) -> ClientCertificate | None:
    """Finds the certificate in a directory; None where there is none.

    Args:
        directory: where to look for ``client.crt`` and ``client.key``; default: where ``lxc`` keeps its own.
        environ: the environment that says where that is; default: the process's.

    Raises:
        LXDError: there is only one of the two files, or the certificate is none.
    """
    cert_path, key_path = _paths(directory, environ)
    try:
        return _look(cert_path, key_path)
    except LXDError:
        if not cert_path.parent.is_dir():
            raise
    with locked(cert_path.parent):  # somebody else may just be writing the other file
        return _look(cert_path, key_path)


def ensure_client_certificate(
    directory: str | os.PathLike[str] | None = None, environ: Mapping[str, str] | None = None
) -> ClientCertificate:
    """Finds the certificate in a directory, and makes one if there is none.

    It is what ``lxc`` makes: a self-signed one for ten years, with a P-384 key that only its owner can read.

    Args:
        directory: where ``client.crt`` and ``client.key`` are, or are to be; default: where ``lxc`` keeps its own.
        environ: the environment that says where that is; default: the process's.

    Raises:
        LXDError: there is only one of the two files, they cannot be written, or what makes them is not installed.
    """
    found = find_client_certificate(directory, environ)
    if found is not None:
        return found
    cert_path, key_path = _paths(directory, environ)
    certificate, key = _make()
    with locked(cert_path.parent):
        found = _look(cert_path, key_path)  # somebody else may have been faster
        if found is not None:
            return found
        write_private_file(key_path, key)
        write_private_file(cert_path, certificate)
    return ClientCertificate(cert_path, key_path, fingerprint(certificate))


def _look(cert_path: Path, key_path: Path) -> ClientCertificate | None:
    text = read_text_file(cert_path)
    has_key = os.path.lexists(key_path)
    if text is None and not has_key:
        return None
    if text is None or not has_key:
        there, missing = (key_path, cert_path) if text is None else (cert_path, key_path)
        raise LXDError(
            f"there is {there}, but not {missing}, which belongs to it",
            hint="put the missing file there, or move the other one away",
        )
    return ClientCertificate(cert_path, key_path, fingerprint(text))


def _paths(directory: str | os.PathLike[str] | None, environ: Mapping[str, str] | None) -> tuple[Path, Path]:
    where = find_locations(environ).own if directory is None else Path(os.path.expanduser(directory))
    return where / "client.crt", where / "client.key"


def _make() -> tuple[str, str]:
    """Makes a certificate and its key, both PEM."""
    try:
        from cryptography import x509
        from cryptography.hazmat.primitives import hashes, serialization
        from cryptography.hazmat.primitives.asymmetric import ec
        from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
    except ImportError as error:
        raise LXDError(
            "there is no client certificate yet, and making one needs the package cryptography",
            hint="pip install 'lxd[certificates]', or let `lxc remote add` make one",
        ) from error
    key = ec.generate_private_key(ec.SECP384R1())
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "LXD"),
            x509.NameAttribute(NameOID.COMMON_NAME, _owner()),
        ]
    )
    begin = datetime.now(UTC) - _HEADSTART
    usage = x509.KeyUsage(
        digital_signature=True,
        key_encipherment=True,
        content_commitment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + _LIFETIME)
        .add_extension(usage, critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA384())
    )
    return certificate.public_bytes(serialization.Encoding.PEM).decode("ascii"), key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    ).decode("ascii")


def _owner() -> str:
    """Returns ``user@host``, as far as a certificate has room for it."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # nobody's number has a name
        user = "UNKNOWN"
    name = f"{user}@{socket.gethostname() or 'UNKNOWN'}"
    return name.encode(errors="replace")[:_NAME_LIMIT].decode(errors="ignore")
