"""LXD's side of a login, as strict as LXD: a stand-in, for the LXD that tests can run knows no OpenID.

After https://github.com/canonical/lxd, ``lxd/auth/oidc/oidc.go``, ``lxd/request/user_agent.go``, ``lxd/daemon.go``.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable

from tests import envelopes
from tests.openid_provider import CLIENT_ID, EMAIL, OpenIDProvider
from tests.peers import Asked, Peer

__all__ = ["OpenIDLXD"]

DELETED = "session=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Secure; SameSite=Strict"


class OpenIDLXD:
    """Plays connections to an LXD that trusts whoever logs in at a provider.

    Attributes:
        asked: all requests.
        tokens: the tokens that it was shown.
        sessions: the sessions that are good, by their cookie.
        ended: those that were revoked.

    Args:
        provider: where to log in.
        changes: other headers of a refusal, their names with underscores.
    """

    def __init__(self, provider: OpenIDProvider, **changes: str) -> None:
        self.asked: list[Asked] = []
        self.tokens: list[str] = []
        self.sessions: set[str] = set()
        self.ended: set[str] = set()
        self.before: Callable[[Asked], None] = lambda asked: None
        """Called before a request is looked at."""
        self._provider = provider
        self._said = {
            "X-LXD-OIDC-issuer": provider.issuer,
            "X-LXD-OIDC-clientid": CLIENT_ID,
            "X-LXD-OIDC-audience": "",
            "X-LXD-OIDC-groups-claim": "",
            "X-LXD-OIDC-scopes": json.dumps(["openid", "email", "offline_access", "profile"]),
        } | {name.replace("_", "-"): value for name, value in changes.items()}

    def end_sessions(self) -> None:
        """Revokes all sessions, as an administrator does."""
        self.ended |= self.sessions
        self.sessions.clear()

    def forget_sessions(self) -> None:
        """Knows none of the sessions any more, as a server that was set up anew; it answers their cookies with 403."""
        self.sessions.clear()

    def __call__(self, peer: Peer) -> None:
        """Plays a connection."""
        while (asked := peer.request()) is not None:
            self.asked.append(asked)
            self.before(asked)
            headers: dict[str, str] = {}
            status, fault = self._authenticate(asked, headers)
            if fault:
                peer.answer(envelopes.error(status, fault), status, **headers)
            elif asked.headers.get("upgrade"):
                self._upgrade(peer, asked, headers)
                return
            else:
                server = envelopes.server(auth="trusted" if status == 200 else "untrusted")
                peer.answer(envelopes.sync(server), 200, **headers)

    def _authenticate(self, asked: Asked, headers: dict[str, str]) -> tuple[int, str]:
        """Returns status and fault: 200 and nothing for somebody who is trusted, 0 for a stranger who may ask."""
        token = _bearer(asked)
        if (session := _cookies(asked).get("session")) is not None:
            if session in self.sessions:
                return 200, ""
            headers["Set-Cookie"] = DELETED
            if session not in self.ended:
                return 403, "Failed OIDC Authentication: Session token invalid"
            if token:
                return self._take(token, asked, headers)
            return self._refuse("Session revoked, please log in again", headers)
        if token:
            return self._take(token, asked, headers)
        if asked.headers.get("authorization"):
            return self._refuse("No credentials found", headers)
        if asked.path == "/1.0" and "x-lxd-authenticated" not in asked.headers:
            return 0, ""
        headers |= self._said
        return 403, "not authorized"

    def _take(self, token: str, asked: Asked, headers: dict[str, str]) -> tuple[int, str]:
        """Looks whose token it is, and begins a session."""
        self.tokens.append(token)
        fault = user_agent_fault(asked.headers.get("user-agent", ""))
        if fault:
            return 400, fault
        if self._provider.email_of(token) != EMAIL:
            return self._refuse("Failed calling user info endpoint with given access token", headers)
        session = secrets.token_urlsafe(24)
        self.sessions.add(session)
        headers["Set-Cookie"] = (
            f"session={session}; Path=/; Expires=Fri, 01 Jan 2100 00:00:00 GMT; HttpOnly; Secure; SameSite=Strict"
        )
        return 200, ""

    def _refuse(self, why: str, headers: dict[str, str]) -> tuple[int, str]:
        headers |= self._said
        return 401, f"Failed OIDC Authentication: Failed authenticating: {why}"

    def _upgrade(self, peer: Peer, asked: Asked, headers: dict[str, str]) -> None:
        more = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        if asked.headers["upgrade"] == "sftp":
            head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: sftp\r\nConnection: Upgrade\r\n"
            peer.send(f"{head}{more}\r\nhello".encode())
            peer.wait_for_client()
            return
        peer.grant(asked, more)
        peer.event("lifecycle", {"action": "instance-started", "source": "/1.0/instances/c1"})
        peer.listen()


def _bearer(asked: Asked) -> str:
    return asked.headers.get("authorization", "").removeprefix("Bearer").strip()


def _cookies(asked: Asked) -> dict[str, str]:
    pairs = (pair.strip().partition("=") for pair in asked.headers.get("cookie", "").split(";"))
    return {name: value for name, _, value in pairs if name}


def user_agent_fault(text: str) -> str:
    """What LXD finds wrong with a user agent that wants to log in; empty: nothing."""
    product, separator, rest = text.partition(" (")
    if not separator or not product:
        return "User agent string must start with product and contain host information in parentheses"
    groups: list[str] = re.findall(r"\(([^()]*)\)", f"({rest}")
    if rest.count("(") + 1 != rest.count(")"):
        return "User agent contains unbalanced parentheses"
    words = product.split()
    if words[0] != "LXD" or not 2 <= len(words) <= 3 or words[2:] not in ([], ["LTS"]):
        return "Only LXD user agents are currently supported"
    if not 2 <= len(groups[0].split("; ")) <= 5 or len(groups) > 3:
        return "Host group must contain OS and architecture"
    features: list[str] = groups[-1].split("; ") if len(groups) > 1 else []
    if "cookiejar" not in features or any(" " in feature for feature in features):
        return "OIDC authentication requires persistent cookie support. Please update your client"
    return ""
