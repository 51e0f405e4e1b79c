"""Rules of networks and what belongs to them."""

from __future__ import annotations

import ipaddress
from urllib.parse import unquote, urlsplit

__all__ = ["heard_at"]


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
