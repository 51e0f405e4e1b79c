"""Keeps the facts of upstream's file and drops its sentences.

LXD's file is AGPL from 5.20 on and this package is MIT, so descriptions, summaries, titles and examples stay behind.
Two facts are only told in sentences and are read from them: "API extension: x", and that a field is deprecated.
Every keyword is either kept, dropped on purpose or refused: nothing new in upstream's file slips by unseen.

Three shapes that upstream repeats are shortened on the way, which keeps spec/overlay.yaml short too: answers hold the
`metadata` of their envelope, answers that tell of errors are gone, and bodies are called `body` or `raw`.
"""

from __future__ import annotations

import re
from typing import Any

from .errors import SpecError
from .swagger import METHODS, Json

_PROSE = {"description", "summary", "title", "example", "x-go-name", "x-go-package"}
_SCHEMA = {"type", "format", "items", "additionalProperties", "properties", "$ref", "readOnly"}
_PARAMETER = {"name", "in", "required", "type", "format", "items", "collectionFormat", "schema"}
_OPERATION = {"operationId", "tags", "parameters", "responses", "produces", "consumes", "deprecated"}
_ENVELOPE = {"type", "status", "status_code", "metadata"}
_TEXT = ("type", "format", "$ref", "name", "in", "operationId", "collectionFormat")
_EXTENSION = re.compile(r"API extensions?: *`*([a-z][a-z0-9_]*)")
_DEPRECATED = re.compile(r'(?<!")\bdeprecated\b(?!")', re.IGNORECASE)


def facts_of(document: Json) -> Json:
    """Returns a copy of a swagger document without prose.

    Raises:
        SpecError: It uses a keyword that the importer does not know.
    """
    return {
        "definitions": {
            str(name): _schema(schema, f"schema {name}") for name, schema in document["definitions"].items()
        },
        "paths": {str(path): _path(item, str(path)) for path, item in document["paths"].items()},
    }


def _path(item: Any, path: str) -> Json:
    _known(item, set(METHODS), path)
    return {
        method: _operation(item[method], f"{method.upper()} {path}") for method in METHODS if method in item
    }


def _operation(operation: Any, where: str) -> Json:
    kept = _known(operation, _OPERATION, where)
    if "parameters" in kept:
        kept["parameters"] = [
            _parameter(item, where) for item in _list(kept["parameters"], f"{where} parameters")
        ]
    for key in ("tags", "produces", "consumes"):
        if key in kept:
            _words(kept[key], f"{where} {key}")
    answers = _mapping(kept.get("responses", {}), f"{where} responses")
    # Errors look alike for every operation: the envelope says `type: error`.
    kept["responses"] = {
        str(code): _response(answer, where)
        for code, answer in answers.items()
        if not str(code).startswith(("4", "5"))
    }
    return kept


def _parameter(parameter: Any, where: str) -> Json:
    name = parameter.get("name") if isinstance(parameter, dict) else None
    place = f"{where} parameter {name}"
    kept = _known(parameter, _PARAMETER, place)
    if "name" not in kept or "in" not in kept:
        raise SpecError(f"{place}: a parameter has a name and says where it goes")
    if "schema" in kept:
        kept["schema"] = _schema(kept["schema"], place)
    if kept.get("in") == "body":
        # Upstream's names for bodies ("storage pool", "name") mean nothing on the wire.
        kept["name"] = "body" if "schema" in kept else "raw"
    return kept


def _response(answer: Any, where: str) -> Json:
    kept = _known(answer, {"schema", "headers", "$ref"}, where)
    if "schema" in kept:
        schema = _schema(kept.pop("schema"), where)
        envelope = schema.get("properties", {})
        if set(envelope) == _ENVELOPE:
            kept["metadata"] = envelope["metadata"]
        else:
            kept["schema"] = schema
    if "headers" in kept:
        kept["headers"] = {
            name: _schema(header, where) for name, header in _mapping(kept["headers"], where).items()
        }
    return kept


def _schema(schema: Any, where: str) -> Json:
    kept = _known(schema, _SCHEMA, where)
    for key in ("items", "additionalProperties"):
        if isinstance(kept.get(key), dict):
            kept[key] = _schema(kept[key], f"{where} {key}")
    if "properties" in kept:
        kept["properties"] = {
            str(name): _schema(inner, f"{where} properties {name}")
            for name, inner in _mapping(kept["properties"], where).items()
        }
    return kept


def _known(value: Any, kept: set[str], where: str) -> Json:
    """Returns the facts of one object: the keywords to keep, and what its sentences tell."""
    _mapping(value, where)
    unknown = sorted(map(str, set(value) - kept - _PROSE - {"x-deprecated"}))
    if unknown:
        raise SpecError(
            f"{where}: unknown keyword {', '.join(unknown)}; the importer must learn what it means"
        )
    facts = {key: value[key] for key in value if key in kept}
    for key in _TEXT:
        if not isinstance(facts.get(key, ""), str):
            raise SpecError(f"{where} {key}: a word is expected, found {facts[key]!r}")
    prose = f"{value.get('title') or ''}\n{value.get('description') or ''}"
    extension = _EXTENSION.search(prose)
    if extension:
        facts["x-lxd-extension"] = extension.group(1)
    if value.get("x-deprecated") is True or _DEPRECATED.search(prose):
        facts["deprecated"] = True
    return facts


def _mapping(value: Any, where: str) -> Json:
    if not isinstance(value, dict):
        raise SpecError(f"{where}: a mapping is expected, found {value!r}")
    return value


def _list(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise SpecError(f"{where}: a list is expected, found {value!r}")
    return value


def _words(value: Any, where: str) -> None:
    for word in _list(value, where):
        if not isinstance(word, str):
            raise SpecError(f"{where}: a word is expected, found {word!r}")
