# Written by scripts/unasync.py from lxd/_async/gathering.py. Change that, and run `make sync`.

"""Several background operations side by side, and the end of each."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from typing import TYPE_CHECKING

from lxd._core.operations import error_of
from lxd._sync._io import now
from lxd._sync.events import EventStream
from lxd._sync.operations import Operation
from lxd.entities.events import OperationEvent
from lxd.errors import LXDError, LXDTimeout, NotFound, OperationNotFound

if TYPE_CHECKING:
    from lxd_api import models
    from lxd_api.types import Request

    from lxd._sync.client import LXDClient

__all__ = ["wait_for_all"]

_PATIENCE = 2.0
"""Seconds without news after which the server is asked: it forgets an operation five seconds after its end, and an
event may have been missed."""


def wait_for_all(
    client: LXDClient,
    requests: Mapping[str, Request[models.Operation | None]],
    *,
    timeout: float | None = None,
    project: str | None = None,
) -> dict[str, LXDError]:
    """Starts several operations and waits for all of them; one that fails holds up none of the others.

    Args:
        client: the client.
        requests: what starts each operation, by name.
        timeout: seconds to wait for all; None: as long as it takes.
        project: the project that they are started in.

    Returns:
        What went wrong, by name, in the order of the names.
    """
    gathering = _Gathering(client, timeout)
    with closing(client.server.get_events(type="operation", project=project)) as events:
        # One is waited for as any other. Of several the ends come in any order, and with the stream open first none
        # is missed.
        listens = len(requests) > 1 and gathering.listen(events)
        for name, request in requests.items():
            try:
                gathering.add(name, client.start(request))
            except LXDError as error:
                gathering.errors[name] = error
        while listens and gathering.running and not gathering.is_late:
            listens = gathering.receive(events)
    gathering.wait_in_turn()
    return {name: gathering.errors[name] for name in requests if name in gathering.errors}


class _Gathering:
    """What is known of several operations.

    Args:
        client: the client.
        timeout: seconds for all of them.
    """

    def __init__(self, client: LXDClient, timeout: float | None) -> None:
        self.errors: dict[str, LXDError] = {}
        """What went wrong, by name."""
        self.running: dict[str, tuple[str, Operation]] = {}
        """Names and operations that have not ended, by the operation's id."""
        self._client = client
        self._deadline = None if timeout is None else now() + timeout

    @property
    def is_late(self) -> bool:
        """Whether the time is up."""
        return self._deadline is not None and now() >= self._deadline

    def add(self, name: str, operation: Operation) -> None:
        """Adds an operation that was started."""
        if operation.is_done:
            self._end(name, operation)
        else:
            self.running[operation.id] = (name, operation)

    def listen(self, events: EventStream[OperationEvent]) -> bool:
        """Begins to listen to the server; tells whether that can be done."""
        try:
            events.open(self._left())
        except LXDError:
            return False
        return True

    def receive(self, events: EventStream[OperationEvent]) -> bool:
        """Takes one event, or after a while without any asks for what there is; tells whether to go on so."""
        left = self._left()
        try:
            event = events.receive(timeout=_PATIENCE if left is None else min(left, _PATIENCE))
        except LXDTimeout:
            self._refresh()
            return True
        except LXDError:
            return False
        if event.metadata.id in self.running:
            name, operation = self.running[event.metadata.id]
            operation.state = event.metadata
            if operation.is_done:
                del self.running[operation.id]
                self._end(name, operation)
        return True

    def wait_in_turn(self) -> None:
        """Waits for those that are left, one after the other."""
        for id, (name, operation) in list(self.running.items()):
            try:
                operation.wait(self._left())
            except LXDError as error:
                self.errors[name] = error
            del self.running[id]

    def _refresh(self) -> None:
        for id, (name, operation) in list(self.running.items()):
            try:
                operation.refresh()
            except NotFound as error:
                del self.running[id]
                self.errors[name] = OperationNotFound(error.error, asked=error.asked)
                continue
            except LXDError:
                return  # whoever waits for it next is told the reason
            if operation.is_done:
                del self.running[id]
                self._end(name, operation)

    def _end(self, name: str, operation: Operation) -> None:
        if error := error_of(operation.state, None):
            self.errors[name] = error

    def _left(self) -> float | None:
        return None if self._deadline is None else max(self._deadline - now(), 0.0)
