"""Listing, getting and cancelling operations, and the handles to them."""

from __future__ import annotations

import pytest

from lxd import AsyncLXDClient, LXDError
from lxd.errors import BadRequest, NotFound, OperationFailed, OperationTimeout
from tests import envelopes
from tests._async.conftest import Clock
from tests.envelopes import ID, OPERATION, WAIT
from tests.fakes import FakeLXD

C1 = "/1.0/instances/c1"


@pytest.fixture
def starting(lxd: FakeLXD) -> FakeLXD:
    """A server that renames an instance in the background."""
    lxd.on(f"POST {C1}", envelopes.started())
    return lxd


async def test_operations_are_listed_as_links(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/operations", envelopes.sync({"running": [OPERATION], "success": [f"{OPERATION}2"]}))
    assert [link.id for link in await client.operations.list()] == [ID, f"{ID}2"]


async def test_a_link_fetches_its_operation(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/operations", envelopes.sync({"running": [OPERATION]}))
    lxd.on(f"GET {OPERATION}", envelopes.sync(envelopes.operation()))
    (link,) = await client.operations.list()
    assert (await link.fetch()).id == ID


async def test_operations_are_listed_whatever_their_status(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    groups = {"running": [envelopes.operation()], "failure": [envelopes.operation(400)]}
    lxd.on("GET /1.0/operations", envelopes.sync(groups))
    assert [operation.status for operation in await client.operations.list(1)] == ["Running", "Failure"]


@pytest.mark.parametrize("recursion", [0, 1])
async def test_there_may_be_none(client: AsyncLXDClient, lxd: FakeLXD, recursion: int) -> None:
    lxd.on("GET /1.0/operations", envelopes.sync({}))
    assert await client.operations.list(recursion) == []


async def test_operations_of_all_projects_are_listed(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server("operations_get_query_all_projects")))
    lxd.on("GET /1.0/operations", envelopes.sync({}))
    await client.operations.list(all_projects=True)
    assert lxd.calls[-1] == "GET /1.0/operations?all-projects=true"


async def test_an_operation_is_got(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {OPERATION}", envelopes.sync(envelopes.operation()))
    assert (await client.operations.get(ID)).status == "Running"


async def test_an_operation_that_is_gone_is_not_found(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {OPERATION}", envelopes.error(404, "not found"))
    with pytest.raises(NotFound):
        await client.operations.get(ID)


async def test_an_operation_is_cancelled(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"DELETE {OPERATION}", envelopes.sync())
    await client.operations.cancel(ID)
    assert lxd.calls == [f"DELETE {OPERATION}"]


async def test_an_operation_that_has_ended_cannot_be_cancelled(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"DELETE {OPERATION}", envelopes.error(400, "Only running operations can be cancelled"))
    with pytest.raises(BadRequest, match="Only running"):
        await client.operations.cancel(ID)


async def test_a_handle_knows_its_operation(client: AsyncLXDClient, starting: FakeLXD) -> None:
    handle = await client.instances.rename("c1", "c2")
    assert (handle.id, handle.description, handle.status, handle.status_code, handle.is_done) == (
        ID,
        "Starting instance",
        "Running",
        103,
        False,
    )


async def test_a_handle_knows_what_it_is_about(client: AsyncLXDClient, starting: FakeLXD) -> None:
    handle = await client.instances.rename("c1", "c2")
    assert handle.resources == {"instances": ["/1.0/instances/c1"]}


async def test_waiting_gives_the_operation_at_its_end(client: AsyncLXDClient, starting: FakeLXD) -> None:
    starting.on(f"GET {WAIT}", envelopes.sync(envelopes.operation(200)))
    handle = await client.instances.rename("c1", "c2")
    assert (await handle.wait()).status == "Success"


async def test_waiting_brings_the_handle_up_to_date(client: AsyncLXDClient, starting: FakeLXD) -> None:
    starting.on(f"GET {WAIT}", envelopes.sync(envelopes.operation(200, metadata={"a": 1})))
    handle = await client.instances.rename("c1", "c2")
    await handle.wait()
    assert (handle.is_done, handle.metadata) == (True, {"a": 1})


async def test_waiting_again_asks_nothing(client: AsyncLXDClient, starting: FakeLXD) -> None:
    starting.on(f"GET {WAIT}", envelopes.sync(envelopes.operation(200)))
    handle = await client.instances.rename("c1", "c2")
    await handle.wait()
    await handle.wait()
    assert starting.count(f"GET {WAIT}") == 1


async def test_a_failure_brings_the_handle_up_to_date(client: AsyncLXDClient, starting: FakeLXD) -> None:
    starting.on(f"GET {WAIT}", envelopes.sync(envelopes.operation(400, err="disk full")))
    handle = await client.instances.rename("c1", "c2")
    with pytest.raises(OperationFailed):
        await handle.wait()
    assert (handle.is_done, handle.state.err) == (True, "disk full")


async def test_waiting_again_fails_again(client: AsyncLXDClient, starting: FakeLXD) -> None:
    starting.on(f"GET {WAIT}", envelopes.sync(envelopes.operation(400, err="disk full")))
    handle = await client.instances.rename("c1", "c2")
    for _ in range(2):
        with pytest.raises(OperationFailed, match="disk full"):
            await handle.wait()


async def test_a_handle_can_be_waited_for_some_seconds(
    client: AsyncLXDClient, starting: FakeLXD, clock: Clock
) -> None:
    starting.on(f"GET {WAIT}", clock.after(30, envelopes.sync(envelopes.operation())))
    handle = await client.instances.rename("c1", "c2")
    with pytest.raises(OperationTimeout, match="after 30 s"):
        await handle.wait(timeout=30)


async def test_after_a_timeout_a_handle_can_be_waited_for_again(
    client: AsyncLXDClient, starting: FakeLXD, clock: Clock
) -> None:
    running, done = envelopes.sync(envelopes.operation()), envelopes.sync(envelopes.operation(200))
    starting.on(f"GET {WAIT}", clock.after(30, running), done)
    handle = await client.instances.rename("c1", "c2")
    with pytest.raises(OperationTimeout):
        await handle.wait(timeout=30)
    assert (await handle.wait()).status == "Success"


async def test_what_was_done_at_once_needs_no_waiting(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"POST {C1}", envelopes.sync())
    handle = await client.instances.rename("c1", "c2")
    assert (await handle.wait()).status == "Success"
    assert lxd.calls == [f"POST {C1}"]


async def test_what_was_done_at_once_may_have_a_result(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"POST {C1}", envelopes.sync({"a": 1}))
    assert (await client.instances.rename("c1", "c2")).metadata == {"a": 1}


@pytest.mark.parametrize("metadata", ["/1.0/instances/c2", ["a"], 7])
async def test_a_result_of_any_form_does_no_harm(
    client: AsyncLXDClient, lxd: FakeLXD, metadata: object
) -> None:
    lxd.on(f"POST {C1}", envelopes.sync(metadata))
    assert (await client.instances.rename("c1", "c2")).is_done


async def test_what_was_done_at_once_cannot_be_cancelled_and_need_not(
    client: AsyncLXDClient, lxd: FakeLXD
) -> None:
    lxd.on(f"POST {C1}", envelopes.sync())
    await (await client.instances.rename("c1", "c2")).cancel()
    assert lxd.calls == [f"POST {C1}"]


async def test_waiting_by_the_empty_id_of_such_a_handle_asks_nothing(
    client: AsyncLXDClient, lxd: FakeLXD
) -> None:
    assert (await client.operations.wait("")).status == "Success"


async def test_what_ended_before_the_answer_needs_no_waiting(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"POST {C1}", envelopes.started(status_code=200))
    await (await client.instances.rename("c1", "c2")).wait()
    assert lxd.calls == [f"POST {C1}"]


async def test_what_failed_before_the_answer_is_raised(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"POST {C1}", envelopes.started(status_code=400, err="disk full"))
    with pytest.raises(OperationFailed, match="disk full"):
        await (await client.instances.rename("c1", "c2")).wait()


async def test_a_token_is_not_waited_for(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"POST {C1}", envelopes.started(**{"class": "token"}, metadata={"secret": "s"}))
    handle = await client.instances.rename("c1", "c2")
    with pytest.raises(LXDError, match="is a token"):
        await handle.wait()
    assert lxd.calls == [f"POST {C1}"]


async def test_a_token_has_its_result_from_the_start(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"POST {C1}", envelopes.started(**{"class": "token"}, metadata={"secret": "s"}))
    assert (await client.instances.rename("c1", "c2")).metadata == {"secret": "s"}


async def test_a_handle_cancels_its_operation(client: AsyncLXDClient, starting: FakeLXD) -> None:
    starting.on(f"DELETE {OPERATION}", envelopes.sync())
    await (await client.instances.rename("c1", "c2")).cancel()
    assert starting.calls[-1] == f"DELETE {OPERATION}"


async def test_a_handle_can_be_brought_up_to_date(client: AsyncLXDClient, starting: FakeLXD) -> None:
    starting.on(f"GET {OPERATION}", envelopes.sync(envelopes.operation(200)))
    handle = await client.instances.rename("c1", "c2")
    await handle.refresh()
    assert handle.is_done


async def test_a_handle_shows_its_operation(client: AsyncLXDClient, starting: FakeLXD) -> None:
    assert repr(await client.instances.rename("c1", "c2")) == f"<AsyncOperation {ID}: Running>"


async def test_a_handle_of_what_was_done_at_once_shows_that(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"POST {C1}", envelopes.sync())
    assert repr(await client.instances.rename("c1", "c2")) == "<AsyncOperation done at once: Success>"
