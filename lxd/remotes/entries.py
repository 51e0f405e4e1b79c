"""What ``config.yml`` says of a remote: read, and made."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lxd._core.endpoint import parse_endpoint
from lxd.errors import LXDError, RemoteError
from lxd.remotes.files import Locations
from lxd.remotes.remote import Remote, is_safe_name, masked

__all__ = ["checked_addr", "remotes_in", "told_of"]


def remotes_in(document: Mapping[str, Any], locations: Locations, is_global: bool) -> dict[str, Remote]:
    """Reads the remotes of one list.

    Args:
        document: what is in its file.
        locations: where the files are.
        is_global: whether it is the list of the whole machine, and not the user's.

    Raises:
        RemoteError: it is not what ``lxc`` writes.
    """
    directory = locations.everybodys if is_global else locations.own
    listed = document.get("remotes") or {}
    path = directory / "config.yml"
    return {str(name): _read_remote(str(name), told, path, is_global) for name, told in listed.items()}


def _read_remote(name: str, told: Any, path: Path, is_global: bool) -> Remote:
    if not isinstance(told, dict):
        raise RemoteError(f"{path}: the remote {name!r} has to be a map")
    for key, kind in (
        ("addr", str),
        ("auth_type", str),
        ("project", str),
        ("protocol", str),
        ("public", bool),
    ):
        if not isinstance(told.get(key), kind | None):
            raise RemoteError(f"{path}: {key!r} of the remote {name!r} has to be a {kind.__name__}")
    if not told.get("addr"):
        raise RemoteError(f"{path}: the remote {name!r} has no addr")
    if not is_safe_name(name):
        raise RemoteError(f"{path}: {name!r} cannot be the name of a remote")
    public = bool(told.get("public"))
    return Remote(
        name,
        told["addr"],
        told.get("protocol") or "lxd",
        told.get("auth_type") or ("" if public else "tls"),
        told.get("project") or "",
        public,
        certificate_path=path.parent / "servercerts" / f"{name}.crt",
        is_global=is_global,
    )


def told_of(remote: Remote) -> dict[str, Any]:
    """Returns what ``lxc`` would write of a remote."""
    told: dict[str, Any] = {"addr": remote.addr}
    if not remote.is_static:
        told |= {"auth_type": remote.auth_type} if remote.auth_type else {}
        told |= {"project": remote.project} if remote.project else {}
        told["protocol"] = remote.protocol
    return told | {"public": remote.public}


def checked_addr(addr: str, protocol: str) -> str:
    """Returns an address as ``lxc`` writes it: with its port.

    Raises:
        RemoteError: it is none.
    """
    if protocol == "simplestreams":
        if not addr.startswith("https://"):
            raise RemoteError(f"{masked(addr)!r} is no https URL, as simplestreams servers have")
        return addr
    if addr == "unix://":
        return addr
    is_host = "://" not in addr and not addr.startswith(("unix:", "/", "~", "."))
    if is_host:
        addr = f"https://[{addr}]" if addr.count(":") > 1 and "[" not in addr else f"https://{addr}"
    try:
        endpoint = parse_endpoint(addr)
    except LXDError as error:
        raise RemoteError(error.message, hint=error.hint) from None
    return f"unix://{os.path.abspath(endpoint.socket)}" if endpoint.socket else endpoint.base_url
