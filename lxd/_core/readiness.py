"""What an instance's state says of how far it has come since it was started."""

from __future__ import annotations

from typing import Literal, TypeAlias

from lxd_api.models import EventLifecycle, InstanceState, Operation

from lxd.entities.links import Link
from lxd.errors import UnexpectedAnswer

__all__ = [
    "AgentWatch",
    "Family",
    "addresses",
    "describe",
    "has_booted",
    "has_stopped",
    "is_running",
    "pause",
    "wakes",
    "works_on",
]

Family: TypeAlias = Literal[4, 6]
"""The version of IP."""

_FAMILIES = {4: "inet", 6: "inet6"}

_NEWS = frozenset(
    {
        "instance-deleted",
        "instance-ready",
        "instance-renamed",
        "instance-restarted",
        "instance-resumed",
        "instance-shutdown",
        "instance-started",
        "instance-stopped",
    }
)
"""Events after which an instance's state is another."""

_STEADY = 0.5
"""Seconds that an agent must have answered to be there to stay."""

_FIRST_PAUSE = 0.1
_LONGEST_PAUSE = 1.0


def is_running(state: InstanceState) -> bool:
    """Whether it runs and is not frozen."""
    return state.status in ("Running", "Ready")


def has_stopped(state: InstanceState) -> bool:
    """Whether it runs no more, or not yet."""
    return state.status in ("Stopped", "Error")


def has_booted(state: InstanceState) -> bool:
    """Whether a container runs, and something in it."""
    return is_running(state) and state.processes > 0


def addresses(state: InstanceState, family: Family | None, interface: str | None) -> list[str]:
    """Returns the addresses under which an instance can be reached, those of IPv4 first.

    Args:
        state: its state.
        family: which version of IP; None: both.
        interface: the name of the only network interface that counts; None: all but loopback.
    """
    found = [
        (address.family, address.address)
        for name, nic in state.network.items()
        if nic.type != "loopback" and interface in (None, name)
        for address in nic.addresses
        if address.scope == "global" and (family is None or address.family == _FAMILIES[family])
    ]
    return [address for _, address in sorted(found, key=lambda pair: pair[0] != "inet")]


class AgentWatch:
    """Notices when a virtual machine's agent is there to stay.

    While a system boots its agent may answer, go away and come back, so that one answer is none. Two in a row are,
    with some time between them.
    """

    def __init__(self) -> None:
        self._since: float | None = None

    def sees(self, state: InstanceState, at: float) -> bool:
        """Takes one look at the state; returns whether the agent is there to stay.

        Args:
            state: the state.
            at: the time, in seconds on any clock.
        """
        # Of a virtual machine whose agent does not answer LXD says -1 processes.
        if not is_running(state) or state.processes < 0:
            self._since = None
            return False
        if self._since is None:
            self._since = at
        return at - self._since >= _STEADY


def describe(state: InstanceState | None) -> str:
    """Says what a state tells, for errors."""
    if state is None:
        return "the server told no state"
    parts = [state.status or "no status"]
    if is_running(state):
        parts.append("no agent" if state.processes < 0 else f"{state.processes} processes")
    for name, nic in state.network.items():
        if nic.type != "loopback":
            told = ", ".join(f"{address.address} ({address.scope})" for address in nic.addresses)
            parts.append(f"{name}: {told or 'no address'}")
    return "; ".join(parts)


def pause(attempt: int) -> float:
    """Returns the seconds to wait before looking again, after so many looks."""
    return min(_FIRST_PAUSE * 1.5 ** min(attempt, 10), _LONGEST_PAUSE)


def wakes(event: EventLifecycle, name: str) -> bool:
    """Whether an event tells that an instance's state is another."""
    return event.action in _NEWS and (_points_to(event.source, name) or event.name == name)


def works_on(operation: Operation, name: str) -> bool:
    """Whether an operation that has not ended works on an instance."""
    urls = [url for urls in operation.resources.values() for url in urls]
    urls.append(str(operation.metadata.get("entity_url") or ""))
    return operation.status_code < 200 and any(_points_to(url, name) for url in urls)


def _points_to(url: str, name: str) -> bool:
    try:
        kind, found, *_ = Link(url).names
    except UnexpectedAnswer:
        return False
    return kind == "instances" and found == name
