"""What both halves of the integration tests use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from lab import Lab

from lxd import LXDClient

PROMPT = 15.0
"""Seconds within which a fault has to be told; a limit against hanging, not a measurement."""


def https_options(lab: Lab) -> dict[str, Any]:
    """What a trusted client over HTTPS is made with."""
    return {
        "endpoint": lab.url,
        "cert_path": lab.client_cert,
        "key_path": lab.client_key,
        "endpoint_cert_path": lab.server_cert,
    }


def operations_under_way(lab: Lab) -> list[str]:
    """What the server still does in the background."""
    groups = lab.request("GET", "/1.0/operations?recursion=1")
    operations = [operation for group in groups.values() for operation in group]
    return [operation["description"] for operation in operations if operation["status_code"] < 200]


def image_source(lab: Lab) -> dict[str, Any]:
    """The source of an instance made from the lab's image."""
    return {"type": "image", "alias": lab.image}


OWN_POOL = {"entity": "storage-pool", "name": "default", "key": "source", "value": ""}
"""What a new member of a cluster is told of its storage pool: it is to make one."""


def join(cluster: Lab, server: Lab, name: str) -> None:
    """Makes a bare server a member of a cluster."""
    with LXDClient(cluster.socket) as member, LXDClient(server.socket) as client:
        token = member.cluster.members.create_join_token(name)
        address = server.url.removeprefix("https://")
        client.cluster.join(token, server_address=address, member_config=[OWN_POOL]).wait(60)


@dataclass(frozen=True)
class Identity:
    """A client certificate that no server knows yet."""

    pem: bytes
    fingerprint: str
    cert_path: Path
    key_path: Path

    @property
    def paths(self) -> dict[str, Any]:
        """What a client is made with to use it."""
        return {"cert_path": self.cert_path, "key_path": self.key_path}


def make_identity(directory: Path) -> Identity:
    """Makes a self-signed certificate and its key."""
    key = ec.generate_private_key(ec.SECP384R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test@lab")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    fingerprint = certificate.fingerprint(hashes.SHA256()).hex()
    cert_path, key_path = directory / f"{fingerprint}.crt", directory / f"{fingerprint}.key"
    cert_path.write_bytes(pem)
    key_path.touch(0o600)
    key_path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return Identity(pem, fingerprint, cert_path, key_path)


def volumes(lab: Lab) -> list[str]:
    """The URLs of all custom volumes, snapshots included."""
    pools = lab.request("GET", "/1.0/storage-pools")
    return [url for pool in pools for url in lab.request("GET", f"{pool}/volumes/custom?all-projects=true")]


def remove_volumes(lab: Lab, *names: str) -> None:
    """Removes custom volumes of these names from all pools and projects."""
    for url in volumes(lab):
        if "/snapshots/" not in url and url.partition("?")[0].rpartition("/")[2] in names:
            lab.request("DELETE", url)


def inside(lab: Lab, volume: str, pool: str = "default") -> Path:
    """The directory of a custom filesystem volume in a pool of the kind "dir"."""
    return lab.directory / "storage-pools" / pool / "custom" / f"default_{volume}"
