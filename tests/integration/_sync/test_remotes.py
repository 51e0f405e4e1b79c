# Written by scripts/unasync.py from tests/integration/_async/test_remotes.py. Change that, and run `make sync`.

"""Remotes and trust, against a real LXD and beside the real ``lxc``: what one writes, the other uses."""

from __future__ import annotations

import base64
import json
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.oid import NameOID
from lab import Lab

from lxd import LXDClient
from lxd.certificates import ensure_client_certificate
from lxd.entities.certificates import ServerCertificate
from lxd.errors import CertificateError, Forbidden, LXDConnectionError, NotFound, RemoteError
from lxd.remotes import Remotes, read_remotes

from ..support import Identity


class Home:
    """A directory that both ``lxc`` and we use."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def lxc(self, *arguments: str, answer: str = "") -> str:
        """Runs ``lxc``."""
        run = subprocess.run(
            ["lxc", *arguments], input=answer, capture_output=True, text=True, timeout=60, check=False
        )
        assert run.returncode == 0, run.stderr
        return run.stdout

    @property
    def remotes(self) -> Remotes:
        return read_remotes()


@pytest.fixture
def home(lab: Lab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """A home without anything in it; certificates that the server came to trust are removed from it afterwards."""
    directory = tmp_path / "lxc"
    monkeypatch.setenv("LXD_CONF", str(directory))
    monkeypatch.setenv("LXD_GLOBAL_CONF", str(tmp_path / "global"))
    monkeypatch.setenv("LXD_SOCKET", str(lab.socket))
    monkeypatch.setenv("LXD_DIR", str(lab.socket.parent))
    for name in ("LXC_REMOTE", "LXD_AUTH_BEARER_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    before = set(lab.request("GET", "/1.0/certificates"))
    yield Home(directory)
    for url in set(lab.request("GET", "/1.0/certificates")) - before:
        lab.request("DELETE", url)


def test_what_lxc_has_added_we_use(lab: Lab, home: Home) -> None:
    home.lxc("remote", "add", "prod", lab.url, "--accept-certificate", "--password", lab.trust_password)
    home.lxc("remote", "switch", "prod")
    for name in (None, "prod", "prod:"):
        with LXDClient.from_remote(name) as client:
            assert (client.server.get()).auth == "trusted"
            assert client.endpoint == lab.url
    with LXDClient.from_remote("local") as client:
        assert client.endpoint == f"unix:{lab.socket}"
        assert (client.server.get()).auth == "trusted"


def test_what_we_have_added_lxc_uses(lab: Lab, home: Home, token: str) -> None:
    with LXDClient.from_token(token, remote="prod") as client:
        assert (client.server.get()).auth == "trusted"
    home.lxc("list", "prod:")
    home.remotes.rename("prod", "lab")
    home.lxc("list", "lab:")
    home.remotes.set_default("lab")
    assert home.lxc("remote", "get-default").strip() == "lab"
    assert f"lab (current),{lab.url},lxd,tls,NO,NO,NO" in home.lxc("remote", "list", "--format", "csv")


def test_the_environment_names_the_default(lab: Lab, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    home.remotes.add("prod", lab.url, certificate=lab.server_cert.read_text())
    monkeypatch.setenv("LXC_REMOTE", "prod")
    with LXDClient.from_remote() as client:
        assert client.endpoint == lab.url
    assert home.lxc("remote", "get-default").strip() == "prod"


def test_lxc_renames_and_removes_what_we_have_added(lab: Lab, home: Home) -> None:
    home.remotes.add("prod", lab.url, certificate=lab.server_cert.read_text())
    home.lxc("remote", "rename", "prod", "lab")
    assert home.remotes["lab"].read_certificate() == lab.server_cert.read_text()
    home.lxc("remote", "set-url", "lab", "https://127.0.0.9:8443")
    assert home.remotes["lab"].addr == "https://127.0.0.9:8443"
    home.lxc("remote", "remove", "lab")
    assert "lab" not in home.remotes


def test_the_project_of_a_remote(lab: Lab, home: Home, project: str) -> None:
    home.lxc("remote", "add", "prod", lab.url, "--accept-certificate", "--password", lab.trust_password)
    home.lxc("project", "switch", f"prod:{project}")
    home.lxc("project", "switch", f"local:{project}")
    for name in ("prod", "local"):
        with LXDClient.from_remote(name) as client:
            assert client.project == project
    home.remotes.set_project("prod", "")
    home.remotes.set_project("local", "")
    assert f"{project} (current)" not in home.lxc("project", "list", "prod:", "--format", "csv")
    assert f"{project} (current)" not in home.lxc("project", "list", "local:", "--format", "csv")


def test_an_unknown_server_is_asked_about_once_and_kept(lab: Lab, home: Home) -> None:
    asked: list[ServerCertificate] = []

    def decide(certificate: ServerCertificate) -> bool:
        asked.append(certificate)
        return True

    home.remotes.add("prod", lab.url)
    ensure_client_certificate()
    for _ in range(2):
        with LXDClient.from_remote("prod", on_unknown_certificate=decide) as client:
            client.authenticate(password=lab.trust_password)
            with client.server.get_events():
                pass
    (certificate,) = asked
    real = x509.load_pem_x509_certificate(lab.server_cert.read_bytes())
    assert certificate.pem == lab.server_cert.read_text()
    assert certificate.not_after == real.not_valid_after_utc
    assert certificate.not_before == real.not_valid_before_utc
    assert certificate.names
    assert home.remotes["prod"].read_certificate() == certificate.pem
    home.lxc("list", "prod:")


def test_an_unknown_server_that_is_refused_is_told_nothing(lab: Lab, home: Home) -> None:
    home.remotes.add("prod", lab.url)
    with LXDClient.from_remote("prod", on_unknown_certificate=lambda _: False) as client:
        with pytest.raises(CertificateError, match="was refused") as caught:
            client.authenticate(password="hunter2")
    assert caught.value.shown is not None
    assert home.remotes["prod"].read_certificate() is None


def test_a_certificate_that_we_make_is_one_that_lxc_uses(lab: Lab, home: Home) -> None:
    mine = ensure_client_certificate()
    home.lxc("remote", "add", "prod", lab.url, "--accept-certificate", "--password", lab.trust_password)
    assert f"/1.0/certificates/{mine.fingerprint}" in lab.request("GET", "/1.0/certificates")
    assert ensure_client_certificate() == mine


def test_a_certificate_that_lxc_made_is_one_that_we_use(lab: Lab, home: Home) -> None:
    home.lxc("remote", "add", "prod", lab.url, "--accept-certificate", "--password", lab.trust_password)
    made_by_lxc = x509.load_pem_x509_certificate((home.directory / "client.crt").read_bytes())
    os.remove(home.directory / "client.crt")
    os.remove(home.directory / "client.key")
    ensure_client_certificate()
    made_by_us = x509.load_pem_x509_certificate((home.directory / "client.crt").read_bytes())
    names = [made.subject.get_attributes_for_oid(NameOID.COMMON_NAME) for made in (made_by_us, made_by_lxc)]
    assert names[0] == names[1]
    assert made_by_us.signature_algorithm_oid == made_by_lxc.signature_algorithm_oid
    assert {e.oid: (e.critical, e.value) for e in made_by_us.extensions} == {
        e.oid: (e.critical, e.value) for e in made_by_lxc.extensions
    }


def test_a_token_is_used_up_once(lab: Lab, home: Home, token: str) -> None:
    with LXDClient.from_token(token) as client:
        assert client.endpoint == lab.url
    mine = ensure_client_certificate(home.directory.with_name("another"))
    with pytest.raises(Forbidden, match="can be used once") as caught:
        LXDClient.from_token(token, cert_path=mine.cert_path, key_path=mine.key_path)
    assert token not in str(caught.value)


def test_a_token_for_a_remote_that_exists_is_not_used_up(lab: Lab, home: Home, token: str) -> None:
    home.remotes.add("prod", "https://127.0.0.9:8443")
    with pytest.raises(RemoteError, match="already"):
        LXDClient.from_token(token, remote="prod")
    with LXDClient.from_token(token, remote="lab") as client:
        client.instances.list()


def test_a_token_that_we_make_is_one_that_lxc_uses(
    lab: Lab, home: Home, client: LXDClient, project: str
) -> None:
    made = client.certificates.create_token("laptop", restricted=True, projects=[project])
    assert (made.name, made.addresses) == ("laptop", (lab.url.removeprefix("https://"),))
    home.lxc("remote", "add", "prod", made.text)
    (trusted,) = [each for each in client.certificates.list() if each.name == "laptop"]
    assert (trusted.restricted, trusted.projects) == (True, [project])
    assert home.remotes["prod"].project == project


@pytest.mark.parametrize("by", ["token", "name"])
def test_a_token_that_is_revoked_is_of_no_use(
    home: Home, client: LXDClient, new_identity: Callable[[], Identity], by: str
) -> None:
    made = client.certificates.create_token("phone")
    other = client.certificates.create_token("tablet")
    listed = [token.text for token in client.certificates.list_tokens()]
    assert made.text in listed
    assert made.text in home.lxc("config", "trust", "list-tokens", "local:", "--format", "csv")
    client.certificates.revoke_token("phone" if by == "name" else made)
    with pytest.raises(NotFound):
        client.certificates.revoke_token("phone")
    with pytest.raises(Forbidden):
        LXDClient.from_token(made.text, **new_identity().paths)
    client.certificates.revoke_token(other)


def test_a_token_whose_server_is_nowhere(lab: Lab, home: Home) -> None:
    addresses = ["127.0.0.9:9", lab.url.removeprefix("https://")]
    told = {"client_name": "me", "fingerprint": "ab" * 32, "addresses": addresses, "secret": "hush"}
    token = base64.b64encode(json.dumps(told).encode()).decode()
    with pytest.raises(LXDConnectionError) as caught:
        LXDClient.from_token(token)
    assert "127.0.0.9:9: nobody listens there" in str(caught.value)
    assert "is another one" in str(caught.value)
    assert "hush" not in str(caught.value)
