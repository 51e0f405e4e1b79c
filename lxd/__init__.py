"""A client for Canonical LXD: `LXDClient` for scripts, `AsyncLXDClient` for services.

::

    from lxd import LXDClient

    with LXDClient() as client:
        for instance in client.instances.list():
            print(instance.name, instance.status)
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from lxd._version import __version__

if TYPE_CHECKING:
    from lxd._async.client import AsyncLXDClient
    from lxd._sync.client import LXDClient
    from lxd.errors import LXDClientError, LXDError

__all__ = ["AsyncLXDClient", "LXDClient", "LXDClientError", "LXDError", "__version__"]

# Loaded when first asked for: a program that uses one client does not pay for the other.
_HOMES = {
    "AsyncLXDClient": "lxd._async.client",
    "LXDClient": "lxd._sync.client",
    "LXDClientError": "lxd.errors",
    "LXDError": "lxd.errors",
}


if not TYPE_CHECKING:  # a type checker has to refuse names that are not there

    def __getattr__(name: str) -> Any:
        home = _HOMES.get(name)
        if home is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(importlib.import_module(home), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
