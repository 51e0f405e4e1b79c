"""How answers are read: one small function per type in each area's module."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties.none import NoneProperty
from openapi_python_client.parser.properties.union import UnionProperty

from .names import CodegenError
from .shapes import Container, Shape, shape_of


@dataclass(frozen=True)
class Reader:
    """A function that reads an answer.

    Attributes:
        name: The function's name.
        result: The type it returns.
        shape: The type that the document names; `None` for functions of lxd_api.types.
        optional: Whether an empty answer reads as `None`.
    """

    name: str
    result: str
    shape: Shape | None = None
    optional: bool = False

    @property
    def code(self) -> str:
        """The expression that reads `metadata`."""
        if self.shape is None:
            raise CodegenError(f"{self.name} is a function of lxd_api.types")
        if self.optional:
            return f"{self.shape.convert('metadata')} if metadata else None"
        if self.shape.annotation == "Any":
            return "metadata"
        if self.shape.is_plain:
            return f"{self.shape.annotation.partition('[')[0]}(metadata or {self.shape.zero})"
        return self.shape.convert("metadata", nullable=True)

    @property
    def is_list(self) -> bool:
        """Whether the answer has any number of members."""
        return isinstance(self.shape, Container)


_WITHOUT_METADATA = {
    "text": Reader("read_text", "str"),
    "raw": Reader("read_raw", "bytes"),
    "websocket": Reader("read_stream", "NoReturn"),
}


def readers_of(endpoint: Endpoint, facts: dict[str, Any]) -> list[Reader]:
    """Returns how an operation's answer is read, at each recursion level.

    Args:
        endpoint: The operation as openapi-python-client parsed it.
        facts: What the document says about it under `x-lxd`.
    """
    kind, levels = facts.get("kind"), len(facts.get("recursion", [0]))
    if kind in _WITHOUT_METADATA:
        return [_WITHOUT_METADATA[kind]]
    if kind not in ("value", "operation"):
        raise CodegenError(f"{endpoint.name}: unknown kind {kind!r}")
    shapes = [shape_of(prop) for prop in _results(endpoint.responses.patterns[0].prop)]
    if len(shapes) != levels:
        raise CodegenError(f"{endpoint.name}: {levels} recursion levels, but {len(shapes)} different results")
    if kind == "operation" or facts.get("nullable"):
        return [
            Reader(f"_read_{shape.label}_or_none", f"{shape.annotation} | None", shape, optional=True)
            for shape in shapes
        ]
    return [Reader(f"_read_{shape.label}", shape.annotation, shape) for shape in shapes]


def _results(prop: Any) -> list[Any]:
    """The members of `oneOf`, which are in the order of the recursion levels."""
    results = prop.inner_properties if isinstance(prop, UnionProperty) else [prop]
    return [result for result in results if not isinstance(result, NoneProperty)]
