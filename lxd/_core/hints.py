"""What a user can do about an error of LXD's, where that is known."""

from __future__ import annotations

import re

__all__ = ["hint_for"]

_BY_STATUS = {
    401: "this server wants a login at its OpenID provider; oidc=OIDC(...) says how",
    403: "this client's certificate is not trusted by the server, or is not allowed to do this; see authenticate()",
    412: "it was changed since it was read: read it again and repeat the change",
    503: "LXD is starting or shutting down; try again in a moment",
}

_BY_WORDS = {
    r"child operations failed": "operations.get(id, recursion=1).children tells what became of each",
    r"event connection with target cluster member|Unable to connect to: \S+ \(\[dial tcp": (
        "the cluster member that this needs is not online; cluster.members.list() tells the status of each"
    ),
    r"Failed to begin transaction: context deadline exceeded|no available dqlite leader": (
        "the cluster's database does not answer: it needs a majority of its members online"
    ),
}
"""By patterns of what LXD says. Clusters have no status of their own for what ails them: all is 500."""


def hint_for(reason: str, status: int | None = None) -> str | None:
    """Returns what to do about an error; None where that is not known.

    Args:
        reason: LXD's own words.
        status: the code of the answer; None for an operation's end, whose codes say little.
    """
    for pattern, hint in _BY_WORDS.items():
        if re.search(pattern, reason):
            return hint
    return None if status is None else _BY_STATUS.get(status)
