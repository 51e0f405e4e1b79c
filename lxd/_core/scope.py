"""The defaults that every request of a client carries: project and cluster member."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

__all__ = ["Scope"]


@dataclass(frozen=True, slots=True)
class Scope:
    """Defaults for requests that name no project or cluster member of their own.

    Args:
        project: LXD's ``default`` project where it is None.
        target: the cluster member; LXD's own choice where it is None.
    """

    project: str | None = None
    target: str | None = None

    def apply(self, query: Mapping[str, str], takes: Collection[str]) -> Mapping[str, str]:
        """Adds the defaults to a request's query.

        Args:
            query: what the request itself says, which goes first.
            takes: which of ``"project"`` and ``"target"`` the endpoint takes; others ignore or refuse them.
        """
        added = {}
        # LXD refuses `project` beside `all-projects`.
        if self.project is not None and "project" in takes and query.get("all-projects") != "true":
            added["project"] = self.project
        if self.target is not None and "target" in takes:
            added["target"] = self.target
        return {**added, **query} if added else query
