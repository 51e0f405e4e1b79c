"""The one exception of the importer."""

from __future__ import annotations


class SpecError(Exception):
    """Says in one line why a file cannot be imported, and what can be done about it."""
