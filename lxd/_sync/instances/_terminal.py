"""A terminal and a command, with threads; `lxd._async.instances._terminal` is its twin, both written by hand."""

from __future__ import annotations

import select
import threading
from functools import partial
from signal import SIGHUP
from typing import TYPE_CHECKING

from lxd._terminal import Terminal
from lxd.errors import LXDConnectionError

if TYPE_CHECKING:
    from lxd._sync.instances.attachment import Attachment
    from lxd._sync.instances.process import Process

__all__ = ["attach"]

_GLANCE = 1.0
"""Seconds after which the terminal's size is looked at where nobody tells that it has changed."""


def attach(process: Process[bytes] | Attachment, terminal: Terminal) -> int:
    """Shows at a terminal what a command writes and lets it read what is typed there; returns its exit code."""
    is_over = threading.Event()
    typing = threading.Thread(
        target=partial(_type, process, terminal, is_over), name="lxd-terminal", daemon=True
    )
    typing.start()
    try:
        for piece in process.stdout:
            terminal.write(piece)
        return process.wait()
    except BaseException:
        process.close()  # who waits for it to read what was typed waits no longer
        raise
    finally:
        is_over.set()
        terminal.wake()
        typing.join()


def _type(process: Process[bytes] | Attachment, terminal: Terminal, is_over: threading.Event) -> None:
    try:
        while not is_over.is_set():
            news = terminal.look()
            if news.size:
                process.resize(*news.size)
            if news.typed is None:
                process.signal(SIGHUP)
                return
            if news.typed:
                process.stdin.write(news.typed)
            timeout = None if terminal.tells_size else _GLANCE
            select.select([terminal.stdin, terminal.wakes], [], [], timeout)
    except LXDConnectionError:
        pass  # whoever reads the output learns of it, too
