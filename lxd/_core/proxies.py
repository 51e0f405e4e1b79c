"""Which proxy leads to a server, and what is said to it: HTTP's CONNECT and SOCKS 5, without sockets."""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias
from urllib.parse import SplitResult, quote, unquote, urlsplit

from lxd.errors import LXDError

if TYPE_CHECKING:
    from ipaddress import IPv4Address, IPv6Address

    Address: TypeAlias = IPv4Address | IPv6Address

__all__ = [
    "Dialogue",
    "Proxy",
    "ProxyRefused",
    "authority",
    "choose_proxy",
    "environment_proxy",
    "parse_proxy",
]

_PORTS = {"http": 80, "https": 443, "socks5": 1080, "socks5h": 1080}
"""The ports of proxies whose URL names none, by scheme."""

_HEAD_LIMIT = 65536
"""Bytes that a proxy's answer may have."""

_FORMS = (
    "give http://host:port, https://host:port or socks5://host:port, with user:password@ where it wants that"
)


class ProxyRefused(OSError):
    """A proxy cannot be reached, or does not go on to the server.

    Args:
        words: what is wrong with it.
        hint: what to do about it.
    """

    def __init__(self, words: str, hint: str | None = None) -> None:
        super().__init__(words)
        self.words = words
        self.hint = hint


class Dialogue(Protocol):
    """What is said to a proxy until the stream through it leads to the server."""

    is_done: bool

    def begin(self) -> bytes:
        """Returns what to send first."""

    def receive(self, data: bytes) -> bytes:
        """Takes what the proxy said, and returns what to send next; empty: nothing.

        Raises:
            ProxyRefused: it does not go on to the server.
        """


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy; it is shown without its password.

    Args:
        scheme: ``"http"``, ``"https"``, ``"socks5"`` or ``"socks5h"``.
        host: host name or address, without brackets.
        port: TCP port.
        username: who to be there; None: nobody in particular.
        password: the password.
    """

    scheme: str
    host: str
    port: int
    username: str | None = field(default=None, repr=False)
    password: str = field(default="", repr=False)

    @property
    def is_secure(self) -> bool:
        """Whether it is spoken to over TLS."""
        return self.scheme == "https"

    def dialogue(self, host: str, port: int) -> Dialogue:
        """Begins what has to be said to it.

        Args:
            host: the server's name or address, which the proxy looks up.
            port: its port.

        Raises:
            LXDError: the package that this kind of proxy takes is not installed.
        """
        if not host.isascii():
            host = host.encode("idna").decode()
        if not self.scheme.startswith("socks"):
            return _Connect(self, host, port)
        try:
            from lxd._core.socks import Socks5
        except ImportError:
            raise LXDError(
                f"the proxy {self} takes a package that is not installed",
                hint="pip install 'lxd[socks]'",
            ) from None
        return Socks5(self, host, port)

    def url(self) -> str:
        """Returns its URL with the password, for whoever connects by it."""
        user = "" if self.username is None else f"{quote(self.username, '')}:{quote(self.password, '')}@"
        scheme = "socks5" if self.scheme == "socks5h" else self.scheme
        return f"{scheme}://{user}{authority(self.host, self.port)}"

    @staticmethod
    def unreachable(error: Exception) -> ProxyRefused:
        """Makes the exception for a proxy that cannot be connected to."""
        return ProxyRefused(f"cannot be reached: {getattr(error, 'strerror', None) or error}")

    def __str__(self) -> str:
        return f"{self.scheme}://{authority(self.host, self.port)}"


def parse_proxy(text: str) -> Proxy:
    """Reads a proxy's URL; without a scheme it is one of HTTP.

    Raises:
        LXDError: it is none; the message shows no password.
    """
    text = text.strip()
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        port = parts.port
    except ValueError:
        raise LXDError(f"{_shown(text)!r} is no proxy's URL", hint=_FORMS) from None
    if parts.scheme not in _PORTS or not parts.hostname or parts.path not in ("", "/") or parts.query:
        raise LXDError(f"{_shown(text)!r} is no proxy's URL", hint=_FORMS)
    return Proxy(parts.scheme, parts.hostname, port or _PORTS[parts.scheme], *_credentials(parts))


def environment_proxy(host: str, environ: Mapping[str, str] | None = None) -> Proxy | None:
    """Returns the proxy through which ``lxc`` would go to a server; None where it would go directly.

    ``HTTPS_PROXY`` names it, ``NO_PROXY`` whom not to reach through it (both in lower case, too). This machine
    itself is never reached through it.

    Args:
        host: the server's host name or address.
        environ: the environment to look in; default: the process's.

    Raises:
        LXDError: the environment names none that can be used.
    """
    environ = os.environ if environ is None else environ
    text = environ.get("HTTPS_PROXY") or environ.get("https_proxy") or ""
    if not text or not _is_for_proxy(host.lower(), environ.get("NO_PROXY") or environ.get("no_proxy") or ""):
        return None
    try:
        return parse_proxy(text)
    except LXDError as error:
        raise LXDError(f"HTTPS_PROXY: {error.message}", hint=error.hint) from None


def choose_proxy(host: str, proxy: str | Literal[False] | None) -> Proxy | None:
    """Returns the proxy that a user wants for a server.

    Args:
        host: the server's host name or address.
        proxy: a URL; None: as the environment says; False: none.

    Raises:
        LXDError: it is no proxy's URL.
    """
    if proxy is None:
        return environment_proxy(host)
    return parse_proxy(proxy) if proxy else None


def _is_for_proxy(host: str, excluded: str) -> bool:
    address = _address(host)
    if host == "localhost" or (address is not None and address.is_loopback) or excluded.strip() == "*":
        return False
    return not any(_matches(host, address, entry) for entry in excluded.lower().split(",") if entry.strip())


def _matches(host: str, address: Address | None, entry: str) -> bool:
    """Whether an entry of NO_PROXY means a host: by name, by the end of its name, or by network."""
    entry = entry.strip()
    if address is not None and "/" in entry:
        import ipaddress

        try:
            return address in ipaddress.ip_network(entry, strict=False)
        except ValueError:
            return False
    if entry.rfind(":") > entry.rfind("]") and _address(entry) is None:
        entry = entry.rpartition(":")[0]  # a port, which does not matter
    entry = entry.strip("[]")
    name = entry.removeprefix(".")
    return bool(name) and (host == name or (address is None and host.endswith(f".{name}")))


def _address(text: str) -> Address | None:
    import ipaddress  # few need it, and it takes longer than all else in here

    try:
        return ipaddress.ip_address(text.strip("[]"))
    except ValueError:
        return None


def authority(host: str, port: int) -> str:
    """Returns ``host:port``, as in URLs."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _credentials(parts: SplitResult) -> tuple[str | None, str]:
    if parts.username is None:
        return None, ""
    return unquote(parts.username), unquote(parts.password or "")


def _shown(text: str) -> str:
    """A URL without what may be a password, however broken it is."""
    scheme, separator, rest = text.rpartition("://")
    return f"{scheme}{separator}***@{rest.rpartition('@')[2]}" if "@" in rest else text


class _Connect(Dialogue):
    """HTTP's CONNECT: a request whose answer is the stream to the server."""

    def __init__(self, proxy: Proxy, host: str, port: int) -> None:
        self.is_done = False
        self._proxy = proxy
        self._target = authority(host, port)
        self._head = b""

    def begin(self) -> bytes:
        lines = [f"CONNECT {self._target} HTTP/1.1", f"Host: {self._target}"]
        if self._proxy.username is not None:
            pair = f"{self._proxy.username}:{self._proxy.password}".encode()
            lines.append(f"Proxy-Authorization: Basic {base64.b64encode(pair).decode()}")
        return "\r\n".join([*lines, "", ""]).encode("ascii")

    def receive(self, data: bytes) -> bytes:
        self._head += data
        head, end, rest = self._head.partition(b"\r\n\r\n")
        if not end:
            if not data:
                raise ProxyRefused("hung up without an answer")
            if len(self._head) > _HEAD_LIMIT:
                raise ProxyRefused("does not answer as an HTTP proxy does")
            return b""
        words = head.partition(b"\r\n")[0].decode("latin-1").split(" ", 2)
        if not words[0].startswith("HTTP/1.") or len(words) < 2 or not words[1].isdigit():
            raise ProxyRefused("does not answer as an HTTP proxy does")
        status = int(words[1])
        if status // 100 != 2:
            said = f"{status} {words[2] if len(words) > 2 else ''}".strip()
            raise ProxyRefused(f"does not go on to {self._target}: it answers {said}", _hint(status))
        if rest:
            raise ProxyRefused("speaks before the server does")  # nobody may put words into LXD's mouth
        self.is_done = True
        return b""


def _hint(status: int) -> str | None:
    if status == 407:
        return "it wants to know who you are: give its URL with user:password@"
    if status == 403:
        return "it may not lead there; its owner can allow it, NO_PROXY or proxy=False go around it"
    return None
