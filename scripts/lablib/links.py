"""Bridges and firewall rules that a dead lab left: they belong to the network namespace, which it shares."""

import re
from collections.abc import Iterable
from pathlib import Path

from .programs import find_program, run_program

_FAMILIES = ("inet", "ip", "ip6", "bridge")


def remove_links(networks: Iterable[str]) -> None:
    """Removes the bridges that a lab's LXD made for these networks, and their firewall rules.

    Args:
        networks: the names of the lab's networks. LXD gives a bridge the name of its network.
    """
    names = set(networks)
    for name in names:
        # Only bridges are LXD's own; a network on a card of the machine may have that card's name.
        if Path("/sys/class/net", name, "bridge").is_dir():
            run_program("ip", "link", "delete", name)
    if names and find_program("nft"):
        _remove_chains(names)


def _remove_chains(networks: set[str]) -> None:
    """Removes the chains of these networks. All LXDs on the machine share one table, which goes when it is empty."""
    for family in _FAMILIES:
        # They are called after their purpose and their network, as in "fwd.lxdbr0".
        ours = [chain for chain in _chains(family) if chain.partition(".")[2] in networks]
        for chain in ours:
            run_program("nft", "delete", "chain", family, "lxd", chain)
        if ours and not _chains(family):
            run_program("nft", "delete", "table", family, "lxd")


def _chains(family: str) -> list[str]:
    return re.findall(r"chain (\S+) \{", run_program("nft", "list", "table", family, "lxd").stdout)
