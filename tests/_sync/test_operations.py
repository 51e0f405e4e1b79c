# Written by scripts/unasync.py from tests/_async/test_operations.py. Change that, and run `make sync`.

"""Listing, getting and cancelling operations, and the handles to them."""

from __future__ import annotations

import pytest

from lxd import LXDClient, LXDError
from lxd.errors import BadRequest, NotFound, OperationFailed, OperationTimeout
from tests import envelopes
from tests._sync.conftest import Clock
from tests.envelopes import ID, OPERATION, WAIT
from tests.fakes import FakeLXD

C1 = "/1.0/instances/c1"


@pytest.fixture
def starting(lxd: FakeLXD) -> FakeLXD:
    """A server that renames an instance in the background."""
    lxd.on(f"POST {C1}", envelopes.started())
    return lxd


def test_operations_are_listed_as_links(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/operations", envelopes.sync({"running": [OPERATION], "success": [f"{OPERATION}2"]}))
    assert [link.id for link in client.operations.list()] == [ID, f"{ID}2"]


def test_a_link_fetches_its_operation(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/operations", envelopes.sync({"running": [OPERATION]}))
    lxd.on(f"GET {OPERATION}", envelopes.sync(envelopes.operation()))
    (link,) = client.operations.list()
    assert (link.fetch()).id == ID


def test_operations_are_listed_whatever_their_status(client: LXDClient, lxd: FakeLXD) -> None:
    groups = {"running": [envelopes.operation()], "failure": [envelopes.operation(400)]}
    lxd.on("GET /1.0/operations", envelopes.sync(groups))
    assert [operation.status for operation in client.operations.list(1)] == ["Running", "Failure"]


@pytest.mark.parametrize("recursion", [0, 1])
def test_there_may_be_none(client: LXDClient, lxd: FakeLXD, recursion: int) -> None:
    lxd.on("GET /1.0/operations", envelopes.sync({}))
    assert client.operations.list(recursion) == []


def test_operations_of_all_projects_are_listed(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server("operations_get_query_all_projects")))
    lxd.on("GET /1.0/operations", envelopes.sync({}))
    client.operations.list(all_projects=True)
    assert lxd.calls[-1] == "GET /1.0/operations?all-projects=true"


def test_an_operation_is_got(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {OPERATION}", envelopes.sync(envelopes.operation()))
    assert (client.operations.get(ID)).status == "Running"


def test_an_operation_that_is_gone_is_not_found(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {OPERATION}", envelopes.error(404, "not found"))
    with pytest.raises(NotFound):
        client.operations.get(ID)


def test_an_operation_is_cancelled(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"DELETE {OPERATION}", envelopes.sync())
    client.operations.cancel(ID)
    assert lxd.calls == [f"DELETE {OPERATION}"]


def test_an_operation_that_has_ended_cannot_be_cancelled(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"DELETE {OPERATION}", envelopes.error(400, "Only running operations can be cancelled"))
    with pytest.raises(BadRequest, match="Only running"):
        client.operations.cancel(ID)


def test_a_handle_knows_its_operation(client: LXDClient, starting: FakeLXD) -> None:
    handle = client.instances.rename("c1", "c2")
    assert (handle.id, handle.description, handle.status, handle.status_code, handle.is_done) == (
        ID,
        "Starting instance",
        "Running",
        103,
        False,
    )


def test_a_handle_knows_what_it_is_about(client: LXDClient, starting: FakeLXD) -> None:
    handle = client.instances.rename("c1", "c2")
    assert handle.resources == {"instances": ["/1.0/instances/c1"]}


def test_waiting_gives_the_operation_at_its_end(client: LXDClient, starting: FakeLXD) -> None:
    starting.on(f"GET {WAIT}", envelopes.sync(envelopes.operation(200)))
    handle = client.instances.rename("c1", "c2")
    assert (handle.wait()).status == "Success"


def test_waiting_brings_the_handle_up_to_date(client: LXDClient, starting: FakeLXD) -> None:
    starting.on(f"GET {WAIT}", envelopes.sync(envelopes.operation(200, metadata={"a": 1})))
    handle = client.instances.rename("c1", "c2")
    handle.wait()
    assert (handle.is_done, handle.metadata) == (True, {"a": 1})


def test_waiting_again_asks_nothing(client: LXDClient, starting: FakeLXD) -> None:
    starting.on(f"GET {WAIT}", envelopes.sync(envelopes.operation(200)))
    handle = client.instances.rename("c1", "c2")
    handle.wait()
    handle.wait()
    assert starting.count(f"GET {WAIT}") == 1


def test_a_failure_brings_the_handle_up_to_date(client: LXDClient, starting: FakeLXD) -> None:
    starting.on(f"GET {WAIT}", envelopes.sync(envelopes.operation(400, err="disk full")))
    handle = client.instances.rename("c1", "c2")
    with pytest.raises(OperationFailed):
        handle.wait()
    assert (handle.is_done, handle.state.err) == (True, "disk full")


def test_waiting_again_fails_again(client: LXDClient, starting: FakeLXD) -> None:
    starting.on(f"GET {WAIT}", envelopes.sync(envelopes.operation(400, err="disk full")))
    handle = client.instances.rename("c1", "c2")
    for _ in range(2):
        with pytest.raises(OperationFailed, match="disk full"):
            handle.wait()


def test_a_handle_can_be_waited_for_some_seconds(client: LXDClient, starting: FakeLXD, clock: Clock) -> None:
    starting.on(f"GET {WAIT}", clock.after(30, envelopes.sync(envelopes.operation())))
    handle = client.instances.rename("c1", "c2")
    with pytest.raises(OperationTimeout, match="after 30 s"):
        handle.wait(timeout=30)


def test_after_a_timeout_a_handle_can_be_waited_for_again(
    client: LXDClient, starting: FakeLXD, clock: Clock
) -> None:
    running, done = envelopes.sync(envelopes.operation()), envelopes.sync(envelopes.operation(200))
    starting.on(f"GET {WAIT}", clock.after(30, running), done)
    handle = client.instances.rename("c1", "c2")
    with pytest.raises(OperationTimeout):
        handle.wait(timeout=30)
    assert (handle.wait()).status == "Success"


def test_what_was_done_at_once_needs_no_waiting(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"POST {C1}", envelopes.sync())
    handle = client.instances.rename("c1", "c2")
    assert (handle.wait()).status == "Success"
    assert lxd.calls == [f"POST {C1}"]


def test_what_was_done_at_once_may_have_a_result(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"POST {C1}", envelopes.sync({"a": 1}))
    assert (client.instances.rename("c1", "c2")).metadata == {"a": 1}


@pytest.mark.parametrize("metadata", ["/1.0/instances/c2", ["a"], 7])
def test_a_result_of_any_form_does_no_harm(client: LXDClient, lxd: FakeLXD, metadata: object) -> None:
    lxd.on(f"POST {C1}", envelopes.sync(metadata))
    assert (client.instances.rename("c1", "c2")).is_done


def test_what_was_done_at_once_cannot_be_cancelled_and_need_not(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"POST {C1}", envelopes.sync())
    (client.instances.rename("c1", "c2")).cancel()
    assert lxd.calls == [f"POST {C1}"]


def test_waiting_by_the_empty_id_of_such_a_handle_asks_nothing(client: LXDClient, lxd: FakeLXD) -> None:
    assert (client.operations.wait("")).status == "Success"


def test_what_ended_before_the_answer_needs_no_waiting(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"POST {C1}", envelopes.started(status_code=200))
    (client.instances.rename("c1", "c2")).wait()
    assert lxd.calls == [f"POST {C1}"]


def test_what_failed_before_the_answer_is_raised(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"POST {C1}", envelopes.started(status_code=400, err="disk full"))
    with pytest.raises(OperationFailed, match="disk full"):
        (client.instances.rename("c1", "c2")).wait()


def test_a_token_is_not_waited_for(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"POST {C1}", envelopes.started(**{"class": "token"}, metadata={"secret": "s"}))
    handle = client.instances.rename("c1", "c2")
    with pytest.raises(LXDError, match="is a token"):
        handle.wait()
    assert lxd.calls == [f"POST {C1}"]


def test_a_token_has_its_result_from_the_start(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"POST {C1}", envelopes.started(**{"class": "token"}, metadata={"secret": "s"}))
    assert (client.instances.rename("c1", "c2")).metadata == {"secret": "s"}


def test_a_handle_cancels_its_operation(client: LXDClient, starting: FakeLXD) -> None:
    starting.on(f"DELETE {OPERATION}", envelopes.sync())
    (client.instances.rename("c1", "c2")).cancel()
    assert starting.calls[-1] == f"DELETE {OPERATION}"


def test_a_handle_can_be_brought_up_to_date(client: LXDClient, starting: FakeLXD) -> None:
    starting.on(f"GET {OPERATION}", envelopes.sync(envelopes.operation(200)))
    handle = client.instances.rename("c1", "c2")
    handle.refresh()
    assert handle.is_done


def test_a_handle_shows_its_operation(client: LXDClient, starting: FakeLXD) -> None:
    assert repr(client.instances.rename("c1", "c2")) == f"<Operation {ID}: Running>"


def test_a_handle_of_what_was_done_at_once_shows_that(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"POST {C1}", envelopes.sync())
    assert repr(client.instances.rename("c1", "c2")) == "<Operation done at once: Success>"
