"""From the bytes of an answer to what they mean: metadata, a background operation, or an exception.

What an answer is, its body's ``type`` says: not the HTTP status and not the API description. One call is
answered at once by one server and in the background by another, and an error may come under HTTP 200.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, TypeVar
from urllib.parse import urlsplit

from lxd._core.codec import LARGE, RawJSON, decode_elements, decode_json, decode_outline, held_gc
from lxd._core.hints import hint_for
from lxd.errors import (
    Asked,
    BadRequest,
    Conflict,
    Forbidden,
    LXDAPIError,
    NotAuthenticated,
    NotFound,
    NotImplementedOnServer,
    PreconditionFailed,
    ServerError,
    Unavailable,
    UnexpectedAnswer,
)

__all__ = ["Answer", "api_error", "mask_secrets", "read_answer", "read_content"]

T = TypeVar("T")

_BY_STATUS: dict[int, type[LXDAPIError]] = {
    400: BadRequest,
    401: NotAuthenticated,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    412: PreconditionFailed,
    501: NotImplementedOnServer,
    503: Unavailable,
}

_REDIRECTS = (301, 302, 303, 307, 308)

_SHOWN = 200
"""Bytes of an unexpected body that go into the error."""

_SECRET = re.compile(r"(?<=[?&])(secret|password|token|trust_token)=[^&]*")


@dataclass
class Answer:
    """An answer of LXD that is no error.

    Args:
        asked: what was asked of which server.
        type: ``"sync"``: done; ``"async"``: `operation` does it in the background; ``"content"``: the body is
            no JSON of LXD's but what was asked for, such as a file.
        unread: the metadata, which `metadata` and `read` give; of a large body not parsed yet.
        operation: the operation's URL; empty unless async.
        status: the HTTP status.
        headers: the answer's headers, by lower-case name.
        content: the body as it came.
    """

    asked: Asked
    type: Literal["sync", "async", "content"]
    unread: Any = field(repr=False)  # it may hold secrets
    operation: str = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)  # cookies
    content: bytes = field(default=b"", repr=False)

    @cached_property
    def metadata(self) -> Any:
        """The result as plain data; of an async answer the operation; None of content."""
        return self.read(lambda metadata: list(metadata) if isinstance(metadata, Iterator) else metadata)

    def read(self, decode: Callable[[Any], T]) -> T:
        """Reads the metadata.

        Args:
            decode: how to read it.

        Raises:
            UnexpectedAnswer: it is not of the form that it should have.
        """
        try:
            if not isinstance(self.unread, RawJSON):
                return decode(self.unread)
            with held_gc():
                return decode(decode_elements(self.unread))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise UnexpectedAnswer(
                f"the metadata is not of the form that it should have: {error}",
                status=self.status,
                content=self.content[:_SHOWN],
                asked=self.asked,
            ) from error

    @property
    def etag(self) -> str | None:
        """The object's ETag, to send back as ``If-Match``."""
        return self.headers.get("etag")

    @property
    def location(self) -> str | None:
        """The URL of what was made, where the server tells it."""
        return self.headers.get("location")


def read_answer(status: int, headers: Mapping[str, str], content: bytes, asked: Asked) -> Answer:
    """Reads an answer that must be one of LXD's envelopes.

    Raises:
        LXDAPIError: LXD answered with an error.
        UnexpectedAnswer: it is no envelope of LXD's.
    """
    if status in _REDIRECTS:
        raise _redirected(status, headers, asked)
    envelope = _envelope(content)
    if envelope is None:
        raise _unexpected(status, content, asked)
    match envelope.get("type"):
        case "sync":
            return Answer(asked, "sync", envelope.get("metadata"), "", status, headers, content)
        case "async":
            url = str(envelope.get("operation") or "")
            # The id is all that is needed to go on, should the rest be missing.
            metadata = envelope.get("metadata") or {"id": url.partition("?")[0].rpartition("/")[2]}
            return Answer(asked, "async", metadata, url, status, headers, content)
        case "error":
            code = envelope.get("error_code")
            code = code if isinstance(code, int) and code else status
            raise api_error(str(envelope.get("error") or "no reason given"), code, asked, http_status=status)
        case _:
            raise _unexpected(status, content, asked)


def read_content(status: int, headers: Mapping[str, str], content: bytes, asked: Asked) -> Answer:
    """Reads an answer whose body is what was asked for (a file, metrics), unless it is an error.

    Raises:
        LXDAPIError: LXD answered with an error.
        UnexpectedAnswer: another service answered with one.
    """
    if status < 300:
        return Answer(asked, "content", None, "", status, headers, content)
    read_answer(status, headers, content, asked)
    raise _unexpected(status, content, asked)


def api_error(error: str, code: int, asked: Asked, *, http_status: int | None = None) -> LXDAPIError:
    """Makes the exception for an error answer of LXD."""
    kind = _BY_STATUS.get(code, ServerError if code >= 500 else LXDAPIError)
    return kind(error, status=code, http_status=http_status, asked=asked, hint=hint_for(error, code))


def mask_secrets(path: str) -> str:
    """Masks the values of secrets in a path's query: errors and logs show paths."""
    return _SECRET.sub(r"\1=***", path) if "?" in path else path


def _envelope(content: bytes) -> dict[str, Any] | None:
    try:
        # A large one is parsed when it is known what to make of it.
        value = decode_json(content) if len(content) < LARGE else decode_outline(content, "metadata")
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _redirected(status: int, headers: Mapping[str, str], asked: Asked) -> UnexpectedAnswer:
    """Makes the exception for a server that sends one on: secrets were meant for it, and not for whom it names."""
    try:
        parts = urlsplit(headers.get("location", ""))
    except ValueError:
        parts = urlsplit("")
    where = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}" if parts.netloc else parts.path
    return UnexpectedAnswer(
        f"the server sends us on to {where or 'nowhere'} (HTTP {status})",
        status=status,
        asked=asked,
        hint="nobody went there. Is this address LXD's, or that of a proxy or another service?",
    )


def _unexpected(status: int, content: bytes, asked: Asked) -> UnexpectedAnswer:
    shown = content[:_SHOWN].decode("utf-8", "replace").strip()
    what = f"it begins {shown!r}" if shown else "it is empty"
    return UnexpectedAnswer(
        f"HTTP {status} with a body that is not LXD's: {what}",
        status=status,
        content=content[:_SHOWN],
        asked=asked,
        hint="is this address LXD's, or that of a proxy or another service?",
    )
