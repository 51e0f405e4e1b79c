"""What an instance's state says of how far it has come."""

from __future__ import annotations

from typing import Any

import pytest
from lxd_api.models import EventLifecycle, InstanceState, Operation

from lxd._core.readiness import (
    AgentWatch,
    Family,
    addresses,
    describe,
    has_booted,
    has_stopped,
    pause,
    wakes,
    works_on,
)
from tests.envelopes import operation


def state(status: str = "Running", processes: int = 5, **network: Any) -> InstanceState:
    """A state, with the network interfaces and their addresses by scope."""
    nics = {
        name: {
            "type": "loopback" if name == "lo" else "broadcast",
            "addresses": [
                {"address": address, "family": "inet6" if ":" in address else "inet", "scope": scope}
                for address, scope in told
            ],
        }
        for name, told in network.items()
    }
    return InstanceState.from_dict({"status": status, "processes": processes, "network": nics})


FULL = state(
    lo=[("127.0.0.1", "local"), ("::1", "local")],
    eth0=[("fe80::1", "link"), ("fd42::7", "global"), ("10.0.0.7", "global")],
    eth1=[("192.168.0.9", "global"), ("169.254.1.1", "link")],
)


@pytest.mark.parametrize(
    ("family", "interface", "expected"),
    [
        (None, None, ["10.0.0.7", "192.168.0.9", "fd42::7"]),
        (4, None, ["10.0.0.7", "192.168.0.9"]),
        (6, None, ["fd42::7"]),
        (4, "eth1", ["192.168.0.9"]),
        (6, "eth1", []),
        (None, "eth9", []),
        (None, "lo", []),
    ],
)
def test_addresses_are_those_under_which_others_reach_it(
    family: Family | None, interface: str | None, expected: list[str]
) -> None:
    assert addresses(FULL, family, interface) == expected


def test_the_network_of_a_stopped_one_may_be_missing() -> None:
    assert addresses(InstanceState.from_dict({"status": "Stopped", "network": None}), None, None) == []


@pytest.mark.parametrize(
    ("status", "processes", "expected"),
    [
        ("Running", 1, True),
        ("Ready", 1, True),
        ("Running", 0, False),
        ("Running", -1, False),
        ("Frozen", 5, False),
        ("Stopped", 0, False),
        ("Starting", 1, False),
    ],
)
def test_a_container_has_booted_when_something_runs_in_it(
    status: str, processes: int, expected: bool
) -> None:
    assert has_booted(state(status, processes)) is expected


@pytest.mark.parametrize(("status", "expected"), [("Stopped", True), ("Error", True), ("Stopping", False)])
def test_what_has_stopped(status: str, expected: bool) -> None:
    assert has_stopped(state(status)) is expected


def test_one_answer_of_an_agent_is_none() -> None:
    assert not AgentWatch().sees(state(processes=9), 100.0)


def test_an_agent_that_goes_on_answering_is_there_to_stay() -> None:
    watch = AgentWatch()
    assert [watch.sees(state(processes=9), at) for at in (100.0, 100.1, 100.4, 100.5)] == [
        False,
        False,
        False,
        True,
    ]


def test_an_agent_that_goes_and_comes_back_has_to_begin_anew() -> None:
    watch = AgentWatch()
    seen = [
        watch.sees(state(processes=processes), at)
        for at, processes in ((0.0, 9), (0.4, -1), (0.8, 9), (1.0, 9), (1.3, 0))
    ]
    assert seen == [False, False, False, False, True]


def test_an_agent_of_a_machine_that_stops_is_none() -> None:
    watch = AgentWatch()
    watch.sees(state(), 0.0)
    assert not watch.sees(state("Stopping"), 9.0)
    assert not watch.sees(state(), 10.0)


def test_what_was_last_seen_is_told_with_addresses() -> None:
    told = describe(state(lo=[("127.0.0.1", "local")], eth0=[("fe80::1", "link")], eth1=[]))
    assert told == "Running; 5 processes; eth0: fe80::1 (link); eth1: no address"


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        (None, "the server told no state"),
        (state("Stopped", 0), "Stopped"),
        (state(processes=-1), "Running; no agent"),
    ],
)
def test_what_was_last_seen_is_told(seen: InstanceState | None, expected: str) -> None:
    assert describe(seen) == expected


def test_pauses_grow_to_a_second() -> None:
    pauses = [pause(attempt) for attempt in range(1000)]
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (0.1, 1.0)


@pytest.mark.parametrize(
    ("action", "source", "expected"),
    [
        ("instance-started", "/1.0/instances/c1", True),
        ("instance-ready", "/1.0/instances/c1?project=p", True),
        ("instance-deleted", "/1.0/instances/c1", True),
        ("instance-started", "/1.0/instances/c11", False),
        ("instance-log-retrieved", "/1.0/instances/c1", False),
        ("instance-exec", "/1.0/instances/c1", False),
        ("instance-started", "", False),
        ("image-deleted", "/1.0/images/c1", False),
        ("instance-started", "/1.0/instances/a%2Fb", False),
    ],
)
def test_events_after_which_to_look_again(action: str, source: str, expected: bool) -> None:
    assert wakes(EventLifecycle(action=action, source=source), "c1") is expected


def test_an_event_may_tell_the_name_itself() -> None:
    assert wakes(EventLifecycle(action="instance-started", name="c1"), "c1")


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, True),
        ({"resources": {"instances": ["/1.0/instances/c2"]}}, False),
        ({"resources": {}, "metadata": {"entity_url": "/1.0/instances/c1"}}, True),
        ({"status_code": 200}, False),
        ({"resources": None}, False),
    ],
)
def test_operations_that_work_on_it(told: dict[str, Any], expected: bool) -> None:
    assert works_on(Operation.from_dict(operation(**told)), "c1") is expected
