"""Where LXD listens: what users write, and what is found when they write nothing."""

from __future__ import annotations

import os
from pathlib import Path

import httpx
import pytest
from yarl import URL

from lxd._core import endpoint as module
from lxd._core.endpoint import Endpoint, find_socket, parse_endpoint
from lxd.errors import LXDError


@pytest.fixture
def no_snap(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "_SNAP_SOCKET", str(tmp_path / "no-snap"))


def test_lxd_socket_is_the_socket() -> None:
    assert find_socket({"LXD_SOCKET": "/run/s", "LXD_DIR": "/srv/lxd"}) == "/run/s"


def test_lxd_dir_holds_the_socket() -> None:
    assert find_socket({"LXD_DIR": "/srv/lxd"}) == "/srv/lxd/unix.socket"


@pytest.mark.usefixtures("no_snap")
def test_empty_variables_say_nothing() -> None:
    assert find_socket({"LXD_SOCKET": "", "LXD_DIR": ""}) == "/var/lib/lxd/unix.socket"


def test_the_snaps_socket_is_taken_if_it_can_be_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    snap = tmp_path / "unix.socket"
    snap.touch()
    monkeypatch.setattr(module, "_SNAP_SOCKET", str(snap))
    assert find_socket({}) == str(snap)


def test_a_snap_socket_that_cannot_be_written_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    snap = tmp_path / "unix.socket"
    snap.touch()
    monkeypatch.setattr(module, "_SNAP_SOCKET", str(snap))
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert find_socket({}) == "/var/lib/lxd/unix.socket"


@pytest.mark.usefixtures("no_snap")
def test_without_anything_it_is_the_packages_socket() -> None:
    assert find_socket({}) == "/var/lib/lxd/unix.socket"


@pytest.mark.parametrize("endpoint", [None, "unix://", "unix:"])
def test_no_endpoint_is_the_local_socket(monkeypatch: pytest.MonkeyPatch, endpoint: str | None) -> None:
    monkeypatch.setenv("LXD_SOCKET", "/run/s")
    assert parse_endpoint(endpoint) == Endpoint(socket="/run/s")


@pytest.mark.parametrize(
    ("endpoint", "socket"),
    [
        ("/run/lxd/unix.socket", "/run/lxd/unix.socket"),
        ("./unix.socket", "./unix.socket"),
        ("~/unix.socket", "/home/me/unix.socket"),
        ("unix:/run/s", "/run/s"),
        ("unix:///run/s", "/run/s"),
        ("unix:~/s", "/home/me/s"),
        ("unix:/run/a%20b", "/run/a b"),
        (Path("/run/s"), "/run/s"),
        (Path("~/s"), "/home/me/s"),
        (URL("unix:/run/s"), "/run/s"),
        (URL("unix:///run/s"), "/run/s"),
    ],
)
def test_a_socket_is_written_in_many_ways(
    monkeypatch: pytest.MonkeyPatch, endpoint: str | Path | URL, socket: str
) -> None:
    monkeypatch.setenv("HOME", "/home/me")
    assert parse_endpoint(endpoint) == Endpoint(socket=socket)


@pytest.mark.parametrize(
    ("endpoint", "host", "port"),
    [
        ("https://lxd.example", "lxd.example", 8443),
        ("https://lxd.example/", "lxd.example", 8443),
        ("https://LXD.example:8443", "lxd.example", 8443),
        ("HTTPS://lxd.example", "lxd.example", 8443),
        ("https://lxd.example:443", "lxd.example", 443),
        ("https://10.0.0.1:9000", "10.0.0.1", 9000),
        ("https://[2001:db8::1]", "2001:db8::1", 8443),
        ("https://[2001:db8::1]:9000", "2001:db8::1", 9000),
        ("https://[fe80::1%25eth0]:9000", "fe80::1%eth0", 9000),
        ("https://[fe80::1%eth0]", "fe80::1%eth0", 8443),
        ("https://b\u00fccher.example", "xn--bcher-kva.example", 8443),
        (URL("https://lxd.example:9000"), "lxd.example", 9000),
        (URL("https://[2001:db8::1]:9000"), "2001:db8::1", 9000),
        (httpx.URL("https://lxd.example:9000"), "lxd.example", 9000),
    ],
)
def test_an_address_is_written_in_many_ways(endpoint: str | URL | httpx.URL, host: str, port: int) -> None:
    assert parse_endpoint(endpoint) == Endpoint(host=host, port=port)


def test_a_port_that_yarl_leaves_out_of_its_text_counts() -> None:
    assert parse_endpoint(URL("https://lxd.example:443")).port == 443


@pytest.mark.parametrize(
    "endpoint",
    [
        "",
        "lxd.example",
        "lxd.example:8443",
        "http://lxd.example",
        "ftp://lxd.example",
        "wss://lxd.example",
        "https://",
        "https://:8443",
        "https://lxd.example:many",
        "https://lxd.example:99999",
        "https://[2001:db8::1",
        "https://lxd.example/1.0",
        "https://lxd.example?project=p",
        "https://lxd.example#there",
        "https://me@lxd.example",
        "https://lxd..example",
        "https://.example",
        f"https://{'a' * 64}.example",
        "https://256.1.1.1",
        "https://[fe80::g]",
    ],
)
def test_anything_else_is_refused_with_the_forms_that_are_taken(endpoint: str) -> None:
    with pytest.raises(LXDError, match=r"https://host:port, unix:/path/to/unix\.socket"):
        parse_endpoint(endpoint)


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://me:hunter2@lxd.example",
        "https://me:hunt@hunter2@lxd.example",
        "http://me:hunter2@lxd.example",
        "https://me:hunter2@lxd.example:many",
        "https://me:hunter2@[2001:db8::1",
        "me:hunter2@lxd.example:8443",
        "https://me:hunter2/x@lxd.example",
    ],
)
def test_a_password_in_a_url_is_never_shown(endpoint: str) -> None:
    with pytest.raises(LXDError) as caught:
        parse_endpoint(endpoint)
    assert "hunter2" not in f"{caught.value} {caught.value!r} {caught.value.__cause__!r}"


def test_a_socket_is_shown_with_its_path() -> None:
    assert str(Endpoint(socket="/run/s")) == "unix:/run/s"


def test_an_address_is_shown_as_url() -> None:
    assert str(Endpoint(host="2001:db8::1", port=8443)) == "https://[2001:db8::1]:8443"


def test_a_socket_has_a_base_url_that_no_name_server_sees() -> None:
    assert Endpoint(socket="/run/s").base_url == "http://lxd"


def test_the_authority_of_a_plain_host_has_no_brackets() -> None:
    assert Endpoint(host="lxd.example", port=1).authority == "lxd.example:1"


@pytest.mark.parametrize(("endpoint", "local"), [(Endpoint(socket="/s"), True), (Endpoint(host="h"), False)])
def test_only_a_socket_is_local(endpoint: Endpoint, local: bool) -> None:
    assert endpoint.is_local is local
