"""A server that sends one on to another: nobody goes there, and no secret does."""

from __future__ import annotations

import pytest

from lxd import AsyncLXDClient
from lxd.errors import UnexpectedAnswer
from tests import envelopes
from tests._async.conftest import Serve
from tests._async.test_bearer import ANSWERS, ask
from tests.identities import Trust
from tests.peers import Peer, Play


class Elsewhere:
    """The server that one is sent on to."""

    def __init__(self) -> None:
        self.visitors = 0

    def __call__(self, peer: Peer) -> None:
        self.visitors += 1


def sending_on(status: int, location: str, content: bytes | None) -> Play:
    """Plays a server that sends everybody on."""

    def play(peer: Peer) -> None:
        while peer.request() is not None:
            body = envelopes.sync(envelopes.server()) if content is None else content
            peer.answer(body, status, Location=location)

    return play


@pytest.mark.parametrize("what", ANSWERS)
@pytest.mark.parametrize("content", [b"<a href>Moved</a>", None], ids=["page", "envelope"])
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_nobody_goes_on(
    serve_tls: Serve, pinned: Trust, status: int, content: bytes | None, what: str
) -> None:
    elsewhere = Elsewhere()
    location = f"{serve_tls(elsewhere).endpoint}/1.0"
    endpoint = serve_tls(sending_on(status, location, content)).endpoint
    async with AsyncLXDClient(endpoint, **pinned, bearer_token="s3cr3t") as client:
        with pytest.raises(UnexpectedAnswer, match="sends us on to") as caught:
            await ask(client, what)
    assert location in str(caught.value)
    assert elsewhere.visitors == 0


async def test_where_it_leads_is_shown_without_what_may_be_secret(serve_tls: Serve, pinned: Trust) -> None:
    location = "https://me:s3cr3t@elsewhere.example.com/1.0?token=s3cr3t#s3cr3t"
    async with AsyncLXDClient(serve_tls(sending_on(302, location, b"")).endpoint, **pinned) as client:
        with pytest.raises(UnexpectedAnswer) as caught:
            await client.server.get()
    assert "https://elsewhere.example.com" in str(caught.value)
    assert "s3cr3t" not in str(caught.value)
