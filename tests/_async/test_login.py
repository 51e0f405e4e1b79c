"""Logins at a real OpenID provider, for a server that is as strict as LXD."""

from __future__ import annotations

import json
import logging
import re
import stat
import traceback
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any, Literal, TypeAlias
from urllib.parse import quote

import httpx
import pytest
from lxd_api import images

from lxd import AsyncLXDClient
from lxd._async.login import AsyncLogin, _ask
from lxd.errors import LoginDenied, LoginError, LoginNeeded, LoginTimeout, LXDError, NotAuthenticated
from lxd.oidc import OIDC, DeviceCode
from tests._async._io import gather
from tests._async.conftest import Clock, Serve, replace_everywhere
from tests.identities import Trust, make_identity
from tests.openid_lxd import OpenIDLXD, user_agent_fault
from tests.openid_provider import OpenIDProvider, running_provider
from tests.peers import Asked
from tests.proxies import PASSWORD, USER, ProxyServer

Connect: TypeAlias = Callable[[OIDC], AsyncLXDClient]
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
    return lambda oidc: AsyncLXDClient(endpoint, oidc=oidc, **pinned)


@pytest.fixture
async def client(connect: Connect, person: Person) -> AsyncIterator[AsyncLXDClient]:
    """A client of that server, for that person."""
    async with connect(OIDC(on_code=person)) as client:
        yield client


async def test_somebody_is_asked_to_log_in(
    client: AsyncLXDClient, person: Person, provider: OpenIDProvider
) -> None:
    assert (await client.server.get()).auth == "trusted"
    (code,) = person.codes
    assert code.url == f"{provider.issuer}/device/"
    assert code.expires_in == 1800


async def test_it_may_take_its_time_to_tell_somebody(connect: Connect, person: Person) -> None:
    told: list[DeviceCode] = []

    async def tell(code: DeviceCode) -> None:
        told.append(code)
        person(code)

    async with connect(OIDC(on_code=tell)) as client:
        assert (await client.server.get()).auth == "trusted"
    assert told == person.codes


async def test_one_login_is_enough(client: AsyncLXDClient, person: Person, login_server: OpenIDLXD) -> None:
    for _ in range(3):
        await client.server.get()
    assert len(person.codes) == 1
    assert len(login_server.tokens) == 1  # from then on the session's cookie is enough


async def test_one_login_is_enough_for_all_who_wait(
    client: AsyncLXDClient, person: Person, login_server: OpenIDLXD
) -> None:
    answers = await gather(*[client.server.get] * 6)
    assert [answer.auth for answer in answers] == ["trusted"] * 6
    assert len(person.codes) == 1


async def test_a_body_is_sent_again_after_the_login(client: AsyncLXDClient, login_server: OpenIDLXD) -> None:
    await client.raw("POST", "/1.0/later", body={"name": "c1"})
    assert [(asked.method, asked.body) for asked in login_server.asked] == [("POST", b'{"name":"c1"}')] * 2


async def test_a_body_that_can_be_sent_only_once_is_sent_after_the_login(
    client: AsyncLXDClient, login_server: OpenIDLXD
) -> None:
    async def parts() -> AsyncIterator[bytes]:
        yield b"one"
        yield b"two"

    await client.exchange(images.images_post(content=parts()))
    assert [asked.body for asked in login_server.asked if asked.method == "POST"] == [b"onetwo"]


async def test_content_that_is_streamed_comes_after_the_login(client: AsyncLXDClient) -> None:
    async with client.stream(images.image_export_get("x")) as content:
        assert b"trusted" in await content.read()


async def test_events_come_after_the_login(client: AsyncLXDClient, person: Person) -> None:
    async with client.server.get_events() as events:
        async for event in events:
            assert event.type == "lifecycle"
            break
    assert len(person.codes) == 1


async def test_other_protocols_are_spoken_after_the_login(client: AsyncLXDClient, person: Person) -> None:
    stream = await client._transport.upgrade("/1.0/instances/c1/sftp", "sftp")
    assert await stream.read(5, 5.0) == b"hello"
    await client._transport.close_stream(stream)
    assert len(person.codes) == 1


async def test_what_is_waited_for_is_asked_for_again_after_the_login(client: AsyncLXDClient) -> None:
    parked = await client._transport.park("/1.0/operations/x/wait?timeout=-1")
    assert (await parked.answer(5.0)).metadata["auth"] == "trusted"


async def test_a_session_that_begins_with_a_websocket_is_kept(
    client: AsyncLXDClient, login_server: OpenIDLXD
) -> None:
    await client.server.get()
    login_server.end_sessions()
    async with client.server.get_events():
        pass
    await client.server.get()
    assert len(login_server.tokens) == 2  # the second one is the websocket's


async def test_a_session_that_was_revoked_is_begun_anew_with_the_token(
    client: AsyncLXDClient, person: Person, login_server: OpenIDLXD
) -> None:
    await client.server.get()
    login_server.end_sessions()
    assert (await client.server.get()).auth == "trusted"
    assert len(person.codes) == 1


async def test_a_session_that_the_server_does_not_know_is_forgotten(
    client: AsyncLXDClient, person: Person, login_server: OpenIDLXD
) -> None:
    await client.server.get()
    login_server.forget_sessions()
    assert (await client.server.get()).auth == "trusted"
    assert len(person.codes) == 1


async def test_a_session_that_the_server_does_not_know_is_forgotten_by_all_who_ask(
    client: AsyncLXDClient, person: Person, login_server: OpenIDLXD
) -> None:
    await client.server.get()
    login_server.forget_sessions()
    answers = await gather(*[client.server.get] * 6)
    assert [answer.auth for answer in answers] == ["trusted"] * 6
    assert len(person.codes) == 1


@pytest.mark.parametrize("end", ["end_sessions", "forget_sessions"])
@pytest.mark.parametrize("what", ["websocket", "upgrade", "parked", "stream"])
async def test_a_session_may_end_before_any_kind_of_request(
    client: AsyncLXDClient, person: Person, login_server: OpenIDLXD, what: str, end: str
) -> None:
    await client.server.get()
    getattr(login_server, end)()
    transport = client._transport
    match what:
        case "websocket":
            await transport.close_websocket(await transport.websocket("/1.0/events"))
        case "upgrade":
            await transport.close_stream(await transport.upgrade("/1.0/instances/c1/sftp", "sftp"))
        case "parked":
            parked = await transport.park("/1.0/operations/x/wait?timeout=-1")
            assert (await parked.answer(5.0)).metadata["auth"] == "trusted"
        case _:
            async with client.stream(images.image_export_get("x")) as content:
                assert content.status == 200
    assert len(person.codes) == 1


async def test_a_token_that_is_not_good_any_more_is_refreshed_without_anybody(
    client: AsyncLXDClient, person: Person, login_server: OpenIDLXD, provider: OpenIDProvider
) -> None:
    await client.server.get()
    provider.expire(login_server.tokens[0])
    login_server.end_sessions()
    assert (await client.server.get()).auth == "trusted"
    assert len(person.codes) == 1
    assert login_server.tokens[-1] != login_server.tokens[0]


async def test_a_token_that_was_refreshed_is_kept_and_so_is_the_new_refresh_token(
    connect: Connect,
    login_server: OpenIDLXD,
    provider: OpenIDProvider,
    person: Person,
    files: tuple[Path, Path],
) -> None:
    async with connect(OIDC(on_code=person, tokens_path=files[0])) as client:
        await client.server.get()
    former = json.loads(files[0].read_text())
    for _ in range(2):
        provider.expire(login_server.tokens[-1])
        login_server.end_sessions()
        async with connect(OIDC(tokens_path=files[0])) as client:
            await client.server.get()
    kept = json.loads(files[0].read_text())
    assert kept["access_token"] == login_server.tokens[-1] != former["access_token"]
    assert kept["refresh_token"] != former["refresh_token"]
    assert kept["IDToken"]


async def test_tokens_that_somebody_else_kept_meanwhile_are_used(
    connect: Connect,
    login_server: OpenIDLXD,
    provider: OpenIDProvider,
    person: Person,
    files: tuple[Path, Path],
) -> None:
    async with connect(OIDC(on_code=person, tokens_path=files[0])) as client:
        await client.server.get()
        provider.expire(login_server.tokens[-1])
        login_server.end_sessions()
        async with connect(OIDC(tokens_path=files[0])) as other:
            await (
                other.server.get()
            )  # it refreshes, and the client's own refresh token is worth nothing any more
        provider.expire(login_server.tokens[-1])
        login_server.end_sessions()
        assert (await client.server.get()).auth == "trusted"
    assert len(person.codes) == 1


async def test_who_refreshes_too_late_takes_what_somebody_else_got(
    connect: Connect,
    login_server: OpenIDLXD,
    provider: OpenIDProvider,
    person: Person,
    files: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    refresh = AsyncLogin._refresh

    async def be_late(self: AsyncLogin, *arguments: Any) -> bool:
        monkeypatch.setattr(AsyncLogin, "_refresh", refresh)
        async with connect(OIDC(tokens_path=files[0])) as other:
            await other.server.get()
        return await refresh(self, *arguments)

    async with connect(OIDC(on_code=person, tokens_path=files[0])) as client:
        await client.server.get()
        provider.expire(login_server.tokens[-1])
        login_server.end_sessions()
        monkeypatch.setattr(AsyncLogin, "_refresh", be_late)
        assert (await client.server.get()).auth == "trusted"
    assert len(person.codes) == 1


async def test_where_refreshing_fails_somebody_is_asked(
    connect: Connect,
    login_server: OpenIDLXD,
    person: Person,
    files: tuple[Path, Path],
) -> None:
    files[0].parent.mkdir(parents=True)
    files[0].write_text('{"access_token": "old", "refresh_token": "0ld", "expiry": "0001-01-01T00:00:00Z"}')
    oidc = OIDC(on_code=person, tokens_path=files[0])
    async with connect(oidc) as client:
        assert (await client.server.get()).auth == "trusted"
    assert len(person.codes) == 1


async def test_the_next_client_needs_nobody(
    connect: Connect,
    login_server: OpenIDLXD,
    person: Person,
    files: tuple[Path, Path],
) -> None:
    oidc = OIDC(on_code=person, tokens_path=files[0], cookies_path=files[1])
    for _ in range(2):
        async with connect(oidc) as client:
            assert (await client.server.get()).auth == "trusted"
    assert len(person.codes) == 1
    assert len(login_server.tokens) == 1


async def test_the_cookie_alone_is_enough(
    connect: Connect,
    login_server: OpenIDLXD,
    person: Person,
    files: tuple[Path, Path],
) -> None:
    oidc = OIDC(on_code=person, tokens_path=files[0], cookies_path=files[1])
    async with connect(oidc) as client:
        await client.server.get()
    files[0].unlink()
    async with connect(OIDC(cookies_path=files[1])) as client:
        assert (await client.server.get()).auth == "trusted"


async def test_what_is_kept_is_in_the_form_of_lxc_and_for_nobody_else(
    connect: Connect,
    login_server: OpenIDLXD,
    person: Person,
    files: tuple[Path, Path],
) -> None:
    oidc = OIDC(on_code=person, tokens_path=files[0], cookies_path=files[1])
    async with connect(oidc) as client:
        await client.server.get()
    tokens = json.loads(files[0].read_text())
    assert tokens["access_token"] == login_server.tokens[0]
    assert {"token_type", "refresh_token", "expiry", "IDToken", "IDTokenClaims"} <= set(tokens)
    cookie = json.loads(files[1].read_text())["127.0.0.1"]["127.0.0.1;/;session"]
    assert {cookie["Value"]} == login_server.sessions
    for path in files:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


async def test_tokens_that_another_provider_gave_are_not_shown_to_this_one(
    connect: Connect,
    login_server: OpenIDLXD,
    provider: OpenIDProvider,
    person: Person,
    files: tuple[Path, Path],
) -> None:
    oidc = OIDC(on_code=person, tokens_path=files[0])
    async with connect(oidc) as client:
        await client.server.get()
    kept = json.loads(files[0].read_text())
    files[0].write_text(json.dumps(kept | {"issuer": "https://other.example.com"}))
    provider.revoke(kept["access_token"])
    login_server.end_sessions()
    async with connect(oidc) as client:
        await client.server.get()
    assert len(person.codes) == 2


async def test_without_anybody_to_ask_it_says_what_to_give(connect: Connect) -> None:
    async with connect(OIDC()) as client:
        with pytest.raises(LoginNeeded, match=r"OIDC\(on_code=\.\.\.\) is told where"):
            await client.server.get()


async def test_without_oidc_a_client_is_a_stranger(
    serve_tls: Serve, pinned: Trust, login_server: OpenIDLXD
) -> None:
    async with AsyncLXDClient(serve_tls(login_server).endpoint, **pinned) as client:
        assert (await client.server.get()).auth == "untrusted"


async def test_a_login_that_somebody_refuses(client: AsyncLXDClient, person: Person) -> None:
    person.action = "deny"
    with pytest.raises(LoginDenied, match="was refused"):
        await client.server.get()


async def test_a_login_that_was_refused_is_refused_to_all_who_wait(
    client: AsyncLXDClient, person: Person
) -> None:
    person.action = "deny"

    async def ask() -> str:
        with pytest.raises(LoginDenied) as caught:
            await client.server.get()
        return str(caught.value)

    assert len(await gather(*[ask] * 4)) == 4
    assert len(person.codes) == 1


async def test_after_a_login_that_was_refused_the_next_one_may_be_granted(
    client: AsyncLXDClient, person: Person
) -> None:
    person.action = "deny"
    with pytest.raises(LoginDenied):
        await client.server.get()
    person.action = "accept"
    assert (await client.server.get()).auth == "trusted"


async def test_somebody_may_take_their_time(
    client: AsyncLXDClient, person: Person, provider: OpenIDProvider, clock: Clock
) -> None:
    person.action = None
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 3:
            provider.decide(person.codes[0].user_code)

    with pytest.MonkeyPatch.context() as patch:
        replace_everywhere(patch, "sleep", sleep)
        assert (await client.server.get()).auth == "trusted"
    assert slept == [1.0, 1.0, 1.0]


async def test_nobody_logs_in(connect: Connect, person: Person, clock: Clock) -> None:
    person.action = None
    async with connect(OIDC(on_code=person, timeout=20)) as client:
        with pytest.raises(LoginTimeout, match=r"nobody logged in at .* within 20 s"):
            await client.server.get()
    assert clock.time == 1020


async def test_what_the_one_who_is_told_raises_ends_the_login(connect: Connect) -> None:
    def refuse(code: DeviceCode) -> None:
        raise ZeroDivisionError

    async with connect(OIDC(on_code=refuse)) as client:
        with pytest.raises(ZeroDivisionError):
            await client.server.get()


async def test_a_server_that_refuses_every_token_is_not_asked_for_ever(
    client: AsyncLXDClient, person: Person, login_server: OpenIDLXD, provider: OpenIDProvider
) -> None:
    def revoke(asked: Asked) -> None:
        for token in bearer_of(asked):
            provider.revoke(token)

    login_server.before = revoke
    with pytest.raises(NotAuthenticated):
        await client.server.get()
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
async def test_a_server_that_names_no_good_provider(
    serve_tls: Serve,
    pinned: Trust,
    provider: OpenIDProvider,
    person: Person,
    changes: dict[str, str],
    words: str,
) -> None:
    server = serve_tls(OpenIDLXD(provider, **changes))
    async with AsyncLXDClient(server.endpoint, **pinned, oidc=OIDC(on_code=person)) as client:
        with pytest.raises(LoginError, match=re.escape(words)):
            await client.server.get()
    assert person.codes == []


async def test_a_server_that_names_nobody_is_just_not_authenticated(
    serve_tls: Serve, pinned: Trust, provider: OpenIDProvider, person: Person
) -> None:
    server = serve_tls(OpenIDLXD(provider, X_LXD_OIDC_issuer=""))
    async with AsyncLXDClient(server.endpoint, **pinned, oidc=OIDC(on_code=person)) as client:
        with pytest.raises(NotAuthenticated):
            await client.server.get()


async def test_a_provider_with_a_certificate_of_an_authority_of_ones_own_behind_a_proxy(
    serve_tls: Serve, pinned: Trust, tmp_path: Path, naps: list[float]
) -> None:
    shown = make_identity(tmp_path, "op", addresses=["127.0.0.1"])
    with (
        running_provider(tmp_path, shown.cert_path, shown.key_path) as provider,
        ProxyServer("socks5", password=True) as proxy,
    ):
        person = Person(provider)
        endpoint = serve_tls(OpenIDLXD(provider)).endpoint
        async with AsyncLXDClient(endpoint, **pinned, oidc=OIDC(on_code=person)) as client:
            with pytest.raises(LoginError, match="certificate verify failed"):
                await client.server.get()
        oidc = OIDC(on_code=person, ca_path=shown.cert_path)
        url = proxy.url(f"{USER}:{quote(PASSWORD, '')}")
        async with AsyncLXDClient(endpoint, **pinned, oidc=oidc, proxy=url) as client:
            assert (await client.server.get()).auth == "trusted"
        places = [url.removeprefix("https://").removesuffix("/o") for url in (endpoint, provider.issuer)]
        assert set(proxy.asked) == set(places)


async def test_the_client_says_what_it_is_and_that_it_keeps_cookies(
    client: AsyncLXDClient, login_server: OpenIDLXD
) -> None:
    await client.server.get()
    async with client.server.get_events():
        pass
    for asked in login_server.asked:
        agent = asked.headers["user-agent"]
        assert user_agent_fault(agent) == ""
        assert "lxd-python/" in agent
        assert not agent.startswith("Mozilla")


async def test_no_secret_is_shown_anywhere(
    connect: Connect,
    login_server: OpenIDLXD,
    provider: OpenIDProvider,
    person: Person,
    files: tuple[Path, Path],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    oidc = OIDC(on_code=person, tokens_path=files[0], cookies_path=files[1])
    async with connect(oidc) as client:
        await client.server.get()
        async with client.server.get_events():
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
            await client.server.get()
    shown += [caplog.text, repr(caught.value), *traceback.format_exception(caught.value)]
    secrets = [kept["access_token"], kept["refresh_token"], *login_server.ended]
    assert not [secret for secret in secrets for text in shown if secret in text]


async def test_files_that_are_somebody_elses_to_write_are_not_read(
    connect: Connect, person: Person, files: tuple[Path, Path]
) -> None:
    files[0].parent.mkdir(parents=True)
    files[0].write_text("{}")
    files[0].chmod(0o666)
    async with connect(OIDC(on_code=person, tokens_path=files[0])) as client:
        with pytest.raises(LXDError, match="is not yours alone to write"):
            await client.server.get()


async def test_a_login_that_cannot_be_kept_is_good_all_the_same(
    connect: Connect, person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    oidc = OIDC(on_code=person, tokens_path="/proc/none/tokens.json")
    async with connect(oidc) as client:
        assert (await client.server.get()).auth == "trusted"
    assert "the login is not kept" in caplog.text


def bearer_of(asked: Asked) -> list[str]:
    """The token of a request, if it has one."""
    token = asked.headers.get("authorization", "").removeprefix("Bearer").strip()
    return [token] if token else []


async def test_an_error_keeps_no_secret() -> None:
    def hang_up(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadError("hung up", request=request)

    async with httpx.AsyncClient(transport=httpx.MockTransport(hang_up)) as http:
        with pytest.raises(LoginError, match="hung up") as caught:
            await _ask(http, "POST", "https://idp.example/token", {"refresh_token": "s3cret"})
    assert isinstance(caught.value.__cause__, httpx.HTTPError)
    assert b"s3cret" not in caught.value.__cause__.request.content


@pytest.mark.parametrize("url", ["https://1.2.3.999/", "https://idp.example/\x7f", "https://xn--a/"])
async def test_a_url_that_is_none_is_told(url: str) -> None:
    async with httpx.AsyncClient() as http:
        with pytest.raises(LoginError, match="cannot be asked"):
            await _ask(http, "GET", url)
