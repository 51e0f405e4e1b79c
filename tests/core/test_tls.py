"""The TLS rules of a client, as far as its files decide them."""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization

from lxd._core.tls import client_context
from lxd.errors import LXDError
from tests.identities import Identity


def test_a_pinned_certificate_is_demanded(server_identity: Identity) -> None:
    context = client_context(endpoint_cert_path=server_identity.cert_path)
    assert context.verify_mode is ssl.CERT_REQUIRED


def test_a_pinned_certificate_is_the_only_one_trusted(server_identity: Identity) -> None:
    assert client_context(endpoint_cert_path=server_identity.cert_path).cert_store_stats()["x509"] == 1


def test_with_a_pinned_certificate_the_host_name_does_not_matter(server_identity: Identity) -> None:
    assert not client_context(endpoint_cert_path=server_identity.cert_path).check_hostname


def test_without_one_the_host_name_matters() -> None:
    assert client_context().check_hostname


def test_without_one_a_certificate_is_demanded_as_well() -> None:
    assert client_context().verify_mode is ssl.CERT_REQUIRED


def test_the_path_of_the_pinned_certificate_may_begin_with_a_tilde(
    server_identity: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(server_identity.cert_path.parent))
    assert client_context(endpoint_cert_path="~/server.crt").cert_store_stats()["x509"] == 1


def test_the_paths_of_the_clients_certificate_may_begin_with_a_tilde(
    client_identity: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(client_identity.cert_path.parent))
    client_context(cert_path="~/client.crt", key_path="~/client.key")


def test_a_pinned_certificate_may_have_text_around_it(server_identity: Identity, tmp_path: Path) -> None:
    file = tmp_path / "server.crt"
    file.write_bytes("subject=CN = Zoë\n".encode() + server_identity.pem)
    assert client_context(endpoint_cert_path=file).cert_store_stats()["x509"] == 1


@pytest.mark.parametrize("given", ["cert_path", "key_path"])
def test_a_certificate_and_its_key_belong_together(client_identity: Identity, given: str) -> None:
    path = getattr(client_identity, given)
    with pytest.raises(LXDError, match="both cert_path and key_path"):
        client_context(**{given: path})


def test_a_missing_pinned_certificate_is_named(tmp_path: Path) -> None:
    with pytest.raises(LXDError, match=r"endpoint_cert_path.*none\.crt"):
        client_context(endpoint_cert_path=tmp_path / "none.crt")


def test_a_missing_client_certificate_is_named(client_identity: Identity, tmp_path: Path) -> None:
    with pytest.raises(LXDError, match=r"\(cert_path\).*none\.crt"):
        client_context(cert_path=tmp_path / "none.crt", key_path=client_identity.key_path)


def test_a_missing_key_is_named(client_identity: Identity, tmp_path: Path) -> None:
    with pytest.raises(LXDError, match=r"\(key_path\).*none\.key"):
        client_context(cert_path=client_identity.cert_path, key_path=tmp_path / "none.key")


def test_a_directory_is_no_certificate(tmp_path: Path) -> None:
    with pytest.raises(LXDError, match="endpoint_cert_path"):
        client_context(endpoint_cert_path=tmp_path)


@pytest.mark.parametrize("content", [b"", b"hello", b"\xff\xfe"])
def test_a_file_without_certificate_cannot_be_pinned(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "server.crt"
    file.write_bytes(content)
    with pytest.raises(LXDError, match="holds no certificate in PEM form"):
        client_context(endpoint_cert_path=file)


def test_a_key_of_another_certificate_is_refused(client_identity: Identity, other_identity: Identity) -> None:
    with pytest.raises(LXDError, match="no certificate and key that fit"):
        client_context(cert_path=client_identity.cert_path, key_path=other_identity.key_path)


def test_a_key_with_a_password_is_refused_and_nobody_asked_for_it(
    client_identity: Identity, tmp_path: Path
) -> None:
    key = tmp_path / "client.key"
    key.write_bytes(
        client_identity.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(b"hunter2"),
        )
    )
    with pytest.raises(LXDError, match="no certificate and key that fit"):
        client_context(cert_path=client_identity.cert_path, key_path=key)


def test_only_http_1_1_is_offered(server_identity: Identity, monkeypatch: pytest.MonkeyPatch) -> None:
    offered: list[str] = []
    monkeypatch.setattr(ssl.SSLContext, "set_alpn_protocols", lambda _, names: offered.extend(names))
    client_context(endpoint_cert_path=server_identity.cert_path)
    assert offered == ["http/1.1"]
