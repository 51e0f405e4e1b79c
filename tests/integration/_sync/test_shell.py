# Written by scripts/unasync.py from tests/integration/_async/test_shell.py. Change that, and run `make sync`.

"""The caller's terminal and a shell in a real container."""

from __future__ import annotations

import os
import pty
import select
import termios
from collections.abc import Iterator
from functools import partial

import pytest
from lab import Lab

from lxd import LXDClient
from lxd.errors import BadRequest

from ..support import PROMPT, operations_under_way
from ._io import in_background, together


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    """A terminal: where it is typed into, and where it is attached."""
    keys, attached = pty.openpty()
    termios.tcsetwinsize(keys, (33, 111))
    yield keys, attached
    os.close(keys)
    os.close(attached)


def read(keys: int, expected: bytes, seen: bytes) -> bytes:
    """Reads what the terminal shows."""
    assert select.select([keys], [], [], PROMPT)[0], f"{expected!r} is not shown, but {seen!r}"
    return os.read(keys, 1000)


def test_a_session(
    client: LXDClient, lab: Lab, running: str, terminal: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "vt220")
    keys, attached = terminal
    before = termios.tcgetattr(attached)
    seen = b""

    def type_something() -> int:
        nonlocal seen
        for typed, shown in (
            (b"", b"# "),
            (b"stty size; echo $TERM\n", b"33 111\r\nvt220\r\n"),
            (b"echo be''gun; sleep 1000\n", b"begun\r\n"),
            (b"\x03", b"^C"),
            (b"echo $?\n", b"130\r\n"),
        ):
            os.write(keys, typed)
            while shown not in seen:
                seen += in_background(partial(read, keys, shown, seen))
            seen = seen.partition(shown)[2]
        os.write(keys, b"exit 7\n")  # nothing is expected of it: LXD 5.0.2 may lose what is written last
        return 7

    def attach() -> int:
        return client.instances.shell(running, stdin=attached, stdout=attached)

    assert together(attach, type_something) == [7, 7]
    assert termios.tcgetattr(attached) == before
    assert operations_under_way(lab) == []


def test_a_stopped_instance(client: LXDClient, container: str, terminal: tuple[int, int]) -> None:
    before = termios.tcgetattr(terminal[1])
    with pytest.raises(BadRequest, match="not running"):
        client.instances.shell(container, stdin=terminal[1], stdout=terminal[1])
    assert termios.tcgetattr(terminal[1]) == before
