"""From nothing to the first answer: import time and first request, in fresh processes."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from .environment import clean_python
from .measure import paired_ratio
from .report import Goal, Report
from .targets import PATH, ROOT

__all__ = ["measure"]

_ROUNDS, _QUICK_ROUNDS = 15, 3

_PARTS = "import httpx, websockets, attrs"
_OURS = "import lxd + LXDClient()"
_OURS_ASYNC = "import lxd + AsyncLXDClient()"


@dataclass(frozen=True)
class _Start:
    """One fresh process: seconds that its code took, of wall and CPU, and seconds of the whole process."""

    wall: float
    cpu: float
    whole: float


def measure(report: Report, socket: Path, quick: bool) -> None:
    """Measures against the canned server."""
    python = clean_python()
    programs = _programs(str(socket))
    starts: dict[str, list[_Start]] = {name: [] for name in programs}
    for number in range((_QUICK_ROUNDS if quick else _ROUNDS) + 1):
        for name, code in programs.items():
            start = _run(python, code)
            if number > 0:  # the first one writes the bytecode
                starts[name].append(start)

    def ratio(name: str, other: str) -> float:
        return paired_ratio([start.cpu for start in starts[name]], [start.cpu for start in starts[other]])

    rows = [
        (
            name,
            f"{median(start.wall for start in done) * 1e3:.0f}",
            f"{median(start.cpu for start in done) * 1e3:.0f}",
            f"{median(start.whole for start in done) * 1e3:.0f}",
            f"{ratio(name, _PARTS):.2f}",
        )
        for name, done in starts.items()
    ]
    columns = ("fresh process", "wall, ms", "CPU, ms", "whole process, ms", "CPU vs parts")
    goals = [
        Goal("import lxd + LXDClient() vs httpx, websockets, attrs", ratio(_OURS, _PARTS), 1.25),
        Goal("import lxd + AsyncLXDClient() vs httpx, websockets, attrs", ratio(_OURS_ASYNC, _PARTS), 1.25),
    ]
    report.table("Import and first request · canned server", columns, rows, goals)


def _programs(socket: str) -> dict[str, str]:
    return {
        _OURS: f"import lxd; lxd.LXDClient({socket!r})",
        _OURS_ASYNC: f"import lxd; lxd.AsyncLXDClient({socket!r})",
        _PARTS: _PARTS,
        "import httpx": "import httpx",
        "import pylxd": "import pylxd",
        "import aiohttp": "import aiohttp",
        "LXDClient: first instances.get": f"import lxd; lxd.LXDClient({socket!r}).instances.get('c1')",
        "httpx.Client: first get": (
            "import httpx, ssl; transport = httpx.HTTPTransport("
            f"uds={socket!r}, verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)); "
            f"httpx.Client(transport=transport).get('http://lxd{PATH}').json()"
        ),
        "pylxd: first instances.get": f"import pylxd; pylxd.Client(endpoint={socket!r}).instances.get('c1')",
        "http.client + json: first get": (
            "import http.client, json, socket; connection = http.client.HTTPConnection('lxd'); "
            f"connection.sock = socket.socket(socket.AF_UNIX); connection.sock.connect({socket!r}); "
            f"connection.request('GET', {PATH!r}); json.loads(connection.getresponse().read())"
        ),
    }


def _run(python: Path, code: str) -> _Start:
    measured = (
        "import time; wall, cpu = time.perf_counter(), time.process_time()\n"
        f"{code}\n"
        "print([time.perf_counter() - wall, time.process_time() - cpu])\n"
    )
    environment = {"PYTHONPATH": f"{ROOT}:{ROOT / 'generated'}", "HOME": "/nonexistent"}
    start = perf_counter()
    process = subprocess.run([python, "-c", measured], stdout=subprocess.PIPE, check=True, env=environment)
    whole = perf_counter() - start
    wall, cpu = json.loads(process.stdout)
    return _Start(wall, cpu, whole)
