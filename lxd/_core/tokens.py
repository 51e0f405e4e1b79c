"""Tokens that are given away as text: base64 of JSON, with the secret and where to bring it."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from attrs import evolve
from lxd_api.models import CertificateAddToken, Operation
from lxd_api.timestamps import read_timestamp

from lxd._core.codec import decode_json, encode_json
from lxd.entities.tokens import JoinToken, TrustToken
from lxd.errors import CertificateError, LXDConnectionError, LXDError, TokenError, UnexpectedAnswer

__all__ = [
    "at_no_address",
    "check_expiry",
    "join_token",
    "looks_like_token",
    "read_join_token",
    "read_trust_token",
    "trust_token",
]

_LIMIT = 65536
"""Characters that a token may have; real ones have a few hundred."""

_FINGERPRINT = re.compile(r"[0-9a-f]{64}")

_KEYS = {"secret", "fingerprint", "addresses"}
"""What all kinds have."""


def trust_token(issued: CertificateAddToken | Operation | None) -> TrustToken:
    """Makes the token that a server issued, of its answer or of the operation that waits for the token.

    Raises:
        UnexpectedAnswer: there is no token in it.
    """
    if isinstance(issued, Operation):
        told = issued.metadata
        request = told.get("request")
        if not isinstance(request, dict):
            raise UnexpectedAnswer("the server issued no trust token")
        fields = {"client_name": request.get("name", ""), **_shared(told)}
        return _trust_token(fields, issued.id)
    if issued is None or not issued.secret:
        raise UnexpectedAnswer("the server issued no token")
    fields = {key: value for key, value in issued.to_dict().items() if value or key != "type"}
    return _trust_token(fields)


def join_token(issued: Operation) -> JoinToken:
    """Makes the token that a cluster issued, of the operation that waits for it.

    Raises:
        UnexpectedAnswer: there is no token in it.
    """
    fields = {"server_name": issued.metadata.get("serverName", ""), **_shared(issued.metadata)}
    return _join_token(fields, issued.id)


def read_trust_token(text: str) -> TrustToken:
    """Reads a trust token.

    Raises:
        TokenError: it is none; the message does not show it.
    """
    hint = "`lxc config trust add` prints one, client.certificates.create_token() makes one"
    return evolve(_trust_token(_decode(text, "trust token", "client_name", hint)), text="".join(text.split()))


def read_join_token(text: str) -> JoinToken:
    """Reads a join token.

    Raises:
        TokenError: it is none; the message does not show it.
    """
    hint = "cluster.members.create_join_token() makes one"
    return evolve(_join_token(_decode(text, "join token", "server_name", hint)), text="".join(text.split()))


def looks_like_token(text: str) -> bool:
    """Returns whether what a user calls a password is a token."""
    told = _told(text)
    return told is not None and told.keys() >= _KEYS


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


def _shared(told: Mapping[str, Any]) -> dict[str, Any]:
    """What both kinds have, in the names that the text has."""
    if not isinstance(told.get("secret"), str) or not told.get("fingerprint"):
        raise UnexpectedAnswer("the server issued no token")
    fields = {key: told[key] for key in ("fingerprint", "addresses", "secret")}
    return {**fields, "expires_at": told.get("expiresAt") or "0001-01-01T00:00:00Z"}


def _trust_token(fields: Mapping[str, Any], operation_id: str = "") -> TrustToken:
    return TrustToken(
        name=fields.get("client_name") or "",
        fingerprint=fields["fingerprint"],
        addresses=tuple(fields["addresses"] or ()),
        text=_encode(fields),
        expires_at=read_timestamp(fields.get("expires_at")),
        type=fields.get("type") or "",
        operation_id=operation_id,
    )


def _join_token(fields: Mapping[str, Any], operation_id: str = "") -> JoinToken:
    return JoinToken(
        name=fields.get("server_name") or "",
        fingerprint=fields["fingerprint"],
        addresses=tuple(fields["addresses"] or ()),
        text=_encode(fields),
        expires_at=read_timestamp(fields.get("expires_at")),
        operation_id=operation_id,
    )


def _encode(fields: Mapping[str, Any]) -> str:
    return base64.b64encode(encode_json(dict(fields))).decode("ascii")


def _told(text: str) -> dict[str, Any] | None:
    """Returns what is in a token of any kind; None where it is none."""
    if len(text) > _LIMIT:
        return None
    try:
        told: Any = decode_json(base64.b64decode("".join(text.split()), validate=True))
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


def _decode(text: str, what: str, name: str, hint: str) -> dict[str, Any]:
    """Reads a token, and makes sure of all that is in it; `name` is the key of whom it is for."""
    told = _told(text)
    if told is None:
        raise TokenError(f"that is no {what}: it is no base64 of a JSON object", hint=hint)
    fingerprint, addresses = told.get("fingerprint"), told.get("addresses")
    if isinstance(fingerprint, str):
        fingerprint = told["fingerprint"] = fingerprint.lower()
    wrong = [
        key
        for key, is_right in (
            ("fingerprint", isinstance(fingerprint, str) and _FINGERPRINT.fullmatch(fingerprint) is not None),
            ("addresses", isinstance(addresses, list) and bool(addresses) and all(map(_is_text, addresses))),
            ("secret", _is_text(told.get("secret"))),
            (name, _is_text(told.get(name))),
            ("expires_at", _is_time(told.get("expires_at"))),
            ("type", isinstance(told.get("type"), str | None)),
        )
        if not is_right
    ]
    if wrong:
        raise TokenError(
            f"that is no {what}: {wrong[0]!r} is missing, or is not what it should be", hint=hint
        )
    return told


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _is_time(value: Any) -> bool:
    try:
        read_timestamp(value)
    except (AttributeError, OverflowError, TypeError, ValueError):
        return False
    return value is None or isinstance(value, str)


def at_no_address(who: str, failures: Sequence[tuple[str, LXDError]]) -> LXDError:
    """Makes the error for a server that is at none of a token's addresses.

    Args:
        who: how to call the server.
        failures: each address, and what became of it.
    """
    reasons = "; ".join(f"{address}: {error.message}" for address, error in failures) or "there are none"
    message = f"{who} is at none of its addresses: {reasons}"
    hint = "the token was not sent, and can still be used; is the server reachable from here?"
    wrong = next((error for _, error in failures if isinstance(error, CertificateError)), None)
    if wrong is not None:
        return CertificateError(message, shown=wrong.shown, wanted=wrong.wanted, hint=hint)
    return LXDConnectionError(message, hint=hint)
