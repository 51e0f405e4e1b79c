# Written by scripts/unasync.py from tests/_async/test_copies.py. Change that, and run `make sync`.

"""Copying and moving: what is sent, to whom, and what becomes of it when something fails."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from lxd import LXDClient
from lxd.errors import (
    BadRequest,
    Conflict,
    LXDError,
    MigrationFailed,
    NotFound,
    OperationFailed,
    ServerError,
)
from tests import envelopes
from tests.fakes import FakeLXD

C1 = "/1.0/instances/c1"
INSTANCES = "/1.0/instances"
SECRETS = {"control": "s3cr3t-1", "fs": "s3cr3t-2"}
SOURCE_ID = "00000000-0000-0000-0000-000000000001"
TARGET_ID = "00000000-0000-0000-0000-000000000002"
UNREACHABLE = "Unable to connect to: 10.0.0.1:8443 ([dial tcp: connection refused])"


def instance(**changes: Any) -> dict[str, Any]:
    """An instance as LXD tells it."""
    return {
        "name": "c1",
        "type": "container",
        "status": "Stopped",
        "architecture": "x86_64",
        "description": "the first",
        "profiles": ["default"],
        "config": {"limits.cpu": "2", "volatile.base_image": "abc", "volatile.uuid": "1234"},
        "devices": {},
        "expanded_devices": {"root": {"type": "disk", "path": "/", "pool": "default"}},
    } | changes


class Copying(FakeLXD):
    """A server that copies c1, and receives copies."""

    def __init__(
        self, id: str, fingerprint: str, *addresses: str, extensions: list[str] | None = None
    ) -> None:
        super().__init__()
        self.id = id
        self.operation = f"/1.0/operations/{id}"
        environment = {
            "addresses": list(addresses),
            "certificate": f"PEM of {fingerprint}",
            "certificate_fingerprint": fingerprint,
            "server_version": "5.0.2",
        }
        self.on(
            "GET /1.0", envelopes.sync({**envelopes.server(*extensions or []), "environment": environment})
        )
        self.on(f"GET {C1}", envelopes.sync(instance()))
        self.on(f"POST {C1}", self.begun())
        self.on(f"DELETE {C1}", envelopes.sync())
        self.on(f"POST {INSTANCES}", self.begun(metadata=None))
        self.on("GET /1.0/storage-pools", envelopes.sync([]))
        self.on("GET /1.0/storage-pools/fast", envelopes.sync({"name": "fast"}))
        self.on(f"DELETE {self.operation}", envelopes.sync())
        self.end()

    def begun(self, **changes: Any) -> dict[str, Any]:
        """An operation that has begun, and waits to be called."""
        answer = envelopes.started(
            **{
                "id": self.id,
                "class": "websocket",
                "metadata": {**SECRETS, "entity_url": C1},
                **changes,
            }
        )
        return {**answer, "operation": self.operation}

    def end(self, code: int = 200, err: str = "") -> None:
        """Says how its operation ends."""
        over = envelopes.sync(envelopes.operation(code, id=self.id, err=err))
        self.on(f"GET {self.operation}/wait", over)
        self.on(f"GET {self.operation}", over)

    def bodies(self, call: str) -> list[Any]:
        """The bodies of all requests of that method and path."""
        return [
            json.loads(request.content)
            for request, asked in zip(self.requests, self.calls, strict=True)
            if asked.partition("?")[0] == call
        ]


@pytest.fixture
def a() -> Copying:
    """The server that has c1."""
    return Copying(SOURCE_ID, "aa", "10.0.0.1:8443")


@pytest.fixture
def b() -> Copying:
    """The server that gets it."""
    return Copying(TARGET_ID, "bb", "10.0.0.2:8443")


@pytest.fixture
def here(a: Copying) -> Iterator[LXDClient]:
    """A client of the one."""
    with LXDClient("/run/a.socket", transport=a.transport) as client:
        yield client


@pytest.fixture
def there(b: Copying) -> Iterator[LXDClient]:
    """A client of the other."""
    with LXDClient("/run/b.socket", transport=b.transport) as client:
        yield client


# On one server


def test_a_copy_on_one_server(here: LXDClient, a: Copying) -> None:
    a.on(f"GET {INSTANCES}/c2", envelopes.sync(instance(name="c2")))
    a.on(f"POST {INSTANCES}", a.begun(resources={"instances": [f"{INSTANCES}/c2", C1]}))
    copy = here.instances.copy(
        "c1", "c2", pool="fast", config={"user.n": 1}, profiles=[], instance_only=True, target="n2"
    )
    assert copy.name == "c2"
    assert f"POST {INSTANCES}?project=default&target=n2" in a.calls
    assert a.body(f"POST {INSTANCES}") == {
        "name": "c2",
        "type": "container",
        "architecture": "x86_64",
        "description": "the first",
        "profiles": [],
        "ephemeral": False,
        "config": {"limits.cpu": "2", "volatile.base_image": "abc", "user.n": "1"},
        "devices": {"root": {"type": "disk", "path": "/", "pool": "fast"}},
        "source": {
            "type": "copy",
            "source": "c1",
            "project": "default",
            "base-image": "abc",
            "instance_only": True,
            "live": False,
        },
    }


def test_a_copy_of_a_snapshot(here: LXDClient, a: Copying) -> None:
    a.on(f"GET {C1}/snapshots/snap0", envelopes.sync(instance(name="snap0")))
    a.on(f"GET {INSTANCES}/c2", envelopes.sync(instance(name="c2")))
    a.on(f"POST {INSTANCES}", envelopes.sync())
    here.instances.copy("c1/snap0", "c2", source_project="p", project="q")
    source = a.body(f"POST {INSTANCES}")["source"]
    assert (source["source"], source["project"]) == ("c1/snap0", "p")
    assert f"POST {INSTANCES}?project=q" in a.calls


def test_two_clients_of_one_server(here: LXDClient, a: Copying, b: Copying) -> None:
    a.on(f"GET {INSTANCES}/c2", envelopes.sync(instance(name="c2")))
    a.on(f"POST {INSTANCES}", envelopes.sync())
    same = Copying(TARGET_ID, "aa")
    with LXDClient("https://10.0.0.1:8443", project="q", transport=same.transport) as other:
        here.instances.copy("c1", "c2", to=other)
    assert a.body(f"POST {INSTANCES}")["source"]["type"] == "copy"
    assert f"POST {INSTANCES}?project=q" in a.calls


def test_a_copy_that_fails_is_not_deleted(here: LXDClient, a: Copying) -> None:
    a.end(400, "already exists")
    with pytest.raises(OperationFailed):
        here.instances.copy("c1", "c2")
    assert not [call for call in a.calls if call.startswith("DELETE")]


def test_a_pool_that_is_not_there(here: LXDClient, a: Copying) -> None:
    a.on("GET /1.0/storage-pools/missing", envelopes.error(404, "Storage pool not found"))
    with pytest.raises(NotFound):
        here.instances.copy("c1", "c2", pool="missing")
    assert a.count(f"POST {INSTANCES}") == 0


@pytest.mark.parametrize(
    ("extensions", "requests"),
    [
        ([], [{"pool": "fast"}, {"project": "q"}]),
        (["instance_move_config"], [{"pool": "fast", "project": "q"}]),
    ],
)
def test_a_move_on_one_server(extensions: list[str], requests: list[dict[str, str]]) -> None:
    a = Copying(SOURCE_ID, "aa", extensions=extensions)
    a.on(f"GET {INSTANCES}/c2", envelopes.sync(instance(name="c2")))
    a.on(f"POST {INSTANCES}/c2", a.begun())
    with LXDClient("/run/a.socket", transport=a.transport, target="n1") as here:
        assert (here.instances.move("c1", "c2", pool="fast", project="q")).name == "c2"
    common = {"name": "c2", "migration": True, "live": False}
    sent = [*a.bodies(f"POST {C1}"), *a.bodies(f"POST {INSTANCES}/c2")]
    assert sent == [{**common, **request} for request in requests]
    assert not [call for call in a.calls if call.startswith("POST") and "target" in call]


def test_a_move_with_changes() -> None:
    a = Copying(SOURCE_ID, "aa", extensions=["instance_move_config"])
    with LXDClient("/run/a.socket", transport=a.transport) as here:
        here.instances.move(
            "c1", target="n2", config={"user.n": 1}, devices={"root": {"size": 10}}, profiles=["web"]
        )
    assert a.body(f"POST {C1}") == {
        "name": "c1",
        "migration": True,
        "live": False,
        "Config": {"user.n": "1"},
        "Devices": {"root": {"type": "disk", "path": "/", "pool": "default", "size": "10"}},
        "Profiles": ["web"],
    }
    assert f"POST {C1}?project=default&target=n2" in a.calls


# From one server to another


def test_pull(here: LXDClient, there: LXDClient, a: Copying, b: Copying) -> None:
    copy = here.instances.copy("c1", to=there, mode="pull", allow_inconsistent=True)
    assert copy.name == "c1"
    assert a.body(f"POST {C1}") == {"migration": True, "live": False, "allow_inconsistent": True}
    assert b.body(f"POST {INSTANCES}")["source"] == {
        "type": "migration",
        "mode": "pull",
        "operation": f"https://10.0.0.1:8443{a.operation}",
        "secrets": SECRETS,
        "certificate": "PEM of aa",
        "base-image": "abc",
        "live": False,
        "allow_inconsistent": True,
    }
    assert a.count(f"DELETE {C1}") == 0


def test_push(here: LXDClient, there: LXDClient, a: Copying, b: Copying) -> None:
    b.on(f"POST {INSTANCES}", b.begun())
    here.instances.copy("c1", to=there, mode="push")
    assert b.body(f"POST {INSTANCES}")["source"]["mode"] == "push"
    assert a.body(f"POST {C1}") == {
        "migration": True,
        "live": False,
        "target": {
            "operation": f"https://10.0.0.2:8443{b.operation}",
            "secrets": SECRETS,
            "certificate": "PEM of bb",
        },
    }


def test_a_snapshot_to_another_server(here: LXDClient, there: LXDClient, a: Copying, b: Copying) -> None:
    a.on(f"GET {C1}/snapshots/snap0", envelopes.sync(instance(name="snap0")))
    a.on(f"POST {C1}/snapshots/snap0", a.begun())
    here.instances.copy("c1/snap0", to=there, mode="pull")
    assert a.body(f"POST {C1}/snapshots/snap0") == {"migration": True, "live": False, "name": "c1"}


def test_the_clients_cluster_member_is_no_place_to_move_to(there: LXDClient, a: Copying, b: Copying) -> None:
    with LXDClient("/run/a.socket", transport=a.transport, target="n1") as here:
        here.instances.copy("c1", to=there.with_scope(project="q", target="n2"), mode="pull")
    assert f"POST {C1}?project=default" in a.calls
    assert f"POST {INSTANCES}?project=q&target=n2" in b.calls


def test_each_address_is_tried(there: LXDClient, b: Copying) -> None:
    a = Copying(SOURCE_ID, "aa", "10.0.0.1:8443", "[fd42::1]:8443")
    failed = envelopes.sync(envelopes.operation(400, id=TARGET_ID, err=UNREACHABLE))
    done = envelopes.sync(envelopes.operation(200, id=TARGET_ID))
    b.on(f"GET {b.operation}/wait", failed, done)
    b.on(f"GET {b.operation}", failed)
    with LXDClient("/run/a.socket", transport=a.transport) as here:
        here.instances.copy("c1", to=there, mode="pull")
    urls = [body["source"]["operation"] for body in b.bodies(f"POST {INSTANCES}")]
    assert urls == [f"https://{host}{a.operation}" for host in ("10.0.0.1:8443", "[fd42::1]:8443")]


def test_who_cannot_be_pulled_from_pushes(
    here: LXDClient, there: LXDClient, a: Copying, b: Copying, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "lxd")
    b.on(f"POST {INSTANCES}", envelopes.error(500, UNREACHABLE), b.begun())
    here.instances.copy("c1", to=there)
    assert [body["source"]["mode"] for body in b.bodies(f"POST {INSTANCES}")] == ["pull", "push"]
    assert "by pull" in caplog.text
    assert "trying push" in caplog.text


def test_another_fault_is_not_tried_again(here: LXDClient, there: LXDClient, a: Copying, b: Copying) -> None:
    b.end(400, "No space left on device")
    with pytest.raises(MigrationFailed, match=r"at the target: .*No space left") as failed:
        here.instances.copy("c1", to=there)
    assert b.count(f"POST {INSTANCES}") == 1
    assert failed.value.source is None
    assert "s3cr3t" not in f"{failed.value} {failed.value!r}"


def test_a_target_that_refuses(here: LXDClient, there: LXDClient, a: Copying, b: Copying) -> None:
    a.on(f"GET {a.operation}", envelopes.sync(envelopes.operation(103, id=SOURCE_ID)))
    b.on(f"POST {INSTANCES}", envelopes.error(500, 'This "instances" entry already exists'))
    with pytest.raises(Conflict):
        here.instances.move("c1", to=there)
    assert a.count(f"DELETE {a.operation}") == 1  # nobody will call it any more
    assert a.count(f"DELETE {C1}") == 0
    assert b.count(f"DELETE {C1}") == 0


def test_a_source_that_refuses_to_push(here: LXDClient, there: LXDClient, a: Copying, b: Copying) -> None:
    b.on(f"POST {INSTANCES}", b.begun())
    b.on(f"GET {b.operation}", envelopes.sync(envelopes.operation(103, id=TARGET_ID)))
    b.on(f"DELETE {b.operation}", envelopes.error(400, "This operation can't be cancelled"))
    b.on(f"GET {b.operation}/wait", envelopes.sync(envelopes.operation(400, id=TARGET_ID, err="timed out")))
    a.on(f"POST {C1}", envelopes.error(400, "no"))
    with pytest.raises(BadRequest):
        here.instances.copy("c1", to=there, mode="push")
    assert b.count(f"DELETE {b.operation}") == 1
    assert b.count(f"GET {b.operation}/wait") == 1


def test_what_has_arrived_of_a_source_that_failed_is_deleted(
    here: LXDClient, there: LXDClient, a: Copying, b: Copying
) -> None:
    a.end(400, "could not unfreeze")
    with pytest.raises(MigrationFailed, match="at the source"):
        here.instances.copy("c1", to=there)
    assert b.count(f"DELETE {C1}") == 1
    assert a.count(f"DELETE {C1}") == 0


def test_a_refresh_deletes_nothing(here: LXDClient, there: LXDClient, a: Copying, b: Copying) -> None:
    b.on(f"GET {C1}", envelopes.sync(instance(config={"volatile.uuid": "5678"})))
    a.end(400, "could not unfreeze")
    with pytest.raises(MigrationFailed):
        here.instances.copy("c1", "c1", to=there, refresh=True)
    assert b.count(f"DELETE {C1}") == 0


@pytest.mark.parametrize("extensions", [[], ["instance_refresh_config"]])
def test_a_refresh(here: LXDClient, a: Copying, extensions: list[str]) -> None:
    b = Copying(TARGET_ID, "bb", extensions=extensions)
    b.on(f"GET {C1}", envelopes.sync(instance(config={"volatile.uuid": "5678"})))
    b.on(f"PUT {C1}", envelopes.sync())
    with LXDClient("/run/b.socket", transport=b.transport) as there:
        here.instances.copy("c1", "c1", to=there, refresh=True)
    body = b.body(f"POST {INSTANCES}")
    assert body["config"] == {"limits.cpu": "2", "volatile.uuid": "5678"}
    assert body["source"]["refresh"] is True
    # Old servers refresh what is in it only.
    assert b.count(f"PUT {C1}") == (0 if extensions else 1)


def test_a_move_to_another_server(here: LXDClient, there: LXDClient, a: Copying, b: Copying) -> None:
    b.on(f"GET {INSTANCES}/c2", envelopes.sync(instance(name="c2")))
    here.instances.move("c1", "c2", to=there, source_project="p")
    assert b.body(f"POST {INSTANCES}")["config"]["volatile.uuid"] == "1234"
    assert a.calls[-1] == f"DELETE {C1}?project=p"


def test_a_source_that_cannot_be_deleted(here: LXDClient, there: LXDClient, a: Copying, b: Copying) -> None:
    a.on(f"DELETE {C1}", envelopes.error(500, "busy"))
    with pytest.raises(MigrationFailed, match=r"was copied.*could not be deleted.*busy.*on both") as failed:
        here.instances.move("c1", to=there)
    assert isinstance(failed.value.__cause__, ServerError)
    assert b.count(f"DELETE {C1}") == 0


def test_nothing_that_runs_is_moved_to_another_server(
    here: LXDClient, there: LXDClient, a: Copying, b: Copying
) -> None:
    a.on(f"GET {C1}", envelopes.sync(instance(status="Running")))
    with pytest.raises(LXDError, match="is running"):
        here.instances.move("c1", to=there)
    assert b.count(f"POST {INSTANCES}") == 0
