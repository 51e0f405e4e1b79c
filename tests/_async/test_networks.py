"""Networks and what belongs to them: what is sent, in both ways in which servers answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from lxd import AsyncLXDClient
from lxd.filters import F
from tests.calling import Ask, ids_of
from tests.standin import StandIn

NETWORKS = "/1.0/networks"
BR0 = f"{NETWORKS}/br0"
FORWARDS = f"{BR0}/forwards"
ONE = f"{FORWARDS}/fd42%3A%3A1"
BALANCERS = f"{BR0}/load-balancers"
POOLS = f"{BR0}/load-balancer-pools"
PEERS = f"{BR0}/peers"
ACLS = "/1.0/network-acls"
ZONES = "/1.0/network-zones"
ZONE = f"{ZONES}/lxd.example.net"
RECORDS = f"{ZONE}/records"
NOTE = {"description": "new"}
PORTS = [{"protocol": "tcp", "listen_port": "80", "target_address": "10.0.0.2"}]

CHANGES = [
    Ask(
        f"POST {NETWORKS}?project=p&target=n1",
        lambda client: client.networks.create(
            {"name": "br0", "config": {"ipv4.nat": True}}, project="p", target="n1"
        ),
        {"name": "br0", "config": {"ipv4.nat": "true"}},
    ),
    Ask(f"PUT {BR0}", lambda client: client.networks.update_configuration("br0", NOTE), NOTE),
    Ask(
        f"PATCH {BR0}?target=n1",
        lambda client: client.networks.update_configuration_subset(
            "br0", {"config": {"ipv4.nat": None}}, target="n1"
        ),
        {"config": {"ipv4.nat": ""}},
    ),
    Ask(
        f"POST {BR0}?project=p",
        lambda client: client.networks.rename("br0", "br1", project="p"),
        {"name": "br1"},
    ),
    Ask(f"DELETE {BR0}", lambda client: client.networks.delete("br0")),
    Ask(
        f"POST {FORWARDS}?target=n1",
        lambda client: client.networks.forwards.create(
            "br0", {"listen_address": "fd42::1", "ports": PORTS}, target="n1"
        ),
        {"listen_address": "fd42::1", "ports": PORTS},
    ),
    Ask(
        f"PUT {ONE}",
        lambda client: client.networks.forwards.update_configuration("br0", "fd42::1", NOTE),
        NOTE,
    ),
    Ask(f"DELETE {ONE}", lambda client: client.networks.forwards.delete("br0", "fd42::1")),
    Ask(
        f"POST {BALANCERS}",
        lambda client: client.networks.load_balancers.create("br0", {"listen_address": "192.0.2.1"}),
        {"listen_address": "192.0.2.1"},
    ),
    Ask(
        f"PUT {BALANCERS}/192.0.2.1",
        lambda client: client.networks.load_balancers.update_configuration("br0", "192.0.2.1", NOTE),
        NOTE,
    ),
    Ask(
        f"DELETE {BALANCERS}/192.0.2.1",
        lambda client: client.networks.load_balancers.delete("br0", "192.0.2.1"),
    ),
    Ask(
        f"POST {POOLS}",
        lambda client: client.networks.load_balancers.pools.create("br0", {"name": "web"}),
        {"name": "web"},
    ),
    Ask(
        f"PUT {POOLS}/web",
        lambda client: client.networks.load_balancers.pools.update_configuration("br0", "web", NOTE),
        NOTE,
    ),
    Ask(f"DELETE {POOLS}/web", lambda client: client.networks.load_balancers.pools.delete("br0", "web")),
    Ask(
        f"POST {PEERS}",
        lambda client: client.networks.peers.create("br0", {"name": "x", "target_network": "br1"}),
        {"name": "x", "target_network": "br1"},
    ),
    Ask(f"PUT {PEERS}/x", lambda client: client.networks.peers.update_configuration("br0", "x", NOTE), NOTE),
    Ask(f"DELETE {PEERS}/x", lambda client: client.networks.peers.delete("br0", "x")),
    Ask(
        f"POST {ACLS}?project=p",
        lambda client: client.network_acls.create({"name": "web"}, project="p"),
        {"name": "web"},
    ),
    Ask(f"PUT {ACLS}/web", lambda client: client.network_acls.update_configuration("web", NOTE), NOTE),
    Ask(f"POST {ACLS}/web", lambda client: client.network_acls.rename("web", "new"), {"name": "new"}),
    Ask(f"DELETE {ACLS}/web", lambda client: client.network_acls.delete("web")),
    Ask(
        f"POST {ZONES}",
        lambda client: client.network_zones.create({"name": "lxd.example.net"}),
        {"name": "lxd.example.net"},
    ),
    Ask(
        f"PUT {ZONE}", lambda client: client.network_zones.update_configuration("lxd.example.net", NOTE), NOTE
    ),
    Ask(f"DELETE {ZONE}", lambda client: client.network_zones.delete("lxd.example.net")),
    Ask(
        f"POST {RECORDS}",
        lambda client: client.network_zones.records.create("lxd.example.net", {"name": "www"}),
        {"name": "www"},
    ),
    Ask(
        f"PUT {RECORDS}/www",
        lambda client: client.network_zones.records.update_configuration("lxd.example.net", "www", NOTE),
        NOTE,
    ),
    Ask(
        f"DELETE {RECORDS}/www", lambda client: client.network_zones.records.delete("lxd.example.net", "www")
    ),
]

READS = [
    Ask(f"GET {NETWORKS}?recursion=1&project=p", lambda client: client.networks.list(project="p")),
    Ask(
        f"GET {NETWORKS}?recursion=1&all-projects=true",
        lambda client: client.networks.list(all_projects=True),
    ),
    Ask(f"GET {NETWORKS}?recursion=1&target=n1", lambda client: client.networks.list(target="n1")),
    Ask(
        f"GET {BR0}?with-access-entitlements=can_edit",
        lambda client: client.networks.get("br0", entitlements=["can_edit"]),
    ),
    Ask(f"GET {BR0}/state?target=n1", lambda client: client.networks.get_state("br0", target="n1")),
    Ask(f"GET {BR0}/leases?project=p", lambda client: client.networks.list_leases("br0", project="p")),
    Ask(f"GET {FORWARDS}?recursion=1", lambda client: client.networks.forwards.list("br0")),
    Ask(f"GET {ONE}?target=n1", lambda client: client.networks.forwards.get("br0", "fd42::1", target="n1")),
    Ask(f"GET {BALANCERS}?recursion=1", lambda client: client.networks.load_balancers.list("br0")),
    Ask(f"GET {BALANCERS}/192.0.2.1", lambda client: client.networks.load_balancers.get("br0", "192.0.2.1")),
    Ask(
        f"GET {POOLS}?project=p", lambda client: client.networks.load_balancers.pools.list("br0", project="p")
    ),
    Ask(f"GET {POOLS}/web", lambda client: client.networks.load_balancers.pools.get("br0", "web")),
    Ask(f"GET {PEERS}?recursion=1", lambda client: client.networks.peers.list("br0")),
    Ask(f"GET {PEERS}/x", lambda client: client.networks.peers.get("br0", "x")),
    Ask(
        f"GET {ACLS}?recursion=1&all-projects=true",
        lambda client: client.network_acls.list(all_projects=True),
    ),
    Ask(f"GET {ACLS}/web", lambda client: client.network_acls.get("web")),
    Ask(f"GET {ACLS}/web/log?project=p", lambda client: client.network_acls.get_log("web", project="p")),
    Ask(
        f"GET {ZONES}?recursion=1&all-projects=true",
        lambda client: client.network_zones.list(all_projects=True),
    ),
    Ask(f"GET {ZONE}", lambda client: client.network_zones.get("lxd.example.net")),
    Ask(f"GET {RECORDS}?recursion=1", lambda client: client.network_zones.records.list("lxd.example.net")),
    Ask(f"GET {RECORDS}/www", lambda client: client.network_zones.records.get("lxd.example.net", "www")),
    Ask(
        "GET /1.0/network-allocations?all-projects=true",
        lambda client: client.network_allocations.list(all_projects=True),
    ),
]


@pytest.mark.parametrize("ask", CHANGES, ids=ids_of(CHANGES))
async def test_what_a_change_sends(newest: AsyncLXDClient, standin: StandIn, ask: Ask) -> None:
    operation = await ask.call(newest)
    await operation.wait(timeout=10)
    assert operation.is_done
    assert standin.calls == [ask.asked]
    if ask.body is not None:
        assert standin.body(ask.asked.partition("?")[0]) == ask.body


@pytest.mark.parametrize("ask", READS, ids=ids_of(READS))
async def test_what_is_asked(newest: AsyncLXDClient, standin: StandIn, ask: Ask) -> None:
    assert await ask.call(newest)
    assert standin.calls == [ask.asked]


async def test_links(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {FORWARDS}", [f"{ONE}?project=p"])
    standin.on(f"GET {ONE}", {"listen_address": "fd42::1"})
    (link,) = await newest.networks.forwards.list("br0", 0)
    assert (link.name, link.project) == ("fd42::1", "p")
    assert (await link.fetch()).listen_address == "fd42::1"
    assert standin.calls[-1] == f"GET {ONE}?project=p"


async def test_links_by_a_filter(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {FORWARDS}", [{"listen_address": "fd42::1"}, {"listen_address": "192.0.2.1"}])
    links = await newest.networks.forwards.list("br0", 0, filter=F.listen_address.contains(":"))
    assert [link.url for link in links] == [ONE]


LINKS = [
    Ask(f"GET {NETWORKS}/x", lambda client: client.networks.list(0)),
    Ask(f"GET {BALANCERS}/x", lambda client: client.networks.load_balancers.list("br0", 0)),
    Ask(f"GET {PEERS}/x", lambda client: client.networks.peers.list("br0", 0)),
    Ask(f"GET {ACLS}/x", lambda client: client.network_acls.list(0)),
    Ask(f"GET {ZONES}/x", lambda client: client.network_zones.list(0)),
    Ask(f"GET {RECORDS}/x", lambda client: client.network_zones.records.list("lxd.example.net", 0)),
]


@pytest.mark.parametrize("ask", LINKS, ids=ids_of(LINKS))
async def test_what_a_link_fetches(newest: AsyncLXDClient, standin: StandIn, ask: Ask) -> None:
    (link,) = await ask.call(newest)
    await link.fetch()
    assert standin.calls[-1] == ask.asked


EDITS = [
    Ask(BR0, lambda client: client.networks.edit("br0")),
    Ask(ONE, lambda client: client.networks.forwards.edit("br0", "fd42::1")),
    Ask(f"{BALANCERS}/192.0.2.1", lambda client: client.networks.load_balancers.edit("br0", "192.0.2.1")),
    Ask(f"{POOLS}/web", lambda client: client.networks.load_balancers.pools.edit("br0", "web")),
    Ask(f"{PEERS}/x", lambda client: client.networks.peers.edit("br0", "x")),
    Ask(f"{ACLS}/web", lambda client: client.network_acls.edit("web")),
    Ask(ZONE, lambda client: client.network_zones.edit("lxd.example.net")),
    Ask(f"{RECORDS}/www", lambda client: client.network_zones.records.edit("lxd.example.net", "www")),
]


@pytest.mark.parametrize("ask", EDITS, ids=ids_of(EDITS))
async def test_editing(newest: AsyncLXDClient, standin: StandIn, ask: Ask) -> None:
    async with ask.call(newest) as found:
        found.description = "edited"
    assert standin.calls == [f"GET {ask.asked}", f"PUT {ask.asked}"]
    assert standin.body(f"PUT {ask.asked}")["description"] == "edited"


LISTENERS = [
    Ask(FORWARDS, lambda client: client.networks.forwards.create("br0", {"listen_address": "::"})),
    Ask(BALANCERS, lambda client: client.networks.load_balancers.create("br0", {"listen_address": "::"})),
]


@pytest.mark.parametrize("ask", LISTENERS, ids=ids_of(LISTENERS))
async def test_which_address_lxd_chose(newest: AsyncLXDClient, standin: StandIn, ask: Ask) -> None:
    call = f"POST {ask.asked}"
    if standin.answering == "at once":
        standin.locate(call, f"{ask.asked}/fd42::7?project=p")
    else:
        standin.on(call, {"listen_address": "fd42::7"})
    operation = await ask.call(newest)
    await operation.wait(timeout=10)
    assert operation.listen_address == "fd42::7"


async def test_an_address_that_was_asked_for(newest: AsyncLXDClient) -> None:
    operation = await newest.networks.forwards.create("br0", {"listen_address": "FD42:0::7"})
    assert operation.listen_address == "fd42::7"


@pytest.mark.parametrize(
    ("url", "change"),
    [
        (BR0, lambda client, to: client.networks.update_configuration_subset("br0", to)),
        (ONE, lambda client, to: client.networks.forwards.update_configuration_subset("br0", "fd42::1", to)),
        (
            f"{BALANCERS}/192.0.2.1",
            lambda client, to: client.networks.load_balancers.update_configuration_subset(
                "br0", "192.0.2.1", to
            ),
        ),
        (f"{PEERS}/x", lambda client, to: client.networks.peers.update_configuration_subset("br0", "x", to)),
        (f"{ACLS}/web", lambda client, to: client.network_acls.update_configuration_subset("web", to)),
        (
            ZONE,
            lambda client, to: client.network_zones.update_configuration_subset("lxd.example.net", to),
        ),
    ],
    ids=["network", "forward", "load balancer", "peer", "ACL", "zone"],
)
async def test_a_change_of_a_part_keeps_the_rest(
    newest: AsyncLXDClient, standin: StandIn, url: str, change: Callable[..., Any]
) -> None:
    standin.on(f"GET {url}", {"description": "old", "config": {"user.x": "1", "user.y": "2"}})
    operation = await change(newest, {"config": {"user.x": None}})
    await operation.wait(timeout=10)
    assert standin.calls == [f"GET {url}", f"PUT {url}"]
    wanted = {"description": "old", "config": {"user.y": "2"}}
    assert standin.body(f"PUT {url}").items() >= wanted.items()


async def test_a_change_of_a_record_keeps_its_entries(newest: AsyncLXDClient, standin: StandIn) -> None:
    entries = [{"type": "A", "value": "192.0.2.1", "ttl": 300}]
    record = {"name": "www", "entries": entries, "config": {"user.x": "1", "user.y": "2"}}
    standin.on(f"GET {RECORDS}/www", record)
    await newest.network_zones.records.update_configuration_subset(
        "lxd.example.net", "www", {"description": "new", "config": {"user.x": None}}, project="p"
    ).wait()
    assert standin.calls == [f"GET {RECORDS}/www?project=p", f"PUT {RECORDS}/www?project=p"]
    changed = {"description": "new", "entries": entries, "config": {"user.y": "2"}}
    assert standin.body(f"PUT {RECORDS}/www").items() >= changed.items()
    assert standin.sent(f"PUT {RECORDS}/www").headers["If-Match"] == "abc"


async def test_links_of_all_projects_say_theirs(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {NETWORKS}", [{"name": "br0", "project": "p"}, {"name": "br0", "project": "default"}])
    links = await newest.networks.list(0, all_projects=True)
    assert [link.url for link in links] == [f"{BR0}?project=p", BR0]
    assert [
        link.url for link in await newest.networks.list(0, all_projects=True, filter=F.project == "p")
    ] == [f"{BR0}?project=p"]
    for link in links:
        await link.fetch()
    assert standin.calls[-2:] == [f"GET {BR0}?project=p", f"GET {BR0}?project=default"]


async def test_links_by_a_filter_are_the_same_as_without(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {NETWORKS}", [{"name": "br0", "project": "p"}])
    (link,) = await newest.networks.list(0, project="p", filter=F.name == "br0")
    assert (link.url, link.project) == (BR0, "p")
