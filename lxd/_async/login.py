"""Logging in at a server's OpenID provider, and what is kept of it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from copy import copy
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, TypeAlias
from urllib.parse import urlsplit

import httpx

from lxd._async._io import finish, in_thread, new_lock, now, sleep, to_the_end
from lxd._core.cookies import Cookies, parse_cookies
from lxd._core.oidc import (
    Challenge,
    Polling,
    Provider,
    device_form,
    discovery_url,
    read_challenge,
    read_device,
    read_provider,
    read_tokens,
    refresh_form,
)
from lxd._core.oidc_tokens import Tokens, parse_tokens, render_tokens
from lxd._core.proxies import choose_proxy
from lxd._core.tls import provider_context
from lxd._private_files import read_private_file, write_private_file
from lxd.errors import Asked, LoginError, LoginNeeded, LXDError
from lxd.oidc import OIDC

__all__ = ["AsyncLogin", "Source"]

log = logging.getLogger("lxd")

Source: TypeAlias = Literal["file", "refresh", "login", "others"]
"""From where tokens come: the file where somebody else kept them, the provider without or with a login, or another
request that was refused, too."""

_TIMEOUT = 10.0
"""Seconds that a provider gets for each step of an answer."""

_LIMIT = 1 << 20
"""Bytes that a provider's answer may have."""


class AsyncLogin:
    """What a client has of a login: tokens, which it renews when the server wants others, and cookies.

    Args:
        oidc: how to log in.
        host: the server.
        proxy: the proxy through which the provider is reached, as the user gave it.
        publish: is told what tells the server who we are, whenever that changes.
    """

    def __init__(
        self,
        oidc: OIDC,
        host: str,
        proxy: str | Literal[False] | None,
        publish: Callable[[Mapping[str, str]], None],
    ) -> None:
        self._oidc = oidc
        self._host = host.lower()
        self._proxy = proxy
        self._publish = publish
        self._tokens: Tokens | None = None
        self._cookies = Cookies()
        self._is_loaded = False
        self._changing = new_lock()
        self._failures = 0
        self._fault: LXDError | None = None
        self.generation = 0
        """How often the tokens have been renewed."""

    def headers(self) -> dict[str, str]:
        """Returns what tells the server who we are."""
        token = "" if self._tokens is None else self._tokens.access_token
        # Without a token, too: so the server knows that we can log in. And no server is to answer as to a stranger.
        headers = {"Authorization": f"Bearer {token}".strip(), "X-LXD-authenticated": "true"}
        if cookies := self._cookies.header(self._host, _time()):
            headers["Cookie"] = cookies
        return headers

    async def load(self) -> None:
        """Reads what was kept, once.

        Raises:
            LXDError: a file is not what it should be.
        """
        if self._is_loaded:
            return
        async with self._changing:
            if not self._is_loaded:
                await in_thread(self._read_files)
                self._publish(self.headers())
                self._is_loaded = True

    async def keep_cookies(self, lines: Sequence[str]) -> None:
        """Keeps the cookies that came with an answer.

        Args:
            lines: the values of its headers ``Set-Cookie``.
        """
        if not lines:
            return
        former = self._cookies
        self._cookies = former.updated(self._host, lines, _time())
        if self._cookies is former:
            return
        self._publish(self.headers())
        if self._oidc.cookies_path is not None:
            await self._keep(self._oidc.cookies_path, self._cookies.render())

    async def renew(
        self, headers: Mapping[str, str], used: int, asked: Asked, tried: Collection[Source]
    ) -> Source | None:
        """Gets other tokens, once for all requests that were refused with the same ones.

        Args:
            headers: the headers of the server's refusal.
            used: the generation of the tokens that it refused.
            asked: what was asked of it.
            tried: from where this request had tokens already that were refused, too.

        Returns:
            From where there are other tokens now; None if the server does not say where to get them, or refuses those
            of a login, too.

        Raises:
            LoginError: it could not be done.
        """
        challenge = read_challenge(headers)
        if challenge is None:
            return None
        failures = self._failures
        async with self._changing:
            if self.generation != used:
                return "others"
            if self._failures != failures and self._fault is not None:
                # Who asks in turn for what was just refused would only annoy whoever is asked.
                raise copy(self._fault) from self._fault
            try:
                return await self._obtain(challenge, tried)
            except LXDError as error:
                error.asked = error.asked or asked
                self._failures += 1
                self._fault = error
                raise

    async def _take(self, tokens: Tokens, *, keep: bool = True) -> None:
        """Has tokens sent from now on, and keeps them."""
        self._tokens = tokens.after(self._tokens)
        self.generation += 1
        self._publish(self.headers())
        if keep and self._oidc.tokens_path is not None:
            await self._keep(self._oidc.tokens_path, render_tokens(self._tokens, _time()))

    async def _obtain(self, challenge: Challenge, tried: Collection[Source]) -> Source | None:
        """Gets tokens: somebody else's that were kept meanwhile, with the refresh token, or by a login.

        Nobody is asked twice for the same request.
        """
        tokens = self._tokens
        if "file" not in tried and await self._take_kept(tokens):
            return "file"  # another program was here; refreshing the old ones would fail
        context = await in_thread(provider_context, self._oidc.ca_path)
        host = urlsplit(challenge.issuer).hostname or ""
        proxy = None if (chosen := choose_proxy(host, self._proxy)) is None else chosen.url()
        async with httpx.AsyncClient(
            verify=context, proxy=proxy, timeout=_TIMEOUT, trust_env=False, follow_redirects=False
        ) as http:
            provider = read_provider(
                challenge.issuer, *await _ask(http, "GET", discovery_url(challenge.issuer))
            )
            if tokens is not None and tokens.may_be_shown_to(provider.issuer) and "refresh" not in tried:
                # With the answer the old refresh token is of no use any more, so that nothing may come in between.
                form = refresh_form(challenge, tokens.refresh_token)
                if await to_the_end(lambda: self._refresh(http, provider, form), _TIMEOUT):
                    return "refresh"
                if "file" not in tried and await self._take_kept(tokens):
                    return "file"  # another program was faster: a refresh token can be used once
            if "login" in tried:
                return None
            await self._take(await self._log_in(http, provider, challenge))
            return "login"

    async def _take_kept(self, old: Tokens | None) -> bool:
        """Takes what is kept; returns whether it is something else than what was used."""
        kept = await in_thread(self._read_tokens)
        if kept is None or (old is not None and kept.access_token == old.access_token):
            return False
        await self._take(kept, keep=False)
        return True

    async def _refresh(self, http: httpx.AsyncClient, provider: Provider, form: Mapping[str, str]) -> bool:
        """Gets tokens for the refresh token; returns whether the provider gave any."""
        answer = await _ask(http, "POST", provider.token_endpoint, form)
        try:
            tokens = read_tokens(provider, *answer)
        except LoginError as error:
            log.info("%s; a new login is needed", error)
            return False
        await self._take(tokens)
        return True

    async def _log_in(self, http: httpx.AsyncClient, provider: Provider, challenge: Challenge) -> Tokens:
        """Has somebody log in."""
        if self._oidc.on_code is None:
            raise LoginNeeded(
                f"somebody has to log in at {provider.issuer}",
                hint="OIDC(on_code=...) is told where, and `lxc` can log in for a remote that both use",
            )
        if not provider.device_endpoint:
            raise LoginError(f"the OpenID provider {provider.issuer} knows no login by another device")
        answer = await _ask(http, "POST", provider.device_endpoint, device_form(challenge))
        device = read_device(provider, *answer)
        polling = Polling(provider, challenge, device, self._oidc.timeout, now())
        await finish(self._oidc.on_code(device.code))
        tokens = None
        while tokens is None:
            await sleep(polling.pause(now()))
            try:
                answer = await _ask(http, "POST", provider.token_endpoint, polling.form)
            except LoginError as error:
                log.info("%s; trying again", error)
                polling.was_not_heard()
            else:
                tokens = polling.read(*answer)
        return tokens

    async def _keep(self, path: object, text: str) -> None:
        """Writes a file; who cannot is logged in all the same."""
        try:
            await in_thread(write_private_file, Path(str(path)), text)
        except LXDError as error:
            log.warning("the login is not kept: %s", error)

    def _read_tokens(self) -> Tokens | None:
        path = self._oidc.tokens_path
        return None if path is None else parse_tokens(read_private_file(path) or "", path)

    def _read_files(self) -> None:
        self._tokens = self._read_tokens()
        cookies_path = self._oidc.cookies_path
        if cookies_path is not None:
            self._cookies = parse_cookies(read_private_file(cookies_path) or "", cookies_path)


def _time() -> datetime:
    return datetime.now(UTC)


async def _ask(
    http: httpx.AsyncClient, method: str, url: str, form: Mapping[str, str] | None = None
) -> tuple[int, bytes]:
    """Asks a provider.

    Raises:
        LoginError: it does not answer.
    """
    content = bytearray()
    try:
        async with http.stream(method, url, data=form, headers={"Accept": "application/json"}) as response:
            async for chunk in response.aiter_bytes():
                content += chunk
                if len(content) > _LIMIT:
                    raise LoginError(f"the OpenID provider's answer from {url} is too long")
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        words = str(error) or type(error).__name__
        if isinstance(error, httpx.HTTPError):
            error.request = httpx.Request(method, url)  # the real one has secrets in its body
        raise LoginError(
            f"the OpenID provider cannot be asked at {url}: {words}",
            hint="OIDC(ca_path=...) names an authority of your own, where it has a certificate of one",
        ) from error
    return response.status_code, bytes(content)
