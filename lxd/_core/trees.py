"""Trees of files that are copied: paths below their top, and what is copied together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from lxd.entities.files import FileStat

__all__ = ["Found", "batches", "placed", "relative"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found:
    """A file in a tree that is pulled.

    Args:
        parts: its path below the top of the tree.
        file: what is told of it.
    """

    parts: tuple[str, ...]
    file: FileStat


def relative(path: str, top: str) -> tuple[str, ...]:
    """Writes a path below a directory in parts."""
    return tuple(path[len(top.rstrip("/")) + 1 :].split("/"))


def placed(top: str, parts: Iterable[str]) -> str:
    """Writes a path below a directory."""
    return "/".join((top.rstrip("/"), *parts))


def batches(
    items: Iterable[T], size: Callable[[T], int], *, small: int, most: int, together: int
) -> Iterator[list[T]]:
    """Groups what is copied: small files together, every other one on its own.

    Args:
        items: the files.
        size: tells how long one is.
        small: bytes up to which one is small.
        most: how many go together.
        together: bytes that they may have.
    """
    batch: list[T] = []
    total = 0
    for item in items:
        length = size(item)
        if length > small:
            yield [item]
            continue
        if len(batch) == most or (batch and total + length > together):
            yield batch
            batch, total = [], 0
        batch.append(item)
        total += length
    if batch:
        yield batch
