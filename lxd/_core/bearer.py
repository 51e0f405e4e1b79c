"""Bearer tokens that LXD issues: what they say of themselves, and where the environment names one."""

from __future__ import annotations

import base64
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from lxd.errors import LXDError

__all__ = ["TokenClaims", "check_bearer_token", "decode_payload", "environment_token", "read_claims"]

_VARIABLE = "LXD_AUTH_BEARER_TOKEN"

_TOKEN = re.compile(r"[A-Za-z0-9\-._~+/]+=*")
"""What may stand behind the word Bearer (RFC 6750)."""

_FINGERPRINT = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class TokenClaims:
    """What a token says of itself. Nobody has verified it: only the server can.

    Args:
        fingerprint: the SHA-256 of the certificate that its server shows, as lower-case hex; None if it does not say.
        expires: when it expires, as seconds since 1970; None if it does not say.
    """

    fingerprint: str | None = None
    expires: float | None = None

    def expiry_words(self, now: float) -> str | None:
        """Says that it has expired, and when; None if it has not, or does not say.

        Args:
            now: the time, as seconds since 1970.
        """
        if self.expires is None or now < self.expires:
            return None
        try:
            when = datetime.fromtimestamp(self.expires, UTC).isoformat(" ", "seconds")
        except (OverflowError, ValueError, OSError):
            return None
        return f"the bearer token expired at {when.removesuffix('+00:00')} UTC"


def environment_token(environ: Mapping[str, str] | None = None) -> str | None:
    """Returns the token that ``lxc`` would take from the environment (``LXD_AUTH_BEARER_TOKEN``); None without one.

    Args:
        environ: the environment to look in; default: the process's.
    """
    return (os.environ if environ is None else environ).get(_VARIABLE) or None


def check_bearer_token(token: str) -> str:
    """Returns a token as it is sent, without the white space that copying leaves around it.

    Raises:
        LXDError: it can be none; the message does not show it.
    """
    stripped = token.strip()
    if _TOKEN.fullmatch(stripped) is None:
        raise LXDError(
            "bearer_token is no bearer token: it is empty or has characters that none has",
            hint="`lxc auth identity token issue bearer/<name>` prints one",
        )
    return stripped


def decode_payload(token: str) -> dict[str, Any]:
    """Returns what a token (a JWT) says, unverified; nothing where it is of another kind."""
    parts = token.split(".")
    if len(parts) != 3:
        return {}
    try:
        padded = parts[1] + "=" * (-len(parts[1]) % 4)
        claims = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, RecursionError):
        return {}
    return claims if isinstance(claims, dict) else {}


def read_claims(token: str) -> TokenClaims:
    """Reads what a token (a JWT) says of itself, unverified; a token of another kind says nothing."""
    claims = decode_payload(token)
    fingerprint, expires = claims.get("server_cert_fingerprint"), claims.get("exp")
    if not isinstance(fingerprint, str) or _FINGERPRINT.fullmatch(fingerprint.lower()) is None:
        fingerprint = None
    if isinstance(expires, bool) or not isinstance(expires, int | float):
        expires = None
    return TokenClaims(None if fingerprint is None else fingerprint.lower(), expires)
