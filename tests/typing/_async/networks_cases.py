"""What type checkers make of networks: never run, only checked, by mypy and pyright."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_type

from lxd_api import models

from lxd import AsyncLXDClient
from lxd._async.editing import AsyncEdit
from lxd._async.links import AsyncLink
from lxd._async.networks.listeners import AsyncListenerOperation
from lxd._async.operations import AsyncOperation
from lxd.filters import F


async def networks(client: AsyncLXDClient, recursion: int) -> None:
    assert_type(await client.networks.list(), list[models.Network])
    assert_type(await client.networks.list(0), list[AsyncLink[models.Network]])
    assert_type(await client.networks.list(1, filter=F.name == "x", target="n1"), list[models.Network])
    assert_type(await client.networks.list(recursion), list[AsyncLink[models.Network]] | list[models.Network])
    assert_type(await client.networks.get("x"), models.Network)
    assert_type(await client.networks.get_state("x"), models.NetworkState)
    assert_type(await client.networks.list_leases("x"), Sequence[models.NetworkLease])
    assert_type(client.networks.edit("x"), AsyncEdit[models.Network])
    assert_type(await client.networks.rename("x", "y"), AsyncOperation)
    for link in await client.networks.list(0):
        assert_type(await link.fetch(), models.Network)


async def listeners(client: AsyncLXDClient) -> None:
    forward = await client.networks.forwards.create("x", {"listen_address": "192.0.2.1"})
    assert_type(forward, AsyncListenerOperation)
    assert_type(forward.listen_address, str)
    assert_type(await client.networks.forwards.list("x"), list[models.NetworkForward])
    assert_type(await client.networks.forwards.list("x", 0), list[AsyncLink[models.NetworkForward]])
    balancer = await client.networks.load_balancers.create("x", {"listen_address": "192.0.2.1"})
    assert_type(balancer, AsyncListenerOperation)
    assert_type(await client.networks.load_balancers.list("x"), list[models.NetworkLoadBalancer])
    pools = client.networks.load_balancers.pools
    assert_type(await pools.list("x"), list[models.NetworkLoadBalancerPool])
    assert_type(pools.edit("x", "web"), AsyncEdit[models.NetworkLoadBalancerPool])
    assert_type(await client.networks.peers.list("x", 0), list[AsyncLink[models.NetworkPeer]])
    assert_type(await client.networks.peers.get("x", "y"), models.NetworkPeer)


async def rules_and_names(client: AsyncLXDClient) -> None:
    assert_type(await client.network_acls.list(), list[models.NetworkACL])
    assert_type(await client.network_acls.list(0), list[AsyncLink[models.NetworkACL]])
    assert_type(await client.network_acls.get_log("x"), str)
    assert_type(await client.network_zones.list(all_projects=True), list[models.NetworkZone])
    assert_type(await client.network_zones.records.list("x"), list[models.NetworkZoneRecord])
    assert_type(await client.network_zones.records.list("x", 0), list[AsyncLink[models.NetworkZoneRecord]])
    assert_type(await client.network_allocations.list(), list[models.NetworkAllocations])
