"""Publishing: instances as images."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from lxd import AsyncLXDClient
from lxd.errors import BadRequest, Conflict, OperationFailed
from tests import envelopes
from tests.envelopes import WAIT, operation, sync
from tests.fakes import FakeLXD

PUBLISH = "POST /1.0/images"
ALIASES = "POST /1.0/images/aliases"


@pytest.fixture
def lxd(lxd: FakeLXD) -> FakeLXD:
    """A server where all goes well."""
    lxd.on(PUBLISH, envelopes.started())
    lxd.on(f"GET {WAIT}", sync(operation(200, metadata={"fingerprint": "abc", "size": "7"})))
    lxd.on(ALIASES, sync())
    return lxd


async def test_the_fingerprint_is_returned(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    assert await client.instances.publish("c1") == "abc"
    assert lxd.body(PUBLISH) == {"source": {"type": "instance", "name": "c1"}, "public": False}


async def test_a_snapshot_is_named_with_its_instance(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    await client.instances.publish("c1/snap0")
    assert lxd.body(PUBLISH)["source"] == {"type": "snapshot", "name": "c1/snap0"}


async def test_all_that_is_given_is_sent(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    await client.instances.publish(
        "c1",
        public=True,
        properties={"os": "x", "release": 12},
        compression="zstd",
        expires_at=datetime(2100, 1, 1, tzinfo=UTC),
        project="p",
    )
    body = lxd.body(PUBLISH)
    assert body.pop("expires_at").startswith("2100-01-01T00:00:00")
    assert body == {
        "source": {"type": "instance", "name": "c1"},
        "public": True,
        "properties": {"os": "x", "release": "12"},
        "compression_algorithm": "zstd",
    }
    assert lxd.sent(PUBLISH).url.params["project"] == "p"


async def test_aliases_are_added_when_the_image_is_there(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/images/aliases/web%2F1", envelopes.error(404, "Image alias not found"))
    await client.instances.publish("c1", aliases=["web/1"])
    assert lxd.body(ALIASES) == {"name": "web/1", "target": "abc"}
    assert "aliases" not in lxd.body(PUBLISH)


async def test_a_taken_alias_is_told_before_anything_is_done(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/images/aliases/web", sync({"name": "web"}))
    with pytest.raises(Conflict, match="'web'"):
        await client.instances.publish("c1", aliases=["web"])
    assert lxd.count(PUBLISH) == 0


async def test_an_alias_that_is_taken_meanwhile(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/images/aliases/web", envelopes.error(404, "Image alias not found"))
    lxd.on(ALIASES, envelopes.error(409, "Alias already exists"))
    with pytest.raises(Conflict):
        await client.instances.publish("c1", aliases=["web"])


async def test_a_running_instance(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {WAIT}", sync(operation(400, err="Cannot export a running instance as an image")))
    with pytest.raises(OperationFailed, match="running"):
        await client.instances.publish("c1")
    assert lxd.count(ALIASES) == 0


async def test_one_that_is_refused_at_once(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(PUBLISH, envelopes.error(400, "nonsense"))
    with pytest.raises(BadRequest):
        await client.instances.publish("c1")
