"""All that users can call: the methods of the clients' areas, and of the areas within them."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from functools import cached_property

from lxd import AsyncLXDClient, LXDClient
from lxd._async.areas import AREAS

__all__ = ["areas", "calls"]


def areas(client: AsyncLXDClient | LXDClient) -> Iterator[tuple[str, object]]:
    """Yields each area with its name, such as ``"instances.files"``."""
    for name in AREAS:
        yield from _nested(name, getattr(client, name))


def _nested(name: str, area: object) -> Iterator[tuple[str, object]]:
    yield name, area
    for inner, _ in inspect.getmembers(type(area), lambda member: isinstance(member, cached_property)):
        yield from _nested(f"{name}.{inner}", getattr(area, inner))


def calls() -> set[str]:
    """Names all calls, such as ``"instances.files.push"``."""
    client = AsyncLXDClient("/nowhere")
    return {
        f"{name}.{method}"
        for name, area in areas(client)
        for method, _ in inspect.getmembers(type(area), inspect.isfunction)
        if not method.startswith("_")
    }
