"""The one place that knows how pylxd, which has no types, is opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

import pylxd

from .targets import Target

__all__ = ["pylxd_client"]


@contextmanager
def pylxd_client(target: Target) -> Iterator[Any]:
    """Opens and closes a `pylxd.Client`."""
    if target.socket:
        client = pylxd.Client(endpoint=f"http+unix://{quote(target.socket, safe='')}")
    else:
        certificate = (target.client_cert, target.client_key)
        client = pylxd.Client(endpoint=target.url, cert=certificate, verify=target.server_cert)
    try:
        yield client
    finally:
        client.api.session.close()
