"""A real OpenID provider on the loopback: Django OAuth Toolkit, in a process of its own.

It knows the device flow, and gives refresh tokens. Its word for somebody who logs in is a form that is posted, as a
browser would.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import httpx

__all__ = ["EMAIL", "OpenIDProvider", "running_provider"]

USER, PASSWORD, EMAIL = "ada", "l0velace", "ada@example.com"

CLIENT_ID = "lxd-cli"
"""What the provider knows LXD's clients as."""

_CSRF = "t" * 32
"""Shows, in a cookie and a header, that no other page has made the browser send a form."""

_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class OpenIDProvider:
    """The running provider, and what a person can do there.

    Args:
        issuer: its URL.
        database: where it keeps what it knows.
        verify: what vouches for it, where it is spoken to over TLS.
    """

    issuer: str
    database: Path
    verify: ssl.SSLContext | bool

    def decide(self, user_code: str, action: Literal["accept", "deny"] = "accept") -> None:
        """Logs in with a browser, enters a code, and decides what becomes of it."""
        with self._browser() as browser:
            browser.cookies.set("csrftoken", _CSRF)
            browser.headers.update({"X-CSRFToken": _CSRF, "Referer": self.issuer})
            page = browser.post("/login/", data={"username": USER, "password": PASSWORD})
            assert page.status_code == 302, page.text
            page = browser.post("/o/device/", data={"user_code": user_code})
            assert page.status_code == 302, page.text
            page = browser.post(page.headers["location"], data={"action": action})
            assert page.status_code == 302, page.text

    def revoke(self, token: str) -> None:
        """Ends a token before its time."""
        with self._browser() as browser:
            answer = browser.post("/o/revoke_token/", data={"token": token, "client_id": CLIENT_ID})
            assert answer.status_code == 200, answer.text

    def expire(self, token: str) -> None:
        """Lets an access token grow old."""
        checksum = hashlib.sha256(token.encode()).hexdigest()
        with closing(sqlite3.connect(self.database, timeout=20)) as database, database:
            changed = database.execute(
                "UPDATE oauth2_provider_accesstoken SET expires = '2001-01-01 00:00:00' WHERE token_checksum = ?",
                (checksum,),
            )
            assert changed.rowcount == 1

    def email_of(self, access_token: str) -> str | None:
        """Returns whose token that is; None if it is none, or not any more."""
        with self._browser() as browser:
            answer = browser.get("/o/userinfo/", headers={"Authorization": f"Bearer {access_token}"})
        return str(answer.json()["email"]) if answer.status_code == 200 else None

    def _browser(self) -> httpx.Client:
        return httpx.Client(
            base_url=self.issuer.removesuffix("/o"), verify=self.verify, trust_env=False, timeout=20
        )


@contextmanager
def running_provider(
    directory: Path,
    cert_path: Path | None = None,
    key_path: Path | None = None,
    *,
    willing: bool = False,
) -> Iterator[OpenIDProvider]:
    """Runs a provider.

    Args:
        directory: where it keeps its database.
        cert_path: what it shows of itself over TLS; None: it speaks plain HTTP.
        key_path: the key for that.
        willing: whether the user logs in wherever a login begins, without being asked.
    """
    database = directory / "provider.sqlite"
    command = [sys.executable, str(_HERE / "openid_provider_server.py"), str(database)]
    if cert_path is not None:
        command += [str(cert_path), str(key_path)]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "CLIENT": CLIENT_ID, "WILLING": "1" if willing else ""},
    ) as process:
        try:
            assert process.stdout is not None
            issuer = process.stdout.readline().strip()
            if not issuer:
                raise RuntimeError(f"the OpenID provider did not start: {process.communicate()[1]}")
            verify = ssl.create_default_context(cafile=cert_path) if cert_path is not None else False
            yield OpenIDProvider(issuer, database, verify)
        finally:
            process.terminate()
            process.communicate()
