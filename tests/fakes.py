"""A server in memory: answers what it was told to, and remembers what it was asked."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeAlias
from urllib.parse import unquote_plus

import httpx

Script: TypeAlias = dict[str, Any] | httpx.Response | Exception | Callable[[httpx.Request], httpx.Response]
"""An envelope, a whole answer, an exception to raise, or what makes the answer."""


class FakeLXD:
    """Give a client its `transport`, and say with `on` what it answers."""

    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []
        self._scripts: dict[str, list[Script]] = {}

    @property
    def transport(self) -> httpx.MockTransport:
        """What a client is to send with."""
        return httpx.MockTransport(self._answer)

    @property
    def calls(self) -> list[str]:
        """What was asked, in order: ``"GET /1.0/instances?recursion=1"``, the query unquoted."""
        return [_call(request) for request in self.requests]

    def on(self, call: str, *scripts: Script) -> None:
        """Says what to answer, in order; the last answer is given again and again.

        Args:
            call: method and path, without the query.
            scripts: the answers.
        """
        self._scripts[call] = list(scripts)

    def count(self, call: str) -> int:
        """How often something was asked, whatever its query."""
        return sum(asked.partition("?")[0] == call for asked in self.calls)

    def sent(self, call: str) -> httpx.Request:
        """The only request of that method and path."""
        (request,) = (request for request in self.requests if _call(request).partition("?")[0] == call)
        return request

    def body(self, call: str) -> Any:
        """The JSON body of the only request of that method and path."""
        return json.loads(self.sent(call).content)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        call = _call(request).partition("?")[0]
        if call not in self._scripts:
            raise AssertionError(f"nobody expected {call}")
        scripts = self._scripts[call]
        script = scripts.pop(0) if len(scripts) > 1 else scripts[0]
        if isinstance(script, Exception):
            raise script
        return as_response(script) if isinstance(script, (dict, httpx.Response)) else script(request)


class AwaitedFile:
    """A file that is written to with ``await``, as aiofiles' are."""

    async def write(self, data: bytes) -> int:
        """Takes it."""
        return len(data)


def as_response(answer: dict[str, Any] | httpx.Response, **headers: str) -> httpx.Response:
    """An answer as it comes: an envelope under the HTTP status that LXD would send it with."""
    if isinstance(answer, httpx.Response):
        # The same answer may be given again, and a Response is read only once.
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)
    status = {"sync": 200, "async": 202}.get(answer["type"]) or answer["error_code"]
    return httpx.Response(status, json=answer, headers=headers)


def _call(request: httpx.Request) -> str:
    path, separator, query = request.url.raw_path.decode().partition("?")
    return f"{request.method} {path}{separator}{unquote_plus(query)}"
