# Written by scripts/unasync.py from tests/_async/test_progress.py. Change that, and run `make sync`.

"""Waiting for operations with somebody who wants to know how far they are."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from lxd import LXDClient
from lxd.entities.operations import Progress
from lxd.errors import OperationFailed, OperationNotFound, OperationTimeout
from tests import envelopes
from tests._sync._io import happens
from tests._sync.conftest import Serve
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


def wait(
    serve: Serve, lab: Lab, progress: Callable[[Progress], object] = lambda _: None, **options: Any
) -> str:
    """Waits for the operation, and says how it ended."""
    with LXDClient(serve(lab).endpoint) as client:
        return (client.operations.wait(ID, progress=progress, **options)).status


def test_progress_is_told(serve: Serve) -> None:
    told: list[Progress] = []
    wait(serve, Lab(telling(at(10), at(90), operation(200))), told.append)
    assert told == [Progress("unpack", 10), Progress("unpack", 90)]


def test_the_last_event_is_the_outcome(serve: Serve) -> None:
    assert wait(serve, Lab(telling(at(10), operation(200)))) == "Success"


def test_an_operation_without_progress_tells_none(serve: Serve) -> None:
    told: list[Progress] = []
    wait(serve, Lab(telling(operation(), operation(200))), told.append)
    assert told == []


def test_a_failure_is_told_by_events_too(serve: Serve) -> None:
    with pytest.raises(OperationFailed, match="disk full"):
        wait(serve, Lab(telling(at(10), operation(400, err="disk full"))))


def test_other_operations_do_not_matter(serve: Serve) -> None:
    told: list[Progress] = []
    other = at(50) | {"id": "other"}
    wait(serve, Lab(telling(other, operation(400, id="other"), operation(200))), told.append)
    assert told == []


def test_what_comes_after_the_end_does_not_matter(serve: Serve) -> None:
    # LXD does not promise any order.
    assert wait(serve, Lab(telling(operation(200), at(10)))) == "Success"


def test_what_ended_before_the_events_began_is_not_missed(serve: Serve) -> None:
    assert wait(serve, Lab(telling(), state=sync(operation(200)))) == "Success"


def test_what_ended_long_ago_has_an_unknown_outcome(serve: Serve) -> None:
    with pytest.raises(OperationNotFound):
        wait(serve, Lab(telling(), state=envelopes.error(404, "not found")))


def test_only_events_about_operations_are_asked_for(serve: Serve) -> None:
    lab = Lab(telling(operation(200)))
    wait(serve, lab)
    assert lab.asked[0] == "/1.0/events?type=operation"


def test_the_events_are_those_of_the_operations_project(serve: Serve) -> None:
    lab = Lab(telling(operation(200)))
    with LXDClient(serve(lab).endpoint) as client:
        handle = client.instances.delete("c1", project="p")
        handle.wait(progress=print)
    assert "/1.0/events?project=p&type=operation" in lab.asked


def test_the_websocket_is_closed_afterwards(serve: Serve) -> None:
    server = serve(Lab(telling(operation(200))))
    with LXDClient(server.endpoint) as client:
        client.operations.wait(ID, progress=print)
        happens(server.peers[0].gone)


def test_time_runs_out(serve: Serve) -> None:
    with pytest.raises(OperationTimeout, match=r"after 0\.05 s"):
        wait(serve, Lab(telling()), timeout=0.05)


def test_who_may_see_no_events_waits_without_them(serve: Serve) -> None:
    assert wait(serve, Lab(None)) == "Success"


def test_events_that_break_off_are_done_without(serve: Serve) -> None:
    assert wait(serve, Lab(telling(at(10), then=broken))) == "Success"


def flooding(peer: Peer) -> None:
    """Sends more than anybody reads."""
    for _ in range(10):
        peer.event("operation", at(10))
    peer.listen()


def test_events_that_come_too_fast_are_done_without(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    with LXDClient(serve(Lab(flooding)).endpoint) as client:
        get_events = partial(client.server.get_events, queue_size=1)
        monkeypatch.setattr(client.server, "get_events", get_events)
        assert (client.operations.wait(ID, progress=print)).status == "Success"


def silent_events(peer: Peer) -> None:
    """Plays a server whose websockets never open."""
    while request := peer.request():
        if request.path == "/1.0/events":
            peer.wait_for_client()
            return
        peer.answer(sync(operation(200)))


def test_events_that_do_not_open_are_done_without(serve: Serve) -> None:
    with LXDClient(serve(silent_events).endpoint, timeout=0.1) as client:
        assert (client.operations.wait(ID, progress=print)).status == "Success"


def proxied_events(peer: Peer) -> None:
    """Plays a proxy in front that knows no websockets."""
    while request := peer.request():
        if request.path == "/1.0/events":
            peer.answer(b"<h1>Bad Gateway</h1>", 502)
            return
        peer.answer(sync(operation(200)))


def test_a_proxy_without_websockets_is_done_without(serve: Serve) -> None:
    with LXDClient(serve(proxied_events).endpoint) as client:
        assert (client.operations.wait(ID, progress=print)).status == "Success"


def test_a_frame_that_is_no_event_does_no_harm(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.frame(TEXT, b"hello")
        peer.frame(TEXT, json.dumps({"type": "operation", "metadata": None}).encode())
        telling(operation(200))(peer)

    assert wait(serve, Lab(play)) == "Success"


def test_an_exception_of_the_callbacks_own_is_raised(serve: Serve) -> None:
    def fail(_: Progress) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        wait(serve, Lab(telling(at(10))), fail)


def test_an_exception_of_the_callbacks_own_closes_the_websocket(serve: Serve) -> None:
    def fail(_: Progress) -> None:
        raise ZeroDivisionError

    server = serve(Lab(telling(at(10))))
    with LXDClient(server.endpoint) as client:
        with pytest.raises(ZeroDivisionError):
            client.operations.wait(ID, progress=fail)
        happens(server.peers[0].gone)


def test_a_connection_error_of_the_callbacks_own_is_raised_too(serve: Serve) -> None:
    def fail(_: Progress) -> None:
        raise ConnectionError("the callback's own")

    with pytest.raises(ConnectionError, match="the callback's own"):
        wait(serve, Lab(telling(at(10))), fail)
