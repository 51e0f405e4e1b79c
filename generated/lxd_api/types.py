"""Requests as values: what to send, and how to read the answer.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import AsyncIterable, Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, Literal, NoReturn, Self, TypeAlias, TypeVar
from urllib.parse import quote, urlencode

from attrs import evolve, field, frozen

from . import models
from .base import Model, needed_extensions, plain
from .timestamps import Timestamp, read_timestamp

if TYPE_CHECKING:
    import httpx

__all__ = ["Body", "Content", "Kind", "Model", "Request", "Timestamp", "read_timestamp"]

T_co = TypeVar("T_co", covariant=True)

Body: TypeAlias = Model | Mapping[str, Any] | Sequence[Any]
Content: TypeAlias = bytes | Iterable[bytes] | AsyncIterable[bytes]
Kind: TypeAlias = Literal["value", "operation", "text", "raw", "websocket"]


@frozen(repr=False)
class Request(Generic[T_co]):
    """One call of LXD's API. It sends nothing by itself.

    Attributes:
        method: The HTTP method.
        path: The path, every part of it quoted.
        query: The query parameters that were given, as strings.
        headers: The headers that were given.
        kind: What a successful answer holds: "value", the envelope's metadata; "operation", an operation or
            nothing, as the server decides; "text" and "raw", the body itself, without an envelope;
            "websocket", no answer but a stream.
        decode: Reads the answer: the metadata as plain JSON data, or the body for "text" and "raw". Where it
            makes a list, it takes an iterator too, so that the elements can be parsed one by one.
        operation_id: The name of the operation in LXD's API description, which is the function's name too.
        body: The JSON body as it was given.
        content: The raw body.
        scope: Which of "project" and "target" the endpoint takes.
        extension: The API extension that brought the operation.
        parameter_extensions: The API extensions that brought some parameters, by their names on the wire.
        body_model: The name of the model that describes the body.
    """

    method: str
    path: str
    operation_id: str
    kind: Kind
    decode: Callable[[Any], T_co]
    query: Mapping[str, str] = field(factory=dict)
    headers: Mapping[str, str] = field(factory=dict)
    body: Body | None = None
    content: Content | None = None
    scope: frozenset[str] = frozenset()
    extension: str | None = None
    parameter_extensions: Mapping[str, str] = field(factory=dict)
    body_model: str | None = None

    def __repr__(self) -> str:
        # Bodies, headers and the query may carry secrets.
        return f"<Request {self.operation_id}: {self.method} {self.path}>"

    def json(self) -> Any:
        """Returns the body as plain JSON data, or `None` without one."""
        return plain(self.body)

    def extensions(self) -> dict[str, str]:
        """Returns the API extensions that this very request needs, by what needs them.

        The keys are the operation ("instances_get"), the parameters given ("parameter target",
        "parameter recursion=2") and the fields of the body that are neither missing nor zero
        ("field source.mode").
        """
        needed = {self.operation_id: self.extension} if self.extension else {}
        for name, extension in self.parameter_extensions.items():
            if self._is_given(name):
                needed[f"parameter {name}"] = extension
        for name, extension in needed_extensions(self._typed_body()):
            needed[f"field {name}"] = extension
        return needed

    def _is_given(self, parameter: str) -> bool:
        """Whether a parameter is in use; "recursion=2" names one value of it."""
        name, _, value = parameter.partition("=")
        sent = self.query.get(name, self.headers.get(name))
        if value:
            return sent == value
        return sent is not None or f";{name}=" in self.query.get("recursion", "")

    def _typed_body(self) -> Any:
        if self.body is None or isinstance(self.body, Model) or self.body_model is None:
            return self.body
        try:
            return getattr(models, self.body_model).from_dict(self.json())
        except (AttributeError, TypeError, ValueError):
            return None  # of the wrong type somewhere: the server says it best

    def replace(self, **changes: Any) -> Self:
        """Returns a request that differs in the given attributes."""
        return evolve(self, **changes)

    def to_httpx(
        self, base_url: str | httpx.URL = "http://lxd", *, headers: Mapping[str, str] | None = None
    ) -> httpx.Request:
        """Returns the request for any httpx client.

        Args:
            base_url: Where the server is; over a unix socket the name does not matter.
            headers: More headers; they win over the request's own.
        """
        import httpx

        base = httpx.URL(base_url)
        target = base.raw_path.rstrip(b"/") + self.path.encode()
        if self.query:
            target += b"?" + urlencode(self.query, quote_via=quote).encode()
        return httpx.Request(
            self.method,
            base.copy_with(raw_path=target),
            headers={**self.headers, **(headers or {})},
            json=self.json(),
            content=self.content,
        )


def segment(value: str | int) -> str:
    """Quotes one part of a path.

    Raises:
        ValueError: The part is empty or made of dots, which would name another endpoint.
    """
    text = str(value)
    if text in ("", ".", ".."):
        raise ValueError(f"{text!r} cannot be part of a path")
    return quote(text, safe="")


def given(values: Mapping[str, Any]) -> dict[str, str]:
    """Writes the parameters that are not `None` as LXD reads them: true and false, lists with commas."""
    return {name: _text(value) for name, value in values.items() if value is not None}


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return ",".join(_text(item) for item in value)
    return str(value)


def recursion_with(fields: Sequence[str] | None, recursion: int, deepest: int) -> str | int | None:
    """Writes `recursion`; the parts to work out travel in its value: "2;fields=state.disk,state.network".

    Raises:
        ValueError: Parts are asked for, but the recursion has none.
    """
    if fields is None:
        return recursion or None
    if recursion < deepest:
        raise ValueError(f"fields= needs recursion={deepest}")
    return f"{recursion};fields={','.join(fields)}"


def one_body(body: object, content: object) -> None:
    """Checks the arguments of an endpoint that takes JSON or raw data.

    Raises:
        TypeError: Both or none of them are given.
    """
    if (body is None) == (content is None):
        raise TypeError("give either body= (JSON) or content= (raw data)")


def by_recursion(recursion: int, *readers: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Picks how to read an answer; LXD treats a deeper recursion than it knows as the deepest."""
    return readers[max(0, min(recursion, len(readers) - 1))]


def read_text(body: Any) -> str:
    """Reads an answer that is text, not JSON."""
    return str(body)


def read_raw(body: Any) -> bytes:
    """Reads an answer that is raw data, not JSON."""
    return bytes(body)


def read_stream(_: Any) -> NoReturn:
    """Refuses to read a websocket as an answer."""
    raise TypeError("this endpoint is a stream: open it as a websocket")
