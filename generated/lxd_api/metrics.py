"""Requests of LXD's area `metrics`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from .types import (
    Request,
    given,
    read_text,
)

__all__ = [
    "metrics_get",
]


def metrics_get(*, project: str | None = None, target: str | None = None) -> Request[str]:
    """Gets the metrics.

    `GET /1.0/metrics`

    Scope: project, target.
    """
    return Request(
        method="GET",
        path="/1.0/metrics",
        operation_id="metrics_get",
        kind="text",
        decode=read_text,
        query=given({"project": project, "target": target}),
        scope=frozenset(["project", "target"]),
    )
