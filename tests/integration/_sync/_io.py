"""What differs between the two halves of the integration tests; both are written by hand."""

from __future__ import annotations

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
