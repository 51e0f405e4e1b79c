"""Which proxy leads to a server, and what it is told, byte by byte."""

from __future__ import annotations

import pytest

from lxd._core.proxies import Proxy, ProxyRefused, environment_proxy, parse_proxy
from lxd.errors import LXDError

PROXY = {"HTTPS_PROXY": "http://proxy.example.com:3128"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://proxy.example.com:3128", Proxy("http", "proxy.example.com", 3128)),
        ("proxy.example.com:3128", Proxy("http", "proxy.example.com", 3128)),
        ("proxy.example.com", Proxy("http", "proxy.example.com", 80)),
        ("https://proxy.example.com/", Proxy("https", "proxy.example.com", 443)),
        ("socks5://[::1]", Proxy("socks5", "::1", 1080)),
        ("socks5h://p:9", Proxy("socks5h", "p", 9)),
        ("http://me:a%40b%3A@p", Proxy("http", "p", 80, "me", "a@b:")),
        ("http://me@p", Proxy("http", "p", 80, "me", "")),
    ],
)
def test_a_proxys_url_is_read(text: str, expected: Proxy) -> None:
    assert parse_proxy(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "ftp://me:s3cr3t@p",
        "http://me:s3cr3t@p:port",
        "http://me:s3cr3t@",
        "http://me:s3cr3t@p/path",
        "me:s3cr3t@p:99999",
        "http://me:s3cr3t@[::1",
        "://me:s3cr3t@",
    ],
)
def test_what_is_none_is_refused_without_showing_its_password(text: str) -> None:
    with pytest.raises(LXDError, match="is no proxy's URL") as caught:
        parse_proxy(text)
    assert "s3cr3t" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_proxy_is_shown_without_its_password() -> None:
    proxy = parse_proxy("http://me:s3cr3t@p:1")
    assert str(proxy) == "http://p:1"
    assert "s3cr3t" not in repr(proxy)


def test_whoever_connects_by_its_url_gets_the_password() -> None:
    assert parse_proxy("socks5h://me:a%40b%3A@p").url() == "socks5://me:a%40b%3A@p:1080"


@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "https_proxy"])
def test_the_environment_names_a_proxy(variable: str) -> None:
    proxy = environment_proxy("lxd.example.com", {variable: "p:1"})
    assert proxy == Proxy("http", "p", 1)


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"])
def test_other_variables_do_not_count_as_they_do_not_for_lxc(variable: str) -> None:
    assert environment_proxy("lxd.example.com", {variable: "http://p:1"}) is None


def test_a_proxy_of_the_environment_that_is_none_is_reported_as_that() -> None:
    with pytest.raises(LXDError, match="HTTPS_PROXY: 'ftp://p' is no proxy's URL"):
        environment_proxy("lxd.example.com", {"HTTPS_PROXY": "ftp://p"})


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.9.9.9", "::1"])
def test_this_machine_is_never_reached_through_the_environments_proxy(host: str) -> None:
    assert environment_proxy(host, PROXY) is None


@pytest.mark.parametrize("variable", ["NO_PROXY", "no_proxy"])
@pytest.mark.parametrize(
    ("host", "excluded"),
    [
        ("lxd.example.com", "*"),
        ("lxd.example.com", "lxd.example.com"),
        ("LXD.example.com", "a, lxd.EXAMPLE.com ,b"),
        ("lxd.example.com", "lxd.example.com:8443"),
        ("lxd.example.com", "example.com"),
        ("lxd.example.com", ".example.com"),
        ("example.com", ".example.com"),
        ("10.1.2.3", "10.1.2.3"),
        ("10.1.2.3", "10.0.0.0/8"),
        ("10.1.2.3", "10.1.2.3:8443"),
        ("fd00::1", "fd00::/8"),
        ("fd00::1", "fd00::1"),
        ("fd00::1", "[fd00::1]:8443"),
    ],
)
def test_whom_not_to_reach_through_it(host: str, excluded: str, variable: str) -> None:
    assert environment_proxy(host, PROXY | {variable: excluded}) is None


@pytest.mark.parametrize(
    ("host", "excluded"),
    [
        ("lxd.example.com", ""),
        ("lxd.example.com", ", ,"),
        ("lxd.example.com", "xd.example.com"),
        ("badexample.com", "example.com"),
        ("lxd.example.com", "10.0.0.0/8"),
        ("10.1.2.3", "11.0.0.0/8"),
        ("10.1.2.3", "2.3"),
        ("10.1.2.3", "10.0.0.0/nonsense"),
        ("fd00::1", "fd00::2"),
    ],
)
def test_everybody_else_is_reached_through_it(host: str, excluded: str) -> None:
    assert environment_proxy(host, PROXY | {"NO_PROXY": excluded}) is not None


def converse(text: str, *answers: bytes) -> list[bytes]:
    """Says what a proxy has to be told, and hears its answers."""
    dialogue = parse_proxy(text).dialogue("lxd.example.com", 8443)
    said = [dialogue.begin(), *(dialogue.receive(answer) for answer in answers)]
    assert dialogue.is_done
    return said


def test_connect() -> None:
    (said, _) = converse("http://p", b"HTTP/1.1 200 OK\r\nX: y\r\n\r\n")
    assert said == b"CONNECT lxd.example.com:8443 HTTP/1.1\r\nHost: lxd.example.com:8443\r\n\r\n"


def test_connect_with_a_password() -> None:
    (said, _) = converse("http://me:it@p", b"HTTP/1.0 200 OK\r\n\r\n")
    assert b"\r\nProxy-Authorization: Basic bWU6aXQ=\r\n" in said


def test_connect_to_an_address_of_ipv6() -> None:
    assert parse_proxy("p").dialogue("::1", 8443).begin().startswith(b"CONNECT [::1]:8443 HTTP/1.1\r\n")


def test_connect_to_a_name_with_letters_of_other_languages() -> None:
    said = parse_proxy("p").dialogue("bücher.example", 8443).begin()
    assert said.startswith(b"CONNECT xn--bcher-kva.example:8443 ")


def test_an_answer_may_come_byte_by_byte() -> None:
    converse("http://p", *(bytes([byte]) for byte in b"HTTP/1.1 200 OK\r\n\r\n"))


def test_an_answer_without_end_is_given_up() -> None:
    dialogue = parse_proxy("http://p").dialogue("h", 1)
    with pytest.raises(ProxyRefused, match="does not answer as an HTTP proxy does"):
        dialogue.receive(b"x" * 100_000)


ASK = b"\5\1\0\3\x0flxd.example.com" + (8443).to_bytes(2, "big")
GRANTED = b"\5\0\0\1\0\0\0\0\0\0"


def test_socks() -> None:
    assert converse("socks5://p", b"\5\0", GRANTED) == [b"\5\1\0", ASK, b""]


def test_socks_with_a_password() -> None:
    said = converse("socks5://me:it@p", b"\5\2", b"\1\0", GRANTED)
    assert said == [b"\5\2\0\2", b"\1\2me\2it", ASK, b""]


def test_socks_answers_may_come_byte_by_byte() -> None:
    said = converse("socks5://me:it@p", *(bytes([byte]) for byte in b"\5\2\1\0" + GRANTED))
    assert b"".join(said) == b"\5\2\0\2" + b"\1\2me\2it" + ASK


@pytest.mark.parametrize("granted", [b"\5\0\0\4" + bytes(18), b"\5\0\0\3\4name\0\0"], ids=["IPv6", "name"])
def test_socks_may_name_where_it_went_on_in_any_form(granted: bytes) -> None:
    converse("socks5://p", b"\5\0", granted)


@pytest.mark.parametrize(
    "answers",
    [
        [b"\5\xff"],
        [b"\5\2"],
        [b"\5\1"],
        [b"\5\0", b"\4\0\0\1" + bytes(6)],
        [b"\5\0", b"\5\0\0\7\0\0\0"],
        [b"\5\0", b"\5\1\0\1" + bytes(6)],
        [b"\5\0", GRANTED + b"HTTP/1.1 200 OK"],
        [b"\5\0", b""],
    ],
    ids=["none", "password", "gssapi", "socks4", "address", "failure", "more", "gone"],
)
def test_socks_that_refuses(answers: list[bytes]) -> None:
    with pytest.raises(ProxyRefused):
        converse("socks5://p", *answers)
