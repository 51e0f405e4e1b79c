"""Tokens and cookies in the form in which lxc keeps them."""

from __future__ import annotations

import base64
import json
import os
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from lxd._core.cookies import Cookies, parse_cookies
from lxd._core.oidc_tokens import Tokens, parse_tokens, render_tokens
from lxd._private_files import read_private_file, write_private_file
from lxd.errors import LoginError, LXDError

NOW = datetime(2026, 11, 28, 7, 0, tzinfo=UTC)
ISSUER = "https://op.example.com"
ID_TOKEN = "h." + base64.urlsafe_b64encode(json.dumps({"iss": ISSUER}).encode()).decode().rstrip("=") + ".s"

LXC_TOKENS = (
    '{"access_token":"a.b.c","token_type":"Bearer","refresh_token":"r","expiry":"2026-11-28T08:12:13.123456789+01:00",'
    f'"IDTokenClaims":null,"IDToken":"{ID_TOKEN}"}}'
)
"""What `lxc` writes: json.Marshal of zitadel's oidc.Tokens."""

LXC_COOKIES = (
    '{"example.com":{"lxd.example.com;/;session":{"Name":"session","Value":"s3ss10n","Quoted":false,'
    '"Domain":"lxd.example.com","Path":"/","SameSite":"SameSite=Strict","Secure":true,"HttpOnly":true,'
    '"Persistent":true,"HostOnly":true,"Expires":"2026-12-12T07:00:00.123456789Z",'
    '"Creation":"2026-11-28T06:59:59.987654321Z","LastAccess":"2026-11-28T06:59:59.987654321Z"}}}\n'
)
"""What `lxc` writes: the inside of Go's cookie jar."""

SESSION = "session=n3w; Path=/; Expires=Sat, 12 Dec 2026 07:00:00 GMT; HttpOnly; Secure; SameSite=Strict"
DELETED = "session=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Secure; SameSite=Strict"


def test_what_lxc_wrote_is_read() -> None:
    tokens = parse_tokens(LXC_TOKENS, "x")
    assert tokens is not None
    assert (tokens.access_token, tokens.refresh_token, tokens.id_token) == ("a.b.c", "r", ID_TOKEN)
    assert tokens.issuer == ISSUER


def test_what_is_written_lxc_reads() -> None:
    written = json.loads(render_tokens(Tokens("a", "r", "i", expires_in=60, issuer=ISSUER), NOW))
    assert written == {
        "access_token": "a",
        "token_type": "Bearer",
        "refresh_token": "r",
        "expiry": "2026-11-28T07:01:00Z",
        "IDTokenClaims": None,
        "IDToken": "i",
        "issuer": ISSUER,
    }


def test_a_time_that_nobody_said_is_written_as_go_does() -> None:
    assert json.loads(render_tokens(Tokens("a"), NOW))["expiry"] == "0001-01-01T00:00:00Z"


def test_what_is_not_known_is_kept() -> None:
    tokens = parse_tokens('{"access_token":"a","IDTokenClaims":{"sub":"x"},"new":1}', "x")
    assert tokens is not None
    written = json.loads(render_tokens(Tokens("b").after(tokens), NOW))
    assert (written["IDTokenClaims"], written["new"]) == ({"sub": "x"}, 1)


def test_what_a_provider_does_not_say_again_is_still_good() -> None:
    tokens = Tokens("b", issuer=ISSUER).after(Tokens("a", "r", "i"))
    assert (tokens.access_token, tokens.refresh_token, tokens.id_token) == ("b", "r", "i")


@pytest.mark.parametrize("text", ["", "\n", '{"IDTokenClaims":null,"IDToken":""}'])
def test_a_file_without_tokens(text: str) -> None:
    assert parse_tokens(text, "x") is None


@pytest.mark.parametrize(
    "text",
    ["[]", "{", "null", '{"access_token":5}', '{"access_token":"a\\r\\nX: y"}', "[" * 100_000],
)
def test_what_holds_no_tokens_is_refused(text: str) -> None:
    with pytest.raises(LoginError, match=r"prod\.json holds no tokens"):
        parse_tokens(text, "prod.json")


@pytest.mark.parametrize(
    ("tokens", "may"),
    [
        (Tokens("a", "r", issuer=ISSUER), True),
        (Tokens("a", "r"), True),
        (Tokens("a", "r", issuer="https://other"), False),
        (Tokens("a", issuer=ISSUER), False),
    ],
)
def test_a_refresh_token_goes_to_whom_gave_it(tokens: Tokens, may: bool) -> None:
    assert tokens.may_be_shown_to(ISSUER) is may


def test_tokens_are_not_shown() -> None:
    shown = repr(Tokens("s3cr3t", "s3cr3t", "s3cr3t", more={"x": "s3cr3t"}))
    assert "s3cr3t" not in shown


def test_a_cookie_of_lxc_is_sent() -> None:
    assert parse_cookies(LXC_COOKIES, "x").header("lxd.example.com", NOW) == "session=s3ss10n"


@pytest.mark.parametrize("host", ["example.com", "other.example.com", "xlxd.example.com", "10.0.0.1"])
def test_a_cookie_goes_to_nobody_else(host: str) -> None:
    assert parse_cookies(LXC_COOKIES, "x").header(host, NOW) == ""


def test_a_cookie_that_has_expired_is_not_sent() -> None:
    later = datetime(2026, 12, 12, 7, 0, 1, tzinfo=UTC)
    assert parse_cookies(LXC_COOKIES, "x").header("lxd.example.com", later) == ""


def test_what_is_kept_of_a_cookie_lxc_reads() -> None:
    kept = json.loads(Cookies().updated("lxd.example.com", [SESSION], NOW).render())
    assert kept == {
        "example.com": {
            "lxd.example.com;/;session": {
                "Name": "session",
                "Value": "n3w",
                "Quoted": False,
                "Domain": "lxd.example.com",
                "Path": "/",
                "SameSite": "SameSite=Strict",
                "Secure": True,
                "HttpOnly": True,
                "Persistent": True,
                "HostOnly": True,
                "Expires": "2026-12-12T07:00:00Z",
                "Creation": "2026-11-28T07:00:00Z",
                "LastAccess": "2026-11-28T07:00:00Z",
            }
        }
    }


@pytest.mark.parametrize(
    ("host", "site"),
    [
        ("lxd.a.example.com", "example.com"),
        ("example.com", "example.com"),
        ("lxd", "lxd"),
        ("10.1.2.3", "10.1.2.3"),
        ("fd00::1", "fd00::1"),
    ],
)
def test_cookies_are_kept_by_site_as_go_does(host: str, site: str) -> None:
    assert list(Cookies().updated(host, [SESSION], NOW).sites) == [site]


def test_a_new_cookie_takes_the_place_of_the_old_one() -> None:
    cookies = parse_cookies(LXC_COOKIES, "x").updated("lxd.example.com", [SESSION], NOW)
    assert cookies.header("lxd.example.com", NOW) == "session=n3w"
    (cookie,) = cookies.sites["example.com"].values()
    assert cookie["Creation"] == "2026-11-28T06:59:59.987654321Z"


def test_a_cookie_that_expires_after_the_end_of_time_is_a_cookie() -> None:
    line = "session=n3w; Expires=Fri, 31 Dec 9999 23:59:59 -1400"
    assert Cookies().updated("lxd.example.com", [line], NOW).header("lxd.example.com", NOW) == "session=n3w"


@pytest.mark.parametrize("line", [DELETED, "session=; Max-Age=0; Path=/", "session=x; Max-Age=-1; Path=/"])
def test_a_cookie_is_forgotten_when_the_server_says_so(line: str) -> None:
    cookies = parse_cookies(LXC_COOKIES, "x").updated("lxd.example.com", [line], NOW)
    assert cookies.sites == {}


def test_cookies_of_other_servers_are_kept() -> None:
    cookies = parse_cookies(LXC_COOKIES, "x").updated("lxd.other.org", [SESSION], NOW)
    assert cookies.header("lxd.example.com", NOW) == "session=s3ss10n"
    assert cookies.header("lxd.other.org", NOW) == "session=n3w"


@pytest.mark.parametrize(
    "line",
    [
        "",
        "nonsense",
        "=x",
        "a=b\x01c",
        "a=é",
        "session=x; Domain=example.com",
        "session=x; Domain=.other.org",
    ],
)
def test_what_is_no_cookie_for_this_server_is_not_taken(line: str) -> None:
    cookies = Cookies()
    assert cookies.updated("lxd.example.com", [line], NOW) is cookies


@pytest.mark.parametrize(
    ("line", "sent"),
    [
        ("a=b", "a=b"),
        ("a=b; path=/1.0", "a=b"),
        ("a=b; path=/1.0/", ""),
        ("a=b; path=/oidc", ""),
        ("a=b; path=nonsense", "a=b"),
        ('a="b"', 'a="b"'),
        ("a=b; Domain=LXD.example.com", "a=b"),
        ("a=b; Expires=nonsense", "a=b"),
        ("a=b; Max-Age=99999999999999999999", "a=b"),
        ("a=b; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "a=b"),
    ],
)
def test_which_cookies_are_sent(line: str, sent: str) -> None:
    assert Cookies().updated("lxd.example.com", [line], NOW).header("lxd.example.com", NOW) == sent


@pytest.mark.parametrize("text", ["", " \n", "null", "{}"])
def test_a_file_without_cookies(text: str) -> None:
    assert parse_cookies(text, "x").sites == {}


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "{",
        '{"a":[]}',
        '{"a":{"b":5}}',
        '{"a":{"b":{"Name":"n","Value":"v\\r\\nX: y"}}}',
        '{"a":{"b":{"Name":"n"}}}',
        "[" * 100_000,
    ],
)
def test_what_holds_no_cookies_is_refused(text: str) -> None:
    with pytest.raises(LoginError, match="jars/prod holds no cookies"):
        parse_cookies(text, "jars/prod")


def test_cookies_are_not_shown() -> None:
    assert "s3ss10n" not in repr(parse_cookies(LXC_COOKIES, "x"))


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_private_file_is_nobody_elses(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file"
    write_private_file(path, "text")
    assert (read_private_file(path), mode(path), mode(path.parent)) == ("text", 0o600, 0o700)
    assert os.listdir(path.parent) == ["file"]


def test_a_file_that_everybody_could_read_is_nobody_elses_once_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("old")
    path.chmod(0o644)
    write_private_file(path, "new")
    assert (read_private_file(path), mode(path)) == ("new", 0o600)


def test_a_link_of_ones_own_is_followed_and_stays(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    link.symlink_to(target)
    write_private_file(link, "text")
    assert link.is_symlink()
    assert (read_private_file(link), mode(target)) == ("text", 0o600)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make files of somebody else's")
class TestOfSomebodyElse:
    """What another user has put there."""

    def test_a_link_is_not_followed(self, tmp_path: Path) -> None:
        target, link = tmp_path / "target", tmp_path / "link"
        target.write_text("precious")
        link.symlink_to(target)
        os.lchown(link, 65534, 65534)
        with pytest.raises(LXDError, match="is a symbolic link that somebody else has made"):
            write_private_file(link, "text")
        with pytest.raises(LXDError, match="is a symbolic link that somebody else has made"):
            read_private_file(link)
        assert target.read_text() == "precious"

    def test_a_file_is_not_read(self, tmp_path: Path) -> None:
        path = tmp_path / "file"
        path.write_text("theirs")
        os.chown(path, 65534, 65534)
        with pytest.raises(LXDError, match="is not yours alone to write"):
            read_private_file(path)


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir], ids=["pipe", "directory"])
def test_what_is_no_file_is_not_read(tmp_path: Path, make: Any) -> None:
    make(tmp_path / "x")
    with pytest.raises(LXDError, match="is no ordinary file"):
        read_private_file(tmp_path / "x")


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "x"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    with pytest.raises(LXDError, match="is too large"):
        read_private_file(path)


def test_a_file_that_is_no_text_is_not_shown(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"s3cr3t\xff")
    with pytest.raises(LXDError, match="it holds no text") as caught:
        read_private_file(path)
    assert "s3cr3t" not in str(caught.value)


def test_what_is_not_there_is_nothing(tmp_path: Path) -> None:
    assert read_private_file(tmp_path / "x") is None


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x"
    write_private_file(path, "old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(LXDError, match="No space left on device"):
        write_private_file(path, "new")
    assert (path.read_text(), os.listdir(tmp_path)) == ("old", ["x"])
