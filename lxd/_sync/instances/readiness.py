# Written by scripts/unasync.py from lxd/_async/instances/readiness.py. Change that, and run `make sync`.

"""Waiting until an instance has come so far that one can work with it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING, TypeVar

from lxd_api import instances as api
from lxd_api import models
from lxd_api import operations as operations_api

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
from lxd._core.retry import RETRIES
from lxd._sync._io import now, sleep
from lxd._sync.area import Area
from lxd._sync.events import EventStream
from lxd.entities.events import LifecycleEvent
from lxd.errors import Asked, InstanceStopped, LXDConnectionError, LXDError, LXDTimeout, Unavailable

if TYPE_CHECKING:
    from lxd._sync.client import LXDClient

__all__ = ["InstanceReadiness"]

R = TypeVar("R")

_ANNOUNCED = "it to say that it is ready"

_LEAST = 0.1
"""Seconds that a request gets, however short the time is."""

_SECOND_LOOK = 0.5
"""Seconds after which an instance that is stopped is looked at again: one that restarts is stopped for a moment."""


class InstanceReadiness(Area):
    """Waits for instances: until they run, have an address, have an agent.

    Every wait ends early, with an error, when the instance has stopped, fails or is deleted. The server tells when
    the instance's state changes, and the state is looked at now and then, since addresses and agents come unannounced.
    """

    def wait_ready(
        self,
        name: str,
        *,
        timeout: float = 60.0,
        announced: bool = False,
        project: str | None = None,
    ) -> models.InstanceState:
        """Waits until an instance has booted: until commands can be run in it.

        Endpoint: ``GET /1.0/instances/{name}/state``; `announced` needs the API extension ``instance_ready_state``.

        That is, of a container: it runs, and so does its init; of a virtual machine: its agent is there to stay.
        Its services may still be starting; only what is inside knows of them, and may announce that it is ready.

        Args:
            name: its name.
            timeout: seconds that it may take.
            announced: wait until what is inside says that it is ready, and LXD so tells the status ``Ready``. Most
                images never do: they have to be set up to tell LXD, through its socket inside.
            project: its project; default: the client's.

        Returns:
            Its state.

        Raises:
            InstanceStopped: it is stopped, and nothing is about to start it.
            LXDTimeout: it was not ready in time; the message has what was last seen.
            NotFound: there is none, or it was deleted.
        """
        if announced:
            facts = self._client._learn_facts()
            facts.require({"wait_ready(announced=True)": "instance_ready_state"})
            return self._watch(
                name, lambda state: state if state.status == "Ready" else None, _ANNOUNCED, timeout, project
            )
        if self._is_machine(name, project):
            return self._watch(name, _agent_watch(), "its agent", timeout, project)
        return self._watch(
            name, lambda state: state if has_booted(state) else None, "it to boot", timeout, project
        )

    def wait_for_agent(
        self, name: str, *, timeout: float = 60.0, project: str | None = None
    ) -> models.InstanceState:
        """Waits until a virtual machine's agent is there to stay: until it has answered twice in a row.

        Endpoint: ``GET /1.0/instances/{name}/state``.

        A system may have no agent, and with ``security.agent.metrics=false`` LXD does not ask it.

        Args:
            name: its name.
            timeout: seconds that it may take.
            project: its project; default: the client's.

        Returns:
            Its state.

        Raises:
            InstanceStopped: it is stopped, and nothing is about to start it.
            LXDError: it is a container, which has none.
            LXDTimeout: there was none in time; the message has what was last seen.
            NotFound: there is no such instance, or it was deleted.
        """
        if not self._is_machine(name, project):
            raise LXDError(
                f"instance {name!r} is a container, which has no agent", hint="wait_ready() takes both kinds"
            )
        return self._watch(name, _agent_watch(), "its agent", timeout, project)

    def wait_for_ip(
        self,
        name: str,
        *,
        family: Family | None = None,
        interface: str | None = None,
        timeout: float = 60.0,
        project: str | None = None,
    ) -> list[str]:
        """Waits until an instance has an address under which others can reach it.

        Endpoint: ``GET /1.0/instances/{name}/state``.

        Addresses of the loopback interface and those that are valid on one link only (``169.254…``, ``fe80:…``) do
        not count.

        Args:
            name: its name.
            family: 4 or 6: an address of that version of IP; None: of either.
            interface: the network interface, by its name inside; None: any. Of a virtual machine without an agent
                LXD knows no other name than that of the device.
            timeout: seconds that it may take.
            project: its project; default: the client's.

        Returns:
            All such addresses that it has by then, those of IPv4 first.

        Raises:
            InstanceStopped: it is stopped, and nothing is about to start it.
            LXDTimeout: there was none in time; the message has what was last seen.
            NotFound: there is no such instance, or it was deleted.
        """
        what = "an address" if family is None else f"an IPv{family} address"
        if interface is not None:
            what += f" on {interface}"
        return self._watch(
            name, lambda state: addresses(state, family, interface) or None, what, timeout, project
        )

    def _is_machine(self, name: str, project: str | None) -> bool:
        return (self._client.instances.get(name, project=project)).type == "virtual-machine"

    def _watch(
        self,
        name: str,
        look: Callable[[models.InstanceState], R | None],
        what: str,
        timeout: float,
        project: str | None,
    ) -> R:
        """Looks at an instance's state until that is what it should be.

        Args:
            name: the instance.
            look: returns what is wanted once the state has it.
            what: what is waited for, in words.
            timeout: seconds that it may take.
            project: its project.
        """
        watch = _Watch(self._client, name, project, now() + timeout)
        # Often all is there already, and then one request is enough.
        state = watch.look()
        if state is not None and (found := look(state)) is not None:
            return found
        with closing(self._client.server.get_events(type="lifecycle", project=project)) as events:
            watch.listen(events)
            while True:
                state = watch.look()
                if state is not None and (found := look(state)) is not None:
                    return found
                if watch.is_over(state):
                    raise InstanceStopped(
                        name, watch.last.status if watch.last else "", what, asked=watch.asked
                    )
                if watch.left <= 0:
                    raise LXDTimeout(
                        f"waited {timeout:g} s for {what}; last seen: {describe(watch.last)}",
                        asked=watch.asked,
                    )
                watch.pause()


def _agent_watch() -> Callable[[models.InstanceState], models.InstanceState | None]:
    agent = AgentWatch()
    return lambda state: state if agent.sees(state, now()) else None


class _Watch:
    """Looks at an instance from time to time.

    Args:
        client: the client.
        name: the instance.
        project: its project.
        deadline: until when.
    """

    def __init__(self, client: LXDClient, name: str, project: str | None, deadline: float) -> None:
        self.last: models.InstanceState | None = None
        """Its state as last seen."""
        self._client = client
        self._name = name
        self._request = api.instance_state_get(name, project=project)
        self._project = project
        self._deadline = deadline
        self._events: EventStream[LifecycleEvent] | None = None
        self._looks = 0
        self._faults = 0
        self._was_stopped = False

    @property
    def asked(self) -> Asked:
        """What is asked of which server."""
        return self._client._transport.asked(self._request.method, self._request.path)

    @property
    def left(self) -> float:
        """The seconds left."""
        return self._deadline - now()

    def look(self) -> models.InstanceState | None:
        """Returns the state; None where the server did not tell it, which may be better the next time."""
        self._looks += 1
        own = self._client._transport.timeout
        patience = max(self.left, _LEAST) if own is None else min(max(self.left, _LEAST), own)
        try:
            self.last = self._client.send(self._request, timeout=patience)
        except LXDTimeout:
            return None  # an agent that is about to come or go may keep the server waiting
        except (LXDConnectionError, Unavailable):
            # The server restarts: instances live on meanwhile.
            self._faults += 1
            if self._faults > RETRIES:
                raise
            return None
        self._faults = 0
        return self.last

    def listen(self, events: EventStream[LifecycleEvent]) -> None:
        """Has the server tell when the state changes, if it does that for this client."""
        try:
            events.open(max(self.left, _LEAST))
        except LXDError:
            return
        self._events = events

    def pause(self) -> None:
        """Waits for a while; not as long if the server tells of a change."""
        until = now() + min(_SECOND_LOOK if self._was_stopped else pause(self._looks), max(self.left, 0.0))
        while self._events is not None and (left := until - now()) > 0:
            try:
                event = self._events.receive(timeout=left)
            except LXDTimeout:
                return
            except LXDError:
                self._events = None
            else:
                if wakes(event.metadata, self._name):
                    return
        sleep(max(until - now(), 0.0))

    def is_over(self, state: models.InstanceState | None) -> bool:
        """Whether the instance is stopped to stay: seen so twice, with nothing under way that starts it."""
        if state is None or not has_stopped(state):
            self._was_stopped = self._was_stopped and state is None
            return False
        if not self._was_stopped:
            self._was_stopped = True
            return False
        request = operations_api.operations_get(recursion=1, project=self._project)
        try:
            operations = self._client.send(request)
        except LXDError:
            return True  # that much is known
        return not any(
            works_on(operation, self._name) for group in operations.values() for operation in group
        )
