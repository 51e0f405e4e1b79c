"""The caller's terminal, handed over to a command in an instance for a while."""

from __future__ import annotations

import os
import select
import signal
import sys
import termios
import threading
import tty
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any, NamedTuple, Protocol, Self, TypeAlias

from lxd.errors import LXDError

__all__ = ["News", "Terminal", "TerminalFile"]

_PIECE = 4096
"""Bytes to read of what is typed at a time."""

_DEADLY = (signal.SIGTERM, signal.SIGHUP)
"""Signals that end a process before it can tidy up, if nobody cares for them."""


class HasFileno(Protocol):
    """An open file."""

    def fileno(self) -> int:
        """Returns its descriptor."""


TerminalFile: TypeAlias = int | HasFileno
"""A descriptor, or a file that has one."""


class News(NamedTuple):
    """What has happened at the terminal.

    Args:
        typed: what was typed; nothing if it was nothing; None if the terminal is gone.
        size: its columns and rows, where they have changed.
    """

    typed: bytes | None
    size: tuple[int, int] | None


class Terminal:
    """A terminal: raw while it is entered, so that every key goes to the command, and as it was afterwards.

    It is put back to what it was whatever happens, by a signal that ends the process, too.

    Args:
        stdin: where it is typed; default: standard input.
        stdout: where it shows; default: standard output.

    Raises:
        LXDError: that is no terminal.
    """

    def __init__(self, stdin: TerminalFile | None = None, stdout: TerminalFile | None = None) -> None:
        self.stdin = _descriptor(sys.stdin if stdin is None else stdin)
        self._stdout = _descriptor(sys.stdout if stdout is None else stdout)
        if not os.isatty(self.stdin):
            raise LXDError("there is no terminal to attach", hint="run() and exec() need none")
        self.size = self._ask_size()
        """Columns and rows, as last seen."""
        self.wakes = -1
        """A descriptor that can be read when something has happened that is not typed."""
        self.tells_size = threading.current_thread() is threading.main_thread()
        """Whether it wakes when its size changes; only the main thread is told by the system."""
        self._wake = -1
        self._saved: list[Any] = []
        self._handlers: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Self:
        self._saved = termios.tcgetattr(self.stdin)
        self.wakes, self._wake = os.pipe()
        os.set_blocking(self._wake, False)
        try:
            if self.tells_size:
                self._handle(signal.SIGWINCH, self._resized)
                self._handle(signal.SIGCONT, self._continued)
                for number in _DEADLY:
                    if signal.getsignal(number) is signal.SIG_DFL:
                        self._handle(number, self._ended)
            tty.setraw(self.stdin, termios.TCSANOW)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._restore()
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        self._handlers.clear()
        os.close(self._wake)
        os.close(self.wakes)

    def look(self) -> News:
        """Looks what has happened, without waiting."""
        ready, _, _ = select.select([self.stdin, self.wakes], [], [], 0)
        if self.wakes in ready:
            os.read(self.wakes, _PIECE)
        typed: bytes | None = b""
        if self.stdin in ready:
            try:
                typed = os.read(self.stdin, _PIECE) or None
            except OSError:
                typed = None
        size = self._ask_size()
        has_changed, self.size = size != self.size, size
        return News(typed, size if has_changed else None)

    def write(self, data: bytes) -> None:
        """Shows what the command wrote."""
        view = memoryview(data)
        while view:
            try:
                view = view[os.write(self._stdout, view) :]
            except BlockingIOError:  # somebody has made it so
                select.select([], [self._stdout], [])

    def wake(self) -> None:
        """Wakes whoever waits for it."""
        with suppress(BlockingIOError):
            os.write(self._wake, b"!")

    def _ask_size(self) -> tuple[int, int]:
        with suppress(OSError):
            size = os.get_terminal_size(self.stdin)
            if size.columns and size.lines:
                return size.columns, size.lines
        return 80, 24

    def _restore(self) -> None:
        with suppress(termios.error):  # the terminal is gone
            termios.tcsetattr(self.stdin, termios.TCSANOW, self._saved)

    def _handle(self, number: signal.Signals, handler: Callable[[int, FrameType | None], None]) -> None:
        self._handlers[number] = signal.signal(number, handler)

    def _resized(self, number: int, frame: FrameType | None) -> None:
        self.wake()
        before = self._handlers[signal.Signals(number)]
        if callable(before):
            before(number, frame)

    def _continued(self, number: int, frame: FrameType | None) -> None:
        with suppress(termios.error):
            tty.setraw(self.stdin, termios.TCSANOW)  # the shell had it in between
        self._resized(number, frame)

    def _ended(self, number: int, frame: FrameType | None) -> None:
        self._restore()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)


def _descriptor(file: TerminalFile) -> int:
    return file if isinstance(file, int) else file.fileno()
