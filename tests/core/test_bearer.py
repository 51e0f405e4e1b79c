"""What a bearer token says of itself."""

from __future__ import annotations

import base64
import json

import pytest

from lxd._core.bearer import TokenClaims, environment_token, read_claims

FINGERPRINT = "ab" * 32


def token(payload: object) -> str:
    text = payload if isinstance(payload, str) else json.dumps(payload)
    return f"h.{base64.urlsafe_b64encode(text.encode()).decode().rstrip('=')}.s"


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        ({"server_cert_fingerprint": FINGERPRINT, "exp": 5}, TokenClaims(FINGERPRINT, 5)),
        ({"server_cert_fingerprint": FINGERPRINT.upper()}, TokenClaims(FINGERPRINT)),
        ({"server_cert_fingerprint": "ab"}, TokenClaims()),
        ({"server_cert_fingerprint": 5, "exp": "soon"}, TokenClaims()),
        ({"exp": True}, TokenClaims()),
        ({}, TokenClaims()),
        ([], TokenClaims()),
        ("nonsense", TokenClaims()),
        ("[" * 100_000, TokenClaims()),
    ],
)
def test_claims_are_read(payload: object, expected: TokenClaims) -> None:
    assert read_claims(token(payload)) == expected


@pytest.mark.parametrize("text", ["opaque", "a.b", "a.b.c.d", "a.!.c", "a..c", "..", "a.ééé.c"])
def test_a_token_of_another_kind_says_nothing(text: str) -> None:
    assert read_claims(text) == TokenClaims()


def test_when_it_expired() -> None:
    claims = TokenClaims(expires=1700000000)
    assert claims.expiry_words(1700000000) == "the bearer token expired at 2023-11-14 22:13:20 UTC"
    assert claims.expiry_words(1699999999) is None


@pytest.mark.parametrize("expires", [None, -1e300])
def test_a_time_that_is_none_is_not_told(expires: float | None) -> None:
    assert TokenClaims(expires=expires).expiry_words(0) is None


@pytest.mark.parametrize(("environ", "expected"), [({}, None), ({"LXD_AUTH_BEARER_TOKEN": ""}, None)])
def test_the_environment_may_hold_none(environ: dict[str, str], expected: str | None) -> None:
    assert environment_token(environ) is expected


def test_the_environment_holds_one_where_lxc_looks() -> None:
    assert environment_token({"LXD_AUTH_BEARER_TOKEN": "x"}) == "x"
