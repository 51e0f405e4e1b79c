"""Warnings: what LXD noticed."""

from __future__ import annotations

from lxd_api.models import Warning, WarningPut  # noqa: A004  (it is what LXD calls it)

__all__ = ["Warning", "WarningPut"]
