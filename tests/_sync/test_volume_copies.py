# Written by scripts/unasync.py from tests/_async/test_volume_copies.py. Change that, and run `make sync`.

"""Copies and moves of volumes: what is sent, and both ways in which servers answer."""

from __future__ import annotations

from typing import Any

import pytest

from lxd import LXDClient
from lxd.errors import LXDError, NotFound, OperationFailed, OperationTimeout
from tests import envelopes
from tests._sync.conftest import Clock
from tests.fakes import FakeLXD
from tests.standin import StandIn

FAST = "/1.0/storage-pools/fast/volumes/custom"
SLOW = "/1.0/storage-pools/slow/volumes/custom"
FOUND = {
    "name": "data",
    "type": "custom",
    "content_type": "filesystem",
    "config": {"size": "1GiB", "volatile.uuid": "one", "volatile.idmap.last": "[]"},
    "description": "mine",
    "location": "none",
}


def test_a_copy(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {FAST}/data", FOUND)
    standin.on(f"GET {SLOW}/copy", {"name": "copy"})
    copy = newest.storage_pools.volumes.copy(
        "fast", "data", "copy", pool="slow", project="p", config={"size": "2GiB"}, volume_only=True
    )
    assert copy.name == "copy"
    assert standin.calls == [
        f"GET {FAST}/data?project=default",
        f"POST {SLOW}?project=p",
        f"GET {SLOW}/copy?project=p",
    ]
    assert standin.body(f"POST {SLOW}") == {
        "name": "copy",
        "type": "custom",
        "content_type": "filesystem",
        "config": {"size": "2GiB", "volatile.idmap.last": "[]"},
        "description": "mine",
        "source": {
            "type": "copy",
            "pool": "fast",
            "name": "data",
            "project": "default",
            "volume_only": True,
        },
    }


def test_a_copy_of_a_snapshot(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {FAST}/data", FOUND)
    standin.on(f"GET {FAST}/data/snapshots/s0", {"name": "s0", "config": {"size": "3GiB"}})
    newest.storage_pools.volumes.copy("fast", "data/s0", "copy", description="new")
    body = standin.body(f"POST {FAST}")
    assert (body["source"]["name"], body["config"], body["description"]) == (
        "data/s0",
        {"size": "3GiB"},
        "new",
    )
    assert body["content_type"] == "filesystem"


def test_a_copy_from_one_member_to_another(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {FAST}/data", {**FOUND, "location": "m1"})
    newest.storage_pools.volumes.copy("fast", "data", "copy", target="m2")
    assert standin.calls[1] == f"POST {FAST}?project=default&target=m2"
    assert standin.body(f"POST {FAST}")["source"]["location"] == "m1"


def test_a_copy_stays_where_the_volume_is(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {FAST}/data", {**FOUND, "location": "m1"})
    newest.storage_pools.volumes.copy("fast", "data", "copy")
    # The member that is asked would look for it on itself.
    assert standin.calls[1:] == [
        f"POST {FAST}?project=default&target=m1",
        f"GET {FAST}/copy?project=default&target=m1",
    ]
    assert standin.body(f"POST {FAST}")["source"]["location"] == "m1"


def test_an_old_cluster_copies_where_the_volume_is() -> None:
    older = StandIn(without=("cluster_internal_custom_volume_copy",))
    older.on(f"GET {FAST}/data", {**FOUND, "location": "m1"})
    with LXDClient("/run/lxd.socket", transport=older.transport) as client:
        client.storage_pools.volumes.copy("fast", "data", "copy")
        assert older.calls[1] == f"POST {FAST}?project=default&target=m1"
        assert "location" not in older.body(f"POST {FAST}")["source"]
        with pytest.raises(LXDError, match="cluster_internal_custom_volume_copy"):
            client.storage_pools.volumes.copy("fast", "data", "copy", target="m2")


def test_a_copy_that_fails_leaves_nothing(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server()))
    lxd.on(f"GET {FAST}/data", envelopes.sync(FOUND))
    lxd.on(f"POST {FAST}", envelopes.started())
    lxd.on(f"GET {envelopes.WAIT}", envelopes.sync(envelopes.operation(400, err="no space left")))
    with pytest.raises(OperationFailed, match="no space left"):
        client.storage_pools.volumes.copy("fast", "data", "copy")
    assert not [call for call in lxd.calls if call.startswith("DELETE")]  # LXD has removed it


def test_a_copy_that_takes_too_long_is_cancelled(client: LXDClient, lxd: FakeLXD, clock: Clock) -> None:
    running = envelopes.sync(envelopes.operation(103))
    lxd.on("GET /1.0", envelopes.sync(envelopes.server()))
    lxd.on(f"GET {FAST}/data", envelopes.sync(FOUND))
    lxd.on(f"POST {FAST}", envelopes.started())
    lxd.on(f"GET {envelopes.WAIT}", clock.after(2, running), envelopes.sync(envelopes.operation(401)))
    lxd.on(f"GET {envelopes.OPERATION}", running)
    lxd.on(f"DELETE {envelopes.OPERATION}", envelopes.sync())
    with pytest.raises(OperationTimeout, match="copying 'data' was not done after 1 s and was broken off"):
        client.storage_pools.volumes.copy("fast", "data", "copy", timeout=1)
    # Of one that was cancelled LXD leaves nothing.
    assert [call for call in lxd.calls if call.startswith("DELETE")] == [f"DELETE {envelopes.OPERATION}"]


def test_a_copy_that_cannot_be_cancelled_is_removed_when_it_is_done(
    client: LXDClient, lxd: FakeLXD, clock: Clock
) -> None:
    running = envelopes.sync(envelopes.operation(103))
    lxd.on("GET /1.0", envelopes.sync(envelopes.server()))
    lxd.on(f"GET {FAST}/data", envelopes.sync(FOUND))
    lxd.on(f"POST {FAST}", envelopes.started())
    lxd.on(f"GET {envelopes.WAIT}", clock.after(2, running), envelopes.sync(envelopes.operation(200)))
    lxd.on(f"GET {envelopes.OPERATION}", running)
    lxd.on(f"DELETE {envelopes.OPERATION}", envelopes.error(400, "This operation can't be cancelled"))
    lxd.on(f"DELETE {FAST}/copy", envelopes.sync())
    with pytest.raises(OperationTimeout, match="was broken off"):
        client.storage_pools.volumes.copy("fast", "data", "copy", timeout=1)
    assert lxd.count(f"DELETE {FAST}/copy") == 1


def test_a_copy_of_nothing(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {FAST}/missing", envelopes.error(404, "Storage volume not found"))
    with pytest.raises(NotFound):
        client.storage_pools.volumes.copy("fast", "missing", "copy")
    assert not [call for call in lxd.calls if call.startswith("POST")]


@pytest.mark.parametrize(
    ("where", "body"),
    [
        ({"pool": "slow"}, {"name": "data", "pool": "slow"}),
        ({"project": "p"}, {"name": "data", "pool": "fast", "project": "p"}),
        ({"target_name": "new"}, {"name": "new"}),
        ({"pool": "slow", "target_name": "new"}, {"name": "new", "pool": "slow"}),
    ],
)
def test_a_move(newest: LXDClient, standin: StandIn, where: dict[str, Any], body: dict[str, str]) -> None:
    standin.on(f"GET {FAST}/data", FOUND)
    newest.storage_pools.volumes.move("fast", "data", **where)
    assert standin.body(f"POST {FAST}/data") == body
    pool, project, name = where.get("pool", "fast"), where.get("project", "default"), body["name"]
    assert standin.calls[-1] == f"GET /1.0/storage-pools/{pool}/volumes/custom/{name}?project={project}"


def test_a_move_to_another_member(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {FAST}/data", {**FOUND, "location": "m1"})
    newest.storage_pools.volumes.move("fast", "data", target="m2")
    assert standin.calls[1:] == [
        f"POST {FAST}/data?project=default&target=m2",
        f"GET {FAST}/data?project=default&target=m2",
    ]
    assert standin.body(f"POST {FAST}/data") == {
        "name": "data",
        "pool": "fast",
        "migration": True,
        "source": {"location": "m1"},
    }


def test_moves_of_nothing(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {FAST}/data", FOUND)
    with pytest.raises(ValueError, match="nothing is to be changed"):
        newest.storage_pools.volumes.move("fast", "data", pool="fast")
    with pytest.raises(ValueError, match="snapshot"):
        newest.storage_pools.volumes.move("fast", "data/s0", "new")
