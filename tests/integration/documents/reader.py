"""The world that the reader of the documentation lives in: made of a throw-away LXD, so that examples run as they are.

The reader has an LXD at https://mylxd:8443 with a trust password, an image "my-image" and a running container "c1";
certificates where ``lxc`` keeps them; and one trusted certificate of a well-known fingerprint. Its
containers are on the bridge "lxdbr0". There is another LXD at
https://otherlxd:8443, which trusts the reader's certificate. A third one, at https://loginlxd:8443, trusts whoever logs
in at its OpenID provider, and a fourth one, at https://tokenlxd:8443, whoever has the token in ``~/lxd-token``: these
two are stand-ins. And there is a proxy, proxy.example.com:3128.
"""

from __future__ import annotations

import base64
import shutil
import ssl
from contextlib import ExitStack
from pathlib import Path
from typing import Self
from urllib.parse import quote

import pytest
from lab import Lab

from tests import identities
from tests.bearer_lxd import BearerLXD, fingerprint, make_token
from tests.openid_lxd import OpenIDLXD
from tests.openid_provider import running_provider
from tests.peers import PeerServer, Play
from tests.proxies import PASSWORD as PROXY_PASSWORD
from tests.proxies import USER, ProxyServer

from ..support import Identity, make_identity

PASSWORD = "your-trust-password"
FINGERPRINT = "97f267c0fe20fd013b6b4ba3f5440ea3e9361ce8568d41c633f28c620ab37ea0"


class Reader:
    """The reader's world.

    Args:
        lab: an LXD of its own: `restore` removes whatever is not the reader's.
        home: the reader's home directory.
    """

    def __init__(self, lab: Lab, home: Path) -> None:
        self.lab = lab
        self.home = home
        self._stack = ExitStack()
        self._other: Lab | None = None
        self._trusted = self._make_trusted()
        self._put_certificates_where_lxc_keeps_them()
        lab.request("POST", "/1.0/images/aliases", {"name": "my-image", "target": lab.fingerprint})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def in_this_world(self, source: str) -> str:
        """Replaces the addresses and the fingerprint of the documentation by those of this world."""
        address = self.lab.url.removeprefix("https://")
        if "otherlxd:8443" in source:
            source = source.replace("otherlxd:8443", self._other_address())
        for place, start in (
            ("loginlxd:8443", self._start_login_server),
            ("tokenlxd:8443", self._start_token_server),
            ("me:secret@proxy.example.com:3128", self._start_proxy),
        ):
            if place in source:
                source = source.replace(place, start())
        for theirs, ours in (
            ("mylxd:8443", address),
            ("lxdbr0", self.lab.bridge or ""),
            ("0.0.0.0:8443", address),
            (FINGERPRINT, self._trusted.fingerprint),
        ):
            source = source.replace(theirs, ours)
        return source

    def variables(self) -> dict[str, str]:
        """Returns the environment variables of this world."""
        return {"HOME": str(self.home), "LXD_SOCKET": str(self.lab.socket)}

    def enter(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Puts the test into this world."""
        monkeypatch.delenv("LXD_DIR", raising=False)
        for name, value in self.variables().items():
            monkeypatch.setenv(name, value)

    def restore(self) -> None:
        """Makes the world as it was, whatever an example has done to it."""
        request = self.lab.request
        address = self.lab.url.removeprefix("https://")
        request("PUT", "/1.0", {"config": {"core.https_address": address, "core.trust_password": PASSWORD}})
        for instance in request("GET", "/1.0/instances?recursion=1&all-projects=true"):
            if instance["name"] != "c1":
                self.lab.remove(instance["name"], instance["project"])
        self._remove_all_but("projects", "default")
        self._remove_all_but("profiles", "default")
        self._restore_container()
        self._restore_trust()
        (self.home / ".config" / "lxc" / "config.yml").unlink(missing_ok=True)

    def _other_address(self) -> str:
        """Starts the other LXD when it is first spoken of."""
        if self._other is None:
            self._other = self._stack.enter_context(Lab("other"))
            configuration = self.home / ".config" / "lxc"
            (configuration / "servercerts" / "otherlxd.crt").write_bytes(self._other.server_cert.read_bytes())
            certificate = ssl.PEM_cert_to_DER_cert((configuration / "client.crt").read_text())
            body = {"type": "client", "name": "reader", "certificate": base64.b64encode(certificate).decode()}
            self._other.request("POST", "/1.0/certificates", body)
        for name in self._other.instances():
            self._other.remove(name)
        return self._other.url.removeprefix("https://")

    def _start_login_server(self) -> str:
        """Starts the LXD that wants one to log in, and the provider."""
        directory = self.home / "provider"
        directory.mkdir(exist_ok=True)
        shutil.rmtree(directory)
        directory.mkdir()
        shown = identities.make_identity(directory, "loginlxd")
        servercerts = self.home / ".config" / "lxc" / "servercerts"
        (servercerts / "loginlxd.crt").write_bytes(shown.cert_path.read_bytes())
        provider = self._stack.enter_context(running_provider(directory, willing=True))
        return self._serve(OpenIDLXD(provider), shown)

    def _start_token_server(self) -> str:
        """Starts the LXD that takes the reader's token."""
        shown = identities.make_identity(self.home, "tokenlxd")
        token = make_token(server_cert_fingerprint=fingerprint(shown))
        (self.home / "lxd-token").write_text(f"{token}\n")
        return self._serve(BearerLXD(token), shown)

    def _serve(self, play: Play, shown: identities.Identity) -> str:
        context = identities.server_context(shown)
        return self._stack.enter_context(PeerServer(play, tls=context)).endpoint.removeprefix("https://")

    def _start_proxy(self) -> str:
        proxy = self._stack.enter_context(ProxyServer("http", password=True))
        return proxy.url(f"{USER}:{quote(PROXY_PASSWORD, '')}").removeprefix("http://")

    def _remove_all_but(self, kind: str, name: str) -> None:
        for url in self.lab.request("GET", f"/1.0/{kind}"):
            if url != f"/1.0/{kind}/{name}":
                self.lab.request("DELETE", url)

    def _restore_container(self) -> None:
        if "c1" in self.lab.instances():
            full = self.lab.request("GET", "/1.0/instances/c1?recursion=1")
            if full["snapshots"] or full["backups"]:
                self.lab.remove("c1")
        if "c1" not in self.lab.instances():
            self.lab.launch("c1")
        elif self.lab.request("GET", "/1.0/instances/c1")["status"] != "Running":
            self.lab.request("PUT", "/1.0/instances/c1/state", {"action": "start"})

    def _restore_trust(self) -> None:
        for url in self.lab.request("GET", "/1.0/certificates"):
            self.lab.request("DELETE", url)
        body = {"type": "client", "name": "mine", "certificate": _der(self._trusted)}
        self.lab.request("POST", "/1.0/certificates", body)

    def _make_trusted(self) -> Identity:
        directory = self.home / "trusted"
        directory.mkdir(parents=True)
        return make_identity(directory)

    def _put_certificates_where_lxc_keeps_them(self) -> None:
        directory = self.home / ".config" / "lxc"
        (directory / "servercerts").mkdir(parents=True)
        identity = make_identity(directory)
        identity.cert_path.rename(directory / "client.crt")
        identity.key_path.rename(directory / "client.key")
        pinned = directory / "servercerts" / "mylxd.crt"
        pinned.write_bytes(self.lab.server_cert.read_bytes())


def _der(identity: Identity) -> str:
    """Returns a certificate as LXD wants it where one is added."""
    return base64.b64encode(ssl.PEM_cert_to_DER_cert(identity.pem.decode())).decode()
