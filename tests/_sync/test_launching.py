# Written by scripts/unasync.py from tests/_async/test_launching.py. Change that, and run `make sync`.

"""Launching: which requests it takes, and what an error leaves behind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lxd import LXDClient
from lxd.errors import (
    BadRequest,
    Conflict,
    ExtensionMissing,
    ImageNotFound,
    NotFound,
    OperationFailed,
    OperationTimeout,
    RemoteError,
    RemoteNotFound,
    StartFailed,
)
from tests import envelopes
from tests._sync.conftest import Clock
from tests.envelopes import WAIT, operation, sync
from tests.fakes import FakeLXD

C1 = "/1.0/instances/c1"
STATE = f"PUT {C1}/state"
CREATE = "POST /1.0/instances"
FINGERPRINT = "0123456789abcdef" * 4


@pytest.fixture(autouse=True)
def no_remotes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where lxc would look for remotes: there is nothing yet."""
    monkeypatch.setenv("LXD_CONF", str(tmp_path))
    monkeypatch.setenv("LXD_GLOBAL_CONF", str(tmp_path / "global"))
    return tmp_path


@pytest.fixture
def old(lxd: FakeLXD) -> FakeLXD:
    """A server without `instance_create_start` where all goes well."""
    return succeeding(lxd)


@pytest.fixture
def new(lxd: FakeLXD) -> FakeLXD:
    """A server with it where all goes well."""
    return succeeding(lxd, "instance_create_start")


def succeeding(lxd: FakeLXD, *extensions: str) -> FakeLXD:
    lxd.on("GET /1.0", sync(envelopes.server(*extensions)))
    lxd.on(CREATE, envelopes.started())
    lxd.on(STATE, envelopes.started())
    lxd.on(f"GET {WAIT}", sync(operation(200)))
    lxd.on(f"GET {C1}", sync({"name": "c1", "status": "Running"}))
    return lxd


def test_an_old_server_takes_two_steps(client: LXDClient, old: FakeLXD) -> None:
    assert (client.instances.launch("c1", "busybox")).status == "Running"
    assert [call.partition("?")[0] for call in old.calls] == [
        "GET /1.0",
        CREATE,
        f"GET {WAIT}",
        STATE,
        f"GET {WAIT}",
        f"GET {C1}",
    ]
    assert old.body(CREATE) == {"name": "c1", "source": {"type": "image", "alias": "busybox"}}


def test_a_new_server_takes_one(client: LXDClient, new: FakeLXD) -> None:
    client.instances.launch("c1", "busybox")
    assert new.count(STATE) == 0
    assert new.body(CREATE)["start"] is True


@pytest.mark.parametrize("extensions", [(), ("instance_create_start",)])
def test_it_need_not_be_started(client: LXDClient, lxd: FakeLXD, extensions: tuple[str, ...]) -> None:
    succeeding(lxd, *extensions)
    client.instances.launch("c1", "busybox", start=False)
    assert lxd.count(STATE) == 0
    assert "start" not in lxd.body(CREATE)


def test_a_server_that_does_it_at_once(client: LXDClient, old: FakeLXD) -> None:
    old.on(CREATE, sync())
    old.on(STATE, sync())
    assert (client.instances.launch("c1", "busybox")).name == "c1"
    assert old.count(f"GET {WAIT}") == 0


def test_all_that_is_given_is_sent(client: LXDClient, old: FakeLXD) -> None:
    client.instances.launch(
        "c1",
        {"type": "none"},
        type="virtual-machine",
        profiles=(),
        config={"limits.cpu": 2, "security.nesting": True},
        devices={"eth0": {"type": "nic", "ipv4.address": None}},
        description="d",
        ephemeral=True,
        instance_type="t2.micro",
        project="p",
        target="n1",
    )
    assert old.body(CREATE) == {
        "name": "c1",
        "type": "virtual-machine",
        "profiles": [],
        "config": {"limits.cpu": "2", "security.nesting": "true"},
        "devices": {"eth0": {"type": "nic", "ipv4.address": ""}},
        "description": "d",
        "ephemeral": True,
        "instance_type": "t2.micro",
        "source": {"type": "none"},
    }
    assert dict(old.sent(CREATE).url.params) == {"project": "p", "target": "n1"}
    assert dict(old.sent(STATE).url.params) == {"project": "p"}
    assert dict(old.sent(f"GET {C1}").url.params) == {"project": "p"}


@pytest.mark.parametrize(
    "told",
    [
        {"resources": {"instances": ["/1.0/instances/c1"]}},
        {"resources": {}, "metadata": {"entity_url": "/1.0/instances/c1?project=p"}},
    ],
)
def test_a_name_of_lxds_choice_is_read_from_the_operation(
    client: LXDClient, old: FakeLXD, told: dict[str, Any]
) -> None:
    old.on(CREATE, envelopes.started(**told))
    assert (client.instances.launch(None, "busybox")).name == "c1"
    assert "name" not in old.body(CREATE)


@pytest.mark.parametrize(
    ("image", "source"),
    [
        ("ubuntu/24.04", {"type": "image", "alias": "ubuntu/24.04"}),
        (FINGERPRINT, {"type": "image", "fingerprint": FINGERPRINT}),
    ],
)
def test_most_images_take_no_request_more(
    client: LXDClient, old: FakeLXD, image: str, source: dict[str, str]
) -> None:
    client.instances.launch("c1", image)
    assert old.body(CREATE)["source"] == source


def test_what_may_be_either_is_an_alias_if_there_is_one(client: LXDClient, old: FakeLXD) -> None:
    old.on("GET /1.0/images/aliases/beef", sync({"name": "beef", "target": FINGERPRINT}))
    client.instances.launch("c1", "beef")
    assert old.body(CREATE)["source"] == {"type": "image", "alias": "beef"}


def test_what_may_be_either_is_a_fingerprint_otherwise(client: LXDClient, old: FakeLXD) -> None:
    old.on("GET /1.0/images/aliases/beef", envelopes.error(404, "Image alias not found"))
    client.instances.launch("c1", "beef", project="p")
    assert old.body(CREATE)["source"] == {"type": "image", "fingerprint": "beef"}
    assert old.sent("GET /1.0/images/aliases/beef").url.params["project"] == "p"


def test_a_missing_image_that_is_told_at_once(client: LXDClient, old: FakeLXD) -> None:
    old.on(CREATE, envelopes.error(404, "Image alias not found"))
    with pytest.raises(ImageNotFound, match="no image 'nope'"):
        client.instances.launch("c1", "nope")


def test_a_missing_image_that_is_told_by_the_operation(client: LXDClient, new: FakeLXD) -> None:
    new.on(f"GET {WAIT}", sync(operation(400, err="Image not provided for instance creation")))
    with pytest.raises(ImageNotFound, match="no image 'nope'"):
        client.instances.launch("c1", "nope")


def test_something_else_that_is_missing(client: LXDClient, old: FakeLXD) -> None:
    old.on(CREATE, envelopes.error(404, "Profile not found"))
    with pytest.raises(NotFound, match="Profile") as caught:
        client.instances.launch("c1", "busybox")
    assert not isinstance(caught.value, ImageNotFound)


def test_a_known_remote(client: LXDClient, old: FakeLXD) -> None:
    client.instances.launch("c1", "ubuntu:24.04")
    assert old.body(CREATE)["source"] == {
        "type": "image",
        "mode": "pull",
        "server": "https://cloud-images.ubuntu.com/releases/",
        "protocol": "simplestreams",
        "alias": "24.04",
    }


def test_a_configured_remote(client: LXDClient, old: FakeLXD, no_remotes: Path) -> None:
    (no_remotes / "config.yml").write_text("remotes: {prod: {addr: 'https://10.0.0.1:8443'}}")
    (no_remotes / "servercerts").mkdir()
    (no_remotes / "servercerts/prod.crt").write_text("PEM")
    client.instances.launch("c1", "prod:web")
    source = old.body(CREATE)["source"]
    assert (source["server"], source["alias"], source["certificate"]) == (
        "https://10.0.0.1:8443",
        "web",
        "PEM",
    )


def test_a_remote_that_is_the_server_itself(client: LXDClient, old: FakeLXD, no_remotes: Path) -> None:
    (no_remotes / "config.yml").write_text("remotes: {here: {addr: 'unix:/run/lxd.socket', project: p}}")
    client.instances.launch("c1", "here:busybox")
    assert old.body(CREATE)["source"] == {"type": "image", "alias": "busybox", "project": "p"}


def test_a_missing_remote(client: LXDClient, old: FakeLXD) -> None:
    with pytest.raises(RemoteNotFound, match="nope"):
        client.instances.launch("c1", "nope:busybox")
    assert old.calls == []


def test_a_broken_list_of_remotes(client: LXDClient, old: FakeLXD, no_remotes: Path) -> None:
    (no_remotes / "config.yml").write_text("remotes: [")
    with pytest.raises(RemoteError, match=r"config\.yml"):
        client.instances.launch("c1", "images:x")
    assert old.calls == []


def test_a_taken_name_that_is_told_at_once(client: LXDClient, old: FakeLXD) -> None:
    old.on(CREATE, envelopes.error(409, "Instance already exists"))
    with pytest.raises(Conflict):
        client.instances.launch("c1", "busybox")


def test_a_taken_name_that_is_told_by_the_operation(client: LXDClient, old: FakeLXD) -> None:
    old.on(f"GET {WAIT}", sync(operation(400, err='This "instances" entry already exists')))
    with pytest.raises(Conflict, match="already exists"):
        client.instances.launch("c1", "busybox")


def test_an_instance_that_cannot_be_made(client: LXDClient, old: FakeLXD) -> None:
    old.on(f"GET {WAIT}", sync(operation(400, err="disk full")))
    with pytest.raises(OperationFailed, match="disk full") as caught:
        client.instances.launch("c1", "busybox")
    assert not isinstance(caught.value, StartFailed)
    assert old.count(STATE) == 0


def test_an_instance_that_cannot_be_started(client: LXDClient, old: FakeLXD) -> None:
    old.on(f"GET {WAIT}", sync(operation(200)), sync(operation(400, err="no init")))
    with pytest.raises(StartFailed, match="'c1' was made, but could not be started: no init") as caught:
        client.instances.launch("c1", "busybox")
    assert caught.value.name == "c1"
    assert caught.value.operation is not None
    assert old.count(f"DELETE {C1}") == 0


def test_a_start_that_is_refused_at_once(client: LXDClient, old: FakeLXD) -> None:
    old.on(STATE, envelopes.error(400, "limits exceeded"))
    with pytest.raises(StartFailed, match="limits exceeded") as caught:
        client.instances.launch("c1", "busybox")
    assert isinstance(caught.value.__cause__, BadRequest)


def test_a_new_server_leaves_an_instance_that_it_cannot_start(client: LXDClient, new: FakeLXD) -> None:
    new.on(f"GET {WAIT}", sync(operation(400, err="no init")))
    new.on(f"GET {C1}", sync({"name": "c1", "created_at": "2026-01-02T03:04:06Z"}))
    with pytest.raises(StartFailed, match="no init"):
        client.instances.launch("c1", "busybox")


@pytest.mark.parametrize(
    "found",
    [
        envelopes.error(404, "Instance not found"),
        sync({"name": "c1", "created_at": "2025-01-01T00:00:00Z"}),
    ],
)
def test_a_new_server_that_could_not_make_it(client: LXDClient, new: FakeLXD, found: dict[str, Any]) -> None:
    new.on(f"GET {WAIT}", sync(operation(400, err="disk full")))
    new.on(f"GET {C1}", found)
    with pytest.raises(OperationFailed) as caught:
        client.instances.launch("c1", "busybox")
    assert not isinstance(caught.value, StartFailed)


def test_the_timeout_is_for_all_of_it(client: LXDClient, old: FakeLXD, clock: Clock) -> None:
    old.on(f"GET {WAIT}", clock.after(20, sync(operation(200))), clock.after(20, sync(operation(103))))
    old.on(f"GET {envelopes.OPERATION}", sync(operation(103)))
    with pytest.raises(OperationTimeout):
        client.instances.launch("c1", "busybox", timeout=30)
    assert [call for call in old.calls if WAIT in call] == [
        f"GET {WAIT}?timeout=30",
        f"GET {WAIT}?timeout=10",
    ]


def test_rebuilding(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", sync(envelopes.server("instances_rebuild")))
    lxd.on(f"POST {C1}/rebuild", envelopes.started())
    lxd.on(f"GET {WAIT}", sync(operation(200)))
    client.instances.rebuild("c1", "busybox").wait()
    assert lxd.body(f"POST {C1}/rebuild") == {"source": {"type": "image", "alias": "busybox"}}


def test_rebuilding_with_nothing(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", sync(envelopes.server("instances_rebuild")))
    lxd.on(f"POST {C1}/rebuild", envelopes.started())
    client.instances.rebuild("c1", None)
    assert lxd.body(f"POST {C1}/rebuild") == {"source": {"type": "none"}}


def test_an_old_server_cannot_rebuild(client: LXDClient, old: FakeLXD) -> None:
    with pytest.raises(ExtensionMissing, match="instances_rebuild"):
        client.instances.rebuild("c1", "busybox")
