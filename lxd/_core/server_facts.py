"""What a client has learnt about its server, from any answer that tells it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal, TypeAlias

from lxd.errors import Asked, ExtensionMissing, LXDError

__all__ = ["Filtering", "ServerFacts"]

Filtering: TypeAlias = Literal["exact", "patterns", "typed"]
"""How a server compares: texts only, and for themselves (before LXD 5.0.1, and 5.1); texts only, as regular expressions
that ignore case (5.0.1 and 5.0.2, 5.2 to 5.15); numbers and booleans, too."""


class ServerFacts:
    """The server's API extensions and version: asked for once, shared by all scopes of a client."""

    __slots__ = ("_extensions", "failures", "fault", "version")

    def __init__(self) -> None:
        self._extensions: frozenset[str] | None = None
        self.version = ""
        self.failures = 0
        """How often asking the server failed."""
        self.fault: LXDError | None = None
        """Why it failed the last time."""

    @property
    def are_known(self) -> bool:
        """Whether the server has been asked."""
        return self._extensions is not None

    @property
    def filtering(self) -> Filtering:
        """How the server compares in filters."""
        # No API extension is about that, but this one came in the very releases that compare by type. A version says
        # less: the 5.0.2 of Debian 13 is nearly 5.0.3.
        if self.has("network_allocations"):
            return "typed"
        numbers = [int(number) for number in re.findall(r"\d+", self.version)[:3]]
        release = (*numbers, 0, 0, 0)[:3]
        return "exact" if release < (5, 0, 1) or release[:2] == (5, 1) else "patterns"

    def learn(self, extensions: Iterable[str], version: str) -> None:
        """Keeps what the server said of itself."""
        self._extensions = frozenset(extensions)
        self.version = version

    def has(self, extension: str) -> bool:
        """Whether the server has an API extension."""
        return extension in (self._extensions or ())

    def require(self, needed: Mapping[str, str], asked: Asked | None = None) -> None:
        """Makes sure that the server has the API extensions that something needs.

        Args:
            needed: what needs which extension.
            asked: what was to be asked of it.

        Raises:
            ExtensionMissing: it lacks one.
        """
        for what, extension in needed.items():
            if not self.has(extension):
                raise ExtensionMissing(extension, what, self.version, asked=asked)
