"""Bearer tokens: where they are sent, where they are not, and what is said when they are refused."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TypeAlias

import pytest
from lxd_api import images

from lxd import AsyncLXDClient
from lxd.errors import CertificateError, Forbidden, LXDError
from lxd.oidc import OIDC
from tests._async._io import in_thread
from tests._async.conftest import Serve
from tests.bearer_lxd import SIGNATURE, BearerLXD, fingerprint, make_token
from tests.identities import Identity, Trust, server_context
from tests.peers import PATIENCE, PeerServer

EARLIER = 1700000000

ServeAs: TypeAlias = Callable[[Identity, BearerLXD], PeerServer]


@pytest.fixture
def serve_as() -> Iterator[ServeAs]:
    """Starts servers that show a certificate."""
    with ExitStack() as stack:
        yield lambda identity, play: stack.enter_context(PeerServer(play, tls=server_context(identity)))


async def ask(client: AsyncLXDClient, what: str) -> str:
    """Asks the server for something, in one of the ways to do so."""
    if what == "request":
        return (await client.server.get()).auth
    if what == "stream":
        async with client.stream(images.image_export_get("x")) as content:
            return "trusted" if b"trusted" in await content.read() else ""
    if what == "websocket":
        async with client.server.get_events() as events:
            async for event in events:
                return event.type
    stream = await client._transport.upgrade("/1.0/instances/c1/sftp", "sftp")
    try:
        return (await stream.read(5, 5.0)).decode()
    finally:
        await client._transport.close_stream(stream)


ANSWERS = {"request": "trusted", "stream": "trusted", "websocket": "lifecycle", "upgrade": "hello"}


@pytest.mark.parametrize("what", ANSWERS)
async def test_the_token_is_shown(serve_tls: Serve, pinned: Trust, what: str) -> None:
    token = make_token()
    server = BearerLXD(token)
    async with AsyncLXDClient(serve_tls(server).endpoint, **pinned, bearer_token=f" {token}\n") as client:
        assert await ask(client, what) == ANSWERS[what]


@pytest.mark.parametrize("what", ANSWERS)
async def test_the_token_names_the_certificate_of_its_server(
    serve_as: ServeAs, server_identity: Identity, what: str
) -> None:
    token = make_token(server_cert_fingerprint=fingerprint(server_identity).upper())
    endpoint = serve_as(server_identity, BearerLXD(token)).endpoint
    async with AsyncLXDClient(endpoint, bearer_token=token) as client:
        assert await ask(client, what) == ANSWERS[what]


@pytest.mark.parametrize("what", ANSWERS)
async def test_another_server_gets_no_token(
    serve_as: ServeAs, server_identity: Identity, other_identity: Identity, what: str
) -> None:
    token = make_token(server_cert_fingerprint=fingerprint(server_identity))
    play = BearerLXD(token)
    server = serve_as(other_identity, play)
    async with AsyncLXDClient(server.endpoint, bearer_token=token) as client:
        with pytest.raises(CertificateError) as caught:
            await ask(client, what)
    assert fingerprint(server_identity) in str(caught.value)
    assert fingerprint(other_identity) in str(caught.value)
    await in_thread(lambda: server.peer().gone.wait(PATIENCE))
    assert play.asked == []


async def test_a_pinned_certificate_goes_before_the_one_that_the_token_names(
    serve_as: ServeAs, server_identity: Identity, other_identity: Identity, pinned: Trust
) -> None:
    token = make_token(server_cert_fingerprint=fingerprint(other_identity))
    endpoint = serve_as(server_identity, BearerLXD(token)).endpoint
    async with AsyncLXDClient(endpoint, **pinned, bearer_token=token) as client:
        assert await ask(client, "request") == "trusted"


async def test_without_anything_pinned_an_authority_has_to_vouch_for_the_server(
    serve_as: ServeAs, server_identity: Identity
) -> None:
    play = BearerLXD("opaque")
    endpoint = serve_as(server_identity, play).endpoint
    async with AsyncLXDClient(endpoint, bearer_token="opaque") as client:
        with pytest.raises(CertificateError):
            await ask(client, "request")
    assert play.asked == []


async def test_a_unix_socket_gets_no_token(serve: Serve) -> None:
    play = BearerLXD("it")
    async with AsyncLXDClient(serve(play).endpoint, bearer_token="it", oidc=OIDC()) as client:
        with pytest.raises(Forbidden):
            await client.server.get()
    assert "authorization" not in play.asked[0].headers


@pytest.mark.parametrize("what", ANSWERS)
async def test_a_token_that_has_expired_is_said_to_have(serve_tls: Serve, pinned: Trust, what: str) -> None:
    token = make_token(exp=EARLIER)
    endpoint = serve_tls(BearerLXD("another")).endpoint
    async with AsyncLXDClient(endpoint, **pinned, bearer_token=token) as client:
        with pytest.raises(Forbidden, match="the bearer token expired at 2023-11-14 22:13:20 UTC"):
            await ask(client, what)


@pytest.mark.parametrize("what", ANSWERS)
async def test_a_token_that_is_refused_is_blamed(serve_tls: Serve, pinned: Trust, what: str) -> None:
    endpoint = serve_tls(BearerLXD("another")).endpoint
    async with AsyncLXDClient(endpoint, **pinned, bearer_token=make_token()) as client:
        with pytest.raises(Forbidden, match="the server does not take this bearer token"):
            await ask(client, what)


@pytest.mark.parametrize("token", ["", " ", "s3cr3t s3cr3t", "s3cr3t\r\nX: y", "s3cr3té"])
def test_what_can_be_no_token_is_refused_and_not_shown(token: str) -> None:
    with pytest.raises(LXDError, match="is no bearer token") as caught:
        AsyncLXDClient("https://lxd.invalid:8443", bearer_token=token)
    assert "s3cr3t" not in str(caught.value)


@pytest.mark.parametrize("what", ANSWERS)
async def test_the_token_is_shown_to_nobody_else(
    serve_tls: Serve, pinned: Trust, caplog: pytest.LogCaptureFixture, what: str
) -> None:
    caplog.set_level(logging.DEBUG)
    endpoint = serve_tls(BearerLXD("another")).endpoint
    async with AsyncLXDClient(endpoint, **pinned, bearer_token=make_token()) as client:
        with pytest.raises(Forbidden) as caught:
            await ask(client, what)
        shown = [repr(client), repr(caught.value), *traceback.format_exception(caught.value), caplog.text]
    assert not any(SIGNATURE in text for text in shown)
