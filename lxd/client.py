"""The README's way to make a client, and the two clients under one roof."""

from __future__ import annotations

import os
from typing import Any

from lxd._async.client import AsyncLXDClient
from lxd._core.endpoint import URLLike
from lxd._sync.client import LXDClient

__all__ = ["AsyncLXDClient", "LXDClient", "lxd_client"]


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
    return AsyncLXDClient(
        endpoint, cert_path=cert_path, key_path=key_path, endpoint_cert_path=endpoint_cert_path, **options
    )
