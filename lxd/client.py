"""Both clients, the README's way to make one, and the names of what their methods return, for annotations.

The names that begin with ``Async`` belong to `AsyncLXDClient`, the others to `LXDClient`. `Operation` here is a
handle, with ``wait()`` and ``cancel()``; what LXD says of an operation is `lxd.entities.operations.Operation`.
"""

from __future__ import annotations

import importlib
import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx

    from lxd._async.certificates import AsyncCertificateLink
    from lxd._async.client import AsyncLXDClient
    from lxd._async.events import AsyncEventStream
    from lxd._async.instances import AsyncInstanceLink
    from lxd._async.operations import AsyncOperation, AsyncOperationLink
    from lxd._core.answers import Answer
    from lxd._core.endpoint import URLLike
    from lxd._sync.certificates import CertificateLink
    from lxd._sync.client import LXDClient
    from lxd._sync.events import EventStream
    from lxd._sync.instances import InstanceLink
    from lxd._sync.operations import Operation, OperationLink
    from lxd.entities.operations import ProgressCallback

__all__ = [
    "Answer",
    "AsyncCertificateLink",
    "AsyncEventStream",
    "AsyncInstanceLink",
    "AsyncLXDClient",
    "AsyncOperation",
    "AsyncOperationLink",
    "CertificateLink",
    "EventStream",
    "InstanceLink",
    "LXDClient",
    "Operation",
    "OperationLink",
    "ProgressCallback",
    "lxd_client",
]

# Loaded when first asked for: a program that uses one client does not pay for the other.
_HOMES = {
    "AsyncCertificateLink": "lxd._async.certificates",
    "AsyncInstanceLink": "lxd._async.instances",
    "AsyncOperationLink": "lxd._async.operations",
    "CertificateLink": "lxd._sync.certificates",
    "InstanceLink": "lxd._sync.instances",
    "OperationLink": "lxd._sync.operations",
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
    project: str | None = None,
    target: str | None = None,
    timeout: float | None = 60.0,
    connections: int = 8,
    transport: httpx.AsyncBaseTransport | None = None,
) -> AsyncLXDClient:
    """Makes an asynchronous client, ready to use; ``async with`` closes it.

    Args:
        endpoint: where LXD listens, as a string or a ``yarl.URL``; default: the local socket.
        cert_path: the client's certificate (PEM).
        key_path: its private key (PEM).
        endpoint_cert_path: the server's certificate (PEM).
        project: the project that requests are made in, where they name none.
        target: the cluster member that requests are made of, where they name none.
        timeout: seconds that the server may take for each step of a request; None: no limit.
        connections: how many requests may run at a time.
        transport: what to send with in place of the client's own connections.
    """
    from lxd._async.client import AsyncLXDClient

    return AsyncLXDClient(
        endpoint,
        cert_path=cert_path,
        key_path=key_path,
        endpoint_cert_path=endpoint_cert_path,
        project=project,
        target=target,
        timeout=timeout,
        connections=connections,
        transport=transport,
    )


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
