"""What turns a fresh LXD into a usable one. Through its API: `lxd init` takes ten times as long."""

import secrets
import socket
from pathlib import Path
from typing import Any, Protocol

from .certificates import base64_der
from .errors import LabError

_FIRST_PORT, _LAST_PORT = 20000, 32000
"""Ports for HTTPS: below those that the kernel gives to outgoing connections, which could take one at a restart."""

_BTRFS_SIZE = "1GiB"


class Request(Protocol):
    """A way to perform requests, as `Lab.request` is one."""

    def __call__(self, method: str, path: str, body: Any = None) -> Any:
        """Performs a request and returns the metadata of its answer."""


def listen(request: Request, password: str) -> str:
    """Makes the server listen for HTTPS on a free port of 127.0.0.1, and sets its password; returns its URL."""
    while True:
        address = f"127.0.0.1:{_free_port()}"
        config = {"core.https_address": address, "core.trust_password": password}
        try:
            request("PUT", "/1.0", {"config": config})
        except LabError as error:
            if "address already in use" not in str(error):
                raise
        else:
            return f"https://{address}"


def add_pool(request: Request, kind: str) -> None:
    """Makes the storage pool "default"."""
    config = {"size": _BTRFS_SIZE} if kind == "btrfs" else {}
    request("POST", "/1.0/storage-pools", {"name": "default", "driver": kind, "config": config})


def add_network(request: Request, name: str) -> None:
    """Makes a bridge with DHCP. It takes LXD half a second."""
    config = {
        "ipv4.address": free_subnet(),
        "ipv6.address": "none",
        # No way out: LXD would turn on forwarding for the whole machine, and that would stay.
        "ipv4.nat": "false",
        "ipv4.routing": "false",
        "ipv4.firewall": "false",
    }
    request("POST", "/1.0/networks", {"name": name, "type": "bridge", "config": config})


def add_uplink(request: Request, name: str, database: str, bridge: str) -> None:
    """Makes a bridge that OVN networks can be on.

    Args:
        request: performs requests.
        name: the name of the bridge.
        database: where OVN's northbound database is.
        bridge: the name of OVN's integration bridge.
    """
    config = {"network.ovn.northbound_connection": database, "network.ovn.integration_bridge": bridge}
    request("PATCH", "/1.0", {"config": config})
    add_network(request, name)
    subnet = request("GET", f"/1.0/networks/{name}")["config"]["ipv4.address"].rpartition(".")[0]
    ranges = {
        "ipv4.dhcp.ranges": f"{subnet}.100-{subnet}.150",
        "ipv4.ovn.ranges": f"{subnet}.200-{subnet}.250",
    }
    request("PATCH", f"/1.0/networks/{name}", {"config": ranges})


def set_profile(request: Request, network: str | None) -> None:
    """Makes the profile "default" give containers a disk of the pool, and a network card if there is a network."""
    devices = {"root": {"type": "disk", "path": "/", "pool": "default"}}
    if network is not None:
        devices["eth0"] = {"type": "nic", "name": "eth0", "network": network}
    request("PUT", "/1.0/profiles/default", {"config": {}, "devices": devices})


def trust(request: Request, certificate: Path) -> None:
    """Adds a client's certificate to those that the server trusts."""
    body = {"type": "client", "name": "lab", "certificate": base64_der(certificate)}
    request("POST", "/1.0/certificates", body)


def add_image(request: Request, image: bytes, alias: str) -> str:
    """Uploads an image and gives it an alias; returns its fingerprint."""
    fingerprint = request("POST", "/1.0/images", image)["metadata"]["fingerprint"]
    request("POST", "/1.0/images/aliases", {"name": alias, "target": fingerprint})
    return str(fingerprint)


def _free_port() -> int:
    while True:
        port = _FIRST_PORT + secrets.randbelow(_LAST_PORT - _FIRST_PORT)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


def free_subnet() -> str:
    """A subnet that this machine has no route to, out of 198.18.0.0/15, which is set aside for tests (RFC 2544)."""
    routes = Path("/proc/net/route").read_text().splitlines()[1:]
    taken = {line.split()[1] for line in routes}
    while True:
        second, third = 18 + secrets.randbelow(2), secrets.randbelow(256)
        if f"00{third:02X}{second:02X}C6" not in taken:  # the kernel prints addresses back to front
            return f"198.{second}.{third}.1/24"
