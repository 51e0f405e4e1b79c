# Written by scripts/unasync.py from tests/_async/test_login.py. Change that, and run `make sync`.

"""Logins at a real OpenID provider, for a server that is as strict as LXD."""

from __future__ import annotations

import json
import logging
import re
import stat
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal, TypeAlias
from urllib.parse import quote

import httpx
import pytest
from lxd_api import images

from lxd import LXDClient
from lxd._sync.login import Login, _ask
from lxd.errors import LoginDenied, LoginError, LoginNeeded, LoginTimeout, LXDError, NotAuthenticated
from lxd.oidc import OIDC, DeviceCode
from tests._sync._io import gather
from tests._sync.conftest import Clock, Serve, replace_everywhere
from tests.identities import Trust, make_identity
from tests.openid_lxd import OpenIDLXD, user_agent_fault
from tests.openid_provider import OpenIDProvider, running_provider
from tests.peers import Asked
from tests.proxies import PASSWORD, USER, ProxyServer

Connect: TypeAlias = Callable[[OIDC], LXDClient]
"""Makes a client that logs in so."""


class Person:
    """Somebody who can be asked to log in, and decides at once."""

    def __init__(self, provider: OpenIDProvider) -> None:
        self.codes: list[DeviceCode] = []
        self.action: Literal["accept", "deny"] | None = "accept"
        self._provider = provider

    def __call__(self, code: DeviceCode) -> None:
        self.codes.append(code)
        if self.action is not None:
            self._provider.decide(code.user_code, self.action)


@pytest.fixture
def person(provider: OpenIDProvider) -> Person:
    """Somebody who can be asked to log in."""
    return Person(provider)


@pytest.fixture
def login_server(provider: OpenIDProvider) -> OpenIDLXD:
    """A server that wants one to log in."""
    return OpenIDLXD(provider)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """Where tokens and cookies are kept."""
    return tmp_path / "lxc" / "oidctokens" / "prod.json", tmp_path / "lxc" / "jars" / "prod"


@pytest.fixture
def connect(serve_tls: Serve, pinned: Trust, login_server: OpenIDLXD, naps: list[float]) -> Connect:
    """Makes clients of that server."""
    endpoint = serve_tls(login_server).endpoint
    return lambda oidc: LXDClient(endpoint, oidc=oidc, **pinned)


@pytest.fixture
def client(connect: Connect, person: Person) -> Iterator[LXDClient]:
    """A client of that server, for that person."""
    with connect(OIDC(on_code=person)) as client:
        yield client


def test_somebody_is_asked_to_log_in(client: LXDClient, person: Person, provider: OpenIDProvider) -> None:
    assert (client.server.get()).auth == "trusted"
    (code,) = person.codes
    assert code.url == f"{provider.issuer}/device/"
    assert code.expires_in == 1800


def test_it_may_take_its_time_to_tell_somebody(connect: Connect, person: Person) -> None:
    told: list[DeviceCode] = []

    def tell(code: DeviceCode) -> None:
        told.append(code)
        person(code)

    with connect(OIDC(on_code=tell)) as client:
        assert (client.server.get()).auth == "trusted"
    assert told == person.codes


def test_one_login_is_enough(client: LXDClient, person: Person, login_server: OpenIDLXD) -> None:
    for _ in range(3):
        client.server.get()
    assert len(person.codes) == 1
    assert len(login_server.tokens) == 1  # from then on the session's cookie is enough


def test_one_login_is_enough_for_all_who_wait(
    client: LXDClient, person: Person, login_server: OpenIDLXD
) -> None:
    answers = gather(*[client.server.get] * 6)
    assert [answer.auth for answer in answers] == ["trusted"] * 6
    assert len(person.codes) == 1


def test_a_body_is_sent_again_after_the_login(client: LXDClient, login_server: OpenIDLXD) -> None:
    client.raw("POST", "/1.0/later", body={"name": "c1"})
    assert [(asked.method, asked.body) for asked in login_server.asked] == [("POST", b'{"name":"c1"}')] * 2


def test_a_body_that_can_be_sent_only_once_is_sent_after_the_login(
    client: LXDClient, login_server: OpenIDLXD
) -> None:
    def parts() -> Iterator[bytes]:
        yield b"one"
        yield b"two"

    client.exchange(images.images_post(content=parts()))
    assert [asked.body for asked in login_server.asked if asked.method == "POST"] == [b"onetwo"]


def test_content_that_is_streamed_comes_after_the_login(client: LXDClient) -> None:
    with client.stream(images.image_export_get("x")) as content:
        assert b"trusted" in content.read()


def test_events_come_after_the_login(client: LXDClient, person: Person) -> None:
    with client.server.get_events() as events:
        for event in events:
            assert event.type == "lifecycle"
            break
    assert len(person.codes) == 1


def test_other_protocols_are_spoken_after_the_login(client: LXDClient, person: Person) -> None:
    stream = client._transport.upgrade("/1.0/instances/c1/sftp", "sftp")
    assert stream.read(5, 5.0) == b"hello"
    client._transport.close_stream(stream)
    assert len(person.codes) == 1


def test_what_is_waited_for_is_asked_for_again_after_the_login(client: LXDClient) -> None:
    parked = client._transport.park("/1.0/operations/x/wait?timeout=-1")
    assert (parked.answer(5.0)).metadata["auth"] == "trusted"


def test_a_session_that_begins_with_a_websocket_is_kept(client: LXDClient, login_server: OpenIDLXD) -> None:
    client.server.get()
    login_server.end_sessions()
    with client.server.get_events():
        pass
    client.server.get()
    assert len(login_server.tokens) == 2  # the second one is the websocket's


def test_a_session_that_was_revoked_is_begun_anew_with_the_token(
    client: LXDClient, person: Person, login_server: OpenIDLXD
) -> None:
    client.server.get()
    login_server.end_sessions()
    assert (client.server.get()).auth == "trusted"
    assert len(person.codes) == 1


def test_a_session_that_the_server_does_not_know_is_forgotten(
    client: LXDClient, person: Person, login_server: OpenIDLXD
) -> None:
    client.server.get()
    login_server.forget_sessions()
    assert (client.server.get()).auth == "trusted"
    assert len(person.codes) == 1


def test_a_session_that_the_server_does_not_know_is_forgotten_by_all_who_ask(
    client: LXDClient, person: Person, login_server: OpenIDLXD
) -> None:
    client.server.get()
    login_server.forget_sessions()
    answers = gather(*[client.server.get] * 6)
    assert [answer.auth for answer in answers] == ["trusted"] * 6
    assert len(person.codes) == 1


@pytest.mark.parametrize("end", ["end_sessions", "forget_sessions"])
@pytest.mark.parametrize("what", ["websocket", "upgrade", "parked", "stream"])
def test_a_session_may_end_before_any_kind_of_request(
    client: LXDClient, person: Person, login_server: OpenIDLXD, what: str, end: str
) -> None:
    client.server.get()
    getattr(login_server, end)()
    transport = client._transport
    match what:
        case "websocket":
            transport.close_websocket(transport.websocket("/1.0/events"))
        case "upgrade":
            transport.close_stream(transport.upgrade("/1.0/instances/c1/sftp", "sftp"))
        case "parked":
            parked = transport.park("/1.0/operations/x/wait?timeout=-1")
            assert (parked.answer(5.0)).metadata["auth"] == "trusted"
        case _:
            with client.stream(images.image_export_get("x")) as content:
                assert content.status == 200
    assert len(person.codes) == 1


def test_a_token_that_is_not_good_any_more_is_refreshed_without_anybody(
    client: LXDClient, person: Person, login_server: OpenIDLXD, provider: OpenIDProvider
) -> None:
    client.server.get()
    provider.expire(login_server.tokens[0])
    login_server.end_sessions()
    assert (client.server.get()).auth == "trusted"
    assert len(person.codes) == 1
    assert login_server.tokens[-1] != login_server.tokens[0]


def test_a_token_that_was_refreshed_is_kept_and_so_is_the_new_refresh_token(
    connect: Connect,
    login_server: OpenIDLXD,
    provider: OpenIDProvider,
    person: Person,
    files: tuple[Path, Path],
) -> None:
    with connect(OIDC(on_code=person, tokens_path=files[0])) as client:
        client.server.get()
    former = json.loads(files[0].read_text())
    for _ in range(2):
        provider.expire(login_server.tokens[-1])
        login_server.end_sessions()
        with connect(OIDC(tokens_path=files[0])) as client:
            client.server.get()
    kept = json.loads(files[0].read_text())
    assert kept["access_token"] == login_server.tokens[-1] != former["access_token"]
    assert kept["refresh_token"] != former["refresh_token"]
    assert kept["IDToken"]


def test_tokens_that_somebody_else_kept_meanwhile_are_used(
    connect: Connect,
    login_server: OpenIDLXD,
    provider: OpenIDProvider,
    person: Person,
    files: tuple[Path, Path],
) -> None:
    with connect(OIDC(on_code=person, tokens_path=files[0])) as client:
        client.server.get()
        provider.expire(login_server.tokens[-1])
        login_server.end_sessions()
        with connect(OIDC(tokens_path=files[0])) as other:
            (other.server.get())  # it refreshes, and the client's own refresh token is worth nothing any more
        provider.expire(login_server.tokens[-1])
        login_server.end_sessions()
        assert (client.server.get()).auth == "trusted"
    assert len(person.codes) == 1


def test_who_refreshes_too_late_takes_what_somebody_else_got(
    connect: Connect,
    login_server: OpenIDLXD,
    provider: OpenIDProvider,
    person: Person,
    files: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    refresh = Login._refresh

    def be_late(self: Login, *arguments: Any) -> bool:
        monkeypatch.setattr(Login, "_refresh", refresh)
        with connect(OIDC(tokens_path=files[0])) as other:
            other.server.get()
        return refresh(self, *arguments)

    with connect(OIDC(on_code=person, tokens_path=files[0])) as client:
        client.server.get()
        provider.expire(login_server.tokens[-1])
        login_server.end_sessions()
        monkeypatch.setattr(Login, "_refresh", be_late)
        assert (client.server.get()).auth == "trusted"
    assert len(person.codes) == 1


def test_where_refreshing_fails_somebody_is_asked(
    connect: Connect,
    login_server: OpenIDLXD,
    person: Person,
    files: tuple[Path, Path],
) -> None:
    files[0].parent.mkdir(parents=True)
    files[0].write_text('{"access_token": "old", "refresh_token": "0ld", "expiry": "0001-01-01T00:00:00Z"}')
    oidc = OIDC(on_code=person, tokens_path=files[0])
    with connect(oidc) as client:
        assert (client.server.get()).auth == "trusted"
    assert len(person.codes) == 1


def test_the_next_client_needs_nobody(
    connect: Connect,
    login_server: OpenIDLXD,
    person: Person,
    files: tuple[Path, Path],
) -> None:
    oidc = OIDC(on_code=person, tokens_path=files[0], cookies_path=files[1])
    for _ in range(2):
        with connect(oidc) as client:
            assert (client.server.get()).auth == "trusted"
    assert len(person.codes) == 1
    assert len(login_server.tokens) == 1


def test_the_cookie_alone_is_enough(
    connect: Connect,
    login_server: OpenIDLXD,
    person: Person,
    files: tuple[Path, Path],
) -> None:
    oidc = OIDC(on_code=person, tokens_path=files[0], cookies_path=files[1])
    with connect(oidc) as client:
        client.server.get()
    files[0].unlink()
    with connect(OIDC(cookies_path=files[1])) as client:
        assert (client.server.get()).auth == "trusted"


def test_what_is_kept_is_in_the_form_of_lxc_and_for_nobody_else(
    connect: Connect,
    login_server: OpenIDLXD,
    person: Person,
    files: tuple[Path, Path],
) -> None:
    oidc = OIDC(on_code=person, tokens_path=files[0], cookies_path=files[1])
    with connect(oidc) as client:
        client.server.get()
    tokens = json.loads(files[0].read_text())
    assert tokens["access_token"] == login_server.tokens[0]
    assert {"token_type", "refresh_token", "expiry", "IDToken", "IDTokenClaims"} <= set(tokens)
    cookie = json.loads(files[1].read_text())["127.0.0.1"]["127.0.0.1;/;session"]
    assert {cookie["Value"]} == login_server.sessions
    for path in files:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_tokens_that_another_provider_gave_are_not_shown_to_this_one(
    connect: Connect,
    login_server: OpenIDLXD,
    provider: OpenIDProvider,
    person: Person,
    files: tuple[Path, Path],
) -> None:
    oidc = OIDC(on_code=person, tokens_path=files[0])
    with connect(oidc) as client:
        client.server.get()
    kept = json.loads(files[0].read_text())
    files[0].write_text(json.dumps(kept | {"issuer": "https://other.example.com"}))
    provider.revoke(kept["access_token"])
    login_server.end_sessions()
    with connect(oidc) as client:
        client.server.get()
    assert len(person.codes) == 2


def test_without_anybody_to_ask_it_says_what_to_give(connect: Connect) -> None:
    with connect(OIDC()) as client:
        with pytest.raises(LoginNeeded, match=r"OIDC\(on_code=\.\.\.\) is told where"):
            client.server.get()


def test_without_oidc_a_client_is_a_stranger(
    serve_tls: Serve, pinned: Trust, login_server: OpenIDLXD
) -> None:
    with LXDClient(serve_tls(login_server).endpoint, **pinned) as client:
        assert (client.server.get()).auth == "untrusted"


def test_a_login_that_somebody_refuses(client: LXDClient, person: Person) -> None:
    person.action = "deny"
    with pytest.raises(LoginDenied, match="was refused"):
        client.server.get()


def test_a_login_that_was_refused_is_refused_to_all_who_wait(client: LXDClient, person: Person) -> None:
    person.action = "deny"

    def ask() -> str:
        with pytest.raises(LoginDenied) as caught:
            client.server.get()
        return str(caught.value)

    assert len(gather(*[ask] * 4)) == 4
    assert len(person.codes) == 1


def test_after_a_login_that_was_refused_the_next_one_may_be_granted(
    client: LXDClient, person: Person
) -> None:
    person.action = "deny"
    with pytest.raises(LoginDenied):
        client.server.get()
    person.action = "accept"
    assert (client.server.get()).auth == "trusted"


def test_somebody_may_take_their_time(
    client: LXDClient, person: Person, provider: OpenIDProvider, clock: Clock
) -> None:
    person.action = None
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 3:
            provider.decide(person.codes[0].user_code)

    with pytest.MonkeyPatch.context() as patch:
        replace_everywhere(patch, "sleep", sleep)
        assert (client.server.get()).auth == "trusted"
    assert slept == [1.0, 1.0, 1.0]


def test_nobody_logs_in(connect: Connect, person: Person, clock: Clock) -> None:
    person.action = None
    with connect(OIDC(on_code=person, timeout=20)) as client:
        with pytest.raises(LoginTimeout, match=r"nobody logged in at .* within 20 s"):
            client.server.get()
    assert clock.time == 1020


def test_what_the_one_who_is_told_raises_ends_the_login(connect: Connect) -> None:
    def refuse(code: DeviceCode) -> None:
        raise ZeroDivisionError

    with connect(OIDC(on_code=refuse)) as client:
        with pytest.raises(ZeroDivisionError):
            client.server.get()


def test_a_server_that_refuses_every_token_is_not_asked_for_ever(
    client: LXDClient, person: Person, login_server: OpenIDLXD, provider: OpenIDProvider
) -> None:
    def revoke(asked: Asked) -> None:
        for token in bearer_of(asked):
            provider.revoke(token)

    login_server.before = revoke
    with pytest.raises(NotAuthenticated):
        client.server.get()
    assert len(person.codes) == 1
    assert len(login_server.asked) == 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"X_LXD_OIDC_issuer": "http://op.example.com"}, "has to be an https URL"),
        ({"X_LXD_OIDC_issuer": "https://me:it@op.example.com"}, "has to be an https URL"),
        ({"X_LXD_OIDC_issuer": "http://127.0.0.1:1/o"}, "cannot be asked"),
        ({"X_LXD_OIDC_clientid": ""}, "not the client id"),
        ({"X_LXD_OIDC_clientid": "somebody-else"}, "'invalid_request'"),
        ({"X_LXD_OIDC_scopes": "{"}, "does not say what to ask its OpenID provider for"),
    ],
)
def test_a_server_that_names_no_good_provider(
    serve_tls: Serve,
    pinned: Trust,
    provider: OpenIDProvider,
    person: Person,
    changes: dict[str, str],
    words: str,
) -> None:
    server = serve_tls(OpenIDLXD(provider, **changes))
    with LXDClient(server.endpoint, **pinned, oidc=OIDC(on_code=person)) as client:
        with pytest.raises(LoginError, match=re.escape(words)):
            client.server.get()
    assert person.codes == []


def test_a_server_that_names_nobody_is_just_not_authenticated(
    serve_tls: Serve, pinned: Trust, provider: OpenIDProvider, person: Person
) -> None:
    server = serve_tls(OpenIDLXD(provider, X_LXD_OIDC_issuer=""))
    with LXDClient(server.endpoint, **pinned, oidc=OIDC(on_code=person)) as client:
        with pytest.raises(NotAuthenticated):
            client.server.get()


def test_a_provider_with_a_certificate_of_an_authority_of_ones_own_behind_a_proxy(
    serve_tls: Serve, pinned: Trust, tmp_path: Path, naps: list[float]
) -> None:
    shown = make_identity(tmp_path, "op", addresses=["127.0.0.1"])
    with (
        running_provider(tmp_path, shown.cert_path, shown.key_path) as provider,
        ProxyServer("socks5", password=True) as proxy,
    ):
        person = Person(provider)
        endpoint = serve_tls(OpenIDLXD(provider)).endpoint
        with LXDClient(endpoint, **pinned, oidc=OIDC(on_code=person)) as client:
            with pytest.raises(LoginError, match="certificate verify failed"):
                client.server.get()
        oidc = OIDC(on_code=person, ca_path=shown.cert_path)
        url = proxy.url(f"{USER}:{quote(PASSWORD, '')}")
        with LXDClient(endpoint, **pinned, oidc=oidc, proxy=url) as client:
            assert (client.server.get()).auth == "trusted"
        places = [url.removeprefix("https://").removesuffix("/o") for url in (endpoint, provider.issuer)]
        assert set(proxy.asked) == set(places)


def test_the_client_says_what_it_is_and_that_it_keeps_cookies(
    client: LXDClient, login_server: OpenIDLXD
) -> None:
    client.server.get()
    with client.server.get_events():
        pass
    for asked in login_server.asked:
        agent = asked.headers["user-agent"]
        assert user_agent_fault(agent) == ""
        assert "lxd-python/" in agent
        assert not agent.startswith("Mozilla")


def test_no_secret_is_shown_anywhere(
    connect: Connect,
    login_server: OpenIDLXD,
    provider: OpenIDProvider,
    person: Person,
    files: tuple[Path, Path],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    oidc = OIDC(on_code=person, tokens_path=files[0], cookies_path=files[1])
    with connect(oidc) as client:
        client.server.get()
        with client.server.get_events():
            pass
        shown = [repr(client), repr(client._transport), repr(oidc)]
        access = client._transport._access
        assert access is not None
        assert access._login is not None
        shown += [repr(vars(access._login)[name]) for name in ("_tokens", "_cookies")]
        person.action = "deny"
        kept = json.loads(files[0].read_text())
        login_server.end_sessions()
        provider.revoke(kept["access_token"])
        with pytest.raises(LoginDenied) as caught:
            client.server.get()
    shown += [caplog.text, repr(caught.value), *traceback.format_exception(caught.value)]
    secrets = [kept["access_token"], kept["refresh_token"], *login_server.ended]
    assert not [secret for secret in secrets for text in shown if secret in text]


def test_files_that_are_somebody_elses_to_write_are_not_read(
    connect: Connect, person: Person, files: tuple[Path, Path]
) -> None:
    files[0].parent.mkdir(parents=True)
    files[0].write_text("{}")
    files[0].chmod(0o666)
    with connect(OIDC(on_code=person, tokens_path=files[0])) as client:
        with pytest.raises(LXDError, match="is not yours alone to write"):
            client.server.get()


def test_a_login_that_cannot_be_kept_is_good_all_the_same(
    connect: Connect, person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    oidc = OIDC(on_code=person, tokens_path="/proc/none/tokens.json")
    with connect(oidc) as client:
        assert (client.server.get()).auth == "trusted"
    assert "the login is not kept" in caplog.text


def bearer_of(asked: Asked) -> list[str]:
    """The token of a request, if it has one."""
    token = asked.headers.get("authorization", "").removeprefix("Bearer").strip()
    return [token] if token else []


def test_an_error_keeps_no_secret() -> None:
    def hang_up(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadError("hung up", request=request)

    with httpx.Client(transport=httpx.MockTransport(hang_up)) as http:
        with pytest.raises(LoginError, match="hung up") as caught:
            _ask(http, "POST", "https://idp.example/token", {"refresh_token": "s3cret"})
    assert isinstance(caught.value.__cause__, httpx.HTTPError)
    assert b"s3cret" not in caught.value.__cause__.request.content


@pytest.mark.parametrize("url", ["https://1.2.3.999/", "https://idp.example/\x7f", "https://xn--a/"])
def test_a_url_that_is_none_is_told(url: str) -> None:
    with httpx.Client() as http:
        with pytest.raises(LoginError, match="cannot be asked"):
            _ask(http, "GET", url)
