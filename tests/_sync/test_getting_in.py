# Written by scripts/unasync.py from tests/_async/test_getting_in.py. Change that, and run `make sync`.

"""From a name, or from nothing but a token, to a client."""

from __future__ import annotations

import base64
import json
import logging
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from lxd import LXDClient
from lxd.errors import (
    CertificateError,
    Forbidden,
    LXDConnectionError,
    LXDError,
    RemoteError,
    RemoteNotFound,
    TokenError,
)
from lxd.remotes import client_options, read_remotes
from tests import envelopes
from tests.identities import Identity, make_identity, server_context
from tests.peers import Asked, Peer, PeerServer

SECRET = "s3cr3t-v4lu3"


class Gatekeeper:
    """A server that trusts whoever brings the token, once.

    Args:
        token: the secret of the token; None: it takes none.
    """

    def __init__(
        self, secret: str | None = SECRET, *, extensions: tuple[str, ...] = (), trusts: bool = False
    ) -> None:
        self.asked: list[Asked] = []
        self.bodies: list[dict[str, Any]] = []
        self._secret = secret
        self._extensions = ("explicit_trust_token", *extensions)
        self._trusts = trusts

    @property
    def calls(self) -> list[str]:
        return [f"{asked.method} {asked.path}" for asked in self.asked]

    def __call__(self, peer: Peer) -> None:
        while (asked := peer.request()) is not None:
            self.asked.append(asked)
            if asked.method == "GET":
                auth = "trusted" if self._trusts else "untrusted"
                peer.answer(envelopes.sync(envelopes.server(*self._extensions, auth=auth)))
                continue
            body = json.loads(asked.body)
            self.bodies.append(body)
            told = json.loads(base64.b64decode(body["trust_token"]))
            if told["secret"] != self._secret:
                peer.answer(envelopes.error(403, "not authorized"), 403)
            elif self._trusts:
                self._secret = None
                peer.answer(envelopes.error(409, "Certificate already in trust store"), 409)
            else:
                self._secret, self._trusts = None, True
                peer.answer(envelopes.sync())


Serve: TypeAlias = Callable[..., str]


@pytest.fixture
def serve(server_identity: Identity) -> Iterator[Serve]:
    """Starts servers, and says where they listen: ``host:port``."""
    with ExitStack() as stack:

        def start(play: Callable[[Peer], None], identity: Identity = server_identity) -> str:
            server = stack.enter_context(PeerServer(play, tls=server_context(identity)))
            return server.endpoint.removeprefix("https://")

        yield start


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where lxc would look for remotes: there is nothing yet."""
    monkeypatch.setenv("LXD_CONF", str(tmp_path / "lxc"))
    monkeypatch.setenv("LXD_GLOBAL_CONF", str(tmp_path / "global"))
    for name in ("LXC_REMOTE", "LXD_AUTH_BEARER_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "lxc"


def token_for(identity: Identity, *addresses: str, **more: Any) -> str:
    told = {
        "client_name": "me",
        "fingerprint": identity.fingerprint,
        "addresses": addresses,
        "secret": SECRET,
    }
    return base64.b64encode(json.dumps(told | more).encode()).decode()


def test_a_token_is_enough(serve: Serve, server_identity: Identity, home: Path) -> None:
    keeper = Gatekeeper()
    address = serve(keeper)
    token = token_for(server_identity, address)
    with LXDClient.from_token(token) as client:
        assert client.endpoint == f"https://{address}"
        assert (client.server.get()).auth == "trusted"
    assert keeper.bodies == [{"type": "client", "trust_token": token}]
    assert (home / "client.key").stat().st_mode & 0o777 == 0o600


def test_the_token_of_an_identity_goes_to_the_identities(serve: Serve, server_identity: Identity) -> None:
    keeper = Gatekeeper(extensions=("access_management_tls",))
    token = token_for(server_identity, serve(keeper), type="Client certificate")
    with LXDClient.from_token(token):
        pass
    assert keeper.calls[-2] == "POST /1.0/auth/identities/tls"
    assert keeper.bodies == [{"trust_token": token}]


def test_a_token_makes_a_remote(serve: Serve, server_identity: Identity) -> None:
    address = serve(Gatekeeper())
    with LXDClient.from_token(token_for(server_identity, address), remote="prod", project="web") as client:
        assert client.project == "web"
    remote = read_remotes()["prod"]
    assert (remote.addr, remote.project, remote.read_certificate()) == (
        f"https://{address}",
        "web",
        server_identity.pem.decode(),
    )
    with LXDClient.from_remote("prod") as client:
        assert (client.server.get()).auth == "trusted"


def test_the_addresses_are_tried_one_after_the_other(
    serve: Serve, server_identity: Identity, other_identity: Identity
) -> None:
    stranger = Gatekeeper()
    addresses = ("127.0.0.1:1", serve(stranger, other_identity), serve(Gatekeeper()))
    with LXDClient.from_token(token_for(server_identity, *addresses)) as client:
        assert client.endpoint == f"https://{addresses[2]}"
    assert stranger.asked == []


def test_where_the_server_is_nowhere_every_address_says_why(
    serve: Serve, server_identity: Identity, other_identity: Identity
) -> None:
    stranger = Gatekeeper()
    address = serve(stranger, other_identity)
    with pytest.raises(CertificateError) as caught:
        LXDClient.from_token(token_for(server_identity, "127.0.0.1:1", address))
    assert "127.0.0.1:1: nobody listens there" in str(caught.value)
    assert f"{address}: the server's certificate is another one" in str(caught.value)
    assert (caught.value.shown, caught.value.wanted) == (
        other_identity.fingerprint,
        server_identity.fingerprint,
    )
    assert stranger.asked == []


def test_where_nobody_listens_at_all(server_identity: Identity) -> None:
    with pytest.raises(LXDConnectionError, match="can still be used") as caught:
        LXDClient.from_token(token_for(server_identity, "127.0.0.1:1"))
    assert not isinstance(caught.value, CertificateError)


def test_an_address_that_is_none_is_told(server_identity: Identity) -> None:
    with pytest.raises(LXDConnectionError, match="a host and a port"):
        LXDClient.from_token(token_for(server_identity, "me:pw@127.0.0.1:1/x"))


def test_an_expired_token_is_not_sent(serve: Serve, server_identity: Identity) -> None:
    keeper = Gatekeeper()
    token = token_for(server_identity, serve(keeper), expires_at="2020-01-01T00:00:00Z")
    with pytest.raises(TokenError, match="expired at 2020"):
        LXDClient.from_token(token)
    assert keeper.asked == []


def test_a_used_token_says_so(serve: Serve, server_identity: Identity) -> None:
    keeper = Gatekeeper(None)
    with pytest.raises(Forbidden, match="can be used once"):
        LXDClient.from_token(token_for(server_identity, serve(keeper)), remote="prod")
    assert "prod" not in read_remotes()


def test_a_token_is_used_up_where_the_server_trusts_us_already(
    serve: Serve, server_identity: Identity
) -> None:
    keeper = Gatekeeper(trusts=True)
    with LXDClient.from_token(token_for(server_identity, serve(keeper))):
        pass
    assert len(keeper.bodies) == 1


def test_a_token_does_not_go_over_a_connection_whose_certificate_was_not_compared(
    tmp_path: Path,
) -> None:
    authority = make_identity(tmp_path, "ca", authority=True)
    other, wanted = (
        make_identity(tmp_path, name, issuer=authority, addresses=["127.0.0.1"]) for name in ("other", "lxd")
    )
    context = server_context(other)
    keeper = Gatekeeper()
    heard_by_other: list[str] = []

    def play(peer: Peer) -> None:
        if peer.number > 0:
            keeper(peer)
            return
        while (asked := peer.request()) is not None:
            heard_by_other.append(asked.method)
            context.load_cert_chain(wanted.cert_path, wanted.key_path)  # from the next connection on
            peer.answer(envelopes.sync(envelopes.server("explicit_trust_token", auth="untrusted")))

    with PeerServer(play, tls=context) as server:
        with LXDClient(server.endpoint, ca_path=authority.cert_path) as client:
            with pytest.raises(Forbidden):  # as the first server, which is asked again, does not know of it
                client.authenticate(token=token_for(wanted, "127.0.0.1:1"))
    assert [body["type"] for body in keeper.bodies] == ["client"]
    assert "POST" not in heard_by_other


def test_a_name_that_is_taken_is_told_before_the_token_is_sent(
    serve: Serve, server_identity: Identity
) -> None:
    keeper = Gatekeeper()
    read_remotes().add("prod", "https://10.0.0.1")
    for name, said in (("prod", "already"), ("a/b", "cannot be the name"), ("local", "already")):
        with pytest.raises(RemoteError, match=said):
            LXDClient.from_token(token_for(server_identity, serve(keeper)), remote=name)
    assert keeper.asked == []


def test_what_is_no_token_is_told() -> None:
    with pytest.raises(TokenError, match="no trust token"):
        LXDClient.from_token("hunter2")


def test_a_password_and_a_token_are_one_too_many(server_identity: Identity) -> None:
    with LXDClient("https://127.0.0.1:1") as client:
        with pytest.raises(ValueError, match="not both"):
            client.authenticate(password="x", token=token_for(server_identity, "127.0.0.1:1"))


@pytest.mark.parametrize("how", ["refused", "swapped", "unreachable", "expired", "broken"])
def test_no_secret_is_shown(
    serve: Serve,
    server_identity: Identity,
    other_identity: Identity,
    home: Path,
    how: str,
    caplog: pytest.LogCaptureFixture,
    naps: list[float],
) -> None:
    caplog.set_level(logging.DEBUG)
    play: Callable[[Peer], None] = Gatekeeper(None) if how == "refused" else (lambda peer: peer.close())
    address = serve(play, other_identity if how == "swapped" else server_identity)
    more = {"expires_at": "2020-01-01T00:00:00Z"} if how == "expired" else {}
    token = token_for(server_identity, "127.0.0.1:1" if how == "unreachable" else address, **more)
    with pytest.raises(LXDError) as caught:
        LXDClient.from_token(token)
    shown = "".join(traceback.format_exception(caught.value)) + f"{caught.value!r} {caplog.text}"
    shown += " ".join(str(vars(record)) for record in caplog.records) + str(vars(caught.value))
    assert SECRET not in shown
    assert token not in shown
    assert "PRIVATE KEY" not in shown


# Remotes


def test_the_default_remote_is_the_local_one() -> None:
    assert LXDClient.from_remote().endpoint.startswith("unix:")


def test_a_remote_has_its_address_and_project() -> None:
    read_remotes().add("prod", "https://10.0.0.1", project="web")
    client = LXDClient.from_remote("prod")
    assert (client.endpoint, client.project) == ("https://10.0.0.1:8443", "web")
    assert LXDClient.from_remote("prod:", project="p").project == "p"


def test_the_environment_names_the_remote(monkeypatch: pytest.MonkeyPatch) -> None:
    read_remotes().add("prod", "https://10.0.0.1")
    monkeypatch.setenv("LXC_REMOTE", "prod")
    assert LXDClient.from_remote().endpoint == "https://10.0.0.1:8443"


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("nope", RemoteNotFound, "no remote 'nope'"),
        ("images", RemoteError, "images and nothing else"),
        ("prod:c1", RemoteError, "something on a remote"),
    ],
)
def test_what_is_no_server_is_told(name: str, kind: type[Exception], said: str) -> None:
    with pytest.raises(kind, match=said):
        LXDClient.from_remote(name)


@pytest.mark.parametrize(
    ("addr", "endpoint"),
    [
        ("https://h", "https://h:443"),
        ("https://[::1]", "https://[::1]:443"),
        ("https://h:8443/", "https://h:8443/"),
        ("unix://", "unix://"),
        ("unix:/run/x", "unix:/run/x"),
    ],
)
def test_an_address_means_what_it_does_to_lxc(home: Path, addr: str, endpoint: str) -> None:
    home.mkdir()
    (home / "config.yml").write_text(f"remotes: {{prod: {{addr: '{addr}'}}}}")
    assert client_options(read_remotes(), "prod").get("endpoint") == endpoint


class TestWhoWeAre:
    """Which of the files are used, and which are not."""

    @pytest.fixture(autouse=True)
    def files(self, home: Path) -> None:
        remotes = read_remotes()
        remotes.add("tls", "https://10.0.0.1")
        remotes.add("login", "https://10.0.0.1", auth_type="oidc")
        remotes.add("public", "https://10.0.0.1", public=True)
        for name in ("client.crt", "client.key", "client.ca"):
            (home / name).touch(0o600)

    def used(self, name: str) -> set[str]:
        return client_options(read_remotes(), name).keys() - {"endpoint"}

    def test_a_certificate(self, home: Path) -> None:
        assert self.used("tls") == {"cert_path", "key_path", "ca_path"}
        (home / "client.key").unlink()
        assert self.used("tls") == {"ca_path"}

    def test_a_login(self, home: Path) -> None:
        options = client_options(read_remotes(), "login")
        assert self.used("login") == {"oidc", "ca_path"}
        assert options["oidc"].tokens_path == home / "oidctokens/login.json"
        assert options["oidc"].cookies_path == home / "jars/login"

    def test_nobody(self) -> None:
        assert self.used("public") == {"ca_path"}

    def test_a_socket_wants_none_of_it(self) -> None:
        assert self.used("local") == set()

    def test_a_bearer_token(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LXD_AUTH_BEARER_TOKEN", "abc")
        assert self.used("tls") == {"bearer_token", "ca_path"}
        assert self.used("login") == {"oidc", "ca_path"}
        assert self.used("public") == {"ca_path"}

    def test_a_pinned_certificate_goes_before_authorities(self, server_identity: Identity) -> None:
        read_remotes().keep_certificate("tls", server_identity.pem)
        assert self.used("tls") == {"cert_path", "key_path", "endpoint_cert_path"}

    def test_nobody_is_asked_where_authorities_decide(self) -> None:
        options = client_options(read_remotes(), "tls", on_unknown_certificate=lambda _: True)
        assert "on_unknown_certificate" not in options
