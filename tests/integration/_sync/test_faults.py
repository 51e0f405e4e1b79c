# Written by scripts/unasync.py from tests/integration/_async/test_faults.py. Change that, and run `make sync`.

"""A server that dies, hangs and comes back: a clear error, within seconds, and nothing left behind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lab import Lab
from lxd_api import instances as api

from lxd import LXDClient
from lxd.errors import LXDConnectionError, LXDError, LXDTimeout, OperationError, OperationTimeout

from ..support import https_options
from ._io import in_background, together


@pytest.fixture(scope="module")
def frail(lab: Lab) -> Iterator[Lab]:
    """A server of its own, to be maltreated."""
    with Lab("frail") as other:
        yield other


@pytest.fixture(params=["socket", "https"])
def client(request: pytest.FixtureRequest, frail: Lab) -> Iterator[LXDClient]:
    options = https_options(frail) if request.param == "https" else {"endpoint": frail.socket}
    with LXDClient(timeout=2, **options) as client:
        yield client


def test_a_restart_goes_unnoticed(client: LXDClient, frail: Lab) -> None:
    client.server.get()
    frail.restart()
    assert (client.server.get()).auth == "trusted"


def test_a_dead_server(client: LXDClient, frail: Lab) -> None:
    client.server.get()
    frail.kill()
    try:
        with pytest.raises(LXDConnectionError):
            client.server.get()
    finally:
        frail.start()
    assert (client.server.get()).auth == "trusted"


def test_a_hanging_server(client: LXDClient, frail: Lab) -> None:
    client.server.get()
    frail.pause()
    try:
        with pytest.raises(LXDTimeout, match="2 s"):
            client.server.get()
    finally:
        frail.resume()
    assert (client.server.get()).auth == "trusted"


def test_events_end_when_the_server_dies(client: LXDClient, frail: Lab) -> None:
    with client.server.get_events(type="lifecycle") as events:
        frail.kill()
        try:
            with pytest.raises(LXDConnectionError):
                events.receive(timeout=30)
        finally:
            frail.start()


def test_opening_events_of_a_hanging_server(client: LXDClient, frail: Lab) -> None:
    frail.pause()
    try:
        with pytest.raises(LXDTimeout):
            client.server.get_events().open()
    finally:
        frail.resume()


def test_waiting_for_a_hanging_server(client: LXDClient, frail: Lab) -> None:
    operation = start_sleeper(client, frail)
    frail.pause()
    try:
        with pytest.raises(OperationTimeout):
            client.operations.wait(operation, timeout=1)
    finally:
        frail.resume()
        frail.remove("sleeper")


def test_the_server_dies_while_an_operation_is_waited_for(client: LXDClient, frail: Lab) -> None:
    operation = start_sleeper(client, frail)

    def wait() -> LXDError:
        with pytest.raises((OperationError, LXDConnectionError)) as caught:
            client.operations.wait(operation, timeout=60)
        return caught.value

    def restart() -> LXDError:
        in_background(frail.kill)
        in_background(frail.start)
        return LXDError("restarted")

    faults = together(wait, restart)
    assert operation in str(faults[0])
    frail.remove("sleeper")


def start_sleeper(client: LXDClient, lab: Lab) -> str:
    """Starts an operation that takes longer than any test."""
    in_background(lambda: lab.launch("sleeper"))
    body = {"command": ["sleep", "600"], "environment": {"PATH": "/bin"}, "wait-for-websocket": False}
    operation = client.send(api.instance_exec_post("sleeper", body=body))
    assert operation is not None
    return operation.id
