# Written by scripts/unasync.py from tests/_async/test_volume_snapshots.py. Change that, and run `make sync`.

"""Snapshots of volumes: what is sent, and both ways in which servers answer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from lxd import LXDClient
from lxd.filters import F
from tests import envelopes
from tests.fakes import FakeLXD
from tests.standin import StandIn

VOLUME = "/1.0/storage-pools/fast/volumes/custom/data"
SNAPSHOTS = f"{VOLUME}/snapshots"
ONE = f"{SNAPSHOTS}/s0"


def test_they_are_listed(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {SNAPSHOTS}", [{"name": "data/s0"}, {"name": "data/s1", "description": "x"}])
    found = newest.storage_pools.volumes.snapshots.list("fast", "data", filter=F.description == "x")
    assert [snapshot.name for snapshot in found] == ["data/s1"]
    assert standin.calls == [f"GET {SNAPSHOTS}?recursion=1"]


def test_links(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {SNAPSHOTS}", [ONE])
    standin.on(f"GET {ONE}", {"name": "s0"})
    (link,) = newest.storage_pools.volumes.snapshots.list("fast", "data", 0, project="p")
    assert (link.fetch()).name == "s0"
    assert standin.calls[-1] == f"GET {ONE}?project=p"


def test_links_by_a_filter(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {SNAPSHOTS}", [{"name": "data/s0"}, {"name": "data/s1"}])
    links = newest.storage_pools.volumes.snapshots.list("fast", "data", 0, filter=F.name == "data/s0")
    assert [link.url for link in links] == [ONE]


def test_one_is_got(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {ONE}", {"name": "s0", "expires_at": "2031-01-02T00:00:00Z"})
    found = newest.storage_pools.volumes.snapshots.get("fast", "data", "s0", target="m1")
    assert found.expires_at == datetime(2031, 1, 2, tzinfo=UTC)


def test_creating(newest: LXDClient, standin: StandIn) -> None:
    operation = newest.storage_pools.volumes.snapshots.create(
        "fast", "data", "s0", description="x", expires_at=datetime(2531, 1, 2, tzinfo=UTC), project="p"
    )
    assert operation.snapshot == "s0"
    operation.wait()
    assert standin.calls == [f"POST {SNAPSHOTS}?project=p"]
    assert standin.body(f"POST {SNAPSHOTS}") == {
        "name": "s0",
        "description": "x",
        "expires_at": "2531-01-02T00:00:00+00:00",
    }


def test_a_name_that_lxd_could_not_delete(newest: LXDClient, standin: StandIn) -> None:
    with pytest.raises(ValueError, match="%"):
        newest.storage_pools.volumes.snapshots.create("fast", "data", "100%")
    assert standin.calls == []


def test_replacing(newest: LXDClient, standin: StandIn) -> None:
    newest.storage_pools.volumes.snapshots.update_configuration(
        "fast", "data", "s0", {"description": "x"}
    ).wait()
    assert standin.body(f"PUT {ONE}") == {"description": "x"}


def test_changing(newest: LXDClient, standin: StandIn) -> None:
    newest.storage_pools.volumes.snapshots.update_configuration_subset(
        "fast", "data", "s0", {"description": "x"}
    ).wait()
    assert standin.body(f"PATCH {ONE}") == {"description": "x"}


def test_editing(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {ONE}", {"name": "s0", "expires_at": None})
    with newest.storage_pools.volumes.snapshots.edit("fast", "data", "s0") as snapshot:
        snapshot.expires_at = datetime(2531, 1, 2, tzinfo=UTC)
    assert standin.sent(f"PUT {ONE}").headers["If-Match"] == "abc"
    assert standin.body(f"PUT {ONE}")["expires_at"] == "2531-01-02T00:00:00+00:00"


def test_restoring(newest: LXDClient, standin: StandIn) -> None:
    newest.storage_pools.volumes.snapshots.restore("fast", "data", "s0", project="p").wait()
    assert standin.calls == [f"PUT {VOLUME}?project=p"]
    assert standin.body(f"PUT {VOLUME}") == {"restore": "s0"}


def test_renaming(newest: LXDClient, standin: StandIn) -> None:
    newest.storage_pools.volumes.snapshots.rename("fast", "data", "s0", "s1").wait()
    assert standin.body(f"POST {ONE}") == {"name": "s1"}


def test_deleting(newest: LXDClient, standin: StandIn) -> None:
    newest.storage_pools.volumes.snapshots.delete("fast", "data", "s0").wait()
    assert standin.calls == [f"DELETE {ONE}"]


# Names that LXD chooses


def served(lxd: FakeLXD, extensions: tuple[str, ...], **operation: Any) -> None:
    """Lets a server take snapshots."""
    lxd.on("GET /1.0", envelopes.sync(envelopes.server(*extensions)))
    lxd.on(f"POST {SNAPSHOTS}", envelopes.started(**operation))
    lxd.on(f"GET {envelopes.WAIT}", envelopes.sync(envelopes.operation(200, **operation)))


def test_a_server_that_tells_its_choice_at_once(client: LXDClient, lxd: FakeLXD) -> None:
    served(lxd, ("storage_volumes_created_at",), metadata={"entity_url": f"{SNAPSHOTS}/snap7?project=p"})
    operation = client.storage_pools.volumes.snapshots.create("fast", "data")
    assert operation.snapshot == "snap7"
    assert lxd.body(f"POST {SNAPSHOTS}") == {}


def test_a_server_that_tells_only_when_it_took_which(client: LXDClient, lxd: FakeLXD) -> None:
    served(lxd, ("storage_volumes_created_at",), created_at="2026-01-02T03:04:05Z")
    taken = {"data/old": "2026-01-02T03:04:04Z", "data/new": "2026-01-02T03:04:06Z"}
    listed = [{"name": name, "created_at": moment} for name, moment in taken.items()]
    lxd.on(f"GET {SNAPSHOTS}", envelopes.sync(listed))
    operation = client.storage_pools.volumes.snapshots.create("fast", "data")
    assert operation.snapshot == ""
    operation.wait()
    assert operation.snapshot == "new"


def test_a_server_that_tells_nothing(client: LXDClient, lxd: FakeLXD) -> None:
    served(lxd, ())
    listed = [{"name": "data/snap2"}, {"name": "data/snap10"}, {"name": "data/mine"}]
    lxd.on(f"GET {SNAPSHOTS}", envelopes.sync(listed))
    operation = client.storage_pools.volumes.snapshots.create("fast", "data")
    assert operation.snapshot == "snap11"
    assert lxd.body(f"POST {SNAPSHOTS}") == {"name": "snap11"}
