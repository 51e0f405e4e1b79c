"""The function that each operation becomes, in the pieces that the template puts together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .names import word
from .readers import Reader
from .shapes import ListOf, Object, Shape
from .summaries import summary


@dataclass(frozen=True)
class Parameter:
    """An argument of the function.

    Attributes:
        key: The name on the wire.
        place: "path", "query" or "header".
        name: The name in Python.
        annotation: The type in Python.
        required: Whether it must be given.
    """

    key: str
    place: str
    name: str
    annotation: str
    required: bool

    @property
    def declaration(self) -> str:
        """The argument in a signature."""
        return f"{self.name}: {self.annotation}{'' if self.required else ' | None = None'}"


@dataclass(frozen=True)
class Signature:
    """Arguments and result."""

    arguments: str
    result: str


@dataclass(frozen=True)
class Function:
    """A function of an area's module.

    Attributes:
        name: The operation's id.
        method: The HTTP method in lower case.
        path: The path with its parameters in braces.
        facts: What the document says under `x-lxd`.
        deprecated: Whether LXD calls it so.
        parameters: The arguments, but for `recursion`, `body` and `content`.
        readers: How the answer is read, at each recursion level.
        body: The type of the JSON body.
        has_content: Whether it takes raw data.
        body_required: Whether it needs the one or the other.
        is_collection: Whether GET on this path answers with a list.
    """

    name: str
    method: str
    path: str
    facts: dict[str, Any]
    deprecated: bool
    parameters: list[Parameter]
    readers: list[Reader]
    body: Shape | None
    has_content: bool
    body_required: bool
    is_collection: bool = False

    @property
    def kind(self) -> str:
        """How the server answers."""
        return str(self.facts["kind"])

    @property
    def scope(self) -> list[str]:
        """Which of "project" and "target" it takes."""
        return sorted(self.facts.get("scope", []))

    @property
    def extension(self) -> str | None:
        """The API extension that brought it."""
        return word(self.facts["extension"]) if "extension" in self.facts else None

    @property
    def parameter_extensions(self) -> dict[str, str]:
        """The API extensions that brought parameters, or values of `recursion`."""
        levels = self.facts.get("recursion-extensions", {})
        extensions = {
            **self.facts.get("parameter-extensions", {}),
            **{f"recursion={level}": extension for level, extension in levels.items()},
        }
        return {word(key): word(extension) for key, extension in extensions.items()}

    @property
    def docstring(self) -> list[str]:
        """Facts about the operation, one per line."""
        headline = summary(
            self.method,
            self.path,
            is_list=any(reader.is_list for reader in self.readers),
            is_collection=self.is_collection,
            is_stream=self.kind == "websocket",
        )
        lines = [headline, "", f"`{self.method.upper()} {self.path}`"]
        if self.deprecated:
            lines += ["", "Deprecated by LXD."]
        if self.scope:
            lines += ["", f"Scope: {', '.join(self.scope)}."]
        if self.extension:
            lines += ["", f"Needs the API extension `{self.extension}`."]
        names = {parameter.key: parameter.name for parameter in self.parameters}
        for key, extension in sorted(self.parameter_extensions.items()):
            lines += ["", f"`{names.get(key, key)}` needs the API extension `{extension}`."]
        return lines

    @property
    def path_code(self) -> str:
        """The expression that makes the path."""
        path, arguments = word(self.path), self._at("path")
        for parameter in arguments:
            path = path.replace(f"{{{parameter.key}}}", f"{{segment({parameter.name})}}")
        return f'f"{path}"' if arguments else f'"{path}"'

    @property
    def query_code(self) -> str:
        """The query parameters as a dictionary; "" without any."""
        values = {p.key: p.name for p in self._at("query") if p.key not in self._joined}
        deepest = len(self.readers) - 1
        if deepest:
            values = {"recursion": "recursion or None", **values}
        for parameter in self._at("query"):
            if parameter.key in self._joined:
                values["recursion"] = f"recursion_with({parameter.name}, recursion, {deepest})"
        return _dictionary(values)

    @property
    def header_code(self) -> str:
        """The headers as a dictionary; "" without any."""
        binary = 'None if content is None else "application/octet-stream"'
        values = {"Content-Type": binary} if self.has_content else {}
        return _dictionary({**values, **{p.key: p.name for p in self._at("header")}})

    @property
    def body_model(self) -> str | None:
        """The model of the body."""
        return self.body.annotation.removeprefix("models.") if isinstance(self.body, Object) else None

    @property
    def has_two_bodies(self) -> bool:
        """Whether the body is JSON or raw, as the caller likes."""
        return self.body is not None and self.has_content

    @property
    def overloads(self) -> list[Signature]:
        """One signature per recursion level and one for any `int`; none without levels."""
        if len(self.readers) == 1:
            return []
        deepest = len(self.readers) - 1
        signatures = []
        for level, reader in enumerate(self.readers):
            recursion = f"Literal[{level}]" + (" = 0" if level == 0 else "")
            signatures.append(Signature(self._arguments(recursion, joined=level == deepest), reader.result))
        union = " | ".join(dict.fromkeys(reader.result for reader in self.readers))
        return [*signatures, Signature(self._arguments("int"), union)]

    @property
    def signature(self) -> Signature:
        """The signature of the function itself."""
        result = self.readers[0].result if len(self.readers) == 1 else "Any"
        return Signature(self._arguments("int = 0"), result)

    @property
    def _joined(self) -> dict[str, str]:
        """Parameters that are written into the value of `recursion`, where it is the deepest."""
        return dict(self.facts.get("joins", {}))

    def _at(self, place: str) -> list[Parameter]:
        return [parameter for parameter in self.parameters if parameter.place == place]

    def _arguments(self, recursion: str, *, joined: bool = True) -> str:
        positional = [parameter.declaration for parameter in self._at("path")]
        keyword = [f"recursion: {recursion}"] if len(self.readers) > 1 else []
        optional = not self.body_required or self.has_two_bodies
        if self.body:
            keyword.append(f"body: {_body_type(self.body)}{' | None = None' if optional else ''}")
        if self.has_content:
            keyword.append(f"content: Content{' | None = None' if optional else ''}")
        left_out = {} if joined else self._joined
        keyword += [p.declaration for p in self._at("query") + self._at("header") if p.key not in left_out]
        return ", ".join(positional + ["/"] * bool(positional) + ["*"] * bool(keyword) + keyword)


def _dictionary(values: dict[str, str]) -> str:
    items = ", ".join(f'"{key}": {value}' for key, value in values.items())
    return f"{{{items}}}" if items else ""


def _body_type(shape: Shape) -> str:
    if isinstance(shape, Object):
        return f"{shape.annotation} | Mapping[str, Any]"
    return f"Sequence[{shape.inner.annotation}]" if isinstance(shape, ListOf) else "Mapping[str, Any]"
