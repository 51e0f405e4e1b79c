"""Builds the components: types as OpenAPI 3.0 writes them, scalars in place, a role for each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .errors import SpecError
from .swagger import Json

_REFERENCE = "#/definitions/"
_COMPONENT = "#/components/schemas/"
_FORMATS: dict[object, set[str | None]] = {
    "string": {None, "date-time", "binary"},
    "integer": {None, "int32", "int64", "uint16", "uint32", "uint64"},
    "number": {None, "double"},
    "boolean": {None},
}


class Converter:
    """Turns swagger schemas into OpenAPI ones, resolving references against one file's definitions."""

    def __init__(self, definitions: Json) -> None:
        self._definitions = definitions

    def components(self) -> Json:
        """Returns all definitions that are objects; scalars are written where they are used."""
        return {
            name: self.convert(schema, f"schema {name}")
            for name, schema in sorted(self._definitions.items())
            if schema.get("type") == "object"
        }

    def convert(self, schema: Json, where: str) -> Json:
        """Returns one schema as OpenAPI 3.0.

        Raises:
            SpecError: A reference leads nowhere, or a type or format is unknown.
        """
        extras: Json = {
            key: schema[key] for key in ("readOnly", "deprecated", "x-lxd-extension") if key in schema
        }
        if "$ref" in schema:
            converted = self._reference(schema["$ref"], where)
            # OpenAPI 3.0 ignores what stands beside a reference.
            return (
                {"allOf": [converted], **extras}
                if extras and "$ref" in converted
                else {**converted, **extras}
            )
        return {**self._typed(schema, where), **extras}

    def _reference(self, reference: str, where: str) -> Json:
        name = reference.removeprefix(_REFERENCE)
        target = self._definitions.get(name)
        if not reference.startswith(_REFERENCE) or target is None:
            raise SpecError(f"{where}: unresolved reference {reference}; repair it in spec/overlay.yaml")
        if target.get("type") == "object":
            return {"$ref": _COMPONENT + name}
        return self.convert(target, f"schema {name}")

    def _typed(self, schema: Json, where: str) -> Json:
        kind = schema.get("type")
        if kind is None and not set(schema) - {"x-lxd-extension", "deprecated"}:
            return {}
        if kind == "array":
            if "items" not in schema:
                raise SpecError(f"{where}: an array without items; repair it in spec/overlay.yaml")
            return {"type": "array", "items": self.convert(schema["items"], f"{where} items")}
        if kind == "object":
            return self._object(schema, where)
        form = schema.get("format")
        if kind not in _FORMATS or form not in _FORMATS[kind]:
            known = f"type {kind!r}" if form is None else f"type {kind!r} with format {form!r}"
            raise SpecError(f"{where}: unknown {known}; repair it in spec/overlay.yaml")
        return {"type": kind} if form is None else {"type": kind, "format": form}

    def _object(self, schema: Json, where: str) -> Json:
        properties = schema.get("properties")
        if properties is not None:
            if not properties or "additionalProperties" in schema:
                raise SpecError(f"{where}: an object has either properties or additionalProperties")
            return {
                "type": "object",
                "properties": {
                    name: self.convert(inner, f"{where} properties {name}")
                    for name, inner in sorted(properties.items())
                },
            }
        values = schema.get("additionalProperties", {})
        if not isinstance(values, dict):
            raise SpecError(f"{where}: additionalProperties is {values!r}, not a schema")
        return {"type": "object", "additionalProperties": self.convert(values, f"{where} values")}


def references_in(node: object) -> Iterator[str]:
    """Yields the names of all components that a piece of a document mentions."""
    if isinstance(node, dict):
        reference = node.get("$ref")
        if isinstance(reference, str):
            yield reference.removeprefix(_COMPONENT)
        for value in node.values():
            yield from references_in(value)
    elif isinstance(node, list):
        for value in node:
            yield from references_in(value)


def reachable(schemas: Json, names: Iterable[str]) -> set[str]:
    """Returns the names of the components that others lead to, themselves included."""
    seen: set[str] = set()
    pending = sorted(names)
    while pending:
        name = pending.pop()
        if name not in seen:
            seen.add(name)
            pending.extend(references_in(schemas[name]))
    return seen


def name_inline_maps(schemas: Json) -> None:
    """Gives a title to each inline map whose class would be named like a component.

    Generators name an inline object after its place: `mdev` of ResourcesGPUCard becomes ResourcesGPUCardMdev, which
    is a component of its own.
    """
    taken = {_plain(name) for name in schemas}
    for name, schema in schemas.items():
        for key, inner in schema.get("properties", {}).items():
            inline = inner.get("items", inner)
            if inline.get("type") == "object" and _plain(name + key) in taken:
                inline["title"] = name + "".join(word.capitalize() for word in re.split(r"[_-]", key)) + "Map"


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
