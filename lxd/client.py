"""Both clients, the README's way to make one, and the names of what their methods return, for annotations.

The names that begin with ``Async`` belong to `AsyncLXDClient`, the others to `LXDClient`. `Operation` here is a
handle, with ``wait()`` and ``cancel()``; what LXD says of an operation is `lxd.entities.operations.Operation`.
"""

from __future__ import annotations

import importlib
import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxd._async.client import AsyncLXDClient
    from lxd._async.events import AsyncEventStream
    from lxd._async.operations import AsyncOperation
    from lxd._core.answers import Answer
    from lxd._core.endpoint import URLLike
    from lxd._sync.client import LXDClient
    from lxd._sync.events import EventStream
    from lxd._sync.operations import Operation
    from lxd.entities.operations import ProgressCallback

__all__ = [
    "Answer",
    "AsyncEventStream",
    "AsyncLXDClient",
    "AsyncOperation",
    "EventStream",
    "LXDClient",
    "Operation",
    "ProgressCallback",
    "lxd_client",
]

# Loaded when first asked for: a program that uses one client does not pay for the other.
_HOMES = {
    "Answer": "lxd._core.answers",
    "AsyncEventStream": "lxd._async.events",
    "AsyncLXDClient": "lxd._async.client",
    "AsyncOperation": "lxd._async.operations",
    "EventStream": "lxd._sync.events",
    "LXDClient": "lxd._sync.client",
    "Operation": "lxd._sync.operations",
    "ProgressCallback": "lxd.entities.operations",
}


def lxd_client(
    endpoint: str | os.PathLike[str] | URLLike | None = None,
    *,
    cert_path: str | os.PathLike[str] | None = None,
    key_path: str | os.PathLike[str] | None = None,
    endpoint_cert_path: str | os.PathLike[str] | None = None,
    **options: Any,
) -> AsyncLXDClient:
    """Makes an asynchronous client, ready to use; ``async with`` closes it.

    Args:
        endpoint: where LXD listens, as a string or a ``yarl.URL``; default: the local socket.
        cert_path: the client's certificate (PEM).
        key_path: its private key (PEM).
        endpoint_cert_path: the server's certificate (PEM).
        options: whatever else `AsyncLXDClient` takes.
    """
    from lxd._async.client import AsyncLXDClient

    return AsyncLXDClient(
        endpoint, cert_path=cert_path, key_path=key_path, endpoint_cert_path=endpoint_cert_path, **options
    )


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
