"""Trust tokens and join tokens."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from lxd_api.models import Operation

from lxd._core.tokens import (
    check_expiry,
    join_token,
    looks_like_token,
    read_join_token,
    read_trust_token,
    trust_token,
)
from lxd.errors import TokenError, UnexpectedAnswer
from tests import envelopes

COMMON: dict[str, Any] = {"fingerprint": "ab" * 32, "addresses": ["10.0.0.1:8443"], "secret": "hush"}
TRUST = COMMON | {"client_name": "laptop"}
JOIN = COMMON | {"server_name": "n2"}


def encoded(told: Any) -> str:
    return base64.b64encode(json.dumps(told).encode()).decode()


def test_a_trust_token_is_read() -> None:
    token = read_trust_token(encoded(TRUST | {"expires_at": "2030-01-02T03:04:05.123456789Z", "type": "t"}))
    assert (token.name, token.fingerprint, token.addresses) == (
        "laptop",
        "ab" * 32,
        ("10.0.0.1:8443",),
    )
    assert token.type == "t"
    assert token.expires_at == datetime(2030, 1, 2, 3, 4, 5, 123456, UTC)


def test_a_join_token_is_read() -> None:
    token = read_join_token(encoded(JOIN))
    assert (token.name, token.expires_at) == ("n2", None)


def test_lxds_year_one_is_never() -> None:
    assert read_trust_token(encoded(TRUST | {"expires_at": "0001-01-01T00:00:00Z"})).expires_at is None


@pytest.mark.parametrize("around", [" {}", "{}\n", "\n{}\r\n"])
def test_space_around_a_token_does_not_matter(around: str) -> None:
    assert read_trust_token(around.format(encoded(TRUST))).name == "laptop"


def test_the_text_is_what_was_read() -> None:
    assert read_trust_token(f"{encoded(TRUST)}\n").text == encoded(TRUST)


def operation(**metadata: Any) -> Operation:
    return Operation.from_dict(envelopes.operation(metadata=COMMON | metadata))


def test_the_token_of_an_operation() -> None:
    issued = operation(request={"name": "laptop"}, expiresAt="2030-01-02T03:04:05Z")
    token = trust_token(issued)
    assert (token.name, token.operation_id) == ("laptop", issued.id)
    assert read_trust_token(token.text).expires_at == datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_the_join_token_of_an_operation() -> None:
    token = join_token(operation(serverName="n2", expiresAt="2030-01-02T03:04:05Z"))
    assert read_join_token(token.text).name == "n2"


def test_an_operation_that_waits_for_another_kind_has_no_trust_token() -> None:
    with pytest.raises(UnexpectedAnswer):
        trust_token(operation(serverName="n2"))


@pytest.mark.parametrize("read", [read_trust_token, read_join_token])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "hunter2",
        "é",
        encoded([]),
        encoded({}),
        encoded(TRUST | JOIN | {"secret": None}),
        encoded(TRUST | JOIN | {"addresses": []}),
        encoded(TRUST | JOIN | {"addresses": [1]}),
        encoded(TRUST | JOIN | {"addresses": "10.0.0.1"}),
        encoded(TRUST | JOIN | {"fingerprint": "../x"}),
        encoded(TRUST | JOIN | {"fingerprint": 1}),
        encoded(TRUST | JOIN | {"expires_at": "soon"}),
        encoded(TRUST | JOIN | {"expires_at": 1}),
        encoded({}) * 40000,
        base64.b64encode(b"[" * 40000).decode(),
    ],
)
def test_what_is_no_token_is_refused(read: Any, text: str) -> None:
    with pytest.raises(TokenError) as caught:
        read(text)
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize("key", ["client_name", "server_name"])
def test_the_kinds_are_told_apart(key: str) -> None:
    read, other = (read_trust_token, JOIN) if key == "client_name" else (read_join_token, TRUST)
    with pytest.raises(TokenError, match=key):
        read(encoded(other))


def test_a_token_among_passwords_is_known() -> None:
    assert looks_like_token(encoded(TRUST | {"type": "Client certificate", "more": 1}))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hunter2",
        "пароль",
        base64.b64encode(b"hunter2").decode(),
        encoded([]),
        encoded({}),
        encoded({"secret": "x", "fingerprint": "y"}),
    ],
)
def test_a_password_is_no_token(text: str) -> None:
    assert not looks_like_token(text)


def test_a_token_does_not_show_its_secret() -> None:
    token = read_trust_token(encoded(TRUST))
    assert "hush" not in repr(token)
    assert token.text not in repr(token)


def test_an_expired_token_says_when_it_did() -> None:
    token = read_trust_token(encoded(TRUST | {"expires_at": "2020-01-02T03:04:05Z"}))
    with pytest.raises(TokenError, match="expired at 2020-01-02 03:04:05 UTC"):
        check_expiry(token)


def test_a_token_may_be_used_until_it_expires() -> None:
    token = read_trust_token(encoded(TRUST | {"expires_at": "2020-01-02T03:04:05Z"}))
    check_expiry(token, datetime(2020, 1, 2, 3, 4, 4, tzinfo=UTC))
