"""Tables of calls for the stand-in: what is called, and what LXD should be asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

__all__ = ["Ask", "ids_of"]

Call: TypeAlias = Callable[[Any], Any]


@dataclass(frozen=True)
class Ask:
    """A call, and what comes of it.

    Args:
        asked: method and path, with the query, unquoted.
        call: calls it, with a client.
        body: the JSON body that is sent; None: none.
    """

    asked: str
    call: Call
    body: Any = None


def ids_of(asks: list[Ask]) -> list[str]:
    """Names the tests of a table."""
    return [f"{number}-{ask.asked}" for number, ask in enumerate(asks)]
