"""The TLS rules of a client, as far as its files decide them."""

from __future__ import annotations

import base64
import json
import ssl
import traceback
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization

from lxd._core.pinning import FingerprintContext
from lxd._core.tls import client_context
from lxd.errors import KeyFileWarning, LXDError
from tests.identities import Identity, make_identity


def pins(context: ssl.SSLContext) -> tuple[str, ...]:
    """The fingerprints that a context demands."""
    assert isinstance(context, FingerprintContext)
    return tuple(context.fingerprints)


def test_a_pinned_certificate_is_the_only_one_trusted(server_identity: Identity) -> None:
    context = client_context(endpoint_cert_path=server_identity.cert_path)
    assert pins(context) == (server_identity.fingerprint,)


def test_several_certificates_may_be_pinned(
    server_identity: Identity, other_identity: Identity, tmp_path: Path
) -> None:
    file = tmp_path / "both.crt"
    file.write_bytes(server_identity.pem + other_identity.pem)
    context = client_context(endpoint_cert_path=file)
    assert pins(context) == (server_identity.fingerprint, other_identity.fingerprint)


def test_the_authorities_above_a_pinned_certificate_vouch_for_nobody(tmp_path: Path) -> None:
    authority = make_identity(tmp_path, "ca", authority=True)
    server = make_identity(tmp_path, "server", issuer=authority)
    file = tmp_path / "fullchain.pem"
    file.write_bytes(server.pem + authority.pem)
    assert server.fingerprint in pins(client_context(endpoint_cert_path=file))


@pytest.mark.parametrize("argument", ["key_path", "endpoint_cert_path"])
def test_what_should_be_a_path_and_is_a_key_is_not_shown(client_identity: Identity, argument: str) -> None:
    given: dict[str, Any] = {"cert_path": client_identity.cert_path, "key_path": client_identity.key_path}
    given[argument] = client_identity.key_pem.decode()
    with pytest.raises(LXDError, match="path of its file") as caught:
        client_context(**given)
    assert "BEGIN" not in "".join(traceback.format_exception(caught.value))


def test_a_path_that_can_be_none_is_refused(client_identity: Identity) -> None:
    with pytest.raises(LXDError, match="null byte"):
        client_context(cert_path=client_identity.cert_path, key_path="a\0b")


def test_a_pinned_authority_is_demanded(tmp_path: Path) -> None:
    context = client_context(endpoint_cert_path=make_identity(tmp_path, "ca", authority=True).cert_path)
    assert context.verify_mode is ssl.CERT_REQUIRED


@pytest.mark.parametrize(
    ("given", "wins"),
    [
        (("endpoint_cert_path", "endpoint_fingerprint", "bearer_token", "ca_path"), "a"),
        (("endpoint_fingerprint", "bearer_token", "ca_path"), "b"),
        (("bearer_token", "ca_path"), "c"),
    ],
)
def test_what_is_nearest_to_the_server_decides(
    server_identity: Identity, given: tuple[str, ...], wins: str
) -> None:
    claims = base64.urlsafe_b64encode(json.dumps({"server_cert_fingerprint": "c" * 64}).encode()).decode()
    all_of_them: dict[str, Any] = {
        "endpoint_cert_path": server_identity.cert_path,
        "endpoint_fingerprint": "b" * 64,
        "bearer_token": f"e30.{claims.rstrip('=')}.c2ln",
        "ca_path": server_identity.cert_path,
    }
    wanted = {"a": server_identity.fingerprint}.get(wins, wins * 64)
    assert pins(client_context(**{name: all_of_them[name] for name in given})) == (wanted,)


@pytest.mark.parametrize("text", ["", "ab", "g" * 64, "a" * 65])
def test_what_is_no_fingerprint_is_refused(text: str) -> None:
    with pytest.raises(LXDError, match="endpoint_fingerprint"):
        client_context(endpoint_fingerprint=text)


@pytest.mark.parametrize("how", ["endpoint_cert_path", "ca_path"])
def test_private_authorities_need_not_be_as_strict_as_public_ones(tmp_path: Path, how: str) -> None:
    authority = make_identity(tmp_path, "ca", authority=True)
    trust: dict[str, Any] = {how: authority.cert_path}
    context = client_context(**trust)
    assert not context.verify_flags & ssl.VERIFY_X509_STRICT


def test_a_key_that_others_can_read_is_warned_of(client_identity: Identity, tmp_path: Path) -> None:
    key = tmp_path / "open.key"
    key.write_bytes(client_identity.key_pem)
    key.chmod(0o640)
    with pytest.warns(KeyFileWarning, match=r"open\.key can be read by others \(mode 0640\)"):
        client_context(cert_path=client_identity.cert_path, key_path=key)


@pytest.mark.parametrize("mode", [0o600, 0o400, 0o700])
def test_a_key_of_ones_own_is_not_warned_of(client_identity: Identity, tmp_path: Path, mode: int) -> None:
    key = tmp_path / "own.key"
    key.write_bytes(client_identity.key_pem)
    key.chmod(mode)
    client_context(cert_path=client_identity.cert_path, key_path=key)


def test_without_one_the_host_name_matters() -> None:
    assert client_context().check_hostname


def test_without_one_a_certificate_is_demanded_as_well() -> None:
    assert client_context().verify_mode is ssl.CERT_REQUIRED


def test_the_path_of_the_pinned_certificate_may_begin_with_a_tilde(
    server_identity: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(server_identity.cert_path.parent))
    assert pins(client_context(endpoint_cert_path="~/server.crt")) == (server_identity.fingerprint,)


def test_the_paths_of_the_clients_certificate_may_begin_with_a_tilde(
    client_identity: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(client_identity.cert_path.parent))
    client_context(cert_path="~/client.crt", key_path="~/client.key")


def test_a_pinned_certificate_may_have_text_around_it(server_identity: Identity, tmp_path: Path) -> None:
    file = tmp_path / "server.crt"
    file.write_bytes("subject=CN = Zoë\n".encode() + server_identity.pem)
    assert pins(client_context(endpoint_cert_path=file)) == (server_identity.fingerprint,)


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
    key.touch(0o600)
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
