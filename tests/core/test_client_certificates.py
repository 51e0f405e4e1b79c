"""Client certificates: found, and made."""

from __future__ import annotations

import getpass
import os
import ssl
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from lxd._core.tls import client_context
from lxd.certificates import ensure_client_certificate, find_client_certificate
from lxd.errors import LXDError


def test_there_may_be_none(tmp_path: Path) -> None:
    assert find_client_certificate(tmp_path) is None


def test_one_is_made_as_lxc_makes_them(tmp_path: Path) -> None:
    mine = ensure_client_certificate(tmp_path / "lxc")
    certificate = x509.load_pem_x509_certificate(mine.cert_path.read_bytes())
    (organization,) = certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
    (name,) = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    usage = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    key = certificate.public_key()
    assert (organization.value, "@" in str(name.value)) == ("LXD", True)
    assert list(usage.value) == [ExtendedKeyUsageOID.CLIENT_AUTH]
    assert isinstance(key, ec.EllipticCurvePublicKey)
    assert isinstance(key.curve, ec.SECP384R1)
    assert certificate.not_valid_after_utc - certificate.not_valid_before_utc == timedelta(days=3650)
    assert certificate.not_valid_before_utc < datetime.now(UTC)
    assert mine.key_path.read_text().startswith("-----BEGIN EC PRIVATE KEY-----")


def test_a_long_name_is_cut_where_a_letter_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "\u0436" * 40)
    mine = ensure_client_certificate(tmp_path)
    (name,) = x509.load_pem_x509_certificate(mine.cert_path.read_bytes()).subject.get_attributes_for_oid(
        NameOID.COMMON_NAME
    )
    assert name.value == "\u0436" * 32


def test_nobody_else_can_read_the_key(tmp_path: Path) -> None:
    mine = ensure_client_certificate(tmp_path / "lxc")
    assert mine.key_path.stat().st_mode & 0o777 == 0o600
    assert mine.key_path.parent.stat().st_mode & 0o777 == 0o700


def test_what_is_made_can_be_used(tmp_path: Path) -> None:
    mine = ensure_client_certificate(tmp_path)
    assert isinstance(client_context(cert_path=mine.cert_path, key_path=mine.key_path), ssl.SSLContext)


def test_what_is_there_is_kept(tmp_path: Path) -> None:
    assert ensure_client_certificate(tmp_path) == ensure_client_certificate(tmp_path)


def test_the_default_is_where_lxc_looks(tmp_path: Path) -> None:
    mine = ensure_client_certificate(environ={"LXD_CONF": str(tmp_path)})
    assert mine.cert_path == tmp_path / "client.crt"


def test_who_come_at_once_get_the_same(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(lambda _: ensure_client_certificate(tmp_path), range(8)))
    assert len(set(made)) == 1
    client_context(cert_path=made[0].cert_path, key_path=made[0].key_path)


@pytest.mark.parametrize("missing", ["client.crt", "client.key"])
def test_half_of_one_is_not_overwritten(tmp_path: Path, missing: str) -> None:
    ensure_client_certificate(tmp_path)
    (tmp_path / missing).unlink()
    with pytest.raises(LXDError, match=f"but not .*{missing}"):
        ensure_client_certificate(tmp_path)
    assert len(os.listdir(tmp_path)) == 1


def test_without_the_package_that_makes_them_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "cryptography", None)
    with pytest.raises(LXDError, match=r"pip install 'lxd\[certificates\]'"):
        ensure_client_certificate(tmp_path)


def test_what_is_there_needs_no_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = ensure_client_certificate(tmp_path)
    monkeypatch.setitem(sys.modules, "cryptography", None)
    assert ensure_client_certificate(tmp_path) == mine


def test_a_key_is_not_shown(tmp_path: Path) -> None:
    mine = ensure_client_certificate(tmp_path)
    assert "PRIVATE KEY" not in repr(mine)
