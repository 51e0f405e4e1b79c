"""Waiting for operations, with servers of both generations.

Up to LXD 5.0.2 and 5.15 ``/wait`` answers with the operation in any state; later ones tell everything but success as
an error under HTTP 200, without the operation.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import httpx
import pytest

from lxd import AsyncLXDClient
from lxd.errors import (
    Forbidden,
    OperationCancelled,
    OperationError,
    OperationFailed,
    OperationNotFound,
    OperationTimeout,
)
from tests import envelopes
from tests._async.conftest import Clock
from tests.envelopes import ID, OPERATION, WAIT, operation, sync
from tests.fakes import FakeLXD


def told_under_200(code: int, text: str) -> httpx.Response:
    """An error as a newer server's ``/wait`` tells it."""
    return httpx.Response(200, json=envelopes.error(code, text))


def told_as_ever(code: int, text: str) -> httpx.Response:
    """An error as servers from LXD 5.15 to 5.19 tell it, and Debian 13's: like all others."""
    return httpx.Response(code, json=envelopes.error(code, text))


Tell: TypeAlias = Callable[[int, str], httpx.Response]

newer_servers = pytest.mark.parametrize("tell", [told_under_200, told_as_ever])

TIME_IS_UP = told_under_200(500, "context deadline exceeded")


async def test_success(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {WAIT}", sync(operation(200, metadata={"return": 0})))
    assert (await client.operations.wait(ID)).metadata == {"return": 0}


async def test_without_timeout_the_server_waits_for_ever(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {WAIT}", sync(operation(200)))
    await client.operations.wait(ID)
    assert lxd.calls == [f"GET {WAIT}?timeout=-1"]


async def test_without_timeout_so_does_the_client(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {WAIT}", sync(operation(200)))
    await client.operations.wait(ID)
    assert lxd.requests[0].extensions["timeout"]["read"] is None


@pytest.mark.parametrize(("timeout", "asked"), [(30, 30), (0.5, 1), (29.5, 30), (0, 0), (-1, -1)])
async def test_the_server_is_asked_for_whole_seconds(
    client: AsyncLXDClient, lxd: FakeLXD, clock: Clock, timeout: float, asked: int
) -> None:
    lxd.on(f"GET {WAIT}", sync(operation(200)))
    await client.operations.wait(ID, timeout=timeout)
    assert lxd.calls == [f"GET {WAIT}?timeout={asked}"]


async def test_the_servers_word_on_whole_seconds_is_awaited(
    client: AsyncLXDClient, lxd: FakeLXD, clock: Clock
) -> None:
    clock.tick = 1e-6  # time goes on while the client works
    lxd.on(f"GET {WAIT}", sync(operation(200)))
    await client.operations.wait(ID, timeout=30)
    assert lxd.requests[0].extensions["timeout"]["read"] > 30


async def test_an_old_server_tells_failure_with_the_operation(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {WAIT}", sync(operation(400, err="disk full", metadata={"return": 1})))
    with pytest.raises(OperationFailed, match="'Starting instance' failed: disk full") as caught:
        await client.operations.wait(ID)
    assert caught.value.operation is not None
    assert caught.value.operation.metadata == {"return": 1}


async def test_an_old_server_tells_cancellation_with_the_operation(
    client: AsyncLXDClient, lxd: FakeLXD
) -> None:
    lxd.on(f"GET {WAIT}", sync(operation(401)))
    with pytest.raises(OperationCancelled, match="'Starting instance' was cancelled"):
        await client.operations.wait(ID)


async def test_an_old_server_tells_that_it_still_runs(
    client: AsyncLXDClient, lxd: FakeLXD, clock: Clock
) -> None:
    lxd.on(f"GET {WAIT}", clock.after(30, sync(operation(metadata={"stage": "copy"}))))
    with pytest.raises(OperationTimeout, match="still running after 30 s") as caught:
        await client.operations.wait(ID, timeout=30)
    assert caught.value.operation is not None
    assert caught.value.operation.metadata == {"stage": "copy"}


async def test_an_old_server_that_gives_up_early_is_asked_again(
    client: AsyncLXDClient, lxd: FakeLXD, naps: list[float]
) -> None:
    lxd.on(f"GET {WAIT}", sync(operation()), sync(operation(200)))
    await client.operations.wait(ID)
    assert lxd.count(f"GET {WAIT}") == 2


@newer_servers
async def test_a_new_server_tells_failure_without_the_operation(
    client: AsyncLXDClient, lxd: FakeLXD, tell: Tell
) -> None:
    lxd.on(f"GET {WAIT}", tell(500, "disk full"))
    lxd.on(f"GET {OPERATION}", sync(operation(400, err="disk full", metadata={"return": 1})))
    with pytest.raises(OperationFailed, match="'Starting instance' failed: disk full") as caught:
        await client.operations.wait(ID)
    assert caught.value.operation is not None
    assert caught.value.operation.metadata == {"return": 1}


@newer_servers
async def test_a_failure_that_is_forgotten_already_is_one_all_the_same(
    client: AsyncLXDClient, lxd: FakeLXD, tell: Tell
) -> None:
    lxd.on(f"GET {WAIT}", tell(500, "disk full"))
    lxd.on(f"GET {OPERATION}", envelopes.error(404, "not found"))
    with pytest.raises(OperationFailed, match="the operation failed: disk full"):
        await client.operations.wait(ID)


@newer_servers
async def test_an_operation_that_failed_with_404_is_not_missing(
    client: AsyncLXDClient, lxd: FakeLXD, tell: Tell
) -> None:
    lxd.on(f"GET {WAIT}", tell(404, "Image not found"))
    lxd.on(f"GET {OPERATION}", sync(operation(400, err="Image not found", err_code=404)))
    with pytest.raises(OperationFailed, match="Image not found") as caught:
        await client.operations.wait(ID)
    assert caught.value.code == 404


async def test_an_operation_that_failed_with_404_and_is_forgotten_has_failed(
    client: AsyncLXDClient, lxd: FakeLXD
) -> None:
    lxd.on(f"GET {WAIT}", told_under_200(404, "Image not found"))
    lxd.on(f"GET {OPERATION}", envelopes.error(404, "not found"))
    with pytest.raises(OperationFailed, match="Image not found"):
        await client.operations.wait(ID)


@newer_servers
async def test_a_new_server_tells_cancellation_by_text(
    client: AsyncLXDClient, lxd: FakeLXD, tell: Tell
) -> None:
    lxd.on(f"GET {WAIT}", tell(500, "context canceled"))
    lxd.on(f"GET {OPERATION}", sync(operation(401)))
    with pytest.raises(OperationCancelled):
        await client.operations.wait(ID)


@newer_servers
async def test_a_cancellation_that_is_forgotten_already_is_one_all_the_same(
    client: AsyncLXDClient, lxd: FakeLXD, tell: Tell
) -> None:
    lxd.on(f"GET {WAIT}", tell(500, "context canceled"))
    lxd.on(f"GET {OPERATION}", envelopes.error(404, "not found"))
    with pytest.raises(OperationCancelled):
        await client.operations.wait(ID)


@newer_servers
async def test_a_new_server_tells_by_text_that_it_still_runs(
    client: AsyncLXDClient, lxd: FakeLXD, tell: Tell, clock: Clock
) -> None:
    lxd.on(f"GET {WAIT}", clock.after(30, tell(500, "context deadline exceeded")))
    lxd.on(f"GET {OPERATION}", sync(operation()))
    with pytest.raises(OperationTimeout, match="'Starting instance' is still running after 30 s"):
        await client.operations.wait(ID, timeout=30)


@newer_servers
async def test_the_same_text_of_the_operations_own_is_failure(
    client: AsyncLXDClient, lxd: FakeLXD, tell: Tell, clock: Clock
) -> None:
    lxd.on(f"GET {WAIT}", clock.after(10, tell(500, "context deadline exceeded")))
    lxd.on(f"GET {OPERATION}", sync(operation(400, err="context deadline exceeded")))
    with pytest.raises(OperationFailed, match="failed: context deadline exceeded"):
        await client.operations.wait(ID, timeout=30)


@newer_servers
async def test_success_at_the_last_moment_is_success(
    client: AsyncLXDClient, lxd: FakeLXD, tell: Tell, clock: Clock
) -> None:
    lxd.on(f"GET {WAIT}", clock.after(30, tell(500, "context deadline exceeded")))
    lxd.on(f"GET {OPERATION}", sync(operation(200)))
    assert (await client.operations.wait(ID, timeout=30)).status == "Success"


async def test_a_new_server_that_gives_up_early_is_asked_again(
    client: AsyncLXDClient, lxd: FakeLXD, naps: list[float]
) -> None:
    lxd.on(f"GET {WAIT}", TIME_IS_UP, sync(operation(200)))
    lxd.on(f"GET {OPERATION}", sync(operation()))
    await client.operations.wait(ID)
    assert lxd.count(f"GET {WAIT}") == 2


async def test_asking_again_asks_for_the_rest_of_the_time(
    client: AsyncLXDClient, lxd: FakeLXD, clock: Clock
) -> None:
    lxd.on(f"GET {WAIT}", clock.after(10, TIME_IS_UP), sync(operation(200)))
    lxd.on(f"GET {OPERATION}", sync(operation()))
    await client.operations.wait(ID, timeout=30)
    assert lxd.calls[-1] == f"GET {WAIT}?timeout=20"


async def test_the_end_of_a_fraction_is_told_by_the_clients_clock(
    client: AsyncLXDClient, lxd: FakeLXD, clock: Clock
) -> None:
    lxd.on(f"GET {WAIT}", clock.after(0.5, httpx.ReadTimeout("")))
    lxd.on(f"GET {OPERATION}", sync(operation()))
    with pytest.raises(OperationTimeout, match=r"after 0\.5 s"):
        await client.operations.wait(ID, timeout=0.5)


async def test_a_server_too_slow_to_tell_the_state_is_a_timeout_too(
    client: AsyncLXDClient, lxd: FakeLXD, clock: Clock
) -> None:
    lxd.on(f"GET {WAIT}", clock.after(0.5, httpx.ReadTimeout("")))
    lxd.on(f"GET {OPERATION}", httpx.ReadTimeout(""))
    with pytest.raises(OperationTimeout):
        await client.operations.wait(ID, timeout=0.5)


@newer_servers
async def test_no_time_at_all_asks_for_the_state(
    client: AsyncLXDClient, lxd: FakeLXD, tell: Tell, clock: Clock
) -> None:
    lxd.on(f"GET {WAIT}", tell(500, "context deadline exceeded"))
    lxd.on(f"GET {OPERATION}", sync(operation()))
    with pytest.raises(OperationTimeout, match="after 0 s"):
        await client.operations.wait(ID, timeout=0)


async def test_an_operation_that_nobody_knows_has_an_unknown_outcome(
    client: AsyncLXDClient, lxd: FakeLXD
) -> None:
    lxd.on(f"GET {WAIT}", envelopes.error(404, "Operation not found"))
    lxd.on(f"GET {OPERATION}", envelopes.error(404, "Operation not found"))
    with pytest.raises(OperationNotFound, match="look at what it was to change"):
        await client.operations.wait(ID)


async def test_who_may_not_wait_is_told_so(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {WAIT}", envelopes.error(403, "not authorized"))
    lxd.on(f"GET {OPERATION}", envelopes.error(403, "not authorized"))
    with pytest.raises(Forbidden):
        await client.operations.wait(ID)


async def test_an_error_says_what_was_waited_for(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {WAIT}", sync(operation(400)))
    with pytest.raises(OperationError, match=f"GET {WAIT} on unix:/run/lxd.socket"):
        await client.operations.wait(ID)
