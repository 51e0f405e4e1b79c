"""Proxies between a client and its server: who goes through them, and what they may see and do."""

from __future__ import annotations

import logging
import os
import socket
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import quote

import pytest

from lxd import AsyncLXDClient
from lxd.errors import CertificateError, LXDError, LXDTimeout, ProxyError
from tests import envelopes
from tests._async.conftest import Serve
from tests.identities import Identity, Trust, make_identity, server_context
from tests.peers import BINARY, PATIENCE, Peer, answering
from tests.proxies import PASSWORD, USER, ProxyServer

SERVER = envelopes.sync(envelopes.server())
LOGIN = f"{USER}:{quote(PASSWORD, '')}"
StartProxy: TypeAlias = Callable[..., ProxyServer]


@pytest.fixture
def start_proxy() -> Iterator[StartProxy]:
    """Starts proxies."""
    with ExitStack() as stack:
        yield lambda *args, **options: stack.enter_context(ProxyServer(*args, **options))


def playing(peer: Peer) -> None:
    """A server that answers requests, and lets one listen to events and speak SFTP."""
    while (request := peer.request()) is not None:
        if request.path == "/1.0/events":
            peer.grant(request)
            peer.event("lifecycle", {"action": "instance-started", "source": "/1.0/instances/c1"})
            peer.listen()
            return
        if request.path.endswith("/sftp"):
            peer.send(
                b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: sftp\r\nConnection: Upgrade\r\n\r\nhello"
            )
            peer.wait_for_client()
            return
        peer.answer(SERVER)


async def ask(client: AsyncLXDClient, what: str) -> str:
    """Makes a request, listens to events or begins to speak SFTP."""
    if what == "request":
        return (await client.server.get()).auth
    if what == "websocket":
        async with client.server.get_events() as events:
            async for event in events:
                return event.type
    stream = await client._transport.upgrade("/1.0/instances/c1/sftp", "sftp")
    try:
        return (await stream.read(5, 5.0)).decode()
    finally:
        await client._transport.close_stream(stream)


ANSWERS = {"request": "trusted", "websocket": "lifecycle", "upgrade": "hello"}


@pytest.mark.parametrize("what", ANSWERS)
@pytest.mark.parametrize("login", ["", LOGIN], ids=["open", "password"])
@pytest.mark.parametrize("kind", ["http", "socks5"])
async def test_the_way_to_the_server_leads_through_the_proxy(
    serve_tls: Serve, pinned: Trust, start_proxy: StartProxy, kind: str, login: str, what: str
) -> None:
    server = serve_tls(playing)
    proxy = start_proxy(kind, password=bool(login))
    async with AsyncLXDClient(server.endpoint, **pinned, proxy=proxy.url(login)) as client:
        assert await ask(client, what) == ANSWERS[what]
    assert proxy.asked == [server.endpoint.removeprefix("https://")]


@pytest.fixture
def secure_proxy(start_proxy: StartProxy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ProxyServer:
    """A proxy that is spoken to over TLS, and wants to know who one is."""
    shown = make_identity(tmp_path, "proxy", addresses=["127.0.0.1"])
    monkeypatch.setenv("SSL_CERT_FILE", str(shown.cert_path))
    return start_proxy("http", password=True, tls=server_context(shown))


@pytest.mark.parametrize("what", ANSWERS)
async def test_a_proxy_may_be_spoken_to_over_tls(
    serve_tls: Serve, pinned: Trust, secure_proxy: ProxyServer, what: str
) -> None:
    endpoint = serve_tls(playing).endpoint
    async with AsyncLXDClient(endpoint, **pinned, proxy=secure_proxy.url(LOGIN)) as client:
        assert await ask(client, what) == ANSWERS[what]
        assert await ask(client, what) == ANSWERS[what]
    assert secure_proxy.asked[0] == endpoint.removeprefix("https://")


@pytest.mark.parametrize("what", ANSWERS)
async def test_a_proxy_over_tls_that_nobody_vouches_for_is_not_told_anything(
    serve_tls: Serve,
    pinned: Trust,
    secure_proxy: ProxyServer,
    monkeypatch: pytest.MonkeyPatch,
    what: str,
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    endpoint = serve_tls(playing).endpoint
    async with AsyncLXDClient(endpoint, **pinned, proxy=secure_proxy.url(LOGIN)) as client:
        with pytest.raises(ProxyError, match=r"cannot be reached: .*certificate verify failed"):
            await ask(client, what)
    assert secure_proxy.asked == []


@pytest.mark.parametrize("what", ANSWERS)
async def test_behind_a_proxy_over_tls_the_server_has_to_be_the_right_one(
    serve_tls: Serve, other_identity: Identity, secure_proxy: ProxyServer, what: str
) -> None:
    trust: Trust = {"endpoint_cert_path": other_identity.cert_path}
    endpoint = serve_tls(playing).endpoint
    async with AsyncLXDClient(endpoint, **trust, proxy=secure_proxy.url(LOGIN)) as client:
        with pytest.raises(CertificateError):
            await ask(client, what)


async def test_much_comes_through_two_layers_of_tls(
    serve_tls: Serve, pinned: Trust, secure_proxy: ProxyServer
) -> None:
    text = os.urandom(1 << 22).hex()

    def play(peer: Peer) -> None:
        while (request := peer.request()) is not None:
            peer.answer(envelopes.sync(request.body.decode()))

    async with AsyncLXDClient(serve_tls(play).endpoint, **pinned, proxy=secure_proxy.url(LOGIN)) as client:
        answer = await client.raw("POST", "/1.0/echo", content=text.encode())
        assert answer.metadata == text


async def test_many_messages_that_nobody_reads_yet_come_through_two_layers_of_tls(
    serve_tls: Serve, pinned: Trust, secure_proxy: ProxyServer
) -> None:
    def play(peer: Peer) -> None:
        peer.upgrade()
        for number in range(4000):
            peer.frame(BINARY, number.to_bytes(2, "big") * 1000)
        peer.listen()

    async with AsyncLXDClient(serve_tls(play).endpoint, **pinned, proxy=secure_proxy.url(LOGIN)) as client:
        websocket = await client._transport.websocket("/1.0/x")
        for number in range(4000):
            assert await websocket.recv(PATIENCE) == number.to_bytes(2, "big") * 1000
        await client._transport.close_websocket(websocket)


@pytest.mark.parametrize("what", ANSWERS)
@pytest.mark.parametrize("kind", ["http", "socks5"])
async def test_names_are_looked_up_by_the_proxy(
    serve_tls: Serve, pinned: Trust, start_proxy: StartProxy, kind: str, what: str
) -> None:
    port = int(serve_tls(playing).endpoint.rpartition(":")[2])
    proxy = start_proxy(kind, ("127.0.0.1", port))
    endpoint = "https://lxd.invalid:8443"
    async with AsyncLXDClient(endpoint, **pinned, proxy=proxy.url()) as client:
        assert await ask(client, what) == ANSWERS[what]
    assert proxy.asked == ["lxd.invalid:8443"]


@pytest.mark.parametrize("what", ANSWERS)
@pytest.mark.parametrize("kind", ["http", "socks5"])
async def test_the_server_at_the_end_has_to_be_the_right_one(
    serve_tls: Serve, other_identity: Identity, start_proxy: StartProxy, kind: str, what: str
) -> None:
    proxy = start_proxy(kind)
    trust: Trust = {"endpoint_cert_path": other_identity.cert_path}
    async with AsyncLXDClient(serve_tls(playing).endpoint, **trust, proxy=proxy.url()) as client:
        with pytest.raises(CertificateError):
            await ask(client, what)


@pytest.mark.parametrize("what", ANSWERS)
@pytest.mark.parametrize(
    ("kind", "options", "login", "words"),
    [
        ("http", {"password": True}, "", "it answers 407 Proxy Authentication Required"),
        ("http", {"password": True}, f"{USER}:wr0ng", "give its URL with user:password@"),
        ("http", {"answer": b"HTTP/1.1 403 No\r\n\r\n"}, "", "it answers 403 No"),
        ("http", {"answer": b"HTTP/1.1 502 Bad Gateway\r\n\r\n"}, "", "it answers 502 Bad Gateway"),
        ("http", {"answer": b"220 mail.example.com\r\n\r\n"}, "", "does not answer as an HTTP proxy does"),
        ("http", {"answer": b"HTTP/1.1 200 OK\r\n"}, "", "hung up without an answer"),
        ("http", {"answer": b"HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n"}, "", "before the server does"),
        ("socks5", {"password": True}, "", "wants to know who you are"),
        ("socks5", {"password": True}, f"{USER}:wr0ng", "refuses this user and password"),
        ("socks5", {"answer": b"\2"}, "", "it answers connection not allowed by ruleset"),
        ("socks5", {"answer": b"\5"}, "", "it answers connection refused"),
        ("socks5", {"answer": b"\x63"}, "", "does not answer as a SOCKS 5 proxy does"),
    ],
)
async def test_a_proxy_that_refuses_is_named_with_its_words(
    serve_tls: Serve,
    pinned: Trust,
    start_proxy: StartProxy,
    kind: str,
    options: dict[str, Any],
    login: str,
    words: str,
    what: str,
) -> None:
    proxy = start_proxy(kind, **options)
    async with AsyncLXDClient(serve_tls(playing).endpoint, **pinned, proxy=proxy.url(login)) as client:
        with pytest.raises(ProxyError) as caught:
            await ask(client, what)
    assert words in str(caught.value)
    assert caught.value.proxy == f"{kind}://127.0.0.1:{proxy.port}"


@pytest.mark.parametrize("what", ANSWERS)
@pytest.mark.parametrize("kind", ["http", "socks5"])
async def test_a_proxy_that_is_not_there_is_named(pinned: Trust, kind: str, what: str) -> None:
    proxy = f"{kind}://127.0.0.1:1"
    async with AsyncLXDClient("https://lxd.invalid:8443", **pinned, proxy=proxy) as client:
        with pytest.raises(ProxyError, match=f"the proxy {proxy} cannot be reached"):
            await ask(client, what)


@pytest.mark.parametrize("what", ANSWERS)
@pytest.mark.parametrize("kind", ["http", "socks5"])
async def test_a_proxys_password_is_shown_nowhere(
    serve_tls: Serve,
    pinned: Trust,
    start_proxy: StartProxy,
    caplog: pytest.LogCaptureFixture,
    kind: str,
    what: str,
) -> None:
    caplog.set_level(logging.DEBUG)
    proxy = start_proxy(kind, password=True)
    wrong = f"{USER}:s3cr3t%20w0rd"
    async with AsyncLXDClient(serve_tls(playing).endpoint, **pinned, proxy=proxy.url(wrong)) as client:
        with pytest.raises(ProxyError) as caught:
            await ask(client, what)
        shown = [repr(client), repr(client._transport.endpoint), str(client._transport.endpoint.proxy)]
    shown += [*traceback.format_exception(caught.value), repr(caught.value), caplog.text]
    assert not any("s3cr3t" in text for text in shown)


@pytest.mark.parametrize("what", ANSWERS)
async def test_the_environment_names_a_proxy(
    serve_tls: Serve,
    pinned: Trust,
    start_proxy: StartProxy,
    monkeypatch: pytest.MonkeyPatch,
    what: str,
) -> None:
    port = int(serve_tls(playing).endpoint.rpartition(":")[2])
    proxy = start_proxy("http", ("127.0.0.1", port))
    monkeypatch.setenv("HTTPS_PROXY", proxy.url())
    async with AsyncLXDClient("https://lxd.invalid:8443", **pinned) as client:
        assert await ask(client, what) == ANSWERS[what]
    assert proxy.asked == ["lxd.invalid:8443"]


async def test_false_is_no_proxy_whatever_the_environment_says(
    pinned: Trust, start_proxy: StartProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = start_proxy("http")
    monkeypatch.setenv("HTTPS_PROXY", proxy.url())
    async with AsyncLXDClient("https://lxd.invalid:8443", **pinned, proxy=False) as client:
        with pytest.raises(LXDError) as caught:
            await client.server.get()
    assert not isinstance(caught.value, ProxyError)
    assert proxy.asked == []


@pytest.mark.parametrize("what", ["request", "websocket"])
async def test_a_unix_socket_needs_no_proxy(serve: Serve, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    async with AsyncLXDClient(serve(playing).endpoint, proxy="http://127.0.0.1:1") as client:
        assert await ask(client, what) == ANSWERS[what]


@pytest.mark.parametrize("what", ANSWERS)
async def test_without_the_package_that_socks_takes_the_extra_is_named(
    pinned: Trust, serve_silence: str, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.delitem(sys.modules, "lxd._core.socks", raising=False)
    monkeypatch.setitem(sys.modules, "socksio", None)
    proxy = serve_silence.replace("http", "socks5")
    async with AsyncLXDClient("https://lxd.invalid:8443", **pinned, proxy=proxy, timeout=PATIENCE) as client:
        with pytest.raises(LXDError, match=r"lxd\[socks\]"):
            await ask(client, what)


async def test_what_is_no_proxy_is_refused_at_once() -> None:
    with pytest.raises(LXDError, match="is no proxy's URL"):
        AsyncLXDClient("https://lxd.invalid:8443", proxy="ftp://proxy.example.com")


async def test_a_proxy_that_says_nothing_does_not_hang_us(
    serve_tls: Serve, pinned: Trust, serve_silence: str
) -> None:
    endpoint = serve_tls(answering(SERVER)).endpoint
    async with AsyncLXDClient(endpoint, **pinned, proxy=serve_silence, timeout=0.2) as client:
        for what in ANSWERS:
            with pytest.raises(LXDTimeout, match=f"leads through the proxy {serve_silence}"):
                await ask(client, what)


@pytest.fixture
def serve_silence() -> Iterator[str]:
    """A proxy that takes connections, and then says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
