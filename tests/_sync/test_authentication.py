# Written by scripts/unasync.py from tests/_async/test_authentication.py. Change that, and run `make sync`.

"""How a client gets the server's trust."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization

from lxd import LXDClient, LXDError
from lxd.errors import Forbidden, NotImplementedOnServer
from tests import envelopes
from tests.fakes import FakeLXD
from tests.identities import Identity

POST = "POST /1.0/certificates"


def token_with(**more: str) -> str:
    """A trust token, as ``lxc config trust add`` prints it."""
    token = {"client_name": "me", "fingerprint": "ab" * 32, "addresses": ["10.0.0.1:8443"], "secret": "s"}
    return base64.b64encode(json.dumps(token | more).encode()).decode()


TOKEN = token_with()


def stranger(lxd: FakeLXD, *extensions: str) -> FakeLXD:
    """A server that trusts the client once something has been added to the trust store."""
    before = envelopes.sync(envelopes.server(*extensions, auth="untrusted"))
    after = envelopes.sync(envelopes.server(*extensions, auth="trusted"))
    lxd.on("GET /1.0", before, after)
    lxd.on(POST, envelopes.sync())
    return lxd


def test_who_is_trusted_already_sends_nothing(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server(auth="trusted")))
    client.authenticate(password="hunter2")
    assert lxd.calls == ["GET /1.0"]


def test_a_password_is_sent(client: LXDClient, lxd: FakeLXD) -> None:
    stranger(lxd)
    client.authenticate(password="hunter2")
    assert lxd.body(POST) == {"type": "client", "password": "hunter2"}


def test_a_certificate_is_sent_as_base64_of_der(
    client: LXDClient, lxd: FakeLXD, client_identity: Identity
) -> None:
    stranger(lxd)
    client.authenticate(cert_path=client_identity.cert_path, password="hunter2")
    der = client_identity.certificate.public_bytes(serialization.Encoding.DER)
    assert lxd.body(POST)["certificate"] == base64.b64encode(der).decode()


def test_the_path_of_the_certificate_may_begin_with_a_tilde(
    client: LXDClient, lxd: FakeLXD, client_identity: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger(lxd)
    monkeypatch.setenv("HOME", str(client_identity.cert_path.parent))
    client.authenticate("~/client.crt", "hunter2")
    assert "certificate" in lxd.body(POST)


def test_a_certificate_that_is_missing_is_named(client: LXDClient, lxd: FakeLXD, tmp_path: Path) -> None:
    stranger(lxd)
    with pytest.raises(LXDError, match=r"none\.crt"):
        client.authenticate(tmp_path / "none.crt", "hunter2")


def test_a_token_is_sent_to_an_old_server_as_password(client: LXDClient, lxd: FakeLXD) -> None:
    stranger(lxd)
    client.authenticate(password=TOKEN)
    assert lxd.body(POST) == {"type": "client", "password": TOKEN}


def test_a_token_is_sent_to_a_new_server_as_token(client: LXDClient, lxd: FakeLXD) -> None:
    stranger(lxd, "explicit_trust_token")
    client.authenticate(password=TOKEN)
    assert lxd.body(POST) == {"type": "client", "trust_token": TOKEN}


def test_a_token_may_end_its_line(client: LXDClient, lxd: FakeLXD) -> None:
    stranger(lxd, "explicit_trust_token")
    client.authenticate(password=f"{TOKEN}\n")
    assert lxd.body(POST) == {"type": "client", "trust_token": TOKEN}


def test_a_token_for_an_identity_is_sent_to_the_identities(client: LXDClient, lxd: FakeLXD) -> None:
    stranger(lxd, "access_management_tls", "explicit_trust_token")
    lxd.on("POST /1.0/auth/identities/tls", envelopes.sync())
    token = token_with(type="Client certificate")
    client.authenticate(password=token)
    assert lxd.body("POST /1.0/auth/identities/tls") == {"trust_token": token}


def test_a_password_stays_one_on_a_new_server(client: LXDClient, lxd: FakeLXD) -> None:
    stranger(lxd, "explicit_trust_token")
    client.authenticate(password="hunter2")
    assert lxd.body(POST) == {"type": "client", "password": "hunter2"}


def test_the_server_is_asked_whether_it_trusts_us_now(client: LXDClient, lxd: FakeLXD) -> None:
    stranger(lxd)
    client.authenticate(password="hunter2")
    assert lxd.calls == ["GET /1.0", POST, "GET /1.0"]


def test_a_wrong_password_is_forbidden(client: LXDClient, lxd: FakeLXD) -> None:
    stranger(lxd).on(POST, envelopes.error(403, "not authorized"))
    with pytest.raises(Forbidden, match="not authorized"):
        client.authenticate(password="wrong")


def test_a_server_that_takes_no_passwords_says_so(client: LXDClient, lxd: FakeLXD) -> None:
    stranger(lxd).on(POST, envelopes.error(501, "Password authentication is no longer supported"))
    with pytest.raises(NotImplementedOnServer, match="no longer supported"):
        client.authenticate(password="hunter2")


def test_a_conflict_is_well_if_the_server_trusts_us_now(client: LXDClient, lxd: FakeLXD) -> None:
    stranger(lxd).on(POST, envelopes.error(409, "Certificate already in trust store"))
    client.authenticate(password="hunter2")
    assert lxd.calls == ["GET /1.0", POST, "GET /1.0"]


def test_another_certificate_than_that_of_the_connection_does_not_help(
    client: LXDClient, lxd: FakeLXD
) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server(auth="untrusted")))
    lxd.on(POST, envelopes.sync())
    with pytest.raises(Forbidden, match="not the one that this client connects with"):
        client.authenticate(password="hunter2")


def test_an_error_does_not_show_the_password(client: LXDClient, lxd: FakeLXD) -> None:
    stranger(lxd).on(POST, envelopes.error(403, "not authorized"))
    with pytest.raises(Forbidden) as caught:
        client.authenticate(password="hunter2")
    assert "hunter2" not in f"{caught.value} {caught.value!r} {vars(caught.value)}"


def test_extensions_are_known_afterwards(client: LXDClient, lxd: FakeLXD) -> None:
    stranger(lxd, "explicit_trust_token")
    client.authenticate(password="hunter2")
    client.server.has_extension("explicit_trust_token")
    assert lxd.count("GET /1.0") == 2
