"""What truly differs between tests of tasks and of threads; `tests._async._io` is its twin, both by hand."""

from __future__ import annotations

import concurrent.futures
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Generic, TypeVar

from tests.peers import PATIENCE

T = TypeVar("T")


class Running(Generic[T]):
    """Something that runs beside the test."""

    def __init__(self, run: Callable[[], T]) -> None:
        self._future: Future[T] = Future()
        self._thread = threading.Thread(target=self._run, args=(run,), daemon=True)
        self._thread.start()

    def result(self) -> T:
        """Waits for its end, and returns or raises what it did."""
        concurrent.futures.wait([self._future], PATIENCE)
        assert self._future.done(), "it does not end"
        self._thread.join()
        return self._future.result()

    def _run(self, run: Callable[[], T]) -> None:
        try:
            self._future.set_result(run())
        except BaseException as error:
            self._future.set_exception(error)


def gather(*runs: Callable[[], T]) -> list[T]:
    """Runs all at once."""
    return [running.result() for running in [Running(run) for run in runs]]


def happens(event: threading.Event) -> None:
    """Waits for something that a server's thread tells."""
    assert event.wait(PATIENCE), "it did not happen"


def in_thread(function: Callable[[], T]) -> T:
    """Calls something that blocks."""
    return function()


def settle() -> None:
    """Lets everything else run; threads do so anyway, as soon as they please."""


def perform(result: Any) -> None:
    """Does what a call returned: enters it, or goes through it to the end."""
    if hasattr(result, "__enter__"):
        with result:
            pass
    elif hasattr(result, "__next__"):
        for _ in result:
            pass
