"""The one place that knows how pylxd, which has no types, is opened."""

from __future__ import annotations

import logging
import threading
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
    hook, threading.excepthook = threading.excepthook, _report
    logging.getLogger("ws4py").setLevel(logging.CRITICAL)  # the failures are counted
    try:
        yield client
    finally:
        threading.excepthook = hook
        client.api.session.close()


def _report(fault: threading.ExceptHookArgs) -> None:
    """Keeps quiet about the threads of pylxd's commands, which now and then die at the end."""
    if fault.thread is None or fault.thread.name != "WebSocketManager":
        threading.__excepthook__(fault)
