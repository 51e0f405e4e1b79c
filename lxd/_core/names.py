"""The name of what an operation makes, where LXD chose it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol
from urllib.parse import unquote, urlsplit

from lxd_api.models import Operation

__all__ = ["made_name", "own_name"]


def made_name(operation: Operation, kind: str) -> str:
    """Returns the name of the object that an operation makes, or ``""`` where the operation does not tell.

    Servers with the API extension ``operation_metadata_entity_url`` tell its URL in the metadata. Others tell it
    among the resources, under a key that differs from version to version; LXD 5.0.2 tells no snapshot's.

    Args:
        operation: the operation.
        kind: what it makes, as in the URL: ``"instances"``, ``"snapshots"``, ``"backups"``.
    """
    for url in _urls(operation):
        *_, found, name = ["", "", *urlsplit(url).path.split("/")]
        if found == kind and name:
            return unquote(name)
    return ""


class Named(Protocol):
    """What has a name."""

    @property
    def name(self) -> str:
        """The name."""


def own_name(part: Named) -> str:
    """Returns the name of a volume's snapshot or backup, before which lists put the volume's."""
    return part.name.rpartition("/")[2]


def _urls(operation: Operation) -> Iterator[str]:
    url = operation.metadata.get("entity_url")
    if isinstance(url, str):
        yield url
    for urls in operation.resources.values():
        yield from urls
