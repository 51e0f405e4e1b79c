"""All that users can call: the methods of the clients' areas, and of the areas within them."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from functools import cached_property

from lxd import AsyncLXDClient, LXDClient

__all__ = ["areas", "calls"]

_AREAS = ("server", "certificates", "instances", "operations")


def areas(client: AsyncLXDClient | LXDClient) -> Iterator[tuple[str, object]]:
    """Yields each area with its name, such as ``"instances.files"``."""
    for name in _AREAS:
        area = getattr(client, name)
        yield name, area
        for inner, _ in inspect.getmembers(type(area), lambda member: isinstance(member, cached_property)):
            yield f"{name}.{inner}", getattr(area, inner)


def calls() -> set[str]:
    """Names all calls, such as ``"instances.files.push"``."""
    client = AsyncLXDClient("/nowhere")
    return {
        f"{name}.{method}"
        for name, area in areas(client)
        for method, _ in inspect.getmembers(type(area), inspect.isfunction)
        if not method.startswith("_")
    }
