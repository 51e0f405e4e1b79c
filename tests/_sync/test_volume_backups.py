# Written by scripts/unasync.py from tests/_async/test_volume_backups.py. Change that, and run `make sync`.

"""Backups of volumes: what is sent, and both ways in which servers answer."""

from __future__ import annotations

import io
from pathlib import Path

from lxd import LXDClient
from lxd.filters import F
from tests.standin import StandIn

CUSTOM = "/1.0/storage-pools/fast/volumes/custom"
BACKUPS = f"{CUSTOM}/data/backups"
ONE = f"{BACKUPS}/b0"


def test_they_are_listed(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {BACKUPS}", [{"name": "data/b0"}, {"name": "data/b1", "volume_only": True}])
    found = newest.storage_pools.volumes.backups.list("fast", "data", filter=F.name.matches(".*/b1"))
    assert [backup.name for backup in found] == ["data/b1"]
    assert standin.calls == [f"GET {BACKUPS}?recursion=1"]


def test_links(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {BACKUPS}", [ONE])
    standin.on(f"GET {ONE}", {"name": "b0"})
    (link,) = newest.storage_pools.volumes.backups.list("fast", "data", 0, project="p", target="m1")
    assert (link.fetch()).name == "b0"
    assert standin.calls[-1] == f"GET {ONE}?project=p&target=m1"


def test_links_by_a_filter(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {BACKUPS}", [{"name": "data/b0"}, {"name": "data/b1"}])
    links = newest.storage_pools.volumes.backups.list("fast", "data", 0, filter=F.name == "data/b0")
    assert [link.url for link in links] == [ONE]


def test_one_is_got(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {ONE}", {"name": "b0", "optimized_storage": True})
    assert (newest.storage_pools.volumes.backups.get("fast", "data", "b0")).optimized_storage


def test_creating(newest: LXDClient, standin: StandIn) -> None:
    newest.storage_pools.volumes.backups.create(
        "fast", "data", "b0", volume_only=True, compression="none", version=2, project="p"
    ).wait()
    assert standin.calls == [f"POST {BACKUPS}?project=p"]
    assert standin.body(f"POST {BACKUPS}") == {
        "name": "b0",
        "volume_only": True,
        "compression_algorithm": "none",
        "version": 2,
    }


def test_renaming(newest: LXDClient, standin: StandIn) -> None:
    newest.storage_pools.volumes.backups.rename("fast", "data", "b0", "b1").wait()
    assert standin.body(f"POST {ONE}") == {"name": "b1"}


def test_deleting(newest: LXDClient, standin: StandIn) -> None:
    newest.storage_pools.volumes.backups.delete("fast", "data", "b0", target="m1").wait()
    assert standin.calls == [f"DELETE {ONE}?target=m1"]


def test_reading_one(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {ONE}/export", b"all of it")
    with newest.storage_pools.volumes.backups.open("fast", "data", "b0", project="p") as content:
        assert content.read() == b"all of it"
    assert standin.calls == [f"GET {ONE}/export?project=p"]


def test_downloading_one(newest: LXDClient, standin: StandIn, tmp_path: Path) -> None:
    standin.on(f"GET {ONE}/export", b"all of it")
    size = newest.storage_pools.volumes.backups.download("fast", "data", "b0", tmp_path / "file")
    assert (size, (tmp_path / "file").read_bytes()) == (9, b"all of it")


def test_an_export(newest: LXDClient, standin: StandIn) -> None:
    file = io.BytesIO()
    size = newest.storage_pools.volumes.backups.export("fast", "data", file, project="p", target="m1")
    assert (size, file.getvalue()) == (7, b"content")
    body = standin.body(f"POST {BACKUPS}")
    assert body.keys() == {"name", "expires_at"}
    made = f"{BACKUPS}/{body['name']}"
    assert standin.calls == [
        f"POST {BACKUPS}?project=p&target=m1",
        f"GET {made}/export?project=p&target=m1",
        f"DELETE {made}?project=p&target=m1",
    ]


def test_an_export_that_is_kept(newest: LXDClient, standin: StandIn) -> None:
    newest.storage_pools.volumes.backups.export("fast", "data", io.BytesIO(), keep=True)
    assert standin.body(f"POST {BACKUPS}").keys() == {"name"}
    assert [call.partition(" ")[0] for call in standin.calls] == ["POST", "GET"]


def test_an_import(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {CUSTOM}/new", {"name": "new"})
    made = newest.storage_pools.volumes.backups.import_("fast", io.BytesIO(b"a backup"), "new", project="p")
    assert made.name == "new"
    sent = standin.sent(f"POST {CUSTOM}")
    assert (sent.content, sent.headers["X-LXD-name"]) == (b"a backup", "new")
    assert "X-LXD-type" not in sent.headers
