"""Tells what changed between two OpenAPI documents: operations, parameters, fields, types, extensions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from .swagger import Json

_COMPONENT = "#/components/schemas/"


def changes(old: Json, new: Json) -> list[str]:
    """Returns one line for each change, grouped by subject: `+` added, `-` removed, `~` changed.

    Args:
        old: The document before; may be empty.
        new: The document now.
    """
    return [
        *_compare("operation", _operations(old), _operations(new), _operation_changes),
        *_compare("schema", _schemas(old), _schemas(new), _schema_changes),
        *_compare("extension", _extensions(old), _extensions(new), lambda before, after: []),
    ]


def type_of(schema: Json | None) -> str:
    """Returns a type in words: `[Instance]`, `{string: integer(int64)}`, `[string] | [Instance]`."""
    if schema is None:
        return "nothing"
    parts = schema.get("oneOf") or schema.get("allOf")
    if parts:
        text = " | ".join(type_of(part) for part in parts)
        return f"{text} | null" if schema.get("nullable") else text
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(_COMPONENT)
    kind = str(schema.get("type", "any"))
    if kind == "array":
        return f"[{type_of(schema['items'])}]"
    if kind == "object" and "additionalProperties" in schema:
        return f"{{string: {type_of(schema['additionalProperties'])}}}"
    return f"{kind}({schema['format']})" if "format" in schema else kind


def _compare(
    subject: str, old: Mapping[str, Json], new: Mapping[str, Json], inside: Callable[[Json, Json], list[str]]
) -> Iterator[str]:
    for name in sorted(old.keys() | new.keys()):
        if name not in old:
            yield f"+ {subject} {name}"
        elif name not in new:
            yield f"- {subject} {name}"
        else:
            for change in inside(old[name], new[name]):
                yield f"~ {subject} {name}: {change}"


def _operations(document: Json) -> dict[str, Json]:
    return {
        f"{method.upper()} {path}": operation
        for path, item in document.get("paths", {}).items()
        for method, operation in item.items()
    }


def _schemas(document: Json) -> dict[str, Json]:
    schemas: dict[str, Json] = document.get("components", {}).get("schemas", {})
    return schemas


def _extensions(document: Json) -> dict[str, Json]:
    """Returns all API extensions that a document names."""
    found: set[str] = set()

    def collect(node: object) -> None:
        if isinstance(node, dict):
            if isinstance(node.get("x-lxd-extension"), str):
                found.add(node["x-lxd-extension"])
            for value in node.values():
                collect(value)
        elif isinstance(node, list):
            for value in node:
                collect(value)

    collect(document)
    return {name: {} for name in found}


def _operation_changes(old: Json, new: Json) -> list[str]:
    lines = [
        f"{key} {old.get(key)} -> {new.get(key)}"
        for key in ("operationId", "tags", "deprecated", "x-lxd-extension")
        if old.get(key) != new.get(key)
    ]
    before, after = _answer(old), _answer(new)
    if before != after:
        lines.append(f"result {before} -> {after}")
    before, after = _body(old), _body(new)
    if before != after:
        lines.append(f"body {before} -> {after}")
    return lines + _member_changes("parameter", _parameters(old), _parameters(new))


def _schema_changes(old: Json, new: Json) -> list[str]:
    lines = []
    if old.get("x-lxd-role") != new.get("x-lxd-role"):
        lines.append(f"role {old.get('x-lxd-role')} -> {new.get('x-lxd-role')}")
    return lines + _member_changes("field", _fields(old), _fields(new))


def _member_changes(subject: str, old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    lines = []
    for name in sorted(old.keys() | new.keys()):
        if name not in old:
            lines.append(f"+ {subject} {name}: {new[name]}")
        elif name not in new:
            lines.append(f"- {subject} {name}: {old[name]}")
        elif old[name] != new[name]:
            lines.append(f"{subject} {name}: {old[name]} -> {new[name]}")
    return lines


def _answer(operation: Json) -> str:
    answer = operation["responses"]["200"]
    kind = str(answer["x-lxd"]["kind"])
    schema = next((content["schema"] for content in answer.get("content", {}).values()), None)
    return f"{kind} {type_of(schema)}" if kind == "value" else kind


def _body(operation: Json) -> str:
    content = operation.get("requestBody", {}).get("content", {})
    return " or ".join(type_of(each["schema"]) for each in content.values()) or "nothing"


def _parameters(operation: Json) -> dict[str, str]:
    return {
        f"{each['in']} {each['name']}": type_of(each["schema"]) + _remarks(each)
        for each in operation.get("parameters", [])
    }


def _fields(schema: Json) -> dict[str, str]:
    return {name: type_of(field) + _remarks(field) for name, field in schema.get("properties", {}).items()}


def _remarks(node: Json) -> str:
    words = [word for word in ("deprecated", "readOnly") if node.get(word)]
    if node.get("x-lxd-never-null"):
        words.append("never null")
    if "x-lxd-extension" in node:
        words.append(f"extension {node['x-lxd-extension']}")
    return f" ({', '.join(words)})" if words else ""
