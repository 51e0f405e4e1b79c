"""Listing instances: how many requests it takes."""

from __future__ import annotations

from collections.abc import Callable

from lxd import LXDClient

from .canned import INSTANCES, CannedServer
from .pylxd_client import pylxd_client
from .report import Goal, Report
from .targets import canned_target

__all__ = ["measure"]


def measure(report: Report, server: CannedServer) -> None:
    """Counts the requests at the server."""

    def count(act: Callable[[], object]) -> int:
        server.requests()
        act()
        return server.requests()

    with LXDClient(server.socket) as client:
        names = count(lambda: client.instances.list(recursion=0))
        statuses = count(lambda: [each.status for each in client.instances.list()])
        states = count(lambda: [each.state and each.state.pid for each in client.instances.list(recursion=2)])
    with pylxd_client(canned_target(server.socket)) as peer:
        rows = [
            ("names", str(names), str(count(lambda: [each.name for each in peer.instances.all()])), ""),
            (
                "status of each",
                str(statuses),
                str(count(lambda: [each.status for each in peer.instances.all()])),
                str(count(lambda: [each.status for each in peer.instances.all(recursion=1)])),
            ),
            (
                "state of each",
                str(states),
                str(count(lambda: [each.state().pid for each in peer.instances.all()])),
                str(count(lambda: [each.state().pid for each in peer.instances.all(recursion=2)])),
            ),
        ]
    report.table(
        f"Requests to list {INSTANCES} instances",
        ("what is read", "LXDClient", "pylxd all()", "pylxd all(recursion=1 or 2)"),
        rows,
        [Goal("requests to list instances, any recursion", max(names, statuses, states), 1)],
    )
