"""Long listings: from the bytes of an answer to models, in fresh processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from . import samples
from .decode_once import STRATEGIES
from .environment import stock_models
from .measure import paired_ratio
from .report import Goal, Report
from .targets import ROOT

__all__ = ["measure"]

_ROUNDS, _QUICK_ROUNDS = 7, 1
_COUNTS = (1000, 10000)
_OURS, _JSON, _, _, _STOCK, _ = STRATEGIES


@dataclass(frozen=True)
class _Decoded:
    """One process: seconds of CPU and wall, and bytes of memory at its peak, over what it had before."""

    cpu: float
    wall: float
    memory: float


def measure(report: Report, quick: bool) -> None:
    """Measures listings of 1,000 and 10,000 instances at recursion 2."""
    stock = stock_models()
    with tempfile.TemporaryDirectory() as directory:
        small = _write(Path(directory), 4)
        for count in _COUNTS:
            large = _write(Path(directory), count)
            done: dict[str, list[_Decoded]] = {name: [] for name in STRATEGIES}
            for _round in range(_QUICK_ROUNDS if quick else _ROUNDS):
                for name, decoded in done.items():
                    decoded.append(_run(name, stock, small, large))
            _show(
                report,
                f"Decoding {count:,} instances at recursion 2, {large.stat().st_size / 1e6:.1f} MB",
                done,
            )


def _show(report: Report, title: str, done: dict[str, list[_Decoded]]) -> None:
    def ratio(name: str, other: str) -> float:
        return paired_ratio(_cpus(done[name]), _cpus(done[other]))

    rows = [
        (
            name,
            f"{median(_cpus(decoded)) * 1e3:.0f}",
            f"{median(each.wall for each in decoded) * 1e3:.0f}",
            f"{median(each.memory for each in decoded) / 1e6:.0f}",
            f"{ratio(name, _JSON):.2f}",
            f"{ratio(_STOCK, name):.1f}",
        )
        for name, decoded in done.items()
    ]
    columns = (
        "from bytes to",
        "CPU, ms",
        "wall, ms",
        "peak memory, MB",
        "CPU vs json.loads",
        "times faster than stock",
    )
    what = title.partition(" at ")[0]
    goals = [
        Goal(f"{what}: CPU vs json.loads to dicts", ratio(_OURS, _JSON), 1.4),
        Goal(f"{what}: times faster than stock models", ratio(_STOCK, _OURS), 4, at_least=True),
    ]
    # The reach is for the long listing; in a short one the garbage collector has less to say.
    report.table(title, columns, rows, goals if "10,000" in title else ())


def _write(directory: Path, count: int) -> Path:
    path = directory / f"{count}.json"
    path.write_bytes(samples.envelope(samples.listing(count, 2)))
    return path


def _run(name: str, stock: Path, small: Path, large: Path) -> _Decoded:
    command = [sys.executable, "-m", f"{__package__}.decode_once", name, str(small), str(large)]
    paths = f"{stock}:{ROOT}:{ROOT / 'generated'}"
    environment = {**os.environ, "PYTHONPATH": paths, "PYLXD_WARNINGS": "none"}
    process = subprocess.run(command, stdout=subprocess.PIPE, check=True, env=environment, cwd=ROOT)
    return _Decoded(*json.loads(process.stdout))


def _cpus(decoded: Sequence[_Decoded]) -> list[float]:
    return [each.cpu for each in decoded]
