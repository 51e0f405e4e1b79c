"""Requests of LXD's area `network_peers`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, overload

from . import models
from .types import (
    Request,
    by_recursion,
    given,
    segment,
)

__all__ = [
    "network_peer_delete",
    "network_peer_get",
    "network_peer_patch",
    "network_peer_put",
    "network_peers_get",
    "network_peers_post",
]


def network_peer_delete(
    network_name: str, peer_name: str, /, *, project: str | None = None, target: str | None = None
) -> Request[models.Operation | None]:
    """Deletes a peer of a network.

    `DELETE /1.0/networks/{networkName}/peers/{peerName}`

    Scope: project, target.
    """
    return Request(
        method="DELETE",
        path=f"/1.0/networks/{segment(network_name)}/peers/{segment(peer_name)}",
        operation_id="network_peer_delete",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        scope=frozenset(["project", "target"]),
    )


def network_peer_get(
    network_name: str, peer_name: str, /, *, project: str | None = None, target: str | None = None
) -> Request[models.NetworkPeer]:
    """Gets a peer of a network.

    `GET /1.0/networks/{networkName}/peers/{peerName}`

    Scope: project, target.
    """
    return Request(
        method="GET",
        path=f"/1.0/networks/{segment(network_name)}/peers/{segment(peer_name)}",
        operation_id="network_peer_get",
        kind="value",
        decode=_read_network_peer,
        query=given({"project": project, "target": target}),
        scope=frozenset(["project", "target"]),
    )


def network_peer_patch(
    network_name: str,
    peer_name: str,
    /,
    *,
    body: models.NetworkPeerPut | Mapping[str, Any],
    project: str | None = None,
    target: str | None = None,
) -> Request[models.Operation | None]:
    """Changes parts of a peer of a network.

    `PATCH /1.0/networks/{networkName}/peers/{peerName}`

    Scope: project, target.
    """
    return Request(
        method="PATCH",
        path=f"/1.0/networks/{segment(network_name)}/peers/{segment(peer_name)}",
        operation_id="network_peer_patch",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        body=body,
        body_model="NetworkPeerPut",
        scope=frozenset(["project", "target"]),
    )


def network_peer_put(
    network_name: str,
    peer_name: str,
    /,
    *,
    body: models.NetworkPeerPut | Mapping[str, Any],
    project: str | None = None,
    target: str | None = None,
) -> Request[models.Operation | None]:
    """Replaces a peer of a network.

    `PUT /1.0/networks/{networkName}/peers/{peerName}`

    Scope: project, target.
    """
    return Request(
        method="PUT",
        path=f"/1.0/networks/{segment(network_name)}/peers/{segment(peer_name)}",
        operation_id="network_peer_put",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        body=body,
        body_model="NetworkPeerPut",
        scope=frozenset(["project", "target"]),
    )


@overload
def network_peers_get(
    network_name: str, /, *, recursion: Literal[0] = 0, project: str | None = None
) -> Request[list[str]]: ...
@overload
def network_peers_get(
    network_name: str, /, *, recursion: Literal[1], project: str | None = None
) -> Request[list[models.NetworkPeer]]: ...
@overload
def network_peers_get(
    network_name: str, /, *, recursion: int, project: str | None = None
) -> Request[list[str] | list[models.NetworkPeer]]: ...
def network_peers_get(
    network_name: str, /, *, recursion: int = 0, project: str | None = None
) -> Request[Any]:
    """Lists the peers of a network.

    `GET /1.0/networks/{networkName}/peers`

    Scope: project.
    """
    return Request(
        method="GET",
        path=f"/1.0/networks/{segment(network_name)}/peers",
        operation_id="network_peers_get",
        kind="value",
        decode=by_recursion(recursion, _read_list_of_str, _read_list_of_network_peer),
        query=given({"recursion": recursion or None, "project": project}),
        scope=frozenset(["project"]),
    )


def network_peers_post(
    network_name: str,
    /,
    *,
    body: models.NetworkPeersPost | Mapping[str, Any],
    project: str | None = None,
    target: str | None = None,
) -> Request[models.Operation | None]:
    """Creates a peer of a network.

    `POST /1.0/networks/{networkName}/peers`

    Scope: project, target.
    """
    return Request(
        method="POST",
        path=f"/1.0/networks/{segment(network_name)}/peers",
        operation_id="network_peers_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        body=body,
        body_model="NetworkPeersPost",
        scope=frozenset(["project", "target"]),
    )


def _read_list_of_network_peer(metadata: Any) -> list[models.NetworkPeer]:
    return [models.NetworkPeer.from_dict(item or {}) for item in metadata or ()]


def _read_list_of_str(metadata: Any) -> list[str]:
    return list(metadata or [])


def _read_network_peer(metadata: Any) -> models.NetworkPeer:
    return models.NetworkPeer.from_dict(metadata or {})


def _read_operation_or_none(metadata: Any) -> models.Operation | None:
    return models.Operation.from_dict(metadata) if metadata else None
