"""LXD's side of bearer tokens: a stand-in, for the LXD that tests can run knows none."""

from __future__ import annotations

import base64
import json
from typing import Any

from cryptography.hazmat.primitives import hashes

from tests import envelopes
from tests.identities import Identity
from tests.peers import Asked, Peer

__all__ = ["SIGNATURE", "BearerLXD", "fingerprint", "make_token"]

SIGNATURE = "c2lnbmF0dXJl"
_LATER = 4102444800


def make_token(**claims: Any) -> str:
    """A token as LXD makes them, signed by nobody."""
    parts = ({"alg": "HS256", "typ": "JWT"}, {"sub": "ci", "exp": _LATER} | claims)
    texts = [base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts]
    return ".".join([*texts, SIGNATURE])


def fingerprint(identity: Identity) -> str:
    """What a token names a certificate by."""
    return identity.certificate.fingerprint(hashes.SHA256()).hex()


class BearerLXD:
    """A server that trusts whoever has a token."""

    def __init__(self, token: str) -> None:
        self.asked: list[Asked] = []
        self._token = token

    def __call__(self, peer: Peer) -> None:
        while (asked := peer.request()) is not None:
            self.asked.append(asked)
            if asked.headers.get("authorization") != f"Bearer {self._token}":
                peer.answer(envelopes.error(403, "Failed verifying bearer token"), 403)
            elif asked.headers.get("upgrade") == "sftp":
                peer.send(
                    b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: sftp\r\nConnection: Upgrade\r\n\r\nhello"
                )
                peer.wait_for_client()
                return
            elif asked.headers.get("upgrade"):
                peer.grant(asked)
                peer.event("lifecycle", {"action": "x"})
                peer.listen()
                return
            else:
                peer.answer(envelopes.sync(envelopes.server()))
