"""Where LXD listens: the local socket, found as ``lxc`` finds it, or an HTTPS address."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Protocol
from urllib.parse import unquote, urlsplit

from lxd._core.proxies import Proxy, choose_proxy
from lxd.errors import LXDError

__all__ = ["DEFAULT_PORT", "Endpoint", "URLLike", "find_socket", "parse_endpoint"]

DEFAULT_PORT = 8443

_SNAP_SOCKET = "/var/snap/lxd/common/lxd/unix.socket"
_DEFAULT_DIR = "/var/lib/lxd"


class URLLike(Protocol):
    """A URL object, such as ``yarl.URL`` or ``httpx.URL``: ``str()`` of it is the URL."""

    def join(self, url: Any, /) -> Any: ...  # what both have


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a server listens.

    Args:
        socket: path of the unix socket; None for HTTPS.
        host: host name or address, without brackets; ``"lxd"`` for a unix socket, where nobody looks at it.
        port: TCP port; 0 for a unix socket.
        proxy: what leads there; None: nothing in between.
    """

    socket: str | None = None
    host: str = "lxd"
    port: int = 0
    proxy: Proxy | None = field(default=None, compare=False)

    def through(self, proxy: str | Literal[False] | None) -> Endpoint:
        """Returns the same endpoint, reached through a proxy; a unix socket never is.

        Args:
            proxy: its URL; None: as the environment says; False: none.

        Raises:
            LXDError: it is no proxy's URL.
        """
        return self if self.is_local else replace(self, proxy=choose_proxy(self.host, proxy))

    @property
    def first_hop(self) -> tuple[str, int]:
        """Host and port to connect to: the proxy's, where there is one."""
        return (self.host, self.port) if self.proxy is None else (self.proxy.host, self.proxy.port)

    @property
    def is_local(self) -> bool:
        """Whether it is a unix socket."""
        return self.socket is not None

    @property
    def authority(self) -> str:
        """``host:port`` as in URLs and ``Host`` headers."""
        if self.is_local:
            return self.host
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    @property
    def base_url(self) -> str:
        """The URL that paths are appended to."""
        return f"{'http' if self.is_local else 'https'}://{self.authority}"

    def __str__(self) -> str:
        return f"unix:{self.socket}" if self.is_local else self.base_url


def find_socket(environ: Mapping[str, str] | None = None) -> str:
    """Finds the local socket where ``lxc`` would.

    That is ``LXD_SOCKET``; else ``unix.socket`` in ``LXD_DIR``; else the snap's, if it can be written to; else
    the one in ``/var/lib/lxd``.

    Args:
        environ: the environment to look in; default: the process's.
    """
    environ = os.environ if environ is None else environ
    if path := environ.get("LXD_SOCKET"):
        return path
    if directory := environ.get("LXD_DIR"):
        return os.path.join(directory, "unix.socket")
    if os.access(_SNAP_SOCKET, os.W_OK):
        return _SNAP_SOCKET
    return os.path.join(_DEFAULT_DIR, "unix.socket")


def parse_endpoint(endpoint: str | os.PathLike[str] | URLLike | None) -> Endpoint:
    """Reads what a user gave as endpoint.

    Args:
        endpoint: ``https://host[:port]`` (port 8443 where none is given), ``unix:/path``, ``unix:///path``,
            ``unix://`` (the default socket), a path, or None (the default socket); ``~`` is expanded.

    Raises:
        LXDError: it is none of these.
    """
    if endpoint is None:
        return Endpoint(socket=find_socket())
    if isinstance(endpoint, os.PathLike):
        return Endpoint(socket=_expanded(os.fspath(endpoint)))
    text = str(endpoint)
    if text.startswith(("/", "~", "./")):
        return Endpoint(socket=_expanded(text))
    if text.startswith("unix:"):
        path = unquote(text.removeprefix("unix:"))
        if path.startswith("//"):
            path = path[2:]
        return Endpoint(socket=_expanded(path) if path else find_socket())
    # yarl's text leaves out what is https's own port, which is not LXD's.
    return _parse_https(text, getattr(endpoint, "explicit_port", None))


def _expanded(path: str) -> str:
    return os.path.expanduser(path)


def _parse_https(text: str, explicit_port: int | None) -> Endpoint:
    forms = "give https://host:port, unix:/path/to/unix.socket, a path, or nothing for the local socket"
    shown = re.sub(r"^([a-z]+://)?.*@", r"\1***@", text, flags=re.DOTALL)
    try:
        parts = urlsplit(text)
        port = explicit_port or parts.port
    except ValueError:
        raise LXDError(f"{shown!r} is no endpoint", hint=forms) from None
    if parts.scheme != "https" or not parts.hostname:
        # LXD speaks nothing but TLS over TCP: http:// can only be a mistake, and would send secrets in the clear.
        raise LXDError(f"{shown!r} is no endpoint", hint=forms)
    if parts.path not in ("", "/") or parts.query or parts.fragment or parts.username is not None:
        raise LXDError(f"an endpoint has a host and a port, and nothing else: {shown!r}", hint=forms)
    try:
        host = _plain_host(parts.hostname)
    except ValueError as error:
        raise LXDError(f"{shown!r} is no endpoint: {error}", hint=forms) from None
    return Endpoint(host=host, port=port or DEFAULT_PORT)


def _plain_host(host: str) -> str:
    """Returns a host's name as it is looked up, and sent: in ASCII, whatever its language.

    Raises:
        ValueError: it is none.
    """
    from ipaddress import IPv4Address, IPv6Address  # not free to import, and many servers are local

    if ":" in host:
        host = host.replace("%25", "%")  # what goes before an IPv6 address's zone in a URL
        IPv6Address(host)
        return host
    if re.fullmatch(r"\d+(\.\d+){3}", host):
        IPv4Address(host)
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        raise ValueError("a part of the host's name is empty or too long") from None
