# Written by scripts/unasync.py from lxd/_async/links.py. Change that, and run `make sync`.

"""Links that lists at recursion 0 give."""

from __future__ import annotations

from typing import TypeVar

from lxd._sync._io import Fetchable, Getter
from lxd.entities import links as entities

__all__ = ["Link"]

T = TypeVar("T")


class Link(entities.Link, Fetchable[T]):
    """A link to an object of one client's server; fetching it is one request, every time.

    Args:
        url: the object's URL.
        project: the object's project where the URL says none.
        fetch: fetches the object.
    """

    __slots__ = ("_fetch",)

    def __init__(self, url: str, project: str | None, fetch: Getter[Link[T], T]) -> None:
        super().__init__(url, project)
        self._fetch = fetch

    @property
    def name(self) -> str:
        """What the object is called in its area: its name, fingerprint, address or id."""
        return self.names[-1]

    def fetch(self) -> T:
        """Fetches the object."""
        return self._fetch(self)
