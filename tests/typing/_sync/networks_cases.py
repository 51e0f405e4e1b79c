# Written by scripts/unasync.py from tests/typing/_async/networks_cases.py. Change that, and run `make sync`.

"""What type checkers make of networks: never run, only checked, by mypy and pyright."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_type

from lxd_api import models

from lxd import LXDClient
from lxd._sync.editing import Edit
from lxd._sync.links import Link
from lxd._sync.networks.listeners import ListenerOperation
from lxd._sync.operations import Operation
from lxd.filters import F


def networks(client: LXDClient, recursion: int) -> None:
    assert_type(client.networks.list(), list[models.Network])
    assert_type(client.networks.list(0), list[Link[models.Network]])
    assert_type(client.networks.list(1, filter=F.name == "x", target="n1"), list[models.Network])
    assert_type(client.networks.list(recursion), list[Link[models.Network]] | list[models.Network])
    assert_type(client.networks.get("x"), models.Network)
    assert_type(client.networks.get_state("x"), models.NetworkState)
    assert_type(client.networks.list_leases("x"), Sequence[models.NetworkLease])
    assert_type(client.networks.edit("x"), Edit[models.Network])
    assert_type(client.networks.rename("x", "y"), Operation)
    for link in client.networks.list(0):
        assert_type(link.fetch(), models.Network)


def listeners(client: LXDClient) -> None:
    forward = client.networks.forwards.create("x", {"listen_address": "192.0.2.1"})
    assert_type(forward, ListenerOperation)
    assert_type(forward.listen_address, str)
    assert_type(client.networks.forwards.list("x"), list[models.NetworkForward])
    assert_type(client.networks.forwards.list("x", 0), list[Link[models.NetworkForward]])
    balancer = client.networks.load_balancers.create("x", {"listen_address": "192.0.2.1"})
    assert_type(balancer, ListenerOperation)
    assert_type(client.networks.load_balancers.list("x"), list[models.NetworkLoadBalancer])
    pools = client.networks.load_balancers.pools
    assert_type(pools.list("x"), list[models.NetworkLoadBalancerPool])
    assert_type(pools.edit("x", "web"), Edit[models.NetworkLoadBalancerPool])
    assert_type(client.networks.peers.list("x", 0), list[Link[models.NetworkPeer]])
    assert_type(client.networks.peers.get("x", "y"), models.NetworkPeer)


def rules_and_names(client: LXDClient) -> None:
    assert_type(client.network_acls.list(), list[models.NetworkACL])
    assert_type(client.network_acls.list(0), list[Link[models.NetworkACL]])
    assert_type(client.network_acls.get_log("x"), str)
    assert_type(client.network_zones.list(all_projects=True), list[models.NetworkZone])
    assert_type(client.network_zones.records.list("x"), list[models.NetworkZoneRecord])
    assert_type(client.network_zones.records.list("x", 0), list[Link[models.NetworkZoneRecord]])
    assert_type(client.network_allocations.list(), list[models.NetworkAllocations])
