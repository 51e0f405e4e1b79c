"""OVN networks and peers, against a real LXD."""

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
async def inside(ovn_lab: Lab) -> AsyncIterator[AsyncLXDClient]:
    """A client of that LXD."""
    async with AsyncLXDClient(ovn_lab.socket) as client:
        yield client


@pytest.fixture
async def networks(ovn_lab: Lab) -> AsyncIterator[tuple[str, str]]:
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


async def test_a_network(inside: AsyncLXDClient, ovn_lab: Lab, networks: tuple[str, str]) -> None:
    network = await inside.networks.get(networks[0])
    assert (network.type, network.status) == ("ovn", "Created")
    assert network.config["network"] == ovn_lab.uplink
    assert network.config["volatile.network.ipv4.address"]


async def test_peers(inside: AsyncLXDClient, networks: tuple[str, str]) -> None:
    one, other = networks
    peers = inside.networks.peers
    there = {"name": "there", "target_network": other, "target_project": "default"}
    await peers.create(one, there).wait(60)
    assert (await peers.get(one, "there")).status == "Pending"
    back = {"name": "back", "target_network": one, "target_project": "default"}
    await peers.create(other, back).wait(60)
    (link,) = await peers.list(one, 0)
    assert (await resolve(link)).status == "Created"
    async with peers.edit(one, "there") as peer:
        peer.description = "edited"
    await peers.update_configuration_subset(one, "there", {"config": {"user.x": 1}}).wait(60)
    (found,) = await peers.list(one, filter=F.target_network == other)
    assert found.config == {"user.x": "1"}
    await peers.update_configuration(one, "there", {"description": "bare"}).wait(60)
    assert (await peers.get(one, "there")).description == "bare"
    await peers.delete(other, "back").wait(60)
    await peers.delete(one, "there").wait(60)
    with pytest.raises(NotFound):
        await peers.get(one, "there")


async def test_a_peer_of_a_network_that_is_none(inside: AsyncLXDClient, networks: tuple[str, str]) -> None:
    body = {"name": "nowhere", "target_network": networks[0], "target_project": "default"}
    with pytest.raises(LXDAPIError):
        await inside.networks.peers.create(networks[0], body).wait(60)


async def test_an_acl(inside: AsyncLXDClient, networks: tuple[str, str]) -> None:
    name = networks[0]
    rule = {"action": "drop", "state": "enabled", "protocol": "icmp4"}
    await inside.network_acls.create({"name": name, "egress": [rule]}).wait(60)
    async with inside.networks.edit(name) as network:
        network.config["security.acls"] = name
    assert (await inside.network_acls.get(name)).used_by == [f"/1.0/networks/{name}"]
    async with inside.networks.edit(name) as network:
        del network.config["security.acls"]
    await inside.network_acls.delete(name).wait(60)


async def test_a_forward(inside: AsyncLXDClient, ovn_lab: Lab, networks: tuple[str, str]) -> None:
    uplink = await inside.networks.get(str(ovn_lab.uplink))
    subnet = uplink.config["ipv4.address"].rpartition(".")[0]
    await inside.networks.update_configuration_subset(
        str(ovn_lab.uplink), {"config": {"ipv4.routes": f"{subnet}.240/28"}}
    ).wait(60)
    forward = await inside.networks.forwards.create(networks[0], {"listen_address": f"{subnet}.241"})
    await forward.wait(60)
    assert forward.listen_address == f"{subnet}.241"
    await inside.networks.forwards.delete(networks[0], f"{subnet}.241").wait(60)


async def test_containers_on_two_networks_reach_each_other(
    inside: AsyncLXDClient, ovn_lab: Lab, networks: tuple[str, str]
) -> None:
    one, other = networks
    for network, peer in ((one, other), (other, one)):
        body = {"name": "peer", "target_network": peer, "target_project": "default"}
        await inside.networks.peers.create(network, body).wait(60)
    names = [f"t{os.urandom(4).hex()}" for _ in networks]
    try:
        for name, network in zip(names, networks, strict=True):
            devices = {"eth0": {"type": "nic", "network": network, "name": "eth0"}}
            ovn_lab.launch(name, devices=devices)
        addresses = [(await inside.instances.wait_for_ip(name, family=4, timeout=60))[0] for name in names]
        result = await inside.instances.run(
            names[0], ["ping", "-c", "1", "-W", "5", str(addresses[1])], timeout=60
        )
        assert result.returncode == 0, result.stdout
    finally:
        for name in names:
            ovn_lab.remove(name)
