"""What is asked for a console, and the keys that detach from one."""

from __future__ import annotations

import pytest

from lxd._core.console import (
    DetachKeys,
    check_size,
    console_body,
    is_without_log,
    read_refusal,
    spice_url,
)
from lxd.errors import LXDAPIError


def test_a_console_without_a_size() -> None:
    assert console_body(None, None) == {"type": "console"}


def test_a_console_with_a_size() -> None:
    assert console_body(80, 24) == {"type": "console", "width": 80, "height": 24}


@pytest.mark.parametrize("size", [(80, None), (None, 24)])
def test_half_a_size(size: tuple[int | None, int | None]) -> None:
    with pytest.raises(ValueError, match="both, or neither"):
        console_body(*size)


@pytest.mark.parametrize("size", [(0, 24), (80, 0), (-1, 24), (80, 65536)])
def test_a_size_that_no_terminal_has(size: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="columns"):
        check_size(*size)


def typed(*pieces: bytes) -> tuple[bytes, bool]:
    """What is passed on of what is typed, and whether that detached."""
    keys = DetachKeys()
    return b"".join([keys.feed(piece) for piece in pieces]), keys.were_pressed


@pytest.mark.parametrize(
    ("pieces", "passed", "detached"),
    [
        ([b"ls\r"], b"ls\r", False),
        ([b"\x01q"], b"", True),
        ([b"\x01", b"q"], b"", True),
        ([b"exit\r\x01qmore", b"and more"], b"exit\r", True),
        ([b"q\x01", b"x", b"q"], b"qxq", False),
        ([b"\x01\x01"], b"\x01", False),
        ([b"\x01\x01q"], b"\x01q", False),
        ([b"\x01\x01\x01q"], b"\x01", True),
        ([b""], b"", False),
    ],
)
def test_the_keys_that_detach(pieces: list[bytes], passed: bytes, detached: bool) -> None:
    assert typed(*pieces) == (passed, detached)


def test_a_refusal_shown_on_the_console() -> None:
    shown = b'Error: Failed running forkconsole: "attaching to the container failed"\n'
    assert read_refusal(shown) == "attaching to the container failed"


@pytest.mark.parametrize(
    "shown", [b"Error: no such command\n", b"", b"~ # Error: Failed running forkconsole: x"]
)
def test_what_is_no_refusal(shown: bytes) -> None:
    assert read_refusal(shown) is None


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ("open : no such file or directory", True),
        ("open /var/lib/lxd/logs/c1/console.log: no such file or directory", True),
        ("stat /var/lib/lxd/logs/c1/console.log: no such file or directory", True),
        ("Instance not found", False),
        ("Instance is not container type", False),
    ],
)
def test_a_log_that_is_not_there(words: str, missing: bool) -> None:
    assert is_without_log(LXDAPIError(words, status=500)) is missing


def test_the_url_of_a_socket() -> None:
    assert spice_url("/tmp/my vms/1.spice") == "spice+unix:///tmp/my%20vms/1.spice"
