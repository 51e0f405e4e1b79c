# Written by scripts/unasync.py from tests/integration/_async/test_networks.py. Change that, and run `make sync`.

"""Bridges, forwards, ACLs and zones, against a real LXD."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from lab import Lab
from lablib.setup import free_subnet

from lxd import LXDClient
from lxd.errors import LXDAPIError, NotFound
from lxd.filters import F

from ._io import resolve


@pytest.fixture
def bridge_name(lab: Lab) -> str:
    """A name that no network interface has."""
    return f"t{os.urandom(4).hex()}"


@pytest.fixture
def bridge(lab: Lab, bridge_name: str) -> Iterator[str]:
    """The name of a bridge with addresses of its own."""
    # No way out: LXD would turn on forwarding for the whole machine, and that would stay.
    ways = {f"ipv4.{way}": "false" for way in ("nat", "routing", "firewall")}
    config = {"ipv4.address": free_subnet(), "ipv6.address": "none", **ways}
    lab.request("POST", "/1.0/networks", {"name": bridge_name, "type": "bridge", "config": config})
    yield bridge_name
    if f"/1.0/networks/{bridge_name}" in lab.request("GET", "/1.0/networks"):
        lab.request("DELETE", f"/1.0/networks/{bridge_name}")


@pytest.fixture
def acl(lab: Lab, bridge_name: str) -> Iterator[str]:
    """The name of a network ACL."""
    lab.request("POST", "/1.0/network-acls", {"name": bridge_name})
    yield bridge_name
    lab.request("DELETE", f"/1.0/network-acls/{bridge_name}")


@pytest.fixture
def zone(lab: Lab, bridge_name: str) -> Iterator[str]:
    """The name of a network zone."""
    name = f"{bridge_name}.example.net"
    lab.request("POST", "/1.0/network-zones", {"name": name})
    yield name
    lab.request("DELETE", f"/1.0/network-zones/{name}")


def test_life_of_a_network(client: LXDClient, bridge_name: str) -> None:
    config = {"ipv4.address": "none", "ipv6.address": "none"}
    client.networks.create({"name": bridge_name, "type": "bridge", "config": config}).wait()
    client.networks.update_configuration_subset(bridge_name, {"config": {"user.x": 1}}).wait()
    with client.networks.edit(bridge_name) as network:
        assert network.config["user.x"] == "1"
        network.description = "edited"
    got = client.networks.get(bridge_name)
    assert (got.description, got.type, got.managed) == ("edited", "bridge", True)
    got.config.pop("user.x")
    client.networks.update_configuration(bridge_name, got).wait()
    assert "user.x" not in (client.networks.get(bridge_name)).config
    assert (client.networks.get_state(bridge_name)).mtu == 1500
    client.networks.rename(bridge_name, f"{bridge_name}x").wait()
    client.networks.delete(f"{bridge_name}x").wait()
    with pytest.raises(NotFound):
        client.networks.get(f"{bridge_name}x")


def test_links_and_filters(client: LXDClient, bridge: str) -> None:
    found = client.networks.list(filter=(F.managed == True) & (F.name == bridge))  # noqa: E712
    assert [network.name for network in found] == [bridge]
    (link,) = client.networks.list(0, filter=F.name == bridge)
    assert (resolve(link)).config["ipv4.nat"] == "false"
    assert bridge in [link.name for link in client.networks.list(0)]


def test_forwards(client: LXDClient, bridge: str) -> None:
    subnet = (client.networks.get(bridge)).config["ipv4.address"].rpartition(".")[0]
    ports = [{"protocol": "tcp", "listen_port": "80", "target_address": f"{subnet}.9"}]
    forwards = client.networks.forwards
    forwards.create(bridge, {"listen_address": "192.0.2.1", "ports": ports}).wait()
    forwards.update_configuration_subset(bridge, "192.0.2.1", {"description": "web"}).wait()
    (link,) = forwards.list(bridge, 0)
    got = resolve(link)
    assert (got.listen_address, got.description, got.ports[0].listen_port) == ("192.0.2.1", "web", "80")
    with forwards.edit(bridge, "192.0.2.1") as forward:
        forward.ports[0].listen_port = "81"
    assert [each.ports[0].listen_port for each in forwards.list(bridge)] == ["81"]
    forwards.update_configuration(bridge, "192.0.2.1", {"description": "none"}).wait()
    assert (forwards.get(bridge, "192.0.2.1")).ports == []
    forwards.delete(bridge, "192.0.2.1").wait()
    assert forwards.list(bridge) == []


def test_leases_and_allocations(network_lab: Lab, unique_name: str) -> None:
    network_lab.launch(unique_name)
    assert network_lab.bridge is not None
    try:
        with LXDClient(network_lab.socket) as client:
            client.instances.wait_for_ip(unique_name, timeout=60)
            leases = client.networks.list_leases(network_lab.bridge, filter=F.hostname == unique_name)
            assert [lease.type for lease in leases] == ["dynamic"]
    finally:
        network_lab.remove(unique_name)


def test_peers_are_for_ovn(client: LXDClient, bridge: str) -> None:
    with pytest.raises(LXDAPIError, match="does not support peer"):
        client.networks.peers.create(bridge, {"name": "x", "target_network": bridge}).wait()


def test_life_of_an_acl(client: LXDClient, bridge_name: str) -> None:
    rule = {"action": "reject", "state": "enabled", "protocol": "tcp", "destination_port": "80"}
    client.network_acls.create({"name": bridge_name, "egress": [rule]}).wait()
    got = client.network_acls.get(bridge_name)
    assert got.egress[0].destination_port == "80"
    with client.network_acls.edit(bridge_name) as acl:
        acl.description = "edited"
        acl.egress[0].destination_port = "81"
    (acl,) = client.network_acls.list(filter=F.name == bridge_name)
    assert (acl.description, acl.egress[0].destination_port) == ("edited", "81")
    client.network_acls.update_configuration_subset(bridge_name, {"config": {"user.x": 1}}).wait()
    client.network_acls.update_configuration(bridge_name, {"description": "bare"}).wait()
    client.network_acls.rename(bridge_name, f"{bridge_name}x").wait()
    links = {link.name: link for link in client.network_acls.list(0)}
    assert (resolve(links[f"{bridge_name}x"])).egress == []
    client.network_acls.delete(f"{bridge_name}x").wait()
    with pytest.raises(NotFound):
        client.network_acls.get(f"{bridge_name}x")


def test_only_ovn_logs(local: LXDClient, acl: str) -> None:
    with pytest.raises(LXDAPIError):
        local.network_acls.get_log(acl)


def test_life_of_a_zone(client: LXDClient, bridge_name: str) -> None:
    name = f"{bridge_name}.example.net"
    client.network_zones.create({"name": name, "config": {"dns.nameservers": "ns1.example.net"}}).wait()
    with client.network_zones.edit(name) as zone:
        zone.description = "edited"
    # LXD 5.0 takes a description that is missing for an empty one.
    changes = {"description": "edited", "config": {"user.x": 1}}
    client.network_zones.update_configuration_subset(name, changes).wait()
    links = {link.name: link for link in client.network_zones.list(0)}
    got = resolve(links[name])
    assert (got.description, got.config["user.x"]) == ("edited", "1")
    client.network_zones.update_configuration(name, {"description": "bare"}).wait()
    assert [each.config for each in client.network_zones.list(filter=F.name == name)] == [{}]
    client.network_zones.delete(name).wait()
    with pytest.raises(NotFound):
        client.network_zones.get(name)


def test_records(client: LXDClient, zone: str) -> None:
    records = client.network_zones.records
    entries = [{"type": "TXT", "value": "hello", "ttl": 60}]
    records.create(zone, {"name": "www", "entries": entries}).wait()
    with records.edit(zone, "www") as record:
        record.entries[0].value = "edited"
    (link,) = records.list(zone, 0)
    assert [entry.value for entry in (resolve(link)).entries] == ["edited"]
    records.update_configuration_subset(zone, "www", {"description": "web"}).wait()
    assert [(record.name, record.description) for record in records.list(zone)] == [("www", "web")]
    records.update_configuration(zone, "www", {"description": "bare"}).wait()
    assert (records.get(zone, "www")).entries == []
    records.delete(zone, "www").wait()
    assert records.list(zone) == []
