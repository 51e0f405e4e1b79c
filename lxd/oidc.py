"""Logging in at a server's OpenID provider: what both clients need to know for it.

::

    from lxd import LXDClient
    from lxd.oidc import OIDC, DeviceCode

    def show(code: DeviceCode) -> None:
        print(f"Open {code.url} and enter {code.user_code}")

    with LXDClient("https://lxd.example.com:8443", oidc=OIDC(on_code=show)) as client:
        print(client.server.get().auth)
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["OIDC", "DeviceCode"]


@dataclass(frozen=True, slots=True)
class DeviceCode:
    """What somebody has to do to log in: open a page, on any device, and enter a code there.

    Args:
        verification_uri: the page.
        user_code: the code to be entered there. It is no secret of the program's, but whoever has it can be talked
            into logging in with it: show it to nobody but the one who is to log in.
        expires_in: seconds until the code is of no use any more.
        verification_uri_complete: a page that knows the code already; None where the provider has none.
    """

    verification_uri: str
    user_code: str
    expires_in: float
    verification_uri_complete: str | None = None

    @property
    def url(self) -> str:
        """The page to open: the one that knows the code already, where there is one."""
        return self.verification_uri_complete or self.verification_uri


@dataclass(frozen=True, slots=True, kw_only=True)
class OIDC:
    """How to log in at the OpenID provider that a server names (device flow of RFC 8628).

    It holds no state and can be given to any number of clients, of both kinds.

    Args:
        on_code: is told where to log in, and returns at once; the client, which it must not use, goes on asking the
            provider whether that has happened. An ``async def`` will do for `AsyncLXDClient`. None: nobody can be
            asked, and where the tokens that were kept do not suffice a `LoginNeeded` is raised.
        tokens_path: the file where tokens are kept, as ``lxc`` keeps them: ``oidctokens/<remote>.json`` in its
            directory. None: they are forgotten with the client.
        cookies_path: the file where the server's session cookie is kept, as ``lxc`` keeps it: ``jars/<remote>``.
            None: it is forgotten with the client.
        ca_path: certificates of more authorities that may vouch for the provider (PEM), for one of your own.
        timeout: seconds that somebody has to log in, if the provider does not give up before.

    Raises:
        ValueError: there is no sense in `timeout`.
    """

    on_code: Callable[[DeviceCode], object] | None = None
    tokens_path: str | os.PathLike[str] | None = None
    cookies_path: str | os.PathLike[str] | None = None
    ca_path: str | os.PathLike[str] | None = None
    timeout: float = 600.0

    def __post_init__(self) -> None:
        if self.timeout <= 0:
            raise ValueError("timeout must be more than 0 seconds")
