"""Tokens of an OpenID provider, kept in the form in which ``lxc`` keeps them.

That is what Go writes of an ``oauth2.Token`` and what is around it
(https://github.com/zitadel/oidc, pkg/oidc/token.go): ``access_token``, ``refresh_token``, ``token_type``, ``expiry``,
``IDToken``. What else is there is kept.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from lxd._core.bearer import decode_payload
from lxd.errors import LoginError

__all__ = ["Tokens", "is_token", "parse_tokens", "render_tokens"]

_ZERO_TIME = "0001-01-01T00:00:00Z"
"""What Go writes for no time at all."""

_OWN = ("access_token", "token_type", "refresh_token", "expiry", "expires_in", "IDToken", "issuer")


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a provider gave.

    When they expire is not looked at: ``lxc`` writes a wrong time, and the server says when it is over.

    Args:
        access_token: what the server takes.
        refresh_token: what the provider takes for new tokens; empty if it gave none.
        id_token: what the provider says of whoever logged in.
        token_type: always ``Bearer``.
        expires_in: seconds after which the access token expires, as of when it was given; None where nobody said.
        issuer: the provider; empty where that is not known.
        more: what else was in the file.
    """

    access_token: str = field(repr=False)
    refresh_token: str = field(default="", repr=False)
    id_token: str = field(default="", repr=False)
    token_type: str = "Bearer"
    expires_in: float | None = None
    issuer: str = ""
    more: Mapping[str, Any] = field(default_factory=dict, repr=False)

    def may_be_shown_to(self, issuer: str) -> bool:
        """Whether the refresh token may go to a provider: not if another one gave it."""
        return bool(self.refresh_token) and self.issuer in ("", issuer)

    def after(self, former: Tokens | None) -> Tokens:
        """Returns these tokens, with what of the former ones is still good: providers need not say it again."""
        if former is None:
            return self
        return Tokens(
            self.access_token,
            refresh_token=self.refresh_token or former.refresh_token,
            id_token=self.id_token or former.id_token,
            token_type=self.token_type,
            expires_in=self.expires_in,
            issuer=self.issuer or former.issuer,
            more=former.more,
        )


def is_token(text: str) -> bool:
    """Whether something can be sent as a token: it has no spaces and no line ends."""
    return bool(text) and text.isascii() and text.isprintable() and " " not in text


def parse_tokens(text: str, path: object) -> Tokens | None:
    """Reads kept tokens; None where there are none in it.

    Args:
        text: the file's content.
        path: the file, for errors.

    Raises:
        LoginError: it is none of ``lxc``'s files.
    """
    if not text.strip():
        return None
    try:
        kept = json.loads(text)
    except (ValueError, RecursionError):
        kept = None
    if not isinstance(kept, dict):
        raise LoginError(f"{path} holds no tokens", hint="remove it, and log in anew")
    access_token = kept.get("access_token") or ""
    if not access_token and not kept.get("refresh_token"):
        return None
    texts = [access_token, *(kept.get(name) or "" for name in ("refresh_token", "IDToken", "issuer"))]
    if not all(isinstance(value, str) and (not value or is_token(value)) for value in texts):
        raise LoginError(f"{path} holds no tokens", hint="remove it, and log in anew")
    issuer = texts[3] or decode_payload(texts[2]).get("iss")
    return Tokens(
        access_token,
        refresh_token=texts[1],
        id_token=texts[2],
        issuer=issuer if isinstance(issuer, str) else "",
        more={name: value for name, value in kept.items() if name not in _OWN},
    )


def render_tokens(tokens: Tokens, now: datetime) -> str:
    """Writes tokens to be kept.

    Args:
        tokens: the tokens.
        now: the time, with its zone.
    """
    expiry = _ZERO_TIME
    if tokens.expires_in:
        expires = now.astimezone(UTC) + timedelta(seconds=min(tokens.expires_in, 1e9))
        expiry = expires.strftime("%Y-%m-%dT%H:%M:%SZ")
    kept: dict[str, Any] = {"access_token": tokens.access_token, "token_type": tokens.token_type}
    if tokens.refresh_token:
        kept["refresh_token"] = tokens.refresh_token
    kept["expiry"] = expiry
    kept |= {"IDTokenClaims": None} | dict(tokens.more)
    kept["IDToken"] = tokens.id_token
    if tokens.issuer:
        kept["issuer"] = tokens.issuer  # ours: `lxc` does not look at it
    return json.dumps(kept) + "\n"
