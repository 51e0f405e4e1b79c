"""Rules of networks and what belongs to them."""

from __future__ import annotations

import ipaddress
from urllib.parse import unquote, urlsplit

from lxd._core.values import Body, plain_body

__all__ = ["heard_at", "subset_body"]


def subset_body(body: Body) -> dict[str, object]:
    """Writes the body of a PATCH of what belongs to networks.

    LXD hangs up on one without ``config`` for an object that has any: it merges the keys into a map that is not there
    (``networkACLPut`` and its kin, in all releases up to 6.9).
    """
    data = plain_body(body)
    if data.get("config") is None:
        data["config"] = {}
    return data


def heard_at(asked: object, location: str | None) -> str:
    """Returns the address that a new forward or load balancer listens on, or ``""`` where nothing tells yet.

    Servers that create it at once name it in the Location; others do in the operation's metadata.

    Args:
        asked: the address that was asked for; LXD chooses one for the address that stands for all, and for none.
        location: the answer's header of that name.
    """
    if location:
        *_, kind, name = ["", "", *urlsplit(location).path.split("/")]
        if kind in ("forwards", "load-balancers"):
            return unquote(name)
    try:
        address = ipaddress.ip_address(str(asked))
    except ValueError:
        return ""
    return "" if address.is_unspecified else str(address)
