# Written by scripts/unasync.py from tests/integration/_async/test_networks.py. Change that, and run `make sync`.

"""Networks and what belongs to them, against a real LXD."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from lab import Lab, LabError

from lxd import LXDClient
from lxd.errors import Conflict, ExtensionMissing, LXDAPIError, NotFound, PreconditionFailed
from lxd.filters import F

from ..support import https_options
from ._io import resolve

QUIET = {"ipv4.address": "none", "ipv6.address": "none"}
LISTEN = "198.51.100.1"


@pytest.fixture(params=["socket", "https"])
def online(request: pytest.FixtureRequest, network_lab: Lab) -> Iterator[LXDClient]:
    """A client of the LXD that has a bridge with DHCP."""
    options = https_options(network_lab) if request.param == "https" else {"endpoint": network_lab.socket}
    with LXDClient(**options) as client:
        yield client


@pytest.fixture
def inside(network_lab: Lab) -> Iterator[LXDClient]:
    """A client over the socket, for what does not depend on the way there."""
    with LXDClient(network_lab.socket) as client:
        yield client


@pytest.fixture
def bridge(network_lab: Lab) -> str:
    """The bridge with DHCP."""
    assert network_lab.bridge is not None
    return network_lab.bridge


@pytest.fixture
def container(network_lab: Lab, unique_name: str) -> Iterator[str]:
    """The name of a container on that bridge."""
    yield network_lab.launch(unique_name)
    network_lab.remove(unique_name)


@pytest.fixture
def name(network_lab: Lab, unique_name: str) -> Iterator[str]:
    """A name for a network, an ACL or a zone; what has it afterwards is removed."""
    yield unique_name
    for url in (
        f"/1.0/networks/{unique_name}",
        f"/1.0/network-acls/{unique_name}",
        f"/1.0/network-zones/{zone_of(unique_name)}",
    ):
        with suppress(LabError):
            network_lab.request("DELETE", url)


@pytest.fixture
def network(network_lab: Lab, name: str) -> str:
    """The name of a network without addresses."""
    config = {**QUIET, "user.x": "1"}
    network_lab.request("POST", "/1.0/networks", {"name": name, "type": "bridge", "config": config})
    return name


@pytest.fixture
def acl(network_lab: Lab, name: str) -> str:
    """The name of an ACL with a rule and a configuration."""
    rule = {"action": "reject", "state": "enabled", "protocol": "icmp4"}
    body = {"name": name, "egress": [rule], "config": {"user.x": "1"}}
    network_lab.request("POST", "/1.0/network-acls", body)
    return name


@pytest.fixture
def zone(network_lab: Lab, name: str) -> str:
    """The name of a zone with a configuration."""
    body = {"name": zone_of(name), "config": {"user.x": "1"}}
    network_lab.request("POST", "/1.0/network-zones", body)
    return zone_of(name)


@pytest.fixture
def forward(network_lab: Lab, bridge: str) -> Iterator[str]:
    """The address of a forward with a configuration."""
    url = f"/1.0/networks/{bridge}/forwards"
    network_lab.request("POST", url, {"listen_address": LISTEN, "config": {"user.x": "1"}})
    yield LISTEN
    with suppress(LabError):
        network_lab.request("DELETE", f"{url}/{LISTEN}")


def zone_of(name: str) -> str:
    """A zone's name, with dots."""
    return f"{name}.example.net"


def test_life_of_a_network(online: LXDClient, name: str) -> None:
    online.networks.create({"name": name, "type": "bridge", "config": QUIET}).wait()
    online.networks.update_configuration_subset(name, {"config": {"user.x": 1, "bridge.mtu": 1400}}).wait()
    got = online.networks.get(name)
    assert (got.type, got.managed, got.config) == (
        "bridge",
        True,
        {**QUIET, "user.x": "1", "bridge.mtu": "1400"},
    )
    state = online.networks.get_state(name)
    assert (state.mtu, state.type) == (1400, "broadcast")
    online.networks.update_configuration(name, {"config": QUIET, "description": "new"}).wait()
    got = online.networks.get(name)
    assert (got.config, got.description) == (QUIET, "new")
    online.networks.rename(name, f"{name}2").wait()
    with pytest.raises(NotFound):
        online.networks.get(name)
    online.networks.delete(f"{name}2").wait()
    assert f"{name}2" not in [link.name for link in online.networks.list(0)]


def test_links_to_networks(inside: LXDClient, network: str) -> None:
    links = {link.name: link for link in inside.networks.list(0)}
    assert (resolve(links[network])).config["user.x"] == "1"


def test_a_filter_of_networks(inside: LXDClient, network: str, bridge: str) -> None:
    bridges = (F.type == "bridge") & (F.managed == True)  # noqa: E712
    assert {network, bridge} <= {each.name for each in inside.networks.list(filter=bridges)}
    mine = F.config["user.x"] == 1
    assert [link.name for link in inside.networks.list(0, filter=mine)] == [network]


def test_two_editors_of_a_network(inside: LXDClient, network: str) -> None:
    def edit() -> None:
        with inside.networks.edit(network) as mine:
            inside.networks.update_configuration_subset(network, {"config": {"user.x": "2"}}).wait()
            mine.config["user.x"] = "3"

    with pytest.raises(PreconditionFailed, match=r"config\.user\.x"):
        edit()


def test_a_network_in_use(inside: LXDClient, bridge: str) -> None:
    with pytest.raises(LXDAPIError, match="in use"):
        inside.networks.delete(bridge).wait()


def test_a_network_that_is_there_already(inside: LXDClient, network: str) -> None:
    with pytest.raises(LXDAPIError, match="already exists"):
        inside.networks.create({"name": network, "type": "bridge"}).wait()


def test_the_state_of_an_interface_of_the_machine(inside: LXDClient) -> None:
    state = inside.networks.get_state("lo")
    assert ("127.0.0.1", "inet") in [(each.address, each.family) for each in state.addresses]


def test_leases(online: LXDClient, bridge: str, container: str) -> None:
    (address,) = online.instances.wait_for_ip(container, family=4, timeout=30)
    (lease,) = online.networks.list_leases(bridge, filter=F.hostname == container)
    assert (lease.address, lease.type) == (str(address), "dynamic")


def test_life_of_a_forward(online: LXDClient, network_lab: Lab, bridge: str, container: str) -> None:
    (target,) = online.instances.wait_for_ip(container, family=4, timeout=30)
    handle = online.networks.forwards.create(bridge, {"listen_address": LISTEN})
    try:
        handle.wait()
        assert handle.listen_address == LISTEN
        port = {"protocol": "tcp", "listen_port": "80,443", "target_address": str(target)}
        online.networks.forwards.update_configuration_subset(bridge, LISTEN, {"ports": [port]}).wait()
        (got,) = online.networks.forwards.list(bridge)
        assert got.ports is not None
        assert [each.to_dict() for each in got.ports] == [{**port, "description": "", "target_port": ""}]
        with online.networks.forwards.edit(bridge, LISTEN) as mine:
            mine.description = "web"
        (link,) = online.networks.forwards.list(bridge, 0)
        assert (link.name, (resolve(link)).description) == (LISTEN, "web")
        online.networks.forwards.update_configuration(bridge, LISTEN, {"description": "new"}).wait()
        assert not (online.networks.forwards.get(bridge, LISTEN)).ports
    finally:
        online.networks.forwards.delete(bridge, LISTEN).wait()
    with pytest.raises(NotFound):
        online.networks.forwards.get(bridge, LISTEN)


def test_a_forward_that_is_there_already(inside: LXDClient, bridge: str, forward: str) -> None:
    with pytest.raises(Conflict):
        inside.networks.forwards.create(bridge, {"listen_address": forward}).wait()


def test_a_forward_in_the_wrong_place(inside: LXDClient, bridge: str) -> None:
    gateway = (inside.networks.get(bridge)).config["ipv4.address"]
    outside = ipaddress.ip_interface(gateway).network.broadcast_address + 1
    port = {"protocol": "tcp", "listen_port": "80", "target_address": str(outside)}
    with pytest.raises(LXDAPIError, match="not within the network subnet"):
        inside.networks.forwards.create(bridge, {"listen_address": LISTEN, "ports": [port]}).wait()


def test_life_of_an_acl(online: LXDClient, name: str) -> None:
    rule = {"action": "allow", "state": "enabled", "protocol": "tcp", "destination_port": "80"}
    online.network_acls.create({"name": name, "ingress": [rule]}).wait()
    with online.network_acls.edit(name) as mine:
        mine.description = "web"
    got = online.network_acls.get(name)
    assert (got.description, [each.destination_port for each in got.ingress]) == ("web", ["80"])
    online.network_acls.update_configuration(name, {"description": "new"}).wait()
    assert (online.network_acls.get(name)).ingress == []
    online.network_acls.rename(name, f"{name}2").wait()
    assert f"{name}2" in [each.name for each in online.network_acls.list()]
    online.network_acls.delete(f"{name}2").wait()
    assert f"{name}2" not in [link.name for link in online.network_acls.list(0)]


def test_an_acl_keeps_what_it_forbids_out(
    inside: LXDClient, network_lab: Lab, bridge: str, container: str, acl: str
) -> None:
    inside.instances.wait_for_ip(container, family=4, timeout=30)
    gateway = ipaddress.ip_interface((inside.networks.get(bridge)).config["ipv4.address"]).ip
    ping = ("ping", "-c", "1", "-W", "1", str(gateway))
    assert "1 packets received" in network_lab.execute(container, *ping)
    used: dict[str, Any] = {"config": {"security.acls": acl}}
    inside.networks.update_configuration_subset(bridge, used).wait()
    try:
        with pytest.raises(LabError, match="ping"):
            network_lab.execute(container, *ping)
        with pytest.raises(LXDAPIError, match="in use"):
            inside.network_acls.delete(acl).wait()
    finally:
        used["config"]["security.acls"] = None
        inside.networks.update_configuration_subset(bridge, used).wait()
    assert "1 packets received" in network_lab.execute(container, *ping)


def test_the_log_of_an_acl_is_of_ovn_networks(inside: LXDClient, acl: str) -> None:
    with pytest.raises(LXDAPIError, match="Only OVN"):
        inside.network_acls.get_log(acl)


def test_life_of_a_zone(online: LXDClient, name: str) -> None:
    zone = zone_of(name)
    online.network_zones.create({"name": zone, "config": {"dns.nameservers": "ns1.example.net"}}).wait()
    with online.network_zones.edit(zone) as mine:
        mine.description = "ours"
    links = {link.name: link for link in online.network_zones.list(0)}
    assert (resolve(links[zone])).description == "ours"
    online.network_zones.update_configuration(zone, {"config": {"user.x": 2}}).wait()
    got = online.network_zones.get(zone)
    assert (got.config, got.description) == ({"user.x": "2"}, "")
    online.network_zones.delete(zone).wait()
    assert zone not in [each.name for each in online.network_zones.list()]


def test_life_of_a_record(online: LXDClient, zone: str) -> None:
    entry = {"type": "A", "value": "192.0.2.1", "ttl": 300}
    online.network_zones.records.create(zone, {"name": "www", "entries": [entry]}).wait()
    with online.network_zones.records.edit(zone, "www") as mine:
        mine.description = "web"
    (link,) = online.network_zones.records.list(zone, 0)
    got = resolve(link)
    assert (got.description, [each.to_dict() for each in got.entries]) == ("web", [entry])
    online.network_zones.records.update_configuration(zone, "www", {"config": {"user.y": 1}}).wait()
    (got,) = online.network_zones.records.list(zone)
    assert (got.config, got.entries) == ({"user.y": "1"}, [])
    online.network_zones.records.delete(zone, "www").wait()
    with pytest.raises(NotFound):
        online.network_zones.records.get(zone, "www")


# LXD hangs up on a PATCH without a configuration for what has one.


def test_a_part_of_a_forward(inside: LXDClient, bridge: str, forward: str) -> None:
    note = {"description": "new"}
    inside.networks.forwards.update_configuration_subset(bridge, forward, note).wait()
    got = inside.networks.forwards.get(bridge, forward)
    assert (got.description, got.config) == ("new", {"user.x": "1"})


def test_a_part_of_an_acl(inside: LXDClient, acl: str) -> None:
    before = inside.network_acls.get(acl)
    assert before.egress
    inside.network_acls.update_configuration_subset(acl, {"description": "new"}).wait()
    got = inside.network_acls.get(acl)
    assert (got.description, got.config, got.egress) == ("new", {"user.x": "1"}, before.egress)


def test_a_part_of_a_zone(inside: LXDClient, zone: str) -> None:
    inside.network_zones.update_configuration_subset(zone, {"description": "new"}).wait()
    got = inside.network_zones.get(zone)
    assert (got.description, got.config) == ("new", {"user.x": "1"})


def test_a_subset_of_a_record(inside: LXDClient, zone: str) -> None:
    entry = {"type": "A", "value": "192.0.2.1", "ttl": 300}
    record = {"name": "www", "entries": [entry], "config": {"user.a": "1", "user.b": "2"}}
    inside.network_zones.records.create(zone, record).wait()
    change = {"description": "new", "config": {"user.a": None}}
    inside.network_zones.records.update_configuration_subset(zone, "www", change).wait()
    got = inside.network_zones.records.get(zone, "www")
    assert (got.description, got.config) == ("new", {"user.b": "2"})
    assert [each.to_dict() for each in got.entries] == [entry]


def test_bridges_have_no_peers(inside: LXDClient, bridge: str) -> None:
    with pytest.raises(LXDAPIError, match="does not support peering"):
        inside.networks.peers.list(bridge)


def test_what_newer_servers_have(inside: LXDClient, bridge: str) -> None:
    with pytest.raises(ExtensionMissing, match="'network_load_balancer'"):
        inside.networks.load_balancers.list(bridge)


def test_allocations(inside: LXDClient, bridge: str) -> None:
    if inside.server.has_extension("network_allocations"):
        assert bridge in {each.used_by.rpartition("/")[2] for each in inside.network_allocations.list()}
    else:
        with pytest.raises(ExtensionMissing, match="'network_allocations'"):
            inside.network_allocations.list()
