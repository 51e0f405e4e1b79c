"""A server's cookies, kept in the form in which ``lxc`` keeps them.

That is what Go's cookie jar (net/http/cookiejar) has inside, as JSON: by site, then by domain, path and name. Only
what the server sets for itself is taken; what is there of other servers, and what we do not know, is kept.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from lxd.errors import LoginError

__all__ = ["Cookies", "parse_cookies"]

_END_OF_TIME = "9999-12-31T23:59:59Z"
"""When cookies expire that were given no end."""

_PATH = "/1.0"
"""Where LXD's API begins; a cookie for another place is kept, but not sent."""

_SAME_SITE = {"strict": "SameSite=Strict", "lax": "SameSite=Lax"}


@dataclass(frozen=True, slots=True)
class Cookies:
    """Cookies of servers; a change makes a new object.

    Args:
        sites: what is kept, in Go's form.
    """

    sites: Mapping[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict, repr=False)

    def header(self, host: str, now: datetime) -> str:
        """Returns the value of the header ``Cookie`` for a server; empty where it has set none."""
        found = [
            cookie
            for cookie in self.sites.get(_site(host), {}).values()
            if cookie.get("Domain") == host and _covers(cookie.get("Path")) and not _has_expired(cookie, now)
        ]
        return "; ".join(f"{cookie['Name']}={_quoted(cookie)}" for cookie in found)

    def updated(self, host: str, lines: Sequence[str], now: datetime) -> Cookies:
        """Returns the cookies after an answer.

        Args:
            host: the server.
            lines: the values of the answer's headers ``Set-Cookie``.
            now: the time.
        """
        site = dict(self.sites.get(_site(host), {}))
        for line in lines:
            cookie = _read_line(host, line, now)
            if cookie is None:
                continue
            key = f"{cookie['Domain']};{cookie['Path']};{cookie['Name']}"
            if _has_expired(cookie, now):
                site.pop(key, None)
            else:
                if key in site:
                    cookie["Creation"] = site[key].get("Creation", cookie["Creation"])
                site[key] = cookie
        if site == self.sites.get(_site(host), {}):
            return self
        others = {name: cookies for name, cookies in self.sites.items() if name != _site(host)}
        return Cookies({**others, _site(host): site} if site else others)

    def render(self) -> str:
        """Writes them to be kept."""
        return json.dumps(self.sites) + "\n"


def parse_cookies(text: str, path: object) -> Cookies:
    """Reads kept cookies.

    Args:
        text: the file's content; nothing is no cookies.
        path: the file, for errors.

    Raises:
        LoginError: it is none of ``lxc``'s files.
    """
    if not text.strip():
        return Cookies()
    try:
        sites = json.loads(text)
    except (ValueError, RecursionError):
        sites = None
    if sites is None and text.strip() == "null":
        return Cookies()
    if not isinstance(sites, dict) or not all(_is_site(site) for site in sites.values()):
        raise LoginError(f"{path} holds no cookies", hint="remove it; the next login makes it anew")
    return Cookies(sites)


def _is_site(site: object) -> bool:
    return isinstance(site, dict) and all(
        isinstance(cookie, dict) and all(_is_safe(cookie.get(name)) for name in ("Name", "Value"))
        for cookie in site.values()
    )


def _is_safe(text: object) -> bool:
    """Whether something can stand in a header."""
    return isinstance(text, str) and text.isascii() and text.isprintable() and ";" not in text


def _read_line(host: str, line: str, now: datetime) -> dict[str, Any] | None:
    """Reads a header ``Set-Cookie``; None for one that is none, or meant for others."""
    pair, *attributes = line.split(";")
    name, separator, value = (part.strip() for part in pair.partition("="))
    quoted = len(value) > 1 and value[0] == value[-1] == '"'
    value = value[1:-1] if quoted else value
    if not name or not separator or not _is_safe(name) or not _is_safe(value):
        return None
    given = {
        key.strip().lower(): setting.strip()
        for key, _, setting in (attribute.partition("=") for attribute in attributes)
    }
    if given.get("domain", host).removeprefix(".").lower() != host:
        return None
    path = given.get("path", "/")
    expires = _expiry(given, now)
    time = _render_time(now)
    return {
        "Name": name,
        "Value": value,
        "Quoted": quoted,
        "Domain": host,
        "Path": path if path.startswith("/") else "/",
        "SameSite": _SAME_SITE.get(given.get("samesite", "").lower(), ""),
        "Secure": "secure" in given,
        "HttpOnly": "httponly" in given,
        "Persistent": expires is not None,
        "HostOnly": True,
        "Expires": _END_OF_TIME if expires is None else _render_time(expires),
        "Creation": time,
        "LastAccess": time,
    }


def _expiry(given: Mapping[str, str], now: datetime) -> datetime | None:
    """When a cookie expires; None where it was given no end."""
    if "max-age" in given:
        try:
            return now + timedelta(seconds=min(max(int(given["max-age"]), -1), 10**9))
        except ValueError:
            pass
    try:
        expires = parsedate_to_datetime(given.get("expires", ""))
        return expires.replace(tzinfo=UTC) if expires.tzinfo is None else expires.astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None


def _has_expired(cookie: Mapping[str, Any], now: datetime) -> bool:
    if not cookie.get("Persistent"):
        return False
    try:
        return datetime.fromisoformat(_without_nanoseconds(str(cookie.get("Expires")))) <= now
    except (ValueError, TypeError):
        return True


def _without_nanoseconds(text: str) -> str:
    """Shortens the fraction of a second that Go writes to what Python reads."""
    head, dot, tail = text.partition(".")
    digits = tail.rstrip("Zz+-:0123456789")
    if not dot or digits:
        return text
    zone = tail.lstrip("0123456789")
    return f"{head}.{tail[: len(tail) - len(zone)][:6].ljust(6, '0')}{zone}"


def _render_time(time: datetime) -> str:
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _covers(path: object) -> bool:
    """Whether a cookie for a path is one for LXD's API."""
    if not isinstance(path, str):
        return False
    return path == _PATH or (_PATH.startswith(path) and path.endswith("/"))


def _quoted(cookie: Mapping[str, Any]) -> str:
    return f'"{cookie["Value"]}"' if cookie.get("Quoted") else str(cookie["Value"])


def _site(host: str) -> str:
    """Returns what Go's jar keeps a host's cookies under: the last two parts of its name, or all of an address."""
    if ":" in host or host.replace(".", "").isdigit():
        return host
    return ".".join(host.rsplit(".", 2)[-2:])
