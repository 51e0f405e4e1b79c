# Written by scripts/unasync.py from tests/integration/_async/test_ovn.py. Change that, and run `make sync`.

"""OVN networks and peers, against a real LXD."""

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
def inside(ovn_lab: Lab) -> Iterator[LXDClient]:
    """A client of that LXD."""
    with LXDClient(ovn_lab.socket) as client:
        yield client


@pytest.fixture
def networks(ovn_lab: Lab) -> Iterator[tuple[str, str]]:
    """The names of two OVN networks."""
    names = [f"t{os.urandom(4).hex()}" for _ in range(2)]
    for name in names:
        config = {"network": ovn_lab.uplink, "ipv4.address": free_subnet(), "ipv6.address": "none"}
        config["ipv4.nat"] = "true"  # by OVN, not by the machine: the uplink knows no way back
        ovn_lab.request("POST", "/1.0/networks", {"name": name, "type": "ovn", "config": config})
    yield names[0], names[1]
    for name in names:
        for peer in ovn_lab.request("GET", f"/1.0/networks/{name}/peers"):
            ovn_lab.request("DELETE", peer)
    for name in names:
        ovn_lab.request("DELETE", f"/1.0/networks/{name}")


def test_a_network(inside: LXDClient, ovn_lab: Lab, networks: tuple[str, str]) -> None:
    network = inside.networks.get(networks[0])
    assert (network.type, network.status) == ("ovn", "Created")
    assert network.config["network"] == ovn_lab.uplink
    assert network.config["volatile.network.ipv4.address"]


def test_peers(inside: LXDClient, networks: tuple[str, str]) -> None:
    one, other = networks
    peers = inside.networks.peers
    there = {"name": "there", "target_network": other, "target_project": "default"}
    peers.create(one, there).wait(60)
    assert (peers.get(one, "there")).status == "Pending"
    back = {"name": "back", "target_network": one, "target_project": "default"}
    peers.create(other, back).wait(60)
    (link,) = peers.list(one, 0)
    assert (resolve(link)).status == "Created"
    with peers.edit(one, "there") as peer:
        peer.description = "edited"
    peers.update_configuration_subset(one, "there", {"config": {"user.x": 1}}).wait(60)
    (found,) = peers.list(one, filter=F.target_network == other)
    assert found.config == {"user.x": "1"}
    peers.update_configuration(one, "there", {"description": "bare"}).wait(60)
    assert (peers.get(one, "there")).description == "bare"
    peers.delete(other, "back").wait(60)
    peers.delete(one, "there").wait(60)
    with pytest.raises(NotFound):
        peers.get(one, "there")


def test_a_peer_of_a_network_that_is_none(inside: LXDClient, networks: tuple[str, str]) -> None:
    body = {"name": "nowhere", "target_network": networks[0], "target_project": "default"}
    with pytest.raises(LXDAPIError):
        inside.networks.peers.create(networks[0], body).wait(60)


def test_an_acl(inside: LXDClient, networks: tuple[str, str]) -> None:
    name = networks[0]
    rule = {"action": "drop", "state": "enabled", "protocol": "icmp4"}
    inside.network_acls.create({"name": name, "egress": [rule]}).wait(60)
    with inside.networks.edit(name) as network:
        network.config["security.acls"] = name
    assert (inside.network_acls.get(name)).used_by == [f"/1.0/networks/{name}"]
    with inside.networks.edit(name) as network:
        del network.config["security.acls"]
    inside.network_acls.delete(name).wait(60)


def test_a_forward(inside: LXDClient, ovn_lab: Lab, networks: tuple[str, str]) -> None:
    uplink = inside.networks.get(str(ovn_lab.uplink))
    subnet = uplink.config["ipv4.address"].rpartition(".")[0]
    inside.networks.update_configuration_subset(
        str(ovn_lab.uplink), {"config": {"ipv4.routes": f"{subnet}.240/28"}}
    ).wait(60)
    forward = inside.networks.forwards.create(networks[0], {"listen_address": f"{subnet}.241"})
    forward.wait(60)
    assert forward.listen_address == f"{subnet}.241"
    inside.networks.forwards.delete(networks[0], f"{subnet}.241").wait(60)


def test_containers_on_two_networks_reach_each_other(
    inside: LXDClient, ovn_lab: Lab, networks: tuple[str, str]
) -> None:
    one, other = networks
    for network, peer in ((one, other), (other, one)):
        body = {"name": "peer", "target_network": peer, "target_project": "default"}
        inside.networks.peers.create(network, body).wait(60)
    names = [f"t{os.urandom(4).hex()}" for _ in networks]
    try:
        for name, network in zip(names, networks, strict=True):
            devices = {"eth0": {"type": "nic", "network": network, "name": "eth0"}}
            ovn_lab.launch(name, devices=devices)
        addresses = [(inside.instances.wait_for_ip(name, family=4, timeout=60))[0] for name in names]
        result = inside.instances.run(names[0], ["ping", "-c", "1", "-W", "5", str(addresses[1])], timeout=60)
        assert result.returncode == 0, result.stdout
    finally:
        for name in names:
            ovn_lab.remove(name)
