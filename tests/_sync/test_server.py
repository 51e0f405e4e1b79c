# Written by scripts/unasync.py from tests/_async/test_server.py. Change that, and run `make sync`.

"""The server's area: configuration, hardware, metrics."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from lxd import LXDClient
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


def test_the_server_is_got(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server(**{"core.https_address": ":8443"})))
    server = client.server.get()
    assert server.environment is not None
    assert (server.config["core.https_address"], server.environment.server_version) == (":8443", "5.0.2")


def test_a_stranger_gets_less(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync({"auth": "untrusted", "api_extensions": []}))
    assert (client.server.get()).environment.server_version == ""


def test_a_cluster_member_may_be_asked(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server()))
    client.server.get(target="n1", project="p")
    assert dict(lxd.requests[0].url.params) == {"target": "n1", "project": "p"}


def test_the_configuration_is_replaced(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server()))
    lxd.on("PUT /1.0", envelopes.sync())
    client.server.update_configuration({"images.remote_cache_expiry": 2, "core.proxy_http": None})
    config = {"images.remote_cache_expiry": "2", "core.proxy_http": ""}
    assert lxd.body("PUT /1.0") == {"config": config}


def test_the_clusters_uuid_is_carried_over(client: LXDClient, clustered: FakeLXD) -> None:
    client.server.update_configuration({"core.https_address": ":9000"})
    config = {"core.https_address": ":9000", "volatile.uuid": UUID}
    assert clustered.body("PUT /1.0") == {"config": config}


def test_a_uuid_that_was_given_is_sent(client: LXDClient, clustered: FakeLXD) -> None:
    client.server.update_configuration({"volatile.uuid": "mine"})
    assert clustered.body("PUT /1.0") == {"config": {"volatile.uuid": "mine"}}


def test_nothing_else_is_carried_over(client: LXDClient, clustered: FakeLXD) -> None:
    client.server.update_configuration({})
    assert clustered.body("PUT /1.0") == {"config": {"volatile.uuid": UUID}}


def test_the_etag_is_sent_back(client: LXDClient, clustered: FakeLXD) -> None:
    client.server.update_configuration({})
    assert clustered.sent("PUT /1.0").headers["If-Match"] == "abc"


def test_without_an_etag_none_is_sent(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server()))
    lxd.on("PUT /1.0", envelopes.sync())
    client.server.update_configuration({})
    assert "If-Match" not in lxd.sent("PUT /1.0").headers


def test_somebody_elses_change_is_not_overwritten(client: LXDClient, clustered: FakeLXD) -> None:
    clustered.on("PUT /1.0", envelopes.error(412, "ETag doesn't match"))
    with pytest.raises(PreconditionFailed, match="read it again"):
        client.server.update_configuration({})


def test_a_password_that_lxd_hides_is_not_replaced_by_the_word_true(client: LXDClient, lxd: FakeLXD) -> None:
    # Up to LXD 5.21 a hidden value reads as JSON's true, and sending that back keeps it.
    hidden: dict[str, Any] = {"core.trust_password": True}
    lxd.on("GET /1.0", envelopes.sync(envelopes.server(**hidden)))
    lxd.on("PUT /1.0", envelopes.sync())
    client.server.update_configuration((client.server.get()).config)
    assert lxd.body("PUT /1.0") == {"config": {"core.trust_password": True}}


def test_a_true_of_ones_own_is_written_as_lxd_wants_it(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server(**{"core.https_trusted_proxy": "true"})))
    lxd.on("PUT /1.0", envelopes.sync())
    client.server.update_configuration({"core.https_trusted_proxy": True})
    assert lxd.body("PUT /1.0") == {"config": {"core.https_trusted_proxy": "true"}}


def test_a_cluster_members_own_keys_are_read_and_written_there(client: LXDClient, clustered: FakeLXD) -> None:
    client.server.update_configuration({}, target="n1")
    assert clustered.calls == ["GET /1.0?target=n1", "PUT /1.0?target=n1"]


def test_a_part_of_the_configuration_is_changed(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("PATCH /1.0", envelopes.sync())
    client.server.update_configuration_subset({"images.remote_cache_expiry": 2})
    assert lxd.body("PATCH /1.0") == {"config": {"images.remote_cache_expiry": "2"}}


def test_changing_a_part_asks_nothing_first(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("PATCH /1.0", envelopes.sync())
    client.server.update_configuration_subset({}, target="n1")
    assert lxd.calls == ["PATCH /1.0?target=n1"]


@pytest.mark.parametrize("call", ["update_configuration", "update_configuration_subset"])
def test_a_change_in_the_background_is_waited_for(client: LXDClient, lxd: FakeLXD, call: str) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server()))
    lxd.on("PUT /1.0", envelopes.started())
    lxd.on("PATCH /1.0", envelopes.started())
    lxd.on(f"GET {envelopes.WAIT}", envelopes.sync(envelopes.operation(200)))
    getattr(client.server, call)({})
    assert lxd.count(f"GET {envelopes.WAIT}") == 1


def test_the_hardware_is_got(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/resources", envelopes.sync({"cpu": {"total": 8}}))
    resources = client.server.get_resources()
    assert resources.cpu is not None
    assert resources.cpu.total == 8


def test_metrics_are_text(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/metrics", httpx.Response(200, text="lxd_x 1\n"))
    assert client.server.get_metrics() == "lxd_x 1\n"


def test_metrics_may_be_of_one_project(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/metrics", httpx.Response(200, text=""))
    client.server.get_metrics(project="p")
    assert lxd.calls[-1] == "GET /1.0/metrics?project=p"
