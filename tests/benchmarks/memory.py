"""How much memory a process has."""

from __future__ import annotations

from pathlib import Path

__all__ = ["resident_memory"]


def resident_memory(pid: int | str = "self", *, peak: bool = False) -> int:
    """Bytes of a process in memory now, or at most so far; 0 of one that has ended."""
    name = "VmHWM:" if peak else "VmRSS:"
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) << 10 for line in lines if line.startswith(name)), 0)
