"""One remote, and those that ``lxc`` knows without being told."""

from __future__ import annotations

import re
from pathlib import Path

from attrs import field, frozen

from lxd._private_files import read_text_file
from lxd.errors import RemoteError

__all__ = ["STATIC", "Remote", "is_safe_name", "masked"]

_DEFAULT_ALIAS = "default"
"""The alias that ``lxc`` takes for an image of which only the remote is named."""


def masked(addr: str) -> str:
    """Returns an address as it may be shown: those of simplestreams servers may have a password in them."""
    return re.sub(r"//.*@", "//***@", addr)


@frozen
class Remote:
    """A server that ``lxc`` knows by name.

    Args:
        name: the name.
        addr: its URL; ``"unix://"`` is the local socket.
        protocol: ``"lxd"``, or ``"simplestreams"`` for servers that have images and nothing else.
        auth_type: ``"tls"`` or ``"oidc"``; empty for a public one.
        project: the project that is meant where none is named; empty: LXD's own default.
        public: whether it serves everybody, but no more than public images.
        is_static: whether it is one that ``lxc`` knows without being told.
        certificate_path: where the certificate that it has to show is kept, if there is one.
        is_global: whether all users of this machine have it; it can be changed for one of them, not removed.
    """

    name: str
    addr: str = field(repr=lambda addr: repr(masked(addr)))
    protocol: str = "lxd"
    auth_type: str = ""
    project: str = ""
    public: bool = False
    is_static: bool = False
    certificate_path: Path | None = None
    is_global: bool = False

    def read_certificate(self) -> str | None:
        """Reads the certificate that the server has to show (PEM); None where none is kept.

        Raises:
            RemoteError: the file cannot be read.
        """
        return None if self.certificate_path is None else read_text_file(self.certificate_path)

    def image_source(self, image: str) -> dict[str, str]:
        """Returns what tells another server to pull an image from here.

        Args:
            image: its alias, or fingerprint; empty: the alias ``default``.

        Raises:
            RemoteError: no server can pull from here.
        """
        if not self.addr.startswith("https://"):
            raise RemoteError(
                f"an image cannot be pulled from the remote {self.name!r} at {masked(self.addr)}: it has no https "
                "address",
                hint="copy the image to the server first, or name a remote that it can reach",
            )
        if self.protocol not in ("lxd", "simplestreams"):
            raise RemoteError(f"the remote {self.name!r} speaks {self.protocol!r}, which LXD does not know")
        source = {
            "type": "image",
            "mode": "pull",
            "server": self.addr,
            "protocol": self.protocol,
            "alias": image or _DEFAULT_ALIAS,
        }
        if self.protocol == "lxd":
            if certificate := self.read_certificate():
                source["certificate"] = certificate
            if self.project:
                source["project"] = self.project
        return source


STATIC = {
    remote.name: remote
    for remote in (
        Remote("local", "unix://", auth_type="tls", is_static=True),
        *(
            Remote(name, addr, "simplestreams", public=True, is_static=True)
            for name, addr in (
                ("images", "https://images.lxd.canonical.com"),
                ("ubuntu", "https://cloud-images.ubuntu.com/releases/"),
                ("ubuntu-daily", "https://cloud-images.ubuntu.com/daily/"),
                ("ubuntu-minimal", "https://cloud-images.ubuntu.com/minimal/releases/"),
                ("ubuntu-minimal-daily", "https://cloud-images.ubuntu.com/minimal/daily/"),
            )
        ),
    )
}
"""The remotes that ``lxc`` knows without being told."""


def is_safe_name(name: str) -> bool:
    """Returns whether a remote may have that name: it is a part of the paths of its files."""
    return name not in ("", ".", "..") and name.isprintable() and "/" not in name
