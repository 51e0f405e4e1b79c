"""Trust tokens and join tokens: from text and back, and from the operations that wait for them to be used."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from attrs import evolve
from dateutil.parser import isoparse

from lxd._core.codec import decode_json
from lxd.entities.tokens import JoinToken, TrustToken
from lxd.errors import TokenError

__all__ = [
    "check_expiry",
    "decode_join_token",
    "decode_trust_token",
    "encode_join_token",
    "encode_trust_token",
    "join_token_of",
    "looks_like_token",
    "trust_token_of",
]

_LIMIT = 65536
"""Characters that a token may have; real ones have a few hundred."""

_FINGERPRINT = re.compile(r"[0-9a-f]{64}")

_NEVER = "0001-01-01T00:00:00Z"
"""What LXD writes where a token does not expire."""


def looks_like_token(text: str) -> bool:
    """Returns whether what a user calls a password is a trust token."""
    told = _told(text)
    return told is not None and {"secret", "fingerprint", "addresses"} <= told.keys()


def decode_trust_token(text: str) -> TrustToken:
    """Reads a trust token.

    Raises:
        TokenError: it is none; the message does not show it.
    """
    told = _read(text, "client_name", "trust token", "`lxc config trust add` prints one")
    kind = told.get("type")
    return TrustToken(
        client_name=told["client_name"],
        fingerprint=told["fingerprint"],
        addresses=told["addresses"],
        secret=told["secret"],
        expires_at=told["expires_at"],
        type=kind if isinstance(kind, str) else "",
        token=text.strip(),
    )


def decode_join_token(text: str) -> JoinToken:
    """Reads the token that lets a server into a cluster.

    Raises:
        TokenError: it is none; the message does not show it.
    """
    told = _read(text, "server_name", "join token", "`lxc cluster add` prints one")
    return JoinToken(
        server_name=told["server_name"],
        fingerprint=told["fingerprint"],
        addresses=told["addresses"],
        secret=told["secret"],
        expires_at=told["expires_at"],
        token=text.strip(),
    )


def encode_trust_token(told: Mapping[str, Any]) -> str:
    """Makes the text of a trust token of what LXD tells of it.

    Args:
        told: ``client_name``, ``fingerprint``, ``addresses``, ``secret``, ``expires_at`` and ``type``, as LXD has them.
    """
    return _encode(told, "client_name", "fingerprint", "addresses", "secret", "expires_at", "type")


def encode_join_token(told: Mapping[str, Any]) -> str:
    """Makes the text of a join token of what LXD tells of it.

    Args:
        told: ``server_name``, ``fingerprint``, ``addresses``, ``secret`` and ``expires_at``, as LXD has them.
    """
    return _encode(told, "server_name", "fingerprint", "addresses", "secret", "expires_at")


def trust_token_of(metadata: Mapping[str, Any], operation_id: str | None = None) -> TrustToken:
    """Makes the trust token that an operation waits for.

    Args:
        metadata: the operation's metadata.
        operation_id: its id.

    Raises:
        TokenError: it waits for none.
    """
    request = metadata.get("request")
    told = _common(metadata) | {"client_name": request.get("name") if isinstance(request, dict) else None}
    return evolve(decode_trust_token(encode_trust_token(told)), operation_id=operation_id)


def join_token_of(metadata: Mapping[str, Any], operation_id: str | None = None) -> JoinToken:
    """Makes the join token that an operation waits for.

    Args:
        metadata: the operation's metadata.
        operation_id: its id.

    Raises:
        TokenError: it waits for none.
    """
    told = _common(metadata) | {"server_name": metadata.get("serverName")}
    return evolve(decode_join_token(encode_join_token(told)), operation_id=operation_id)


def check_expiry(token: TrustToken | JoinToken, now: datetime | None = None) -> None:
    """Makes sure that a token can still be used, as far as this machine's clock knows.

    Raises:
        TokenError: it has expired.
    """
    now = now or datetime.now(UTC)
    if token.expires_at is not None and token.expires_at <= now:
        raise TokenError(
            f"the token expired at {token.expires_at:%Y-%m-%d %H:%M:%S %Z}, and by this machine's clock it is "
            f"{now:%Y-%m-%d %H:%M:%S %Z}",
            hint="nothing was sent; have another token made",
        )


def _common(metadata: Mapping[str, Any]) -> dict[str, Any]:
    told = {key: metadata.get(key) for key in ("fingerprint", "addresses", "secret")}
    return told | {"expires_at": metadata.get("expiresAt") or _NEVER}


def _encode(told: Mapping[str, Any], *keys: str) -> str:
    values = {key: told[key] for key in keys if told.get(key) is not None}
    text = json.dumps(values, separators=(",", ":"), default=datetime.isoformat)
    return base64.b64encode(text.encode()).decode("ascii")


def _told(text: str) -> dict[str, Any] | None:
    if len(text) > _LIMIT:
        return None
    try:
        told: Any = decode_json(base64.b64decode(text.strip(), validate=True))
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


def _read(text: str, name: str, what: str, hint: str) -> dict[str, Any]:
    """Reads what both kinds have in common; `name` is the key of who it is for."""
    told = _told(text)
    if told is None:
        raise TokenError(f"this is no {what}: it is not base64 of a JSON object", hint=hint)
    fingerprint, addresses = told.get("fingerprint"), told.get("addresses")
    if isinstance(fingerprint, str):
        fingerprint = fingerprint.lower()
    problem = None
    if not isinstance(fingerprint, str) or _FINGERPRINT.fullmatch(fingerprint) is None:
        problem = "the fingerprint of the server's certificate"
    elif not _is_list_of_texts(addresses):
        problem = "the server's addresses"
    elif not _is_text(told.get("secret")):
        problem = "the secret"
    elif not _is_text(told.get(name)):
        problem = f"{name!r}"
    if problem is not None:
        raise TokenError(f"this is no {what}: {problem} is missing, or is not what it should be", hint=hint)
    return told | {
        "fingerprint": fingerprint,
        "addresses": tuple(addresses or ()),
        "expires_at": _time_of(told.get("expires_at"), what, hint),
    }


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _is_list_of_texts(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(_is_text(each) for each in value)


def _time_of(value: Any, what: str, hint: str) -> datetime | None:
    if value in (None, ""):
        return None
    try:
        time = isoparse(value)
    except (TypeError, ValueError, OverflowError):
        raise TokenError(f"this is no {what}: 'expires_at' is no time", hint=hint) from None
    time = time.replace(tzinfo=UTC) if time.tzinfo is None else time
    return None if time == isoparse(_NEVER) else time
