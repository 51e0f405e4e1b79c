# Written by scripts/unasync.py from tests/_async/test_buckets.py. Change that, and run `make sync`.

"""Storage buckets and keys to them: what is sent, and both ways in which servers answer."""

from __future__ import annotations

import pytest

from lxd import LXDClient
from lxd.errors import ExtensionMissing
from lxd.filters import F
from tests.standin import StandIn

BUCKETS = "/1.0/storage-pools/fast/buckets"
ONE = f"{BUCKETS}/logs"
KEYS = f"{ONE}/keys"
KEY = f"{KEYS}/reader"
SECRET = {"name": "admin", "role": "admin", "access-key": "AK", "secret-key": "SK"}


def test_they_are_listed(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {BUCKETS}", [{"name": "logs"}, {"name": "web"}])
    found = newest.storage_pools.buckets.list("fast", filter=F.name == "web", entitlements=["can_edit"])
    assert [bucket.name for bucket in found] == ["web"]
    assert standin.calls == [f"GET {BUCKETS}?recursion=1&with-access-entitlements=can_edit"]


def test_of_all_projects(newest: LXDClient, standin: StandIn) -> None:
    newest.storage_pools.buckets.list("fast", all_projects=True)
    assert standin.calls == [f"GET {BUCKETS}?recursion=1&all-projects=true"]


def test_links(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {BUCKETS}", [f"{ONE}?project=p"])
    standin.on(f"GET {ONE}", {"name": "logs"})
    (link,) = newest.storage_pools.buckets.list("fast", 0)
    assert (link.fetch()).name == "logs"
    assert standin.calls[-1] == f"GET {ONE}?project=p"


def test_one_is_got(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {ONE}", {"name": "logs", "s3_url": "https://s3"})
    assert (newest.storage_pools.buckets.get("fast", "logs", target="m1")).s3_url == "https://s3"
    assert standin.calls == [f"GET {ONE}?target=m1"]


def test_creating_one_gives_the_key(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"POST {BUCKETS}", SECRET)
    operation = newest.storage_pools.buckets.create(
        "fast", {"name": "logs", "config": {"size": "1GiB"}}, project="p"
    )
    operation.wait()
    assert (operation.key.access_key, operation.key.secret_key) == ("AK", "SK")
    assert "SK" not in repr(operation.key)
    assert standin.calls == [f"POST {BUCKETS}?project=p"]


def test_replacing(newest: LXDClient, standin: StandIn) -> None:
    newest.storage_pools.buckets.update_configuration("fast", "logs", {"config": {"size": None}}).wait()
    assert standin.body(f"PUT {ONE}") == {"config": {"size": ""}}


def test_changing(newest: LXDClient, standin: StandIn) -> None:
    newest.storage_pools.buckets.update_configuration_subset("fast", "logs", {"description": "x"}).wait()
    assert standin.body(f"PATCH {ONE}") == {"description": "x"}


def test_editing(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {ONE}", {"name": "logs", "config": {"size": "1GiB"}})
    with newest.storage_pools.buckets.edit("fast", "logs") as bucket:
        bucket.config["size"] = "2GiB"
    assert standin.sent(f"PUT {ONE}").headers["If-Match"] == "abc"
    assert standin.body(f"PUT {ONE}")["config"] == {"size": "2GiB"}


def test_deleting(newest: LXDClient, standin: StandIn) -> None:
    newest.storage_pools.buckets.delete("fast", "logs", target="m1").wait()
    assert standin.calls == [f"DELETE {ONE}?target=m1"]


def test_a_server_without_buckets() -> None:
    older = StandIn(without=("storage_buckets",))
    with LXDClient("/run/lxd.socket", transport=older.transport) as client:
        with pytest.raises(ExtensionMissing, match="'storage_buckets'"):
            client.storage_pools.buckets.list("fast")
    assert older.calls == []


# Keys


def test_keys_are_listed(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {KEYS}", [{"name": "admin"}, {"name": "reader", "role": "read-only"}])
    found = newest.storage_pools.buckets.keys.list("fast", "logs", filter=F.role == "read-only")
    assert [key.name for key in found] == ["reader"]


def test_links_to_keys(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {KEYS}", [KEY])
    standin.on(f"GET {KEY}", {"name": "reader"})
    (link,) = newest.storage_pools.buckets.keys.list("fast", "logs", 0, project="p", target="m1")
    assert (link.fetch()).name == "reader"
    assert standin.calls[-1] == f"GET {KEY}?project=p&target=m1"


def test_a_key_is_got(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {KEY}", {"name": "reader", "secret-key": "SK"})
    assert (newest.storage_pools.buckets.keys.get("fast", "logs", "reader")).secret_key == "SK"


def test_creating_a_key(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"POST {KEYS}", SECRET)
    operation = newest.storage_pools.buckets.keys.create("fast", "logs", {"name": "admin"})
    operation.wait()
    assert operation.key.secret_key == "SK"
    assert standin.body(f"POST {KEYS}") == {"name": "admin"}


def test_replacing_a_key(newest: LXDClient, standin: StandIn) -> None:
    newest.storage_pools.buckets.keys.update_configuration("fast", "logs", "reader", {"role": "admin"}).wait()
    assert standin.body(f"PUT {KEY}") == {"role": "admin"}


def test_editing_a_key(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {KEY}", {"name": "reader", "role": "read-only"})
    with newest.storage_pools.buckets.keys.edit("fast", "logs", "reader") as key:
        key.role = "admin"
    assert standin.body(f"PUT {KEY}")["role"] == "admin"


def test_deleting_a_key(newest: LXDClient, standin: StandIn) -> None:
    newest.storage_pools.buckets.keys.delete("fast", "logs", "reader", project="p").wait()
    assert standin.calls == [f"DELETE {KEY}?project=p"]


def test_a_link_says_the_member_and_the_project(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {BUCKETS}", [f"{BUCKETS}/data?project=p&target=n1"])
    (link,) = newest.storage_pools.buckets.list("fast", 0, project="p")
    link.fetch()
    assert standin.calls[-1] == f"GET {BUCKETS}/data?project=p&target=n1"
    standin.on(f"GET {BUCKETS}", [{"name": "data", "location": "n1"}, {"name": "other", "location": "none"}])
    links = newest.storage_pools.buckets.list("fast", 0, project="p", filter=F.name.matches(".*"))
    assert [link.url for link in links] == [
        f"{BUCKETS}/data?project=p&target=n1",
        f"{BUCKETS}/other?project=p",
    ]
