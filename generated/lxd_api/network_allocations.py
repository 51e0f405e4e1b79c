"""Requests of LXD's area `network_allocations`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from typing import Any

from . import models
from .types import (
    Request,
    given,
)

__all__ = [
    "network_allocations_get",
]


def network_allocations_get(
    *, all_projects: bool | None = None, project: str | None = None
) -> Request[list[models.NetworkAllocations]]:
    """Lists the network allocations.

    `GET /1.0/network-allocations`

    Scope: project.

    Needs the API extension `network_allocations`.
    """
    return Request(
        method="GET",
        path="/1.0/network-allocations",
        operation_id="network_allocations_get",
        kind="value",
        decode=_read_list_of_network_allocations,
        query=given({"all-projects": all_projects, "project": project}),
        scope=frozenset(["project"]),
        extension="network_allocations",
    )


def _read_list_of_network_allocations(metadata: Any) -> list[models.NetworkAllocations]:
    return [models.NetworkAllocations.from_dict(item or {}) for item in metadata or ()]
