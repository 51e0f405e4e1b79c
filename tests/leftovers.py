"""What a client leaves behind: threads, and open files and sockets."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

OURS = ("asyncio_", "peer")
"""How threads of the tests themselves are named."""


def _threads() -> set[str]:
    return {thread.name for thread in threading.enumerate() if not thread.name.startswith(OURS)}


def _files() -> int:
    return len(os.listdir("/dev/fd"))


@contextmanager
def nothing_left() -> Iterator[None]:
    """Makes sure that all that was opened has been closed."""
    threads, files = _threads(), _files()
    yield
    assert _threads() <= threads
    assert _files() <= files
