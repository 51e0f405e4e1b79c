"""Names of logs."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

__all__ = ["is_command_output", "log_name"]


def is_command_output(log: str) -> bool:
    """Whether a log is what a command wrote, recorded."""
    return log.startswith("exec_") and log.endswith((".stdout", ".stderr"))


def log_name(url: str) -> str:
    """Returns a log's name from its URL."""
    return unquote(urlsplit(url).path.rpartition("/")[2])
