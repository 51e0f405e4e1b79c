"""The server's area, as newer servers have it."""

from __future__ import annotations

from typing import Any

from lxd import AsyncLXDClient
from tests.standin import StandIn

METADATA = "/1.0/metadata/configuration"


async def test_what_a_client_may_do_to_the_server(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on("GET /1.0", {"access_entitlements": ["can_create_projects"]})
    server = await newest.server.get(entitlements=["can_edit", "can_create_projects"])
    assert server.access_entitlements == ["can_create_projects"]
    asked = standin.requests[-1].url.params
    assert dict(asked) == {"with-access-entitlements": "can_edit,can_create_projects"}


async def test_the_versions_of_the_api(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on("GET /", ["/1.0"])
    assert await newest.server.get_api_versions() == ["/1.0"]


async def test_what_keys_there_are(newest: AsyncLXDClient, standin: StandIn) -> None:
    key = {"type": "bool", "shortdesc": "Whether to start it", "defaultdesc": "`false`"}
    standin.on(f"GET {METADATA}", {"configs": {"instance": {"boot": {"keys": [{"boot.autostart": key}]}}}})
    metadata = await newest.server.get_configuration_metadata()
    (found,) = metadata.configs["instance"]["boot"].keys
    assert found["boot.autostart"].shortdesc == "Whether to start it"


async def test_editing_the_configuration(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on("GET /1.0", {"config": {"core.https_address": ":8443", "volatile.uuid": "u"}})
    async with newest.server.edit() as server:
        server.config["core.https_address"] = ":9000"
    assert standin.sent("PUT /1.0").headers["If-Match"] == "abc"
    assert standin.body("PUT /1.0") == {"config": {"core.https_address": ":9000", "volatile.uuid": "u"}}


async def test_editing_what_one_member_has_of_its_own(newest: AsyncLXDClient, standin: StandIn) -> None:
    async with newest.server.edit(target="n1") as server:
        server.config["core.https_address"] = ":9000"
    assert standin.calls == ["PUT /1.0?target=n1"]
    assert {request.url.params["target"] for request in standin.requests if request.method != "GET"} == {"n1"}


async def test_editing_keeps_what_the_server_hides(newest: AsyncLXDClient, standin: StandIn) -> None:
    hidden: dict[str, Any] = {"core.trust_password": True, "core.https_trusted_proxy": "true"}
    standin.on("GET /1.0", {"config": hidden})
    async with newest.server.edit() as server:
        server.config["core.https_address"] = ":9000"
    assert standin.body("PUT /1.0")["config"] == {**hidden, "core.https_address": ":9000"}


async def test_metrics_of_one_member(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on("GET /1.0/metrics", b'# TYPE lxd_x gauge\nlxd_x{project="p"} 2\n# EOF\n')
    (sample,) = await newest.server.get_metric_samples(project="p", target="n1")
    assert (sample.name, sample.labels, sample.value, sample.type) == (
        "lxd_x",
        {"project": "p"},
        2.0,
        "gauge",
    )
    assert standin.calls == ["GET /1.0/metrics?project=p&target=n1"]


async def test_metrics_of_all_projects(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on("GET /1.0/metrics", b"lxd_x 2\n# EOF\n")
    await newest.with_scope(project="p", target="n1").server.get_metric_samples(all_projects=True)
    assert standin.calls == ["GET /1.0/metrics?target=n1"]
