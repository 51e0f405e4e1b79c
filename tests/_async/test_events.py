"""The server's events as a stream."""

from __future__ import annotations

from typing import Any

import pytest

from lxd import AsyncLXDClient
from lxd.entities.events import Event, LifecycleEvent, OperationEvent
from lxd.errors import LXDTimeout
from tests import envelopes
from tests._async._io import happens
from tests._async.conftest import Serve
from tests.identities import Trust
from tests.peers import CLOSE, Peer, PeerServer


def one_event(peer: Peer) -> None:
    """Sends one event, and waits for the end."""
    peer.upgrade()
    peer.event("lifecycle", {"action": "instance-started"})
    peer.listen()


def many_events(peer: Peer) -> None:
    """Sends five events, and waits for the end."""
    peer.upgrade()
    for number in range(5):
        peer.event("lifecycle", {"action": f"action-{number}"})
    peer.listen()


class Recorder:
    """Remembers what was asked of it."""

    def __init__(self) -> None:
        self.target = ""
        self.headers: dict[str, str] = {}

    def __call__(self, peer: Peer) -> None:
        if asked := peer.request():
            self.target, self.headers = asked.target, asked.headers
            peer.grant(asked)
            peer.listen()


async def first_event(client: AsyncLXDClient) -> Event | None:
    async for event in client.server.get_events():
        return event
    return None


async def _fail_at_first_event(client: AsyncLXDClient) -> None:
    async for _ in client.server.get_events():
        raise ZeroDivisionError


async def test_events_are_iterated(serve: Serve) -> None:
    actions: list[str] = []
    async with AsyncLXDClient(serve(many_events).endpoint) as client:
        async for event in client.server.get_events(type="lifecycle"):
            actions.append(event.metadata.action)
            if len(actions) == 5:
                break
    assert actions == ["action-0", "action-1", "action-2", "action-3", "action-4"]


async def test_an_event_has_its_class(serve: Serve) -> None:
    async with AsyncLXDClient(serve(one_event).endpoint) as client:
        assert type(await first_event(client)) is LifecycleEvent


async def test_an_operation_event_is_about_its_operation(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.upgrade()
        peer.event("operation", envelopes.operation())
        peer.listen()

    async with AsyncLXDClient(serve(play).endpoint) as client:
        event = await first_event(client)
    assert isinstance(event, OperationEvent)
    assert (event.metadata.id, event.metadata.status) == (envelopes.ID, "Running")


async def test_an_event_of_unknown_type_is_passed_on(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.upgrade()
        peer.event("later", {"a": 1})
        peer.listen()

    async with AsyncLXDClient(serve(play).endpoint) as client:
        event = await first_event(client)
    assert event is not None
    assert event.metadata == {"a": 1}


async def test_events_come_over_tls_too(serve_tls: Serve, pinned: Trust) -> None:
    async with AsyncLXDClient(serve_tls(one_event).endpoint, **pinned) as client:
        assert type(await first_event(client)) is LifecycleEvent


@pytest.mark.parametrize(
    ("arguments", "target"),
    [
        ({}, "/1.0/events"),
        ({"type": "operation"}, "/1.0/events?type=operation"),
        ({"type": ["operation", "lifecycle"]}, "/1.0/events?type=operation%2Clifecycle"),
        ({"project": "p"}, "/1.0/events?project=p"),
        ({"all_projects": True}, "/1.0/events?all-projects=true"),
    ],
)
async def test_it_asks_for_what_is_wanted(serve: Serve, arguments: dict[str, Any], target: str) -> None:
    recorder = Recorder()
    async with AsyncLXDClient(serve(recorder).endpoint) as client:
        async with client.server.get_events(**arguments):
            pass
    assert recorder.target == target


async def test_it_asks_in_the_clients_project(serve: Serve) -> None:
    recorder = Recorder()
    async with AsyncLXDClient(serve(recorder).endpoint, project="p") as client:
        async with client.server.get_events():
            pass
    assert recorder.target == "/1.0/events?project=p"


async def test_all_projects_leave_out_the_clients_project(serve: Serve) -> None:
    recorder = Recorder()
    async with AsyncLXDClient(serve(recorder).endpoint, project="p") as client:
        async with client.server.get_events(all_projects=True):
            pass
    assert recorder.target == "/1.0/events?all-projects=true"


@pytest.mark.parametrize("header", ["origin", "sec-websocket-extensions"])
async def test_headers_that_lxd_refuses_or_does_not_know_are_not_sent(serve: Serve, header: str) -> None:
    recorder = Recorder()
    async with AsyncLXDClient(serve(recorder).endpoint) as client:
        async with client.server.get_events():
            pass
    assert header not in recorder.headers


async def test_the_client_names_itself(serve: Serve) -> None:
    recorder = Recorder()
    async with AsyncLXDClient(serve(recorder).endpoint, user_agent="mine/1") as client:
        async with client.server.get_events():
            pass
    assert recorder.headers["user-agent"] == "mine/1"


async def test_nothing_is_opened_before_it_is_wanted(serve: Serve) -> None:
    server = serve(one_event)
    async with AsyncLXDClient(server.endpoint) as client:
        client.server.get_events()
    assert server.peers == []


async def test_break_closes_the_stream(serve: Serve) -> None:
    server = serve(one_event)
    async with AsyncLXDClient(server.endpoint) as client:
        async for _ in client.server.get_events():
            break
        await happens(server.peers[0].gone)


async def test_an_exception_in_the_loop_closes_the_stream(serve: Serve) -> None:
    server = serve(one_event)
    async with AsyncLXDClient(server.endpoint) as client:
        with pytest.raises(ZeroDivisionError):
            await _fail_at_first_event(client)
        await happens(server.peers[0].gone)


async def test_leaving_the_block_closes_the_stream(serve: Serve) -> None:
    server = serve(one_event)
    async with AsyncLXDClient(server.endpoint) as client:
        async with client.server.get_events():
            pass
        await happens(server.peers[0].gone)


async def test_leaving_the_client_closes_its_streams(serve: Serve) -> None:
    server = serve(one_event)
    async with AsyncLXDClient(server.endpoint) as client:
        stream = client.server.get_events()
        await stream.open()
    await happens(server.peers[0].gone)
    await stream.aclose()


async def test_closing_says_goodbye(serve: Serve) -> None:
    last: list[tuple[int, bytes] | None] = []

    def play(peer: Peer) -> None:
        peer.upgrade()
        last.append(peer.read_frame())
        peer.frame(CLOSE)

    server = serve(play)
    async with AsyncLXDClient(server.endpoint) as client:
        async with client.server.get_events():
            pass
        await happens(server.peers[0].gone)
    assert last == [(CLOSE, b"\x03\xe8")] or last == [(CLOSE, b"")]


async def test_a_stream_may_be_closed_twice(serve: Serve) -> None:
    async with AsyncLXDClient(serve(one_event).endpoint) as client:
        stream = client.server.get_events()
        await stream.open()
        await stream.aclose()
        await stream.aclose()


async def test_a_stream_that_was_never_opened_may_be_closed(serve: Serve) -> None:
    async with AsyncLXDClient(serve(one_event).endpoint) as client:
        await client.server.get_events().aclose()


async def test_opening_twice_is_opening_once(serve: Serve) -> None:
    server = serve(one_event)
    async with AsyncLXDClient(server.endpoint) as client:
        async with client.server.get_events() as stream:
            await stream.open()
    assert len(server.peers) == 1


async def test_single_events_are_received(serve: Serve) -> None:
    async with AsyncLXDClient(serve(many_events).endpoint) as client:
        async with client.server.get_events(type="lifecycle") as events:
            actions = [(await events.receive()).metadata.action for _ in range(2)]
    assert actions == ["action-0", "action-1"]


async def test_receiving_opens_the_stream(serve: Serve) -> None:
    async with AsyncLXDClient(serve(one_event).endpoint) as client:
        stream = client.server.get_events()
        event = await stream.receive()
        await stream.aclose()
    assert event.type == "lifecycle"


async def test_a_loop_within_the_block_leaves_the_stream_open(serve: Serve) -> None:
    async with AsyncLXDClient(serve(many_events).endpoint) as client:
        async with client.server.get_events(type="lifecycle") as events:
            async for _ in events:
                break
            assert (await events.receive()).metadata.action == "action-1"


async def test_no_event_in_time_is_a_timeout(serve: Serve) -> None:
    async with AsyncLXDClient(serve(Recorder()).endpoint) as client:
        async with client.server.get_events() as events:
            with pytest.raises(LXDTimeout, match=r"WEBSOCKET /1.0/events .* within 0.01 s"):
                await events.receive(timeout=0.01)


async def test_after_a_timeout_events_are_still_received(serve: Serve) -> None:
    server: PeerServer = serve(Recorder())
    async with AsyncLXDClient(server.endpoint) as client:
        async with client.server.get_events() as events:
            with pytest.raises(LXDTimeout):
                await events.receive(timeout=0.01)
            server.peers[0].event("lifecycle", {"action": "instance-started"})
            assert (await events.receive()).type == "lifecycle"


async def test_two_streams_side_by_side_get_the_same_events(serve: Serve) -> None:
    async with AsyncLXDClient(serve(one_event).endpoint) as client:
        async with client.server.get_events() as first, client.server.get_events() as second:
            assert (await first.receive()).type == (await second.receive()).type
