# Written by scripts/unasync.py from tests/_async/test_waiting_faults.py. Change that, and run `make sync`.

"""Waiting for operations while connections break and servers restart."""

from __future__ import annotations

import httpx
import pytest

from lxd import LXDClient
from lxd.errors import (
    LXDConnectionError,
    OperationFailed,
    OperationNotFound,
    OperationTimeout,
    UnexpectedAnswer,
)
from tests import envelopes
from tests._sync.conftest import Clock
from tests.envelopes import ID, OPERATION, WAIT, operation, sync
from tests.fakes import FakeLXD

BROKEN = httpx.ReadError("Connection reset by peer")
REFUSED = httpx.ConnectError("Connection refused")
STARTING = envelopes.error(503, "LXD daemon setup in progress")
FAILED = httpx.Response(200, json=envelopes.error(500, "disk full"))


@pytest.mark.parametrize("fault", [BROKEN, REFUSED, httpx.RemoteProtocolError("Server disconnected")])
def test_after_a_broken_connection_it_waits_again(
    client: LXDClient, lxd: FakeLXD, naps: list[float], fault: Exception
) -> None:
    lxd.on(f"GET {WAIT}", fault, fault, sync(operation(200)))
    assert (client.operations.wait(ID)).status == "Success"


def test_a_server_that_restarts_is_waited_for(client: LXDClient, lxd: FakeLXD, naps: list[float]) -> None:
    lxd.on(f"GET {WAIT}", BROKEN, REFUSED, STARTING, sync(operation(200)))
    lxd.on(f"GET {OPERATION}", STARTING)
    assert (client.operations.wait(ID)).status == "Success"


def test_after_a_restart_the_outcome_is_unknown(client: LXDClient, lxd: FakeLXD, naps: list[float]) -> None:
    lxd.on(f"GET {WAIT}", BROKEN, envelopes.error(404, "Operation not found"))
    lxd.on(f"GET {OPERATION}", envelopes.error(404, "Operation not found"))
    with pytest.raises(OperationNotFound):
        client.operations.wait(ID)


def test_it_sleeps_longer_before_each_try(client: LXDClient, lxd: FakeLXD, naps: list[float]) -> None:
    lxd.on(f"GET {WAIT}", BROKEN, BROKEN, BROKEN, sync(operation(200)))
    client.operations.wait(ID)
    assert naps == sorted(set(naps))


def test_it_gives_up_on_a_server_that_stays_away(client: LXDClient, lxd: FakeLXD, naps: list[float]) -> None:
    lxd.on(f"GET {WAIT}", REFUSED)
    with pytest.raises(LXDConnectionError):
        client.operations.wait(ID)
    assert 3 <= lxd.count(f"GET {WAIT}") <= 10


def test_connections_that_break_now_and_then_are_no_reason_to_give_up(
    client: LXDClient, lxd: FakeLXD, clock: Clock
) -> None:
    # A firewall in between forgets silent connections, once an hour.
    lxd.on(f"GET {WAIT}", *[clock.after(3600, BROKEN)] * 24, sync(operation(200)))
    lxd.on(f"GET {OPERATION}", sync(operation()))
    assert (client.operations.wait(ID)).status == "Success"


def test_a_connection_that_breaks_while_the_failure_is_looked_up_is_tried_again(
    client: LXDClient, lxd: FakeLXD, naps: list[float]
) -> None:
    lxd.on(f"GET {WAIT}", FAILED)
    lxd.on(f"GET {OPERATION}", BROKEN, sync(operation(400, err="disk full")))
    with pytest.raises(OperationFailed, match="disk full"):
        client.operations.wait(ID)


def test_a_failure_that_can_no_longer_be_looked_up_is_one_all_the_same(
    client: LXDClient, lxd: FakeLXD, naps: list[float]
) -> None:
    lxd.on(f"GET {WAIT}", FAILED)
    lxd.on(f"GET {OPERATION}", REFUSED)
    with pytest.raises(OperationFailed, match="disk full"):
        client.operations.wait(ID)


def test_a_server_too_slow_to_tell_more_of_a_failure_has_told_enough(
    client: LXDClient, lxd: FakeLXD, naps: list[float]
) -> None:
    lxd.on(f"GET {WAIT}", FAILED)
    lxd.on(f"GET {OPERATION}", httpx.ReadTimeout(""))
    with pytest.raises(OperationFailed, match="disk full"):
        client.operations.wait(ID)


def test_time_runs_out_while_the_server_is_away(client: LXDClient, lxd: FakeLXD, clock: Clock) -> None:
    lxd.on(f"GET {WAIT}", clock.after(5, BROKEN))
    lxd.on(f"GET {OPERATION}", sync(operation()))
    with pytest.raises(OperationTimeout):
        client.operations.wait(ID, timeout=12)


def test_a_wait_does_not_take_much_longer_than_asked(client: LXDClient, lxd: FakeLXD, clock: Clock) -> None:
    lxd.on(f"GET {WAIT}", clock.after(1, BROKEN))
    lxd.on(f"GET {OPERATION}", sync(operation()))
    began = clock.time
    with pytest.raises(OperationTimeout):
        client.operations.wait(ID, timeout=3)
    assert clock.time - began <= 5


def test_a_page_of_a_proxy_is_no_outcome(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {WAIT}", httpx.Response(504, html="<h1>Gateway Timeout</h1>"))
    lxd.on(f"GET {OPERATION}", sync(operation()))
    with pytest.raises(UnexpectedAnswer, match="Gateway Timeout"):
        client.operations.wait(ID)
