"""Decodes one listing, once, in a process of its own, and tells what that took: see `decoding`."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from . import samples
from .memory import resident_memory

__all__ = ["STRATEGIES"]

Decode = Callable[[bytes], object]


def _ours() -> Decode:
    import httpx

    from lxd import LXDClient

    def decode(content: bytes) -> object:
        transport = httpx.MockTransport(lambda _: httpx.Response(200, content=content))
        with LXDClient("https://canned", transport=transport) as client:
            return client.instances.list(recursion=2)

    return decode


def _json() -> Decode:
    return json.loads


def _json_without_gc() -> Decode:
    def decode(content: bytes) -> object:
        gc.disable()
        return json.loads(content)

    return decode


def _msgspec() -> Decode:
    import msgspec

    return msgspec.json.decode


def _stock() -> Decode:
    # Made on the spot, so that it is nowhere when types are checked.
    model = import_module("stock_lxd.models").InstanceFull
    return lambda content: [model.from_dict(item) for item in json.loads(content)["metadata"]]


def _pylxd() -> Decode:
    requests = import_module("requests")
    pylxd = import_module("pylxd")

    class Adapter:
        """Answers from memory, in place of requests' own way to a server."""

        def send(self, request: Any, **_: Any) -> Any:
            response = requests.Response()
            response.status_code = 200
            response.request = request
            response._content = content if "instances" in request.url else samples.envelope(samples.server())
            return response

        def close(self) -> None:
            pass

    content = b""
    session = requests.Session()
    session.mount("http://canned", Adapter())
    client = pylxd.Client(endpoint="http://canned", session=session)

    def decode(body: bytes) -> object:
        nonlocal content
        content = body
        listed: object = client.instances.all(recursion=2)
        return listed

    return decode


STRATEGIES: dict[str, Callable[[], Decode]] = {
    "LXDClient.instances.list": _ours,
    "json.loads, dicts": _json,
    "json.loads, dicts, gc off": _json_without_gc,
    "msgspec, dicts": _msgspec,
    "stock models": _stock,
    "pylxd all(recursion=2)": _pylxd,
}
"""Ways to decode; each first imports what it needs."""


def main(strategy: str, small: Path, large: Path) -> None:
    """Decodes the small body to warm up, then the large one; prints seconds of CPU and wall, and bytes of memory."""
    decode = STRATEGIES[strategy]()
    decode(small.read_bytes())
    gc.enable()
    content = large.read_bytes()
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")  # forgets the peak so far
    base = resident_memory()
    wall, cpu = perf_counter(), process_time()
    result = decode(content)
    taken = process_time() - cpu, perf_counter() - wall
    assert result
    print(json.dumps([*taken, resident_memory(peak=True) - base]))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
