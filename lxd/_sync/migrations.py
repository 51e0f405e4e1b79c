# Written by scripts/unasync.py from lxd/_async/migrations.py. Change that, and run `make sync`.

"""Making two servers pass something from one to the other: pull, push and relay."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol

from lxd_api import models

from lxd._core.migration import (
    Mode,
    addresses_of,
    failure,
    is_unreachable,
    modes_to_try,
    operation_url,
    refusal,
    relayed,
    websocket_secrets,
)
from lxd._core.operations import SUCCESS
from lxd._sync._io import now, to_the_end
from lxd._sync.ending import break_off
from lxd._sync.operations import Operation
from lxd._sync.relay import Relay
from lxd.entities.operations import ProgressCallback
from lxd.errors import LXDError, OperationError, OperationTimeout

if TYPE_CHECKING:
    from lxd._sync.client import LXDClient

__all__ = ["Passage", "migrate"]

log = logging.getLogger("lxd")

_GRACE = 0.5
"""Seconds that a server gets to end by itself what the other one could not go on with."""


class Passage(Protocol):
    """What is to pass from one server to another."""

    source: LXDClient
    target: LXDClient

    def send(self, target: Mapping[str, Any] | None) -> Operation:
        """Makes the source send.

        Args:
            target: whom it has to call; None: it waits to be called.
        """

    def receive(self, source: Mapping[str, Any]) -> Operation:
        """Makes the target receive.

        Args:
            source: whom it has to call, or that it waits to be called.
        """

    def discard(self, operation: Operation) -> None:
        """Removes what the target has received, all of it, in vain."""

    def settle(self) -> None:
        """Waits until the target has removed what it received in part."""


def migrate(
    passage: Passage,
    what: str,
    servers: tuple[models.Server, models.Server],
    *,
    mode: Mode | None,
    timeout: float | None,
    progress: ProgressCallback | None,
) -> Operation:
    """Passes something from one server to another.

    Args:
        passage: what it is.
        what: how to name it in errors: ``"copying c1"``.
        servers: what source and target tell of themselves.
        mode: who calls whom; None: whatever works.
        timeout: seconds that all of it may take; None: as long as it takes.
        progress: called with how far it is.

    Returns:
        The target's operation, which has succeeded.

    Raises:
        LXDAPIError: one of the servers refused it.
        MigrationFailed: it failed; nothing is left on the target.
        OperationTimeout: the time was up; nothing is left on the target.
    """
    deadline = None if timeout is None else now() + timeout
    ways = [(way, address) for way in modes_to_try(mode, *servers) for address in _addresses(way, servers)]
    if not ways:
        silent = "source" if mode == "pull" else "target"
        raise LXDError(
            f"{what} failed: the {silent} server does not listen on the network",
            hint="set core.https_address there, or use another mode",
        )
    for number, (way, address) in enumerate(ways, 1):
        attempt = _Attempt(passage, what, servers)
        try:
            return attempt.run(way, address, deadline, progress)
        except OperationTimeout as error:
            raise OperationTimeout(
                f"{what} was not done after {timeout:g} s and was broken off",
                operation=error.operation,
                asked=error.asked,
            ) from error
        except LXDError as error:
            if not attempt.was_unreachable or number == len(ways):
                raise
            log.info("%s by %s: %s; trying %s", what, way, error, ways[number][0])
    raise AssertionError


def _addresses(mode: Mode, servers: tuple[models.Server, models.Server]) -> list[str]:
    """Returns the addresses to try."""
    if mode == "relay":
        return [""]
    return addresses_of(servers[0] if mode == "pull" else servers[1])


class _Attempt:
    """One try, in one of the ways."""

    def __init__(self, passage: Passage, what: str, servers: tuple[models.Server, models.Server]) -> None:
        self.was_unreachable = False
        self._passage = passage
        self._what = what
        self._servers = servers
        self._source: Operation | None = None
        self._target: Operation | None = None
        self._relay = Relay(passage.source, passage.target)

    def run(
        self, mode: Mode, address: str, deadline: float | None, progress: ProgressCallback | None
    ) -> Operation:
        """Does it, and tidies up if it fails; raises what `migrate` raises."""
        try:
            try:
                # What has been asked for has to be known, or it could not be broken off.
                to_the_end(lambda: self._begin(mode, address))
            except LXDError as error:
                self.was_unreachable = is_unreachable(error)
                raise refusal(error) from error.__cause__
            assert self._source is not None
            assert self._target is not None
            caller = self._source if mode == "push" else self._target
            self._finish(caller, deadline, progress)
            return self._target
        except BaseException:
            to_the_end(self._break_off)
            raise
        finally:
            to_the_end(self._relay.close)

    def _begin(self, mode: Mode, address: str) -> None:
        if mode == "pull":
            self._pull(address)
        elif mode == "push":
            self._push(address)
        else:
            self._join()

    def _pull(self, address: str) -> None:
        """Lets the target call the source."""
        self._source = self._passage.send(None)
        self._target = self._passage.receive(
            {
                "mode": "pull",
                "operation": operation_url(address, self._source.state),
                "secrets": websocket_secrets(self._source.state),
                "certificate": self._servers[0].environment.certificate,
            }
        )

    def _push(self, address: str) -> None:
        """Lets the source call the target."""
        self._target = self._passage.receive({"mode": "push"})
        self._source = self._passage.send(
            {
                "operation": operation_url(address, self._target.state),
                "secrets": websocket_secrets(self._target.state),
                "certificate": self._servers[1].environment.certificate,
            }
        )

    def _join(self) -> None:
        """Calls both."""
        self._source = self._passage.send(None)
        self._target = self._passage.receive({"mode": "push"})
        ours, theirs = websocket_secrets(self._source.state), websocket_secrets(self._target.state)
        names = relayed(ours, theirs)
        self._relay.join((self._source, ours), (self._target, theirs), names)

    def _finish(self, caller: Operation, deadline: float | None, progress: ProgressCallback | None) -> None:
        """Waits for the end of both operations; for that one first which learns of every fault."""
        assert self._source is not None
        assert self._target is not None
        called = self._target if caller is self._source else self._source
        faults: dict[Operation, OperationError] = {}
        for operation in (caller, called):
            try:
                operation.wait(_left(deadline), progress=progress if operation is caller else None)
            except OperationTimeout:
                raise
            except OperationError as error:
                faults[operation] = error
                # It may be about to say why itself; cancelled, it would say no more than that.
                with suppress(LXDError):
                    called.wait(_GRACE)
                break_off(called)
        if faults:
            relay = self._relay.fault
            failed = failure(
                self._what, source=faults.get(self._source), target=faults.get(self._target), relay=relay
            )
            self.was_unreachable = is_unreachable(failed)
            raise failed

    def _break_off(self) -> None:
        """Ends what both servers do, and removes what the target has received."""
        self._relay.close()
        for operation in (self._source, self._target):
            if operation is not None:
                break_off(operation)
        if self._target is None:
            return
        try:
            if self._target.status_code == SUCCESS:
                self._passage.discard(self._target)
            else:
                self._passage.settle()
        except LXDError as error:
            log.warning("%s failed, and the target may have something left of it: %s", self._what, error)


def _left(deadline: float | None) -> float | None:
    return None if deadline is None else max(deadline - now(), 0.0)
