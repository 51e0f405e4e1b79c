"""The synchronous clients, side by side: each gives a function that gets one instance."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TypeAlias

import httpx

from lxd import LXDClient

from .pylxd_client import pylxd_client
from .targets import INSTANCE, PATH, Target
from .unix_http import UnixConnection

__all__ = ["HTTPX", "OURS", "PYLXD", "SYNC_PEERS", "Get"]

Get: TypeAlias = Callable[[], object]
"""Gets the instance; may be called from many threads at once."""

OURS = "LXDClient.instances.get"
HTTPX = "httpx.Client.get().json()"
PYLXD = "pylxd instances.get"


@contextmanager
def _ours(target: Target) -> Iterator[Get]:
    with LXDClient(**target.options()) as client:
        yield lambda: client.instances.get(INSTANCE)


@contextmanager
def _httpx(target: Target) -> Iterator[Get]:
    transport = httpx.HTTPTransport(uds=target.socket, verify=target.context())
    with httpx.Client(transport=transport, base_url=target.base_url, timeout=60) as client:
        yield lambda: client.get(PATH).json()


@contextmanager
def _pylxd(target: Target) -> Iterator[Get]:
    with pylxd_client(target) as client:
        yield lambda: client.instances.get(INSTANCE)


@contextmanager
def _http_client(target: Target) -> Iterator[Get]:
    local = threading.local()
    connections: list[http.client.HTTPConnection] = []

    def get() -> object:
        if not hasattr(local, "connection"):
            local.connection = _connect(target)
            connections.append(local.connection)
        local.connection.request("GET", PATH)
        return json.loads(local.connection.getresponse().read())

    try:
        yield get
    finally:
        for connection in connections:
            connection.close()


def _connect(target: Target) -> http.client.HTTPConnection:
    if target.socket:
        return UnixConnection(target.socket)
    host, port = target.address
    return http.client.HTTPSConnection(host, port, context=target.context())


SYNC_PEERS: dict[str, Callable[[Target], AbstractContextManager[Get]]] = {
    OURS: _ours,
    HTTPX: _httpx,
    PYLXD: _pylxd,
    "http.client + json": _http_client,
}
