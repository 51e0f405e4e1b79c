"""Waiting for operations with somebody who wants to know how far they are."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from lxd import AsyncLXDClient
from lxd.entities.operations import Progress
from lxd.errors import OperationFailed, OperationNotFound, OperationTimeout
from tests import envelopes
from tests._async._io import happens
from tests._async.conftest import Serve
from tests.envelopes import ID, operation, sync
from tests.peers import TEXT, Peer, Play


class Lab:
    """A server with one operation.

    Args:
        events: what happens on the websocket once it is open.
        state: the operation, as a GET tells it.
        outcome: the answer to ``/wait``.
    """

    def __init__(
        self,
        events: Play | None = None,
        state: dict[str, Any] | None = None,
        outcome: dict[str, Any] | None = None,
    ) -> None:
        self.asked: list[str] = []
        self._events = events
        self._state = sync(operation()) if state is None else state
        self._outcome = sync(operation(200)) if outcome is None else outcome

    def __call__(self, peer: Peer) -> None:
        while request := peer.request():
            self.asked.append(request.target)
            if request.path == "/1.0/events" and self._events is not None:
                peer.grant(request)
                self._events(peer)
                return
            if request.path == "/1.0/events":
                peer.answer(envelopes.error(403, "not authorized"), 403)
            elif request.path == envelopes.WAIT:
                peer.answer(self._outcome)
            elif request.path == envelopes.OPERATION:
                peer.answer(self._state, self._state["error_code"] or 200)
            else:
                peer.answer(envelopes.started(), 202)


def telling(*states: dict[str, Any], then: Play = Peer.listen) -> Play:
    """Plays events about operations."""

    def play(peer: Peer) -> None:
        for state in states:
            peer.event("operation", state)
        then(peer)

    return play


def at(percent: int) -> dict[str, Any]:
    """The operation when it is so far."""
    return operation(metadata={"progress": {"stage": "unpack", "percent": str(percent)}})


def broken(_: Peer) -> None:
    """Hangs up."""


async def wait(
    serve: Serve, lab: Lab, progress: Callable[[Progress], object] = lambda _: None, **options: Any
) -> str:
    """Waits for the operation, and says how it ended."""
    async with AsyncLXDClient(serve(lab).endpoint) as client:
        return (await client.operations.wait(ID, progress=progress, **options)).status


async def test_progress_is_told(serve: Serve) -> None:
    told: list[Progress] = []
    await wait(serve, Lab(telling(at(10), at(90), operation(200))), told.append)
    assert told == [Progress("unpack", 10), Progress("unpack", 90)]


async def test_the_last_event_is_the_outcome(serve: Serve) -> None:
    assert await wait(serve, Lab(telling(at(10), operation(200)))) == "Success"


async def test_an_operation_without_progress_tells_none(serve: Serve) -> None:
    told: list[Progress] = []
    await wait(serve, Lab(telling(operation(), operation(200))), told.append)
    assert told == []


async def test_a_failure_is_told_by_events_too(serve: Serve) -> None:
    with pytest.raises(OperationFailed, match="disk full"):
        await wait(serve, Lab(telling(at(10), operation(400, err="disk full"))))


async def test_other_operations_do_not_matter(serve: Serve) -> None:
    told: list[Progress] = []
    other = at(50) | {"id": "other"}
    await wait(serve, Lab(telling(other, operation(400, id="other"), operation(200))), told.append)
    assert told == []


async def test_what_comes_after_the_end_does_not_matter(serve: Serve) -> None:
    # LXD does not promise any order.
    assert await wait(serve, Lab(telling(operation(200), at(10)))) == "Success"


async def test_what_ended_before_the_events_began_is_not_missed(serve: Serve) -> None:
    assert await wait(serve, Lab(telling(), state=sync(operation(200)))) == "Success"


async def test_what_ended_long_ago_has_an_unknown_outcome(serve: Serve) -> None:
    with pytest.raises(OperationNotFound):
        await wait(serve, Lab(telling(), state=envelopes.error(404, "not found")))


async def test_only_events_about_operations_are_asked_for(serve: Serve) -> None:
    lab = Lab(telling(operation(200)))
    await wait(serve, lab)
    assert lab.asked[0] == "/1.0/events?type=operation"


async def test_the_events_are_those_of_the_operations_project(serve: Serve) -> None:
    lab = Lab(telling(operation(200)))
    async with AsyncLXDClient(serve(lab).endpoint) as client:
        handle = await client.instances.delete("c1", project="p")
        await handle.wait(progress=print)
    assert "/1.0/events?project=p&type=operation" in lab.asked


async def test_the_websocket_is_closed_afterwards(serve: Serve) -> None:
    server = serve(Lab(telling(operation(200))))
    async with AsyncLXDClient(server.endpoint) as client:
        await client.operations.wait(ID, progress=print)
        await happens(server.peers[0].gone)


async def test_time_runs_out(serve: Serve) -> None:
    with pytest.raises(OperationTimeout, match=r"after 0\.05 s"):
        await wait(serve, Lab(telling()), timeout=0.05)


async def test_who_may_see_no_events_waits_without_them(serve: Serve) -> None:
    assert await wait(serve, Lab(None)) == "Success"


async def test_events_that_break_off_are_done_without(serve: Serve) -> None:
    assert await wait(serve, Lab(telling(at(10), then=broken))) == "Success"


def flooding(peer: Peer) -> None:
    """Sends more than anybody reads."""
    for _ in range(10):
        peer.event("operation", at(10))
    peer.listen()


async def test_events_that_come_too_fast_are_done_without(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with AsyncLXDClient(serve(Lab(flooding)).endpoint) as client:
        get_events = partial(client.server.get_events, queue_size=1)
        monkeypatch.setattr(client.server, "get_events", get_events)
        assert (await client.operations.wait(ID, progress=print)).status == "Success"


def silent_events(peer: Peer) -> None:
    """Plays a server whose websockets never open."""
    while request := peer.request():
        if request.path == "/1.0/events":
            peer.wait_for_client()
            return
        peer.answer(sync(operation(200)))


async def test_events_that_do_not_open_are_done_without(serve: Serve) -> None:
    async with AsyncLXDClient(serve(silent_events).endpoint, timeout=0.1) as client:
        assert (await client.operations.wait(ID, progress=print)).status == "Success"


def proxied_events(peer: Peer) -> None:
    """Plays a proxy in front that knows no websockets."""
    while request := peer.request():
        if request.path == "/1.0/events":
            peer.answer(b"<h1>Bad Gateway</h1>", 502)
            return
        peer.answer(sync(operation(200)))


async def test_a_proxy_without_websockets_is_done_without(serve: Serve) -> None:
    async with AsyncLXDClient(serve(proxied_events).endpoint) as client:
        assert (await client.operations.wait(ID, progress=print)).status == "Success"


async def test_a_frame_that_is_no_event_does_no_harm(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.frame(TEXT, b"hello")
        peer.frame(TEXT, json.dumps({"type": "operation", "metadata": None}).encode())
        telling(operation(200))(peer)

    assert await wait(serve, Lab(play)) == "Success"


async def test_an_exception_of_the_callbacks_own_is_raised(serve: Serve) -> None:
    def fail(_: Progress) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await wait(serve, Lab(telling(at(10))), fail)


async def test_an_exception_of_the_callbacks_own_closes_the_websocket(serve: Serve) -> None:
    def fail(_: Progress) -> None:
        raise ZeroDivisionError

    server = serve(Lab(telling(at(10))))
    async with AsyncLXDClient(server.endpoint) as client:
        with pytest.raises(ZeroDivisionError):
            await client.operations.wait(ID, progress=fail)
        await happens(server.peers[0].gone)


async def test_a_connection_error_of_the_callbacks_own_is_raised_too(serve: Serve) -> None:
    def fail(_: Progress) -> None:
        raise ConnectionError("the callback's own")

    with pytest.raises(ConnectionError, match="the callback's own"):
        await wait(serve, Lab(telling(at(10))), fail)
