"""What the clients are pointed at: the canned server, and a real LXD over its socket and over HTTPS."""

from __future__ import annotations

import os
import ssl
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

__all__ = ["INSTANCE", "ROOT", "Target", "canned_target", "lab_targets"]

ROOT = Path(__file__).parents[2]

sys.path.append(str(ROOT / "scripts"))  # where the lab is

INSTANCE = "c1"
"""The instance that is asked for; every server has it."""

PATH = f"/1.0/instances/{INSTANCE}"


@dataclass(frozen=True)
class Target:
    """A server to measure against, and how to reach it: by its socket, or by its URL and certificates."""

    title: str
    socket: str | None = None
    url: str = ""
    server_cert: str = ""
    client_cert: str = ""
    client_key: str = ""
    is_real: bool = True

    @property
    def base_url(self) -> str:
        """The URL that paths are appended to."""
        return "http://lxd" if self.socket else self.url

    @property
    def address(self) -> tuple[str, int]:
        """Host and port, of HTTPS."""
        parts = urlsplit(self.url)
        return parts.hostname or "", parts.port or 0

    def context(self) -> ssl.SSLContext:
        """TLS rules for the peers that take them: the same as this package's own."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        if not self.socket:
            context.check_hostname = False
            context.load_verify_locations(self.server_cert)
            context.load_cert_chain(self.client_cert, self.client_key)
        return context

    def options(self) -> dict[str, Any]:
        """The arguments for this package's own clients."""
        if self.socket:
            return {"endpoint": self.socket}
        return {
            "endpoint": self.url,
            "cert_path": self.client_cert,
            "key_path": self.client_key,
            "endpoint_cert_path": self.server_cert,
        }


def canned_target(socket: Path) -> Target:
    """The canned server, as a target."""
    return Target("canned server, unix socket", str(socket), is_real=False)


@contextmanager
def lab_targets() -> Iterator[list[Target]]:
    """A throw-away LXD with one instance.

    Raises:
        LabUnavailable: no LXD can be had on this machine.
    """
    from lab import Lab

    # These would make pylxd trust another certificate than the one it is given.
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"):
        os.environ.pop(name, None)
    with Lab("benchmarks") as lab:
        lab.launch(INSTANCE)
        yield [
            Target(f"LXD {lab.version}, unix socket", str(lab.socket)),
            Target(
                f"LXD {lab.version}, HTTPS",
                url=lab.url,
                server_cert=str(lab.server_cert),
                client_cert=str(lab.client_cert),
                client_key=str(lab.client_key),
            ),
        ]
