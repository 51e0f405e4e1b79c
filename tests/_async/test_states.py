"""Starting and stopping, one or many."""

from __future__ import annotations

from typing import Any

import pytest

from lxd import AsyncLXDClient
from lxd.errors import BadRequest, LXDError, NotFound, OperationFailed, OperationNotFound, SomeFailed
from tests import envelopes
from tests._async.conftest import Clock, Serve
from tests.envelopes import WAIT, operation, sync
from tests.fakes import FakeLXD
from tests.peers import Peer

C1 = "/1.0/instances/c1"
STATE = f"PUT {C1}/state"


@pytest.mark.parametrize(
    ("method", "options", "sent"),
    [
        ("start", {}, {}),
        ("start", {"stateful": True}, {"stateful": True}),
        ("stop", {}, {}),
        ("stop", {"timeout": 30}, {"timeout": 30}),
        ("stop", {"force": True}, {"force": True}),
        ("stop", {"stateful": True}, {"stateful": True}),
        ("restart", {"timeout": 30, "force": True}, {"timeout": 30, "force": True}),
        ("freeze", {}, {}),
        ("unfreeze", {}, {}),
    ],
)
async def test_each_sends_its_action_and_no_timeout_of_its_own(
    client: AsyncLXDClient, lxd: FakeLXD, method: str, options: dict[str, Any], sent: dict[str, Any]
) -> None:
    lxd.on(STATE, envelopes.started())
    started = await getattr(client.instances, method)("c1", project="p", **options)
    assert started.id == envelopes.ID
    assert lxd.body(STATE) == {"action": method, "force": False, "stateful": False, **sent}
    assert lxd.sent(STATE).url.params["project"] == "p"


async def test_what_is_started_can_be_waited_for_in_one_line(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(STATE, envelopes.started())
    lxd.on(f"GET {WAIT}", sync(operation(200)))
    assert (await client.instances.stop("c1", force=True).wait(timeout=5)).status == "Success"
    assert lxd.calls[-1] == f"GET {WAIT}?timeout=5"


async def test_waiting_in_one_line_raises_what_each_raises(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(STATE, envelopes.error(404, "Instance not found"), envelopes.started())
    lxd.on(f"GET {WAIT}", sync(operation(400, err="no init")))
    with pytest.raises(NotFound):
        await client.instances.start("c1").wait()
    with pytest.raises(OperationFailed, match="no init"):
        await client.instances.start("c1").wait()


@pytest.mark.parametrize("timeout", [0, -1])
@pytest.mark.parametrize("method", ["stop", "restart"])
async def test_no_timeout_pulls_the_plug(
    client: AsyncLXDClient, lxd: FakeLXD, method: str, timeout: int
) -> None:
    with pytest.raises(ValueError, match="force=True"):
        await getattr(client.instances, method)("c1", timeout=timeout)
    assert lxd.calls == []


async def test_all_instances_of_a_project(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("PUT /1.0/instances", envelopes.started())
    await client.instances.update_state_of_all(action="stop", timeout=30, project="p")
    assert lxd.body("PUT /1.0/instances") == {
        "state": {"action": "stop", "force": False, "stateful": False, "timeout": 30}
    }
    assert lxd.sent("PUT /1.0/instances").url.params["project"] == "p"


@pytest.mark.parametrize("timeout", [0, -1])
async def test_no_timeout_pulls_the_plug_of_many(client: AsyncLXDClient, lxd: FakeLXD, timeout: int) -> None:
    with pytest.raises(ValueError, match="force=True"):
        await client.instances.update_state_of_all(action="stop", timeout=timeout)
    with pytest.raises(ValueError, match="force=True"):
        await client.instances.update_states(["c1"], action="stop", timeout=timeout)
    assert lxd.calls == []


def started(id: str) -> dict[str, Any]:
    """An operation that has begun."""
    return {**envelopes.started(id=id), "operation": f"/1.0/operations/{id}"}


def ended(id: str, code: int = 200, **changes: Any) -> dict[str, Any]:
    return operation(code, id=id, **changes)


async def failures(client: AsyncLXDClient, *names: str, **options: Any) -> dict[str, LXDError]:
    """Stops instances, and returns what went wrong."""
    try:
        await client.instances.update_states(names, action="stop", **options)
    except SomeFailed as error:
        return error.errors
    return {}


async def test_several_instances(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    for name in ("c1", "c2"):
        lxd.on(f"PUT /1.0/instances/{name}/state", started(name))
        lxd.on(f"GET /1.0/operations/{name}/wait", sync(ended(name)))
    assert await failures(client, "c1", "c2", force=True, project="p") == {}
    assert lxd.body(STATE) == {"action": "stop", "force": True, "stateful": False}
    assert lxd.sent(STATE).url.params["project"] == "p"


async def test_none_at_all(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    assert await failures(client) == {}
    assert lxd.calls == []


async def test_one_named_twice_is_changed_once(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(STATE, sync())
    assert await failures(client, "c1", "c1") == {}
    assert lxd.calls == [STATE]


async def test_what_goes_wrong_is_told_by_name_and_holds_up_none(
    client: AsyncLXDClient, lxd: FakeLXD
) -> None:
    lxd.on("PUT /1.0/instances/gone/state", envelopes.error(404, "Instance not found"))
    lxd.on("PUT /1.0/instances/odd/state", envelopes.error(400, "no"))
    lxd.on("PUT /1.0/instances/bad/state", started("bad"))
    lxd.on("GET /1.0/operations/bad/wait", sync(ended("bad", 400, err="busy")))
    lxd.on(STATE, started("c1"))
    lxd.on("GET /1.0/operations/c1/wait", sync(ended("c1")))
    errors = await failures(client, "gone", "odd", "bad", "c1")
    assert list(errors) == ["gone", "odd", "bad"]
    assert [type(error) for error in errors.values()] == [NotFound, BadRequest, OperationFailed]


async def test_the_error_says_how_many_and_why() -> None:
    errors: dict[str, LXDError] = {f"c{number}": LXDError(f"no {number}") for number in range(7)}
    error = SomeFailed(errors, 9)
    assert str(error) == "7 of 9 failed: c0: no 0; c1: no 1; c2: no 2; c3: no 3; c4: no 4; and 2 more"


async def test_the_timeout_is_for_all_of_them(client: AsyncLXDClient, lxd: FakeLXD, clock: Clock) -> None:
    for name in ("c1", "c2"):
        lxd.on(f"PUT /1.0/instances/{name}/state", started(name))
        lxd.on(f"GET /1.0/operations/{name}/wait", clock.after(20, sync(ended(name, 103))))
        lxd.on(f"GET /1.0/operations/{name}", sync(ended(name, 103)))
    errors = await failures(client, "c1", "c2", wait_timeout=20)
    assert list(errors) == ["c1", "c2"]
    assert all(isinstance(error, TimeoutError) for error in errors.values())


class Server:
    """A server that tells the ends of operations by events, on a connection of its own.

    Args:
        *events: the operations, in the order in which their news come; None: it hangs up.
        states: what it tells when it is asked.
    """

    def __init__(
        self, *events: dict[str, Any] | None, states: dict[str, dict[str, Any]] | None = None
    ) -> None:
        self.asked: list[str] = []
        self._events = events
        self._states = states or {}

    def __call__(self, peer: Peer) -> None:
        while request := peer.request():
            self.asked.append(f"{request.method} {request.path}")
            if request.path == "/1.0/events":
                peer.grant(request)
                for event in self._events:
                    if event is None:
                        return
                    peer.event("operation", event)
                peer.listen()
                return
            name = request.path.split("/")[3]
            answer = started(name) if request.method == "PUT" else self._states[name]
            peer.answer(answer, answer["error_code"] or (202 if answer["type"] == "async" else 200))


async def test_ends_are_told_by_events_in_any_order(serve: Serve) -> None:
    server = Server(ended("c2"), ended("other", 400), ended("c1", 103), ended("c1", 400, err="busy"))
    async with AsyncLXDClient(serve(server).endpoint) as client:
        errors = await failures(client, "c1", "c2")
    assert list(errors) == ["c1"]
    assert "busy" in str(errors["c1"])
    assert not [asked for asked in server.asked if asked.endswith("/wait")]


async def test_a_stream_that_breaks_is_no_end(serve: Serve) -> None:
    server = Server(ended("c1"), None, states={"c2": sync(ended("c2", 400, err="busy"))})
    async with AsyncLXDClient(serve(server).endpoint) as client:
        assert list(await failures(client, "c1", "c2")) == ["c2"]


async def test_without_news_the_server_is_asked(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lxd._async.gathering._PATIENCE", 0.01)
    states = {
        "c1": sync(ended("c1")),
        "c2": envelopes.error(404, "Operation not found"),
        "c3": sync(ended("c3", 400, err="busy")),
    }
    server = Server(states=states)
    async with AsyncLXDClient(serve(server).endpoint) as client:
        errors = await failures(client, "c1", "c2", "c3")
    assert {name: type(error) for name, error in errors.items()} == {
        "c2": OperationNotFound,
        "c3": OperationFailed,
    }
