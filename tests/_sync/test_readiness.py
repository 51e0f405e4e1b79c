# Written by scripts/unasync.py from tests/_async/test_readiness.py. Change that, and run `make sync`.

"""Waiting for instances: what counts, what ends it, and what it costs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from lxd import LXDClient
from lxd.errors import (
    ExtensionMissing,
    Forbidden,
    InstanceStopped,
    LXDConnectionError,
    LXDError,
    LXDTimeout,
    NotFound,
)
from tests import envelopes
from tests._sync._io import Running
from tests._sync.conftest import Clock, Serve
from tests.envelopes import operation, sync
from tests.fakes import FakeLXD
from tests.peers import Peer

C1 = "GET /1.0/instances/c1"
STATE = f"{C1}/state"
OPERATIONS = "GET /1.0/operations"


def state(status: str = "Running", processes: int = 5, *addresses: str) -> dict[str, Any]:
    """A state, as it is told."""
    told = [
        {"address": address, "family": "inet6" if ":" in address else "inet", "scope": "global"}
        for address in addresses
    ]
    return sync(
        {
            "status": status,
            "processes": processes,
            "network": {"eth0": {"type": "broadcast", "addresses": told}},
        }
    )


STOPPED = state("Stopped", 0)


@pytest.fixture
def container(lxd: FakeLXD) -> FakeLXD:
    """A server with a container, on which nothing is under way."""
    lxd.on(C1, sync({"name": "c1", "type": "container"}))
    lxd.on(OPERATIONS, sync({}))
    return lxd


@pytest.fixture
def machine(lxd: FakeLXD) -> FakeLXD:
    """A server with a virtual machine, on which nothing is under way."""
    lxd.on(C1, sync({"name": "c1", "type": "virtual-machine"}))
    lxd.on(OPERATIONS, sync({}))
    return lxd


def test_a_container_that_runs_is_ready(client: LXDClient, container: FakeLXD) -> None:
    container.on(STATE, state())
    assert (client.instances.wait_ready("c1", project="p")).status == "Running"
    assert container.calls == [f"{C1}?project=p", f"{STATE}?project=p"]


def test_a_container_is_waited_for_until_something_runs_in_it(
    client: LXDClient, container: FakeLXD, clock: Clock
) -> None:
    container.on(STATE, state("Starting", 0), state(processes=0), state("Frozen"), state())
    client.instances.wait_ready("c1")
    assert container.count(STATE) == 4


@pytest.mark.parametrize("method", ["wait_ready", "wait_for_agent"])
def test_the_agent_of_a_machine_has_to_be_there_to_stay(
    client: LXDClient, machine: FakeLXD, clock: Clock, method: str
) -> None:
    machine.on(STATE, state(processes=-1), state(processes=9), state(processes=-1), state(processes=9))
    began = clock.time
    assert (getattr(client.instances, method)("c1")).processes == 9
    assert clock.time - began >= 0.5
    assert machine.count(STATE) > 4


def test_a_container_has_no_agent(client: LXDClient, container: FakeLXD) -> None:
    with pytest.raises(LXDError, match="is a container"):
        client.instances.wait_for_agent("c1")
    assert container.count(STATE) == 0


def test_a_machine_without_agent(client: LXDClient, machine: FakeLXD, clock: Clock) -> None:
    machine.on(STATE, state(processes=-1))
    with pytest.raises(LXDTimeout, match="waited 30 s for its agent; last seen: Running; no agent"):
        client.instances.wait_for_agent("c1", timeout=30)


def test_what_is_inside_announces_that_it_is_ready(client: LXDClient, lxd: FakeLXD, clock: Clock) -> None:
    lxd.on("GET /1.0", sync(envelopes.server("instance_ready_state")))
    lxd.on(STATE, state(), state(), state("Ready"))
    assert (client.instances.wait_ready("c1", announced=True)).status == "Ready"


def test_an_old_server_hears_no_announcement(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", sync(envelopes.server()))
    with pytest.raises(ExtensionMissing, match="instance_ready_state"):
        client.instances.wait_ready("c1", announced=True)


def test_an_address_that_is_there_takes_one_request(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(STATE, state("Running", 5, "fd42::7", "10.0.0.7"))
    assert client.instances.wait_for_ip("c1", project="p") == ["10.0.0.7", "fd42::7"]
    assert lxd.calls == [f"{STATE}?project=p"]


def test_an_address_comes_some_time(client: LXDClient, lxd: FakeLXD, clock: Clock) -> None:
    lxd.on(STATE, state(), state("Running", 5, "fd42::7"), state("Running", 5, "fd42::7", "10.0.0.7"))
    assert client.instances.wait_for_ip("c1", family=4) == ["10.0.0.7"]


def test_an_address_that_does_not_come(client: LXDClient, lxd: FakeLXD, clock: Clock) -> None:
    lxd.on(STATE, state("Running", 5, "10.0.0.7"))
    began = clock.time
    with pytest.raises(LXDTimeout, match=r"an IPv6 address on eth0; last seen: .*10\.0\.0\.7") as caught:
        client.instances.wait_for_ip("c1", family=6, interface="eth0", timeout=20)
    assert 20 <= clock.time - began < 21
    assert "/1.0/instances/c1/state" in str(caught.value)


def test_looking_becomes_rarer(client: LXDClient, lxd: FakeLXD, clock: Clock) -> None:
    lxd.on(STATE, state())
    with pytest.raises(LXDTimeout):
        client.instances.wait_for_ip("c1", timeout=60)
    assert lxd.count(STATE) < 70


@pytest.mark.parametrize("status", ["Stopped", "Error"])
def test_a_stopped_instance_ends_it(client: LXDClient, container: FakeLXD, clock: Clock, status: str) -> None:
    container.on(STATE, state(status, 0))
    began = clock.time
    with pytest.raises(
        InstanceStopped, match=f"'c1' is {status.lower()}, and waiting for an address"
    ) as caught:
        client.instances.wait_for_ip("c1", timeout=600)
    assert (caught.value.name, caught.value.state) == ("c1", status)
    assert clock.time - began < 2


def test_one_that_restarts_is_stopped_for_a_moment(
    client: LXDClient, container: FakeLXD, clock: Clock
) -> None:
    container.on(STATE, state(), STOPPED, state("Running", 5, "10.0.0.7"))
    assert client.instances.wait_for_ip("c1") == ["10.0.0.7"]


def test_one_that_is_about_to_start_is_waited_for(
    client: LXDClient, container: FakeLXD, clock: Clock
) -> None:
    container.on(OPERATIONS, sync({"running": [operation()]}))
    container.on(STATE, *[STOPPED] * 9, state("Running", 5, "10.0.0.7"))
    assert client.instances.wait_for_ip("c1") == ["10.0.0.7"]


def test_who_may_not_see_operations_takes_stopped_for_stopped(
    client: LXDClient, container: FakeLXD, clock: Clock
) -> None:
    container.on(OPERATIONS, envelopes.error(403, "not authorized"))
    container.on(STATE, STOPPED)
    with pytest.raises(InstanceStopped):
        client.instances.wait_for_ip("c1")


@pytest.mark.parametrize("states", [[], [state()]])
def test_a_missing_instance_ends_it(
    client: LXDClient, lxd: FakeLXD, clock: Clock, states: list[dict[str, Any]]
) -> None:
    lxd.on(STATE, *states, envelopes.error(404, "Instance not found"))
    with pytest.raises(NotFound):
        client.instances.wait_for_ip("c1")


def test_who_may_not_look_is_told_so(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(STATE, envelopes.error(403, "not authorized"))
    with pytest.raises(Forbidden):
        client.instances.wait_for_ip("c1")


def test_a_server_that_restarts_is_waited_for(client: LXDClient, lxd: FakeLXD, clock: Clock) -> None:
    starting = envelopes.error(503, "LXD daemon setup in progress")
    lxd.on(STATE, state(), *[starting] * 9, httpx.ConnectError("refused"), state("Running", 5, "10.0.0.7"))
    assert client.instances.wait_for_ip("c1") == ["10.0.0.7"]


def test_a_server_that_stays_away_is_not(client: LXDClient, lxd: FakeLXD, clock: Clock) -> None:
    lxd.on(STATE, state(), httpx.ConnectError("refused"))
    with pytest.raises(LXDConnectionError):
        client.instances.wait_for_ip("c1", timeout=600)


def test_an_agent_that_keeps_the_server_waiting(client: LXDClient, lxd: FakeLXD, clock: Clock) -> None:
    lxd.on(STATE, clock.after(60, httpx.ReadTimeout("")), state("Running", 5, "10.0.0.7"))
    assert client.instances.wait_for_ip("c1", timeout=100) == ["10.0.0.7"]


def test_no_request_takes_longer_than_there_is_time(client: LXDClient, lxd: FakeLXD, clock: Clock) -> None:
    lxd.on(STATE, clock.after(5, httpx.ReadTimeout("")))
    with pytest.raises(LXDTimeout, match="the server told no state"):
        client.instances.wait_for_ip("c1", timeout=5)
    assert max(request.extensions["timeout"]["read"] for request in lxd.requests) <= 5


class Server:
    """A server that tells of changes.

    Args:
        tell: what happens on the stream of events once it is open.
        states: what it tells when it is asked; the last is told again and again.
    """

    def __init__(self, tell: Callable[[Peer], None], *states: dict[str, Any]) -> None:
        self.looks = 0
        self._tell = tell
        self._states = list(states)

    def __call__(self, peer: Peer) -> None:
        while request := peer.request():
            if request.path == "/1.0/events":
                assert "type=lifecycle" in request.target
                peer.grant(request)
                self._tell(peer)
                return
            if request.path == "/1.0/operations":
                peer.answer(sync({}))
                continue
            self.looks += 1
            answer = self._states.pop(0) if len(self._states) > 1 else self._states[0]
            peer.answer(answer, answer["error_code"] or 200)


def telling(*actions: str, name: str = "c1") -> Callable[[Peer], None]:
    """Tells of an instance."""

    def tell(peer: Peer) -> None:
        for action in actions:
            peer.event("lifecycle", {"action": action, "source": f"/1.0/instances/{name}"})
        peer.listen()

    return tell


@pytest.fixture
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only events wake: without them it would take for ever."""
    monkeypatch.setattr("lxd._sync.instances.readiness.pause", lambda looks: 3600.0)
    monkeypatch.setattr("lxd._sync.instances.readiness._SECOND_LOOK", 3600.0)


@pytest.mark.usefixtures("no_pauses")
@pytest.mark.parametrize("action", ["instance-started", "instance-ready", "instance-restarted"])
def test_an_event_is_a_reason_to_look_again(serve: Serve, action: str) -> None:
    server = Server(telling(action), state("Starting"), state("Starting"), state("Running", 5, "10.0.0.7"))
    with LXDClient(serve(server).endpoint) as client:
        waiting = Running(lambda: client.instances.wait_for_ip("c1", timeout=7200))
        assert waiting.result() == ["10.0.0.7"]
    assert server.looks == 3


@pytest.mark.usefixtures("no_pauses")
def test_a_deletion_ends_it_at_once(serve: Serve) -> None:
    server = Server(telling("instance-deleted"), state(), state(), envelopes.error(404, "Instance not found"))
    with LXDClient(serve(server).endpoint) as client:
        waiting = Running(lambda: client.instances.wait_for_ip("c1", timeout=7200))
        with pytest.raises(NotFound):
            waiting.result()


@pytest.mark.usefixtures("no_pauses")
def test_a_stop_ends_it_at_once(serve: Serve) -> None:
    server = Server(telling("instance-stopped", "instance-shutdown"), state(), state(), STOPPED)
    with LXDClient(serve(server).endpoint) as client:
        waiting = Running(lambda: client.instances.wait_for_ip("c1", timeout=7200))
        with pytest.raises(InstanceStopped):
            waiting.result()


def test_other_events_are_none(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    def tell(peer: Peer) -> None:
        telling("instance-started", name="c2")(peer)

    monkeypatch.setattr("lxd._sync.instances.readiness.pause", lambda looks: 0.5)
    server = Server(tell, state(), state(), state("Running", 5, "10.0.0.7"))
    with LXDClient(serve(server).endpoint) as client:
        assert client.instances.wait_for_ip("c1") == ["10.0.0.7"]
    assert server.looks == 3


def test_a_stream_that_breaks_leaves_looking(serve: Serve, clock: Clock) -> None:
    server = Server(lambda peer: None, state(), state(), state(), state("Running", 5, "10.0.0.7"))
    with LXDClient(serve(server).endpoint) as client:
        assert client.instances.wait_for_ip("c1") == ["10.0.0.7"]
