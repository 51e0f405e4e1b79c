"""How a client that logs in by OpenID has to name itself."""

from __future__ import annotations

import platform

__all__ = ["OPENID_VERSION", "openid_user_agent"]

OPENID_VERSION = "6.9"
"""The release of LXD whose clients this one logs in like."""


def openid_user_agent(own: str) -> str:
    """Returns a user agent that LXD lets log in, and that still names this client.

    LXD takes tokens only from clients that say they keep cookies, in its own clients' form: the word LXD and a
    version, the system in brackets, features in brackets (https://github.com/canonical/lxd, lxd/request/user_agent.go).
    What stands behind the last bracket is not looked at, as long as there are no brackets in it.

    Args:
        own: the client's own name.
    """
    system = (platform.system() or "Linux").replace(" ", "")
    machine = (platform.machine() or "x86_64").replace(" ", "")
    return f"LXD {OPENID_VERSION} ({system}; {machine}) (cookiejar) {own.replace('(', '').replace(')', '')}"
