"""The rules of LXD's consoles, without any I/O. Their websockets carry what those of commands do, see `exec`.

The control socket has to be connected first: servers up to LXD 6.9 crash when a console ends that has none. Until the
other socket is connected too, a text console waits for it without any limit, cannot be cancelled, and keeps the server
from stopping; so whoever has asked for one connects both, if only to hang up.

Closing the control socket ends the console. Before that, one says goodbye on the other socket and waits for the
answer: servers up to LXD 5.21 crash when a console shows something at the moment in which it ends, since two of their
threads then write to that socket at once (https://github.com/canonical/lxd/commit/952fa82ed3).
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from lxd.errors import LXDAPIError

__all__ = ["DetachKeys", "check_size", "console_body", "is_without_log", "read_refusal", "spice_url"]

_LARGEST = 65535
"""A terminal's size is two numbers of 16 bits."""


def console_body(width: int | None, height: int | None) -> dict[str, Any]:
    """Makes the body of the request for a text console.

    Raises:
        ValueError: that is no size of a terminal.
    """
    if width is None and height is None:
        return {"type": "console"}
    if width is None or height is None:
        raise ValueError("a terminal has a width and a height: give both, or neither")
    check_size(width, height)
    return {"type": "console", "width": width, "height": height}


def check_size(width: int, height: int) -> None:
    """Raises ValueError unless a terminal can have so many columns and rows: LXD would take no notice."""
    if not (1 <= width <= _LARGEST and 1 <= height <= _LARGEST):
        raise ValueError(f"no terminal has {width} columns and {height} rows")


_REFUSAL = re.compile(rb'Error: Failed running forkconsole: "?(.*?)"?\r?\n?')


def read_refusal(shown: bytes) -> str | None:
    """Returns why LXD could not attach to a container's console; None where it could.

    It has no other way to say so than to show it as the first thing on the console.
    """
    found = _REFUSAL.fullmatch(shown)
    return None if found is None else found[1].decode(errors="replace")


_NO_FILE = re.compile(r"(open|stat|truncate) .*: no such file or directory")


def is_without_log(error: LXDAPIError) -> bool:
    """Whether LXD says so of a container's console log because there is none: it was never started, or all is cleared.

    For an empty log some servers try to open a file without a name.
    """
    return _NO_FILE.fullmatch(error.error) is not None


class DetachKeys:
    """Finds the keys that detach a terminal from a console among all that is typed: Ctrl-A, then q, as in ``lxc``.

    Ctrl-A itself is typed by pressing it twice.
    """

    _PREFIX = 0x01
    _DETACH = ord("q")

    def __init__(self) -> None:
        self.were_pressed = False
        """Whether they were pressed; from then on nothing is passed on."""
        self._has_prefix = False

    def feed(self, typed: bytes) -> bytes:
        """Takes what was typed, in pieces of any size; returns what of it is for the console."""
        passed = bytearray()
        for key in typed:
            if self.were_pressed:
                break
            if key == self._PREFIX and not self._has_prefix:
                self._has_prefix = True
            elif key == self._DETACH and self._has_prefix:
                self.were_pressed = True
            else:
                self._has_prefix = False
                passed.append(key)
        return bytes(passed)


def spice_url(path: str) -> str:
    """Returns the URL by which SPICE viewers know a unix socket."""
    return f"spice+unix://{quote(path)}"
