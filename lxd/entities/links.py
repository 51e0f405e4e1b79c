"""Links: how LXD names objects in a list at recursion 0."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

from lxd.errors import UnexpectedAnswer

__all__ = ["Link"]


class Link:
    """A link to one of LXD's objects; fetching it is one request, every time.

    With `lxd.AsyncLXDClient` a link is awaited, ``instance = await link``, as often as one likes; in both
    clients it has ``fetch()``.

    Args:
        url: the object's URL, such as ``/1.0/instances/c1?project=p``.
        project: the object's project where the URL says none: LXD leaves its default one out.

    Raises:
        UnexpectedAnswer: that is no URL of an object of LXD's.
    """

    __slots__ = ("names", "project", "target", "url")

    def __init__(self, url: str, project: str | None = None) -> None:
        # asyncio.gather() takes equal awaitables for one, so that links stay unequal, whatever they point to.
        parts = urlsplit(url if isinstance(url, str) else "")
        version, *names = parts.path.removeprefix("/").split("/")
        if version != "1.0" or len(names) < 2 or not all(names):
            raise UnexpectedAnswer(f"{url!r} is no URL of an object of LXD's")
        query = parse_qs(parts.query)
        self.url = url
        self.names = tuple(unquote(name) for name in names)
        """The URL's path, taken apart: ``("instances", "c1")``."""
        self.project = query.get("project", [project])[0]
        """The object's project; None for the client's own."""
        self.target = query.get("target", [None])[0]
        """The cluster member that the URL says; None for the client's own."""

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.url}>"

    def __str__(self) -> str:
        return self.url
