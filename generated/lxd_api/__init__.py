"""Typed requests for LXD's REST API: one module per area, functions that return a `Request` and send nothing.

    from lxd_api import instances

    request = instances.instance_get("c1", project="web")
    httpx_request = request.to_httpx("https://lxd.example:8443")

Areas and models are imported on first use.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import (
        auth_groups,
        certificates,
        cluster,
        cluster_groups,
        cluster_links,
        identities,
        identity_provider_groups,
        images,
        instances,
        metrics,
        models,
        network_acls,
        network_allocations,
        network_forwards,
        network_load_balancer_pools,
        network_load_balancers,
        network_peers,
        network_zones,
        networks,
        oidc_sessions,
        operations,
        permissions,
        placement_groups,
        profiles,
        projects,
        replicators,
        server,
        storage,
        types,
        warnings,
    )

__all__ = [
    "auth_groups",
    "certificates",
    "cluster",
    "cluster_groups",
    "cluster_links",
    "identities",
    "identity_provider_groups",
    "images",
    "instances",
    "metrics",
    "models",
    "network_acls",
    "network_allocations",
    "network_forwards",
    "network_load_balancer_pools",
    "network_load_balancers",
    "network_peers",
    "network_zones",
    "networks",
    "oidc_sessions",
    "operations",
    "permissions",
    "placement_groups",
    "profiles",
    "projects",
    "replicators",
    "server",
    "storage",
    "types",
    "warnings",
]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return import_module(f".{name}", __name__)


def __dir__() -> list[str]:
    return __all__
