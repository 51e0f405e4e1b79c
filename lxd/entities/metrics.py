"""Metrics of the server and its instances, read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["MetricSample"]


@dataclass(frozen=True, slots=True)
class MetricSample:
    """One measured value.

    Args:
        name: what was measured, such as ``"lxd_memory_MemFree_bytes"``.
        labels: of what: ``{"name": "c1", "project": "default", "type": "container"}``.
        value: the value.
        type: ``"counter"``, ``"gauge"``, …; ``"unknown"`` where the server does not say.
        help: what it means, in LXD's words.
        timestamp: when it was measured, as it was written; LXD writes none.
    """

    name: str
    labels: Mapping[str, str]
    value: float
    type: str = "unknown"
    help: str = ""
    timestamp: float | None = None
