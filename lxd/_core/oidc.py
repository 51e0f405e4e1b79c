"""Logging in at an OpenID provider by the device flow (RFC 8628): what is said, and what the answers mean.

Nothing here does I/O. Whoever does it fetches `discovery_url`, posts the forms, and sleeps as `Polling` says.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from lxd._core.oidc_tokens import Tokens, is_token
from lxd.errors import LoginDenied, LoginError, LoginTimeout
from lxd.oidc import DeviceCode

__all__ = [
    "Challenge",
    "Device",
    "Polling",
    "Provider",
    "device_form",
    "discovery_url",
    "read_challenge",
    "read_device",
    "read_provider",
    "read_tokens",
    "refresh_form",
]

_SCOPES = ("openid", "email", "offline_access", "profile")
"""What to ask for where the server does not say (before the API extension ``oidc_scopes``)."""

_DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"

_INTERVAL = 5.0
"""Seconds between two questions where the provider does not say, and by how many more where it wants fewer."""

_SHOWN = 200
"""Characters of a provider's words that go into an error."""

_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Challenge:
    """Where a server wants one to log in, and what as.

    Args:
        issuer: the provider's URL.
        client_id: the name that the provider knows this kind of client by.
        audience: whom the token is for; empty: the provider knows.
        scopes: what to ask for.
    """

    issuer: str
    client_id: str
    audience: str
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Provider:
    """What a provider says of itself.

    Args:
        issuer: its URL.
        token_endpoint: where to fetch tokens.
        device_endpoint: where to begin a login; empty where it knows no device flow.
    """

    issuer: str
    token_endpoint: str
    device_endpoint: str


@dataclass(frozen=True, slots=True)
class Device:
    """A login that has begun.

    Args:
        code: what somebody has to do.
        device_code: the secret that the tokens are fetched with.
        interval: seconds between two questions.
    """

    code: DeviceCode
    device_code: str = field(repr=False)
    interval: float


def read_challenge(headers: Mapping[str, str]) -> Challenge | None:
    """Reads from an answer's headers where to log in; None where they do not say.

    Args:
        headers: the headers, whose names are looked up in lower case.

    Raises:
        LoginError: what they say makes no sense.
    """
    issuer = headers.get("x-lxd-oidc-issuer", "")
    if not issuer:
        return None
    client_id = headers.get("x-lxd-oidc-clientid", "")
    if not client_id:
        raise LoginError("the server names an OpenID provider, but not the client id to log in with")
    _check_url(issuer, "the server's OpenID provider")
    groups_claim = headers.get("x-lxd-oidc-groups-claim", "")
    scopes: tuple[str, ...] = (*_SCOPES, groups_claim) if groups_claim else _SCOPES
    if listed := headers.get("x-lxd-oidc-scopes", ""):
        scopes = _read_scopes(listed)
    return Challenge(issuer, client_id, headers.get("x-lxd-oidc-audience", ""), scopes)


def discovery_url(issuer: str) -> str:
    """Returns where a provider says what it can do."""
    return f"{issuer.removesuffix('/')}/.well-known/openid-configuration"


def read_provider(issuer: str, status: int, content: bytes) -> Provider:
    """Reads what a provider says of itself.

    Raises:
        LoginError: it says something else than it should, or that it is another one.
    """
    said = _object(status, content, f"the OpenID provider {issuer}")
    if said.get("issuer") != issuer:
        # Somebody who can only answer for one issuer must not get the tokens of another.
        raise LoginError(
            f"the OpenID provider at {issuer} says that it is {_words(said.get('issuer'))}",
            hint="LXD's oidc.issuer has to be the same, letter by letter",
        )
    token_endpoint = said.get("token_endpoint")
    device_endpoint = said.get("device_authorization_endpoint") or ""
    if not isinstance(token_endpoint, str) or not isinstance(device_endpoint, str):
        raise LoginError(f"the OpenID provider {issuer} does not say where it gives tokens")
    _check_url(token_endpoint, f"where the OpenID provider {issuer} gives tokens")
    if device_endpoint:
        _check_url(device_endpoint, f"where the OpenID provider {issuer} begins logins")
    return Provider(issuer, token_endpoint, device_endpoint)


def refresh_form(challenge: Challenge, refresh_token: str) -> dict[str, str]:
    """Returns what to post to the token endpoint for tokens without a login."""
    return {
        "grant_type": "refresh_token",
        "refresh_token": refresh_token,
        "client_id": challenge.client_id,
    }


def device_form(challenge: Challenge) -> dict[str, str]:
    """Returns what to post to the device endpoint to begin a login."""
    form = {"client_id": challenge.client_id, "scope": " ".join(challenge.scopes)}
    return form | {"audience": challenge.audience} if challenge.audience else form


def read_device(provider: Provider, status: int, content: bytes) -> Device:
    """Reads what the provider says of a login that was to begin.

    Raises:
        LoginError: it does not want to begin it.
    """
    who = f"the OpenID provider {provider.issuer}"
    said = _object(status, content, who)
    page = said.get("verification_uri") or said.get("verification_url")
    complete = said.get("verification_uri_complete")
    device_code, user_code = said.get("device_code"), said.get("user_code")
    if not all(isinstance(value, str) and value for value in (page, device_code, user_code)):
        raise LoginError(f"{who} does not say how to log in")
    assert isinstance(page, str)
    assert isinstance(user_code, str)
    if not user_code.isprintable():  # it may end in a terminal
        raise LoginError(f"{who} gives the code {_words(user_code)}, which nobody can enter")
    complete = complete if isinstance(complete, str) and complete else None
    for url in (page, complete or page):
        _check_page(url, who)
    code = DeviceCode(page, user_code, _seconds(said.get("expires_in"), 600.0), complete)
    return Device(code, str(device_code), max(1.0, _seconds(said.get("interval"), _INTERVAL)))


def read_tokens(provider: Provider, status: int, content: bytes) -> Tokens:
    """Reads the tokens that a provider gives.

    Raises:
        LoginError: it gives none.
    """
    who = f"the OpenID provider {provider.issuer}"
    said = _object(status, content, who)
    access_token = said.get("access_token")
    if not isinstance(access_token, str) or not is_token(access_token):
        raise LoginError(f"{who} gives no access token")
    expires_in = said.get("expires_in")
    return Tokens(
        access_token,
        refresh_token=_text(said.get("refresh_token")),
        id_token=_text(said.get("id_token")),
        token_type=_text(said.get("token_type")) or "Bearer",
        expires_in=None if expires_in is None else _seconds(expires_in, 0.0),
        issuer=provider.issuer,
    )


class Polling:
    """Asking a provider again and again whether somebody has logged in.

    Args:
        provider: the provider.
        challenge: what to log in as.
        device: the login that has begun.
        timeout: seconds that somebody has to log in, if the code is good for so long.
        now: the time, on a clock that only goes forward.
    """

    def __init__(
        self, provider: Provider, challenge: Challenge, device: Device, timeout: float, now: float
    ) -> None:
        self._provider = provider
        self._interval = device.interval
        self._seconds = min(timeout, device.code.expires_in)
        self._deadline = now + self._seconds
        self.form = {
            "grant_type": _DEVICE_GRANT,
            "device_code": device.device_code,
            "client_id": challenge.client_id,
        }
        """What to post to the token endpoint, each time."""

    def pause(self, now: float) -> float:
        """Returns the seconds to wait before asking (again).

        Raises:
            LoginTimeout: there is no time left for that.
        """
        if now >= self._deadline:
            raise LoginTimeout(
                f"nobody logged in at {self._provider.issuer} within {self._seconds:g} s",
                hint="try again; OIDC(timeout=...) gives more time, where the provider does",
            )
        return min(self._interval, max(self._deadline - now, 0.0))

    def was_not_heard(self) -> None:
        """Notes that the provider could not be asked: it may be overloaded, and is left alone a little longer."""
        self._interval += _INTERVAL

    def read(self, status: int, content: bytes) -> Tokens | None:
        """Reads the provider's answer: the tokens, or None where somebody has yet to log in.

        Raises:
            LoginDenied: somebody refused.
            LoginTimeout: the code has expired.
            LoginError: the provider does not know of this login.
        """
        if status < 300:
            return read_tokens(self._provider, status, content)
        if status == 429 or status >= 500:
            self.was_not_heard()
            return None
        match _error_code(content):
            case "authorization_pending":
                return None
            case "slow_down":
                self._interval += _INTERVAL
                return None
            case "access_denied":
                raise LoginDenied(f"the login at {self._provider.issuer} was refused")
            case "expired_token":
                raise LoginTimeout(
                    f"nobody logged in at {self._provider.issuer} before the code expired", hint="try again"
                )
        return read_tokens(self._provider, status, content)  # raises


def _check_url(url: str, what: str) -> None:
    """Makes sure that secrets may be sent to a URL."""
    try:
        parts = urlsplit(url)
        is_secure = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
        is_sound = bool(parts.hostname) and parts.username is None and not parts.fragment
        parts.port  # noqa: B018  looking at it checks it
    except ValueError:
        is_secure = is_sound = False
    if not is_secure or not is_sound:
        raise LoginError(
            f"{what} has to be an https URL, and not {_words(url)}", hint="nothing was sent there"
        )


def _check_page(url: str, who: str) -> None:
    """Makes sure that a page is one to be opened by whoever is to log in: it may end in a browser or a terminal."""
    if not url.startswith(("https://", "http://")) or not url.isprintable():
        raise LoginError(f"{who} wants {_words(url)} to be opened, which is no page")


def _read_scopes(text: str) -> tuple[str, ...]:
    try:
        scopes = json.loads(text)
    except (ValueError, RecursionError):
        scopes = None
    if not isinstance(scopes, list) or not all(isinstance(scope, str) for scope in scopes):
        raise LoginError("the server does not say what to ask its OpenID provider for")
    return tuple(scopes)


def _object(status: int, content: bytes, who: str) -> dict[str, Any]:
    """Reads an answer that has to be a JSON object."""
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        said = None
    if status >= 300 and isinstance(said, dict) and isinstance(said.get("error"), str):
        description = said.get("error_description")
        more = f": {_words(description)}" if isinstance(description, str) and description else ""
        raise LoginError(f"{who} answers {_words(said['error'])}{more}")
    if status >= 300 or not isinstance(said, dict):
        raise LoginError(
            f"{who} does not answer as one does (HTTP {status})",
            hint="is LXD's oidc.issuer right?",
        )
    return said


def _error_code(content: bytes) -> str:
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        return ""
    return _text(said.get("error")) if isinstance(said, dict) else ""


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _words(value: object) -> str:
    """A provider's own words, as far as they fit into an error; what is not printable is quoted."""
    return repr(value if not isinstance(value, str) else value[:_SHOWN])[: _SHOWN + 2]


def _seconds(value: object, default: float) -> float:
    """A number of seconds; some providers write them as text."""
    try:
        seconds = float(value) if isinstance(value, int | float | str) else default
    except (ValueError, OverflowError):
        return default
    return seconds if 0 <= seconds < 1e9 else default
