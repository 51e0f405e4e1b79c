"""The server's area: configuration, hardware, metrics."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from lxd import AsyncLXDClient
from lxd.errors import PreconditionFailed
from tests import envelopes
from tests.fakes import FakeLXD, as_response

UUID = "2f3a7a9e-0000-4000-8000-000000000000"


@pytest.fixture
def clustered(lxd: FakeLXD) -> FakeLXD:
    """A server that wants its cluster's UUID repeated."""
    config = {"volatile.uuid": UUID, "core.https_address": ":8443"}
    lxd.on("GET /1.0", as_response(envelopes.sync(envelopes.server(**config)), ETag="abc"))
    lxd.on("PUT /1.0", envelopes.sync())
    return lxd


async def test_the_server_is_got(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server(**{"core.https_address": ":8443"})))
    server = await client.server.get()
    assert server.environment is not None
    assert (server.config["core.https_address"], server.environment.server_version) == (":8443", "5.0.2")


async def test_a_stranger_gets_less(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync({"auth": "untrusted", "api_extensions": []}))
    assert (await client.server.get()).environment.server_version == ""


async def test_a_cluster_member_may_be_asked(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server()))
    await client.server.get(target="n1", project="p")
    assert dict(lxd.requests[0].url.params) == {"target": "n1", "project": "p"}


async def test_the_configuration_is_replaced(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server()))
    lxd.on("PUT /1.0", envelopes.sync())
    await client.server.update_configuration({"images.remote_cache_expiry": 2, "core.proxy_http": None})
    config = {"images.remote_cache_expiry": "2", "core.proxy_http": ""}
    assert lxd.body("PUT /1.0") == {"config": config}


async def test_the_clusters_uuid_is_carried_over(client: AsyncLXDClient, clustered: FakeLXD) -> None:
    await client.server.update_configuration({"core.https_address": ":9000"})
    config = {"core.https_address": ":9000", "volatile.uuid": UUID}
    assert clustered.body("PUT /1.0") == {"config": config}


async def test_a_uuid_that_was_given_is_sent(client: AsyncLXDClient, clustered: FakeLXD) -> None:
    await client.server.update_configuration({"volatile.uuid": "mine"})
    assert clustered.body("PUT /1.0") == {"config": {"volatile.uuid": "mine"}}


async def test_nothing_else_is_carried_over(client: AsyncLXDClient, clustered: FakeLXD) -> None:
    await client.server.update_configuration({})
    assert clustered.body("PUT /1.0") == {"config": {"volatile.uuid": UUID}}


async def test_the_etag_is_sent_back(client: AsyncLXDClient, clustered: FakeLXD) -> None:
    await client.server.update_configuration({})
    assert clustered.sent("PUT /1.0").headers["If-Match"] == "abc"


async def test_without_an_etag_none_is_sent(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server()))
    lxd.on("PUT /1.0", envelopes.sync())
    await client.server.update_configuration({})
    assert "If-Match" not in lxd.sent("PUT /1.0").headers


async def test_somebody_elses_change_is_not_overwritten(client: AsyncLXDClient, clustered: FakeLXD) -> None:
    clustered.on("PUT /1.0", envelopes.error(412, "ETag doesn't match"))
    with pytest.raises(PreconditionFailed, match="read it again"):
        await client.server.update_configuration({})


async def test_a_password_that_lxd_hides_is_not_replaced_by_the_word_true(
    client: AsyncLXDClient, lxd: FakeLXD
) -> None:
    # Up to LXD 5.21 a hidden value reads as JSON's true, and sending that back keeps it.
    hidden: dict[str, Any] = {"core.trust_password": True}
    lxd.on("GET /1.0", envelopes.sync(envelopes.server(**hidden)))
    lxd.on("PUT /1.0", envelopes.sync())
    await client.server.update_configuration((await client.server.get()).config)
    assert lxd.body("PUT /1.0") == {"config": {"core.trust_password": True}}


async def test_a_true_of_ones_own_is_written_as_lxd_wants_it(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server(**{"core.https_trusted_proxy": "true"})))
    lxd.on("PUT /1.0", envelopes.sync())
    await client.server.update_configuration({"core.https_trusted_proxy": True})
    assert lxd.body("PUT /1.0") == {"config": {"core.https_trusted_proxy": "true"}}


async def test_a_cluster_members_own_keys_are_read_and_written_there(
    client: AsyncLXDClient, clustered: FakeLXD
) -> None:
    await client.server.update_configuration({}, target="n1")
    assert clustered.calls == ["GET /1.0?target=n1", "PUT /1.0?target=n1"]


async def test_a_part_of_the_configuration_is_changed(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("PATCH /1.0", envelopes.sync())
    await client.server.update_configuration_subset({"images.remote_cache_expiry": 2})
    assert lxd.body("PATCH /1.0") == {"config": {"images.remote_cache_expiry": "2"}}


async def test_changing_a_part_asks_nothing_first(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("PATCH /1.0", envelopes.sync())
    await client.server.update_configuration_subset({}, target="n1")
    assert lxd.calls == ["PATCH /1.0?target=n1"]


@pytest.mark.parametrize("call", ["update_configuration", "update_configuration_subset"])
async def test_a_change_in_the_background_is_waited_for(
    client: AsyncLXDClient, lxd: FakeLXD, call: str
) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server()))
    lxd.on("PUT /1.0", envelopes.started())
    lxd.on("PATCH /1.0", envelopes.started())
    lxd.on(f"GET {envelopes.WAIT}", envelopes.sync(envelopes.operation(200)))
    await getattr(client.server, call)({})
    assert lxd.count(f"GET {envelopes.WAIT}") == 1


async def test_the_hardware_is_got(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/resources", envelopes.sync({"cpu": {"total": 8}}))
    resources = await client.server.get_resources()
    assert resources.cpu is not None
    assert resources.cpu.total == 8


async def test_metrics_are_text(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/metrics", httpx.Response(200, text="lxd_x 1\n"))
    assert await client.server.get_metrics() == "lxd_x 1\n"


async def test_metrics_may_be_of_one_project(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/metrics", httpx.Response(200, text=""))
    await client.server.get_metrics(project="p")
    assert lxd.calls[-1] == "GET /1.0/metrics?project=p"
