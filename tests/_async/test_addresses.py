"""Servers with several addresses, of which some lead nowhere."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from lxd import AsyncLXDClient
from lxd._async import _stream, websocket
from tests._async.conftest import Serve
from tests._async.test_proxies import ANSWERS, ask, playing
from tests.identities import Trust
from tests.peers import PATIENCE

NAME = "lxd.example"

UNKNOWN_FAMILY = 250
"""A number that no family of addresses has."""


@pytest.fixture
def somewhere(serve_tls: Serve, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server whose name has two addresses; from the first one nothing ever comes back."""
    port = int(serve_tls(playing).endpoint.rpartition(":")[2])
    look_up = socket.getaddrinfo

    def look_up_twice(host: Any, *arguments: Any, **options: Any) -> Any:
        if host != NAME:
            return look_up(host, *arguments, **options)
        if options.get("flags"):
            raise socket.gaierror(socket.EAI_NONAME, "not a number")
        return [
            found for each in ("127.0.0.2", "127.0.0.1") for found in look_up(each, *arguments, **options)
        ]

    monkeypatch.setattr(socket, "getaddrinfo", look_up_twice)
    for module in (_stream, websocket):
        monkeypatch.setattr(module, "PATIENCE", 0.1, raising=False)
    with ExitStack() as stack:
        hole = stack.enter_context(socket.socket())
        hole.bind(("127.0.0.2", port))
        hole.listen(0)
        for _ in range(4):  # nobody takes them, so that there is no room for more
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(("127.0.0.2", port))
        yield f"https://{NAME}:{port}"


@pytest.fixture
def elsewhere(serve_tls: Serve, monkeypatch: pytest.MonkeyPatch) -> str:
    """A server whose name has two addresses; this machine does not know the first one's kind."""
    port = int(serve_tls(playing).endpoint.rpartition(":")[2])
    look_up = socket.getaddrinfo

    def look_up_twice(host: Any, *arguments: Any, **options: Any) -> Any:
        if host != NAME:
            return look_up(host, *arguments, **options)
        if options.get("flags"):
            raise socket.gaierror(socket.EAI_NONAME, "not a number")
        of_no_kind = (UNKNOWN_FAMILY, socket.SOCK_STREAM, 0, "", ("nowhere", port))
        return [of_no_kind, *look_up("127.0.0.1", *arguments, **options)]

    monkeypatch.setattr(socket, "getaddrinfo", look_up_twice)
    return f"https://{NAME}:{port}"


@pytest.mark.parametrize("what", ANSWERS)
async def test_an_address_of_a_kind_that_is_not_known_does_not_keep_from_the_next(
    elsewhere: str, pinned: Trust, what: str
) -> None:
    async with AsyncLXDClient(elsewhere, **pinned, proxy=False, timeout=PATIENCE) as client:
        assert await ask(client, what) == ANSWERS[what]


@pytest.mark.parametrize("what", ANSWERS)
async def test_an_address_that_leads_nowhere_does_not_keep_from_the_next(
    somewhere: str, pinned: Trust, what: str
) -> None:
    async with AsyncLXDClient(somewhere, **pinned, proxy=False, timeout=1) as client:
        assert await ask(client, what) == ANSWERS[what]
