"""The device flow without a provider: what is said, and what answers mean."""

from __future__ import annotations

import json
from typing import Any

import pytest

from lxd._core.oidc import (
    Challenge,
    Device,
    Polling,
    Provider,
    device_form,
    discovery_url,
    read_challenge,
    read_device,
    read_provider,
    read_tokens,
    refresh_form,
)
from lxd._core.user_agent import openid_user_agent
from lxd.errors import LoginDenied, LoginError, LoginTimeout
from lxd.oidc import OIDC, DeviceCode
from tests.openid_lxd import user_agent_fault

ISSUER = "https://op.example.com/lxd"
PROVIDER = Provider(ISSUER, f"{ISSUER}/token", f"{ISSUER}/device")
CHALLENGE = Challenge(ISSUER, "lxd", "", ("openid", "email"))
HEADERS = {"x-lxd-oidc-issuer": ISSUER, "x-lxd-oidc-clientid": "lxd"}


def encode(**values: Any) -> bytes:
    return json.dumps(values).encode()


def device(**changes: Any) -> bytes:
    values = {
        "device_code": "d3v1ce",
        "user_code": "ABCD-EFGH",
        "verification_uri": f"{ISSUER}/go",
        "expires_in": 900,
        "interval": 2,
    }
    return encode(**values | changes)


def test_a_challenge_is_read() -> None:
    headers = HEADERS | {"x-lxd-oidc-audience": "api", "x-lxd-oidc-scopes": '["openid","groups"]'}
    assert read_challenge(headers) == Challenge(ISSUER, "lxd", "api", ("openid", "groups"))


def test_older_servers_name_no_scopes_but_a_claim_for_groups() -> None:
    challenge = read_challenge(HEADERS | {"x-lxd-oidc-groups-claim": "lxd-idp-groups"})
    assert challenge is not None
    assert challenge.scopes == ("openid", "email", "offline_access", "profile", "lxd-idp-groups")


def test_an_answer_that_names_no_provider_is_no_challenge() -> None:
    assert read_challenge({}) is None


@pytest.mark.parametrize(
    "issuer",
    [
        "http://op.example.com",
        "ftp://op.example.com",
        "https://",
        "https://me@op.example.com",
        "https://op.example.com#x",
        "https://op.example.com:port",
        "https://[::1",
        "http://localhost.example.com",
        "op.example.com",
    ],
)
def test_secrets_are_sent_over_https_alone(issuer: str) -> None:
    with pytest.raises(LoginError, match="has to be an https URL"):
        read_challenge(HEADERS | {"x-lxd-oidc-issuer": issuer})


@pytest.mark.parametrize("issuer", ["http://127.0.0.1:1/o", "http://localhost", "http://[::1]:8080"])
def test_on_this_machine_https_is_not_needed(issuer: str) -> None:
    assert read_challenge(HEADERS | {"x-lxd-oidc-issuer": issuer}) is not None


@pytest.mark.parametrize("issuer", [ISSUER, f"{ISSUER}/"])
def test_where_a_provider_says_what_it_can_do(issuer: str) -> None:
    assert discovery_url(issuer) == f"{ISSUER}/.well-known/openid-configuration"


def test_a_provider_is_read() -> None:
    said = encode(
        issuer=ISSUER, token_endpoint=f"{ISSUER}/token", device_authorization_endpoint=f"{ISSUER}/device"
    )
    assert read_provider(ISSUER, 200, said) == PROVIDER


def test_a_provider_may_know_no_device_flow() -> None:
    said = encode(issuer=ISSUER, token_endpoint=f"{ISSUER}/token")
    assert read_provider(ISSUER, 200, said).device_endpoint == ""


@pytest.mark.parametrize(
    ("status", "content", "words"),
    [
        (200, encode(issuer=f"{ISSUER}/", token_endpoint=f"{ISSUER}/token"), "says that it is"),
        (200, encode(token_endpoint=f"{ISSUER}/token"), "says that it is"),
        (200, encode(issuer=ISSUER), "does not say where it gives tokens"),
        (200, encode(issuer=ISSUER, token_endpoint="http://op.example.com"), "has to be an https URL"),
        (
            200,
            encode(issuer=ISSUER, token_endpoint=ISSUER, device_authorization_endpoint="http://x"),
            "https URL",
        ),
        (200, b"[]", "does not answer as one does"),
        (200, b"<html>", "does not answer as one does"),
        (200, b"[" * 100_000, "does not answer as one does"),
        (404, b"{}", "HTTP 404"),
        (302, b"", "HTTP 302"),
    ],
)
def test_what_is_no_provider(status: int, content: bytes, words: str) -> None:
    with pytest.raises(LoginError, match=words):
        read_provider(ISSUER, status, content)


def test_what_is_posted() -> None:
    assert device_form(CHALLENGE) == {"client_id": "lxd", "scope": "openid email"}
    with_audience = Challenge(ISSUER, "lxd", "api", ("openid",))
    assert device_form(with_audience) == {"client_id": "lxd", "scope": "openid", "audience": "api"}
    assert refresh_form(CHALLENGE, "r") == {
        "grant_type": "refresh_token",
        "refresh_token": "r",
        "client_id": "lxd",
    }


def test_a_login_that_has_begun_is_read() -> None:
    said = device(verification_uri_complete=f"{ISSUER}/go?code=ABCD")
    code = DeviceCode(f"{ISSUER}/go", "ABCD-EFGH", 900, f"{ISSUER}/go?code=ABCD")
    assert read_device(PROVIDER, 200, said) == Device(code, "d3v1ce", 2)
    assert code.url == f"{ISSUER}/go?code=ABCD"


@pytest.mark.parametrize(
    ("changes", "interval", "expires_in"),
    [
        ({"interval": None, "expires_in": None}, 5, 600),
        ({"interval": "7", "expires_in": "60"}, 7, 60),
        ({"interval": 0, "expires_in": 1}, 1, 1),
        ({"interval": -1, "expires_in": -1}, 5, 600),
        ({"interval": "soon", "expires_in": []}, 5, 600),
    ],
)
def test_times_that_are_missing_or_odd(changes: dict[str, Any], interval: float, expires_in: float) -> None:
    begun = read_device(PROVIDER, 200, device(**changes))
    assert (begun.interval, begun.code.expires_in) == (interval, expires_in)


def test_the_page_may_have_the_name_that_one_provider_gives_it() -> None:
    said = device(verification_uri=None, verification_url=f"{ISSUER}/go")
    assert read_device(PROVIDER, 200, said).code.verification_uri == f"{ISSUER}/go"


@pytest.mark.parametrize(
    "changes",
    [
        {"device_code": None},
        {"user_code": 5},
        {"user_code": "\x1b[2J"},
        {"verification_uri": ""},
        {"verification_uri": "file:///etc/passwd"},
        {"verification_uri": "https://op.example.com/\x1b[2J"},
        {"verification_uri_complete": "javascript:alert(1)"},
    ],
)
def test_a_login_that_makes_no_sense(changes: dict[str, Any]) -> None:
    with pytest.raises(LoginError):
        read_device(PROVIDER, 200, device(**changes))


def test_a_device_does_not_show_its_secret() -> None:
    assert "d3v1ce" not in repr(read_device(PROVIDER, 200, device()))


def test_tokens_are_read() -> None:
    said = encode(access_token="a", refresh_token="r", id_token="i", token_type="bearer", expires_in="60")
    tokens = read_tokens(PROVIDER, 200, said)
    assert (tokens.access_token, tokens.refresh_token, tokens.id_token) == ("a", "r", "i")
    assert (tokens.expires_in, tokens.issuer) == (60, ISSUER)


@pytest.mark.parametrize("token", [None, "", "a b", "a\r\nX: y", "é", 5])
def test_what_is_no_token_is_refused(token: object) -> None:
    with pytest.raises(LoginError, match="gives no access token"):
        read_tokens(PROVIDER, 200, encode(access_token=token))


def poll(interval: float = 2.0, timeout: float = 60.0) -> Polling:
    begun = Device(DeviceCode("https://x", "ABCD", 900), "d3v1ce", interval)
    return Polling(PROVIDER, CHALLENGE, begun, timeout, 1000.0)


def test_what_is_asked_again_and_again() -> None:
    assert poll().form == {
        "grant_type": "urn:ietf:params:oauth:grant-type:device_code",
        "device_code": "d3v1ce",
        "client_id": "lxd",
    }


def test_it_is_asked_as_often_as_the_provider_likes() -> None:
    polling = poll()
    assert polling.pause(1000.0) == 2.0
    assert polling.read(400, encode(error="authorization_pending")) is None
    assert polling.pause(1002.0) == 2.0


def test_a_provider_may_want_to_be_asked_less_often() -> None:
    polling = poll()
    assert polling.read(400, encode(error="slow_down")) is None
    assert polling.pause(1002.0) == 7.0


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_provider_that_is_overloaded_is_left_alone_for_longer(status: int) -> None:
    polling = poll()
    assert polling.read(status, b"<html>") is None
    assert polling.pause(1002.0) == 7.0


def test_a_provider_that_was_not_heard_is_left_alone_for_longer() -> None:
    polling = poll()
    polling.was_not_heard()
    assert polling.pause(1002.0) == 7.0


def test_the_last_question_is_asked_when_the_time_is_up() -> None:
    polling = poll(timeout=61)
    assert polling.pause(1060.5) == 0.5
    with pytest.raises(LoginTimeout, match="within 61 s"):
        polling.pause(1061.0)


def test_the_provider_may_have_less_patience() -> None:
    begun = Device(DeviceCode("https://x", "ABCD", 30), "d", 5.0)
    with pytest.raises(LoginTimeout, match="within 30 s"):
        Polling(PROVIDER, CHALLENGE, begun, 600.0, 0.0).pause(30.0)


def test_somebody_logs_in() -> None:
    tokens = poll().read(200, encode(access_token="a"))
    assert tokens is not None
    assert tokens.access_token == "a"


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ("access_denied", LoginDenied),
        ("expired_token", LoginTimeout),
        ("invalid_grant", LoginError),
    ],
)
def test_a_login_that_comes_to_nothing(error: str, kind: type[Exception]) -> None:
    with pytest.raises(kind):
        poll().read(400, encode(error=error))


def test_a_providers_words_are_shown_but_not_all_and_not_raw() -> None:
    said = encode(error="invalid_grant", error_description="\x1b[2J" + "long " * 1000)
    with pytest.raises(LoginError) as caught:
        poll().read(400, said)
    assert "\x1b" not in str(caught.value)
    assert len(str(caught.value)) < 500


@pytest.mark.parametrize("own", ["lxd-python/1.0", "my (great) tool/2", "x"])
def test_lxd_takes_our_user_agent(own: str) -> None:
    agent = openid_user_agent(own)
    assert user_agent_fault(agent) == ""
    assert own.split()[0] in agent


def test_a_login_needs_some_time() -> None:
    with pytest.raises(ValueError, match="more than 0 seconds"):
        OIDC(timeout=0)
