"""What is tried again, and when."""

from __future__ import annotations

__all__ = ["RETRIES", "backoff", "is_repeatable"]

RETRIES = 4
"""How often a request is repeated at most: with `backoff` that takes four seconds."""


def is_repeatable(method: str) -> bool:
    """Whether a request may be sent twice: the server may have acted on the first one before it broke off."""
    return method in ("GET", "HEAD")


def backoff(attempt: int) -> float:
    """Returns the seconds to wait before attempt number `attempt`, counted from 1."""
    return 0.1 * 3.0 ** (attempt - 1)
