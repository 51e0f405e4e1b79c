# Written by scripts/unasync.py from tests/integration/_async/test_pki.py. Change that, and run `make sync`.

"""A LXD in PKI mode, where an authority vouches for the server and for its clients, beside the real ``lxc``."""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from lab import Lab

from lxd import LXDClient
from lxd.errors import CertificateError, Forbidden
from lxd.remotes import read_remotes
from tests.identities import Identity, make_identity

from ..support import PROMPT


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where certificates are."""
    return tmp_path_factory.mktemp("pki")


@pytest.fixture(scope="module")
def authority(directory: Path) -> Identity:
    """Who vouches for all."""
    return make_identity(directory, "ca", authority=True)


@pytest.fixture(scope="module")
def signed(directory: Path, authority: Identity) -> Identity:
    """A client that the authority vouches for."""
    return make_identity(directory, "signed", issuer=authority)


@pytest.fixture(scope="module")
def pki_lab(lab: Lab, directory: Path, authority: Identity) -> Iterator[Lab]:
    """A LXD with a certificate of the authority's."""
    server = make_identity(directory, "server", issuer=authority, addresses=["127.0.0.1"])
    with Lab("pki") as laboratory:
        laboratory.stop()
        for name, content in (
            ("server.crt", server.pem),
            ("server.key", server.key_pem),
            ("server.ca", authority.pem),
        ):
            (laboratory.directory / name).write_bytes(content)
        laboratory.start()
        yield laboratory


@pytest.fixture
def trusting(pki_lab: Lab) -> Iterator[Lab]:
    """The LXD, while it trusts all clients that the authority vouches for."""
    pki_lab.request("PATCH", "/1.0", {"config": {"core.trust_ca_certificates": "true"}})
    yield pki_lab
    pki_lab.request("PATCH", "/1.0", {"config": {"core.trust_ca_certificates": ""}})


@pytest.fixture
def client(trusting: Lab, authority: Identity, signed: Identity) -> Iterator[LXDClient]:
    """A client that knows the server by its authority, and is known by it."""
    with LXDClient(
        trusting.url, ca_path=authority.cert_path, cert_path=signed.cert_path, key_path=signed.key_path
    ) as client:
        yield client


@pytest.fixture
def home(authority: Identity, signed: Identity, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What ``lxc`` knows, when it is in PKI mode."""
    (tmp_path / "client.ca").write_bytes(authority.pem)
    (tmp_path / "client.crt").write_bytes(signed.pem)
    (tmp_path / "client.key").touch(0o600)
    (tmp_path / "client.key").write_bytes(signed.key_pem)
    monkeypatch.setenv("LXD_CONF", str(tmp_path))
    return tmp_path


def lxc(*arguments: str) -> str:
    """Runs ``lxc``."""
    return subprocess.run(["lxc", *arguments], capture_output=True, text=True, timeout=60, check=True).stdout


def test_who_is_vouched_for_is_trusted(client: LXDClient) -> None:
    assert (client.server.get()).auth == "trusted"


def test_websockets_have_the_same_rules(client: LXDClient, trusting: Lab) -> None:
    trusting.launch("vouched")
    try:
        result = client.instances.run("vouched", ["echo", "hello"], timeout=PROMPT)
        assert result.stdout == "hello\n"
        assert [file.name for file in client.instances.files.list("vouched", "/mnt")] == []
    finally:
        trusting.remove("vouched")


def test_that_alone_need_not_be_enough(pki_lab: Lab, authority: Identity, signed: Identity) -> None:
    with LXDClient(
        pki_lab.url, ca_path=authority.cert_path, cert_path=signed.cert_path, key_path=signed.key_path
    ) as client:
        assert (client.server.get()).auth == "untrusted"
        with pytest.raises(Forbidden):
            client.instances.list()


def test_who_vouches_for_itself_is_not_trusted(trusting: Lab, authority: Identity, tmp_path: Path) -> None:
    alone = make_identity(tmp_path, "alone")
    with LXDClient(
        trusting.url, ca_path=authority.cert_path, cert_path=alone.cert_path, key_path=alone.key_path
    ) as client:
        assert (client.server.get()).auth == "untrusted"


def test_a_server_of_another_authority_is_refused(trusting: Lab, signed: Identity, tmp_path: Path) -> None:
    other = make_identity(tmp_path, "other", authority=True)
    with LXDClient(
        trusting.url, ca_path=other.cert_path, cert_path=signed.cert_path, key_path=signed.key_path
    ) as client:
        with pytest.raises(CertificateError, match="ca_path"):
            client.server.get()


def test_what_lxc_has_added_we_use(trusting: Lab, home: Path) -> None:
    lxc("remote", "add", "pki", trusting.url)
    assert not (home / "servercerts").exists()  # the authority is all there is
    with LXDClient.from_remote("pki") as client:
        assert (client.server.get()).auth == "trusted"


def test_what_we_have_added_lxc_uses(trusting: Lab, home: Path) -> None:
    read_remotes().add("pki", trusting.url)
    assert "NAME" in lxc("list", "pki:")


def test_a_token(pki_lab: Lab, home: Path) -> None:
    created = pki_lab.request(
        "POST", "/1.0/certificates", {"type": "client", "name": "pki", "token": True}, wait=False
    )["metadata"]
    told = {key: created[key] for key in ("fingerprint", "addresses", "secret")} | {"client_name": "pki"}
    token = base64.b64encode(json.dumps(told).encode()).decode()
    with LXDClient.from_token(token, remote="pki") as client:
        assert (client.server.get()).auth == "trusted"
        assert "NAME" in lxc("list", "pki:")
        (mine,) = [each for each in client.certificates.list() if each.name == "pki"]
        client.certificates.remove(mine.fingerprint)
