"""Small OpenAPI documents in the importer's form, and the bindings that come out of them."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import generate

Json = dict[str, Any]

STRING: Json = {"type": "string"}
THING: Json = {"$ref": "#/components/schemas/Thing"}
RAW: Json = {"type": "string", "format": "binary"}


def document(paths: Json | None = None, **schemas: Json) -> Json:
    """Returns a document with the given paths and schemas; by default with one operation on one model."""
    return {
        "openapi": "3.0.3",
        "info": {"title": "LXD", "version": "1.0"},
        "paths": paths or {"/1.0/things": {"get": operation("things_get", result=THING)}},
        "components": {"schemas": {"Thing": model(name=STRING), **schemas}},
    }


def model(role: str = "response", /, **properties: Json) -> Json:
    """Returns a schema with the given properties."""
    return {"type": "object", "properties": properties, "x-lxd-role": role}


def array(items: Json) -> Json:
    """Returns the schema of a list."""
    return {"type": "array", "items": items}


def mapping(values: Json) -> Json:
    """Returns the schema of a map."""
    return {"type": "object", "additionalProperties": values}


def operation(
    identifier: str,
    *,
    tag: str = "things",
    kind: str = "value",
    result: Json | None = None,
    parameters: list[Json] | None = None,
    content: Json | None = None,
    **facts: Any,
) -> Json:
    """Returns an operation that answers with `result`, and whose body is of one of the given content types."""
    answer: Json = {"description": kind, "x-lxd": {"kind": kind, **facts}}
    if result is not None:
        answer["content"] = {"application/json": {"schema": result}}
    described: Json = {"operationId": identifier, "tags": [tag], "responses": {"200": answer}}
    if parameters:
        described["parameters"] = parameters
    if content:
        bodies = {name: {"schema": schema} for name, schema in content.items()}
        described["requestBody"] = {"required": True, "content": bodies}
    return described


def parameter(name: str, place: str = "query", schema: Json = STRING, **more: Any) -> Json:
    """Returns a parameter."""
    return {"name": name, "in": place, "schema": schema, **more}


def write(described: Json, folder: Path) -> Path:
    """Writes a document; JSON is YAML too."""
    path = folder / "openapi.yaml"
    path.write_text(json.dumps(described))
    return path


def bindings(described: Json, folder: Path, name: str) -> ModuleType:
    """Generates the package `name` in a folder and imports it."""
    generate.generate(write(described, folder), folder / name)
    sys.path.insert(0, str(folder))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(folder))
