"""Builds one OpenAPI operation from upstream's descriptions of it."""

from __future__ import annotations

import re
from typing import Any

from .errors import SpecError
from .schemas import Converter
from .spellings import parameters_of
from .swagger import Json
from .variants import Family

_OPERATION_ID = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_BINARY: Json = {"type": "string", "format": "binary"}
_OPERATION: Json = {"$ref": "#/components/schemas/Operation"}
_SCOPE = ("project", "target")


def build_operation(family: Family, convert: Converter) -> Json:
    """Returns the OpenAPI operation of one method of one path.

    Raises:
        SpecError: Upstream's descriptions do not agree, or one of them is not understood.
    """
    base, where = family.base, family.name
    tags = base.get("tags") or []
    identifier = base.get("operationId") or ""
    if len(tags) != 1:
        raise SpecError(f"{where}: one tag is expected, found {tags!r}; repair it in spec/overlay.yaml")
    if not _OPERATION_ID.fullmatch(identifier):
        raise SpecError(
            f"{where}: the operationId {identifier!r} is not snake_case; repair it in spec/overlay.yaml"
        )
    operation: Json = {"operationId": identifier, "tags": tags}
    if any(member.get("deprecated") for member in family.members[:1]):
        operation["deprecated"] = True
    if "x-lxd-extension" in base:
        operation["x-lxd-extension"] = base["x-lxd-extension"]
    parameters = _parameters(family)
    if parameters:
        operation["parameters"] = parameters
    content = _body(base, convert, where)
    for member in family.members:
        # A twin may take less than its base: strangers send no image files.
        if not _body(member, convert, where).items() <= content.items():
            raise SpecError(f"{where}: its twins take different bodies; repair it in spec/overlay.yaml")
    if content:
        operation["requestBody"] = {"required": True, "content": content}
    operation["responses"] = {"200": _answer(family, convert, parameters)}
    return operation


def _parameters(family: Family) -> list[Json]:
    """Returns the parameters of all descriptions: path, then query, then headers."""
    found: dict[tuple[str, str], Json] = {}
    for member in family.members:
        for parameter in member.get("parameters", []):
            if parameter["in"] == "body":
                continue
            built = _parameter(parameter, family.name)
            if found.setdefault((built["in"], built["name"]), built) != built:
                raise SpecError(f"{family.name}: parameter {built['name']} is described in two ways")
    if len(family.levels) > 1:
        levels = {"type": "integer", "minimum": 0, "maximum": len(family.levels) - 1}
        if ("query", "recursion") in found:
            raise SpecError(f"{family.name}: recursion is both a parameter and a path of its own")
        found["query", "recursion"] = {"name": "recursion", "in": "query", "schema": levels}
    path = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in parameters_of(family.path)
    ]
    order = ("query", "header")
    return path + [found[key] for key in sorted(found, key=lambda key: (order.index(key[0]), key[1]))]


def _parameter(parameter: Json, where: str) -> Json:
    place = f"{where} parameter {parameter['name']}"
    if parameter["in"] not in ("query", "header"):
        raise SpecError(f"{place}: unknown location {parameter['in']!r}")
    if "schema" in parameter:
        raise SpecError(f"{place}: only a body has a schema in swagger 2.0; repair it in spec/overlay.yaml")
    schema: Json = {key: parameter[key] for key in ("type", "format", "items") if key in parameter}
    if not schema:
        raise SpecError(f"{place}: it has no type; repair it in spec/overlay.yaml")
    built: Json = {
        "name": parameter["name"],
        "in": parameter["in"],
        "schema": Converter({}).convert(schema, place),
    }
    if parameter.get("type") == "array":
        if parameter.get("collectionFormat") != "csv":
            raise SpecError(f"{place}: a list that is not comma-separated; repair it in spec/overlay.yaml")
        built.update(style="form" if parameter["in"] == "query" else "simple", explode=False)
    for key in ("required", "deprecated", "x-lxd-extension", "x-lxd-joins"):
        if parameter.get(key):
            built[key] = parameter[key]
    return built


def _body(member: Json, convert: Converter, where: str) -> Json:
    """Returns the content of the request body: JSON, raw bytes, either, or nothing."""
    bodies = [parameter for parameter in member.get("parameters", []) if parameter["in"] == "body"]
    typed = [body for body in bodies if "schema" in body]
    raw = [body for body in bodies if "schema" not in body]
    if len(typed) > 1 or len(raw) > 1:
        raise SpecError(f"{where}: it has {len(bodies)} bodies; one of JSON and one raw are expected at most")
    if raw and "application/octet-stream" not in member.get("consumes", []):
        raise SpecError(f"{where}: a body without a schema; repair it in spec/overlay.yaml")
    content: Json = {}
    if typed:
        content["application/json"] = {"schema": convert.convert(typed[0]["schema"], f"{where} body")}
    if raw:
        content["application/octet-stream"] = {"schema": dict(_BINARY)}
    return content


def _answer(family: Family, convert: Converter, parameters: list[Json]) -> Json:
    """Returns the success response, with what a generator needs to know about the operation."""
    results = [_result(family, level, member, convert) for level, member in sorted(family.levels.items())]
    kind = results[0][0]
    if any(other != kind for other, _ in results):
        raise SpecError(f"{family.name}: recursion levels answer in different ways")
    for level, member in family.public:
        if _result(family, level, member, convert) != results[level]:
            raise SpecError(
                f"{family.name}: its ?public twin answers otherwise; repair it in spec/overlay.yaml"
            )
    facts: Json = {"kind": kind}
    scope = [name for name in _SCOPE if any(parameter["name"] == name for parameter in parameters)]
    if scope:
        facts["scope"] = scope
    schemas = [schema for _, schema in results]
    if any(schema.get("nullable") for schema in schemas if schema):
        facts["nullable"] = True
    if len(schemas) > 1:
        facts["recursion"] = sorted(family.levels)
    answer: Json = {"description": kind, "x-lxd": facts}
    headers = family.base["responses"].get("200", {}).get("headers")
    if headers:
        answer["headers"] = {
            name: {"schema": convert.convert(headers[name], f"{family.name} header {name}")}
            for name in sorted(headers)
        }
    content = _content(kind, schemas)
    if content:
        answer["content"] = content
    return answer


def _content(kind: str, schemas: list[Any]) -> Json | None:
    if kind == "value":
        schema = schemas[0] if len(schemas) == 1 else {"oneOf": schemas}
        return {"application/json": {"schema": schema}}
    if kind == "operation":
        return {"application/json": {"schema": dict(_OPERATION)}}
    if kind == "text":
        return {"text/plain": {"schema": {"type": "string"}}}
    if kind == "raw":
        return {"application/octet-stream": {"schema": dict(_BINARY)}}
    return None


def _result(family: Family, level: int, member: Json, convert: Converter) -> tuple[str, Json | None]:
    """Returns how one description answers, and the schema of its metadata."""
    where = family.name if not level else f"{family.name}?recursion={level}"
    answers = member["responses"]
    if not answers:
        raise SpecError(f"{where}: it has no answer but errors; repair it in spec/overlay.yaml")
    if set(answers) - {"101", "200", "201", "202"}:
        raise SpecError(f"{where}: unknown answers {', '.join(sorted(answers))}")
    if set(answers) == {"101"}:
        return "websocket", None
    named = {answer["$ref"].rpartition("/")[2] for answer in answers.values() if "$ref" in answer}
    if named - {"EmptySyncResponse", "Operation"}:
        raise SpecError(f"{where}: unknown answer {', '.join(sorted(named))}")
    typed = [answer for answer in answers.values() if "schema" in answer or "metadata" in answer]
    produces = set(member.get("produces", []))
    if len(typed) > 1 or (typed and named):
        raise SpecError(f"{where}: it has several results")
    if typed:
        return _typed_result(typed[0], produces, convert, where)
    if family.method == "head" or (
        family.method == "get" and not named and "application/octet-stream" in produces
    ):
        return "raw", None
    if family.method == "get":
        raise SpecError(f"{where}: a GET without a result; repair it in spec/overlay.yaml")
    return "operation", None


def _typed_result(
    answer: Json, produces: set[str], convert: Converter, where: str
) -> tuple[str, Json | None]:
    if produces == {"text/plain"} and answer.get("schema") == {"type": "string"}:
        return "text", None
    if "metadata" not in answer or "application/json" not in produces:
        raise SpecError(f"{where}: its result is in no JSON envelope; repair it in spec/overlay.yaml")
    schema = convert.convert(answer["metadata"], f"{where} metadata")
    if answer.get("nullable"):
        schema = {"allOf": [schema], "nullable": True}
    return "value", schema
