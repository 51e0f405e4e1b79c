"""Bridges, forwards, ACLs and zones, against a real LXD."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator

import pytest
from lab import Lab
from lablib.setup import free_subnet

from lxd import AsyncLXDClient
from lxd.errors import LXDAPIError, NotFound
from lxd.filters import F

from ._io import resolve


@pytest.fixture
def bridge_name(lab: Lab) -> str:
    """A name that no network interface has."""
    return f"t{os.urandom(4).hex()}"


@pytest.fixture
async def bridge(lab: Lab, bridge_name: str) -> AsyncIterator[str]:
    """The name of a bridge with addresses of its own."""
    # No way out: LXD would turn on forwarding for the whole machine, and that would stay.
    ways = {f"ipv4.{way}": "false" for way in ("nat", "routing", "firewall")}
    config = {"ipv4.address": free_subnet(), "ipv6.address": "none", **ways}
    lab.request("POST", "/1.0/networks", {"name": bridge_name, "type": "bridge", "config": config})
    yield bridge_name
    if f"/1.0/networks/{bridge_name}" in lab.request("GET", "/1.0/networks"):
        lab.request("DELETE", f"/1.0/networks/{bridge_name}")


@pytest.fixture
async def acl(lab: Lab, bridge_name: str) -> AsyncIterator[str]:
    """The name of a network ACL."""
    lab.request("POST", "/1.0/network-acls", {"name": bridge_name})
    yield bridge_name
    lab.request("DELETE", f"/1.0/network-acls/{bridge_name}")


@pytest.fixture
async def zone(lab: Lab, bridge_name: str) -> AsyncIterator[str]:
    """The name of a network zone."""
    name = f"{bridge_name}.example.net"
    lab.request("POST", "/1.0/network-zones", {"name": name})
    yield name
    lab.request("DELETE", f"/1.0/network-zones/{name}")


async def test_life_of_a_network(client: AsyncLXDClient, bridge_name: str) -> None:
    config = {"ipv4.address": "none", "ipv6.address": "none"}
    await client.networks.create({"name": bridge_name, "type": "bridge", "config": config}).wait()
    await client.networks.update_configuration_subset(bridge_name, {"config": {"user.x": 1}}).wait()
    async with client.networks.edit(bridge_name) as network:
        assert network.config["user.x"] == "1"
        network.description = "edited"
    got = await client.networks.get(bridge_name)
    assert (got.description, got.type, got.managed) == ("edited", "bridge", True)
    got.config.pop("user.x")
    await client.networks.update_configuration(bridge_name, got).wait()
    assert "user.x" not in (await client.networks.get(bridge_name)).config
    assert (await client.networks.get_state(bridge_name)).mtu == 1500
    await client.networks.rename(bridge_name, f"{bridge_name}x").wait()
    await client.networks.delete(f"{bridge_name}x").wait()
    with pytest.raises(NotFound):
        await client.networks.get(f"{bridge_name}x")


async def test_links_and_filters(client: AsyncLXDClient, bridge: str) -> None:
    found = await client.networks.list(filter=(F.managed == True) & (F.name == bridge))  # noqa: E712
    assert [network.name for network in found] == [bridge]
    (link,) = await client.networks.list(0, filter=F.name == bridge)
    assert (await resolve(link)).config["ipv4.nat"] == "false"
    assert bridge in [link.name for link in await client.networks.list(0)]


async def test_forwards(client: AsyncLXDClient, bridge: str) -> None:
    subnet = (await client.networks.get(bridge)).config["ipv4.address"].rpartition(".")[0]
    ports = [{"protocol": "tcp", "listen_port": "80", "target_address": f"{subnet}.9"}]
    forwards = client.networks.forwards
    await forwards.create(bridge, {"listen_address": "192.0.2.1", "ports": ports}).wait()
    await forwards.update_configuration_subset(bridge, "192.0.2.1", {"description": "web"}).wait()
    (link,) = await forwards.list(bridge, 0)
    got = await resolve(link)
    assert (got.listen_address, got.description, got.ports[0].listen_port) == ("192.0.2.1", "web", "80")
    async with forwards.edit(bridge, "192.0.2.1") as forward:
        forward.ports[0].listen_port = "81"
    assert [each.ports[0].listen_port for each in await forwards.list(bridge)] == ["81"]
    await forwards.update_configuration(bridge, "192.0.2.1", {"description": "none"}).wait()
    assert (await forwards.get(bridge, "192.0.2.1")).ports == []
    await forwards.delete(bridge, "192.0.2.1").wait()
    assert await forwards.list(bridge) == []


async def test_leases_and_allocations(network_lab: Lab, unique_name: str) -> None:
    network_lab.launch(unique_name)
    assert network_lab.bridge is not None
    try:
        async with AsyncLXDClient(network_lab.socket) as client:
            await client.instances.wait_for_ip(unique_name, timeout=60)
            leases = await client.networks.list_leases(network_lab.bridge, filter=F.hostname == unique_name)
            assert [lease.type for lease in leases] == ["dynamic"]
    finally:
        network_lab.remove(unique_name)


async def test_peers_are_for_ovn(client: AsyncLXDClient, bridge: str) -> None:
    with pytest.raises(LXDAPIError, match="does not support peer"):
        await client.networks.peers.create(bridge, {"name": "x", "target_network": bridge}).wait()


async def test_life_of_an_acl(client: AsyncLXDClient, bridge_name: str) -> None:
    rule = {"action": "reject", "state": "enabled", "protocol": "tcp", "destination_port": "80"}
    await client.network_acls.create({"name": bridge_name, "egress": [rule]}).wait()
    got = await client.network_acls.get(bridge_name)
    assert got.egress[0].destination_port == "80"
    async with client.network_acls.edit(bridge_name) as acl:
        acl.description = "edited"
        acl.egress[0].destination_port = "81"
    (acl,) = await client.network_acls.list(filter=F.name == bridge_name)
    assert (acl.description, acl.egress[0].destination_port) == ("edited", "81")
    await client.network_acls.update_configuration_subset(bridge_name, {"config": {"user.x": 1}}).wait()
    await client.network_acls.update_configuration(bridge_name, {"description": "bare"}).wait()
    await client.network_acls.rename(bridge_name, f"{bridge_name}x").wait()
    links = {link.name: link for link in await client.network_acls.list(0)}
    assert (await resolve(links[f"{bridge_name}x"])).egress == []
    await client.network_acls.delete(f"{bridge_name}x").wait()
    with pytest.raises(NotFound):
        await client.network_acls.get(f"{bridge_name}x")


async def test_only_ovn_logs(local: AsyncLXDClient, acl: str) -> None:
    with pytest.raises(LXDAPIError):
        await local.network_acls.get_log(acl)


async def test_life_of_a_zone(client: AsyncLXDClient, bridge_name: str) -> None:
    name = f"{bridge_name}.example.net"
    await client.network_zones.create({"name": name, "config": {"dns.nameservers": "ns1.example.net"}}).wait()
    async with client.network_zones.edit(name) as zone:
        zone.description = "edited"
    # LXD 5.0 takes a description that is missing for an empty one.
    changes = {"description": "edited", "config": {"user.x": 1}}
    await client.network_zones.update_configuration_subset(name, changes).wait()
    links = {link.name: link for link in await client.network_zones.list(0)}
    got = await resolve(links[name])
    assert (got.description, got.config["user.x"]) == ("edited", "1")
    await client.network_zones.update_configuration(name, {"description": "bare"}).wait()
    assert [each.config for each in await client.network_zones.list(filter=F.name == name)] == [{}]
    await client.network_zones.delete(name).wait()
    with pytest.raises(NotFound):
        await client.network_zones.get(name)


async def test_records(client: AsyncLXDClient, zone: str) -> None:
    records = client.network_zones.records
    entries = [{"type": "TXT", "value": "hello", "ttl": 60}]
    await records.create(zone, {"name": "www", "entries": entries}).wait()
    async with records.edit(zone, "www") as record:
        record.entries[0].value = "edited"
    (link,) = await records.list(zone, 0)
    assert [entry.value for entry in (await resolve(link)).entries] == ["edited"]
    await records.update_configuration_subset(zone, "www", {"description": "web"}).wait()
    assert [(record.name, record.description) for record in await records.list(zone)] == [("www", "web")]
    await records.update_configuration(zone, "www", {"description": "bare"}).wait()
    assert (await records.get(zone, "www")).entries == []
    await records.delete(zone, "www").wait()
    assert await records.list(zone) == []
