"""Who a client is to a server that does not know its certificate: a bearer token, or a login at an OpenID provider."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal, TypeVar

import httpx

from lxd._async._io import Call
from lxd._core.answers import read_content
from lxd._core.bearer import read_claims
from lxd._core.user_agent import openid_user_agent
from lxd.errors import Forbidden, LXDAPIError, NotAuthenticated

if TYPE_CHECKING:
    from lxd._async.content import AsyncContent
    from lxd._async.login import AsyncLogin
    from lxd._async.transport import AsyncTransport, Received
    from lxd.oidc import OIDC

__all__ = ["AsyncAccess"]

T = TypeVar("T")

_LOGINS = 3
"""How often a request may make one get other tokens: from a file, from the provider, and by a login."""

_GENERATION = "login"
"""Which of the login's tokens a request was sent with, among its extensions."""

_TRIED = "tried"
"""From where a request had tokens that were refused, among its extensions."""


class AsyncAccess:
    """Sees to it that a transport's requests say who they come from, and that they are repeated after a login.

    Args:
        transport: the transport.
        oidc: how to log in at the server's OpenID provider.
        bearer_token: a token that LXD issued; `oidc` goes before it.
        proxy: the proxy to the provider, as the user gave it.
    """

    def __init__(
        self,
        transport: AsyncTransport,
        oidc: OIDC | None,
        bearer_token: str | None,
        proxy: str | Literal[False] | None,
    ) -> None:
        self._transport = transport
        self._login: AsyncLogin | None = None
        self._claims = None if bearer_token is None else read_claims(bearer_token)
        if oidc is not None:
            # It takes what a bearer token does not need.
            from lxd._async.login import AsyncLogin

            self._login = AsyncLogin(oidc, transport.endpoint.host, proxy, self._publish)
            transport.headers["User-Agent"] = openid_user_agent(transport.headers["User-Agent"])
        elif bearer_token is not None:
            transport.headers["Authorization"] = f"Bearer {bearer_token}"

    async def prepare(self, *, once: bool = False) -> None:
        """Makes sure that what is kept of a login is sent.

        Args:
            once: whether the request that follows can be sent only once, so that the login has to be a good one.
        """
        if self._login is None:
            return
        await self._login.load()
        if once:
            read_content(*await self._transport.request("GET", "/1.0"))

    async def regain(self, request: httpx.Request, received: Received | AsyncContent, logins: int) -> bool:
        """Takes the cookies of an answer, and logs in where it asks for that.

        Args:
            request: the request.
            received: its answer.
            logins: how often that was done for this request already.

        Returns:
            Whether to send the request again; then it is ready for that, and the answer closed.

        Raises:
            LXDAPIError: the server refuses the bearer token.
            LoginError: logging in failed.
        """
        login = self._login
        if login is None:
            if received.status in (401, 403):
                await self._explain(received)
            return False
        await login.keep_cookies(received.headers.get_list("set-cookie"))
        # A body that comes in parts has been sent, and is gone.
        may_go_on = logins < _LOGINS and isinstance(request.stream, httpx.ByteStream)
        if not may_go_on or received.status not in (401, 403):
            return False
        if received.status == 401:
            tried = request.extensions.setdefault(_TRIED, [])
            used = request.extensions.get(_GENERATION, 0)
            source = await login.renew(received.headers, used, received.asked, tried)
            if source is None:
                return False
            tried.append(source)
        elif request.headers.get("Cookie") == login.headers().get("Cookie"):
            return False  # else it was sent with a session that has ended, which LXD says with 403
        request.headers.pop("Cookie", None)
        request.headers.update(login.headers())
        request.extensions[_GENERATION] = login.generation
        if not isinstance(received, tuple):
            await received.aclose()
        return True

    async def keep_cookies(self, lines: Sequence[str]) -> None:
        """Keeps the cookies that the server has set.

        Args:
            lines: the values of an answer's headers ``Set-Cookie``.
        """
        if self._login is not None:
            await self._login.keep_cookies(lines)

    async def open(self, open_once: Call[T]) -> T:
        """Opens what is no plain request, and does so again after a login where the server asks for one.

        Args:
            open_once: opens it.
        """
        await self.prepare()
        try:
            return await open_once()
        except (Forbidden, NotAuthenticated) as error:
            if self._login is None:
                raise self._explained(error) from None
        await self.prepare(once=True)
        return await open_once()

    def extensions(self) -> dict[str, int]:
        """Returns what a request has to remember."""
        return {} if self._login is None else {_GENERATION: self._login.generation}

    def _publish(self, headers: Mapping[str, str]) -> None:
        """Has requests sent with what is known of the login now."""
        kept = {name: self._transport.headers[name] for name in ("Host", "User-Agent")}
        self._transport.headers = {**kept, **headers}

    async def _explain(self, received: Received | AsyncContent) -> None:
        """Raises a refusal, and says what may be wrong with the token."""
        content = received.content if isinstance(received, tuple) else await received.read()
        try:
            read_content(received.status, received.headers, content, received.asked)
        except (Forbidden, NotAuthenticated) as error:
            raise self._explained(error) from None
        finally:
            if not isinstance(received, tuple):
                await received.aclose()

    def _explained(self, error: LXDAPIError) -> LXDAPIError:
        expiry = None if self._claims is None else self._claims.expiry_words(time.time())
        error.hint = (
            f"{expiry}: have another one issued"
            if expiry
            else "the server does not take this bearer token, or whom it was issued to may not do this"
        )
        return error
