"""What differs between the two halves of the integration tests; both are written by hand."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def together(*calls: Callable[[], T]) -> list[T]:
    """Makes calls side by side and returns what they return."""
    with ThreadPoolExecutor(len(calls)) as pool:
        return [future.result() for future in [pool.submit(call) for call in calls]]


def resolve(link: Any) -> Any:
    """Fetches what a link points to, as the README does."""
    return link.fetch()


def in_background(work: Callable[[], T]) -> T:
    """Does blocking work; there is no event loop to keep free."""
    return work()


_AGAIN = 15.0
"""Seconds after which somebody presses Ctrl-C again."""


def cancelled_when(happened: Callable[[], bool], run: Callable[[], object]) -> None:
    """Runs something, and interrupts it, as Ctrl-C does, once something has happened."""
    main = threading.main_thread().ident
    assert main == threading.get_ident()
    is_over = threading.Event()

    def interrupt() -> None:
        while not is_over.is_set() and not happened():
            pass
        if is_over.is_set():
            return
        signal.pthread_kill(main, signal.SIGINT)
        # One that comes just before Python waits for a socket is not seen before that ends: Ctrl-C is pressed again.
        while not is_over.wait(_AGAIN):
            signal.pthread_kill(main, signal.SIGINT)

    watcher = threading.Thread(target=interrupt)
    watcher.start()
    try:
        run()
    except KeyboardInterrupt:
        return
    finally:
        is_over.set()
        watcher.join()
    raise AssertionError("it went on to its end")
