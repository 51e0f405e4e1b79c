"""A stand-in for servers newer than the one at hand: answers from LXD's API description, and refuses all else.

It knows no state. What a test does not say it makes up, of the form that the description says. What the description
does not allow (an endpoint, a parameter, a header, a field, a type) fails the test.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, TypeAlias
from urllib.parse import parse_qsl, unquote

import httpx
import yaml
from openapi_schema_validator import OAS30Validator

from tests import envelopes

__all__ = ["Answering", "StandIn", "operations"]

Answering: TypeAlias = Literal["at once", "in the background"]
"""How a server answers what may take time: one release so, another one so."""

_SPEC = Path(__file__).parent.parent / "spec" / "openapi.yaml"
_ORDINARY = {"host", "user-agent", "content-type", "content-length", "transfer-encoding", "accept"}
_UNKNOWN: dict[str, Any] = {"in": "nowhere"}
_PUT_BACK = ("PUT", "PATCH")
"""Methods whose bodies may be what was got before: LXD ignores the fields that cannot be changed."""


class StandIn:
    """Give a client its `transport`; `on` says what it answers where that matters.

    Args:
        answering: how it answers what may take time.
        without: API extensions that it lacks; it has all others that the description names.
    """

    def __init__(self, answering: Answering = "at once", *, without: tuple[str, ...] = ()) -> None:
        self.answering = answering
        self.extensions = [each for each in _extensions() if each not in without]
        """The API extensions that it has."""
        self.requests: list[httpx.Request] = []
        self.operation_ids: list[str] = []
        """What was asked for, by the names in the description."""
        self._answers: dict[str, Any] = {}
        self._locations: dict[str, str] = {}
        self._last: Any = None

    @property
    def transport(self) -> httpx.MockTransport:
        """What a client is to send with."""
        return httpx.MockTransport(self._answer)

    def on(self, call: str, metadata: Any) -> None:
        """Says what the metadata of an answer is; of what is done in the background, the operation's metadata.

        Args:
            call: method and path, without the query: ``"GET /1.0/networks/br0"``.
            metadata: the metadata; bytes or text where the answer is content.
        """
        self._answers[call] = metadata

    def locate(self, call: str, location: str) -> None:
        """Says what the Location of an answer is where it comes at once.

        Args:
            call: method and path, without the query.
            location: the URL of what was made.
        """
        self._locations[call] = location

    @property
    def calls(self) -> list[str]:
        """What was asked, in order, the query unquoted; without the waiting and ``GET /1.0``."""
        calls = []
        for request in self.requests:
            path, _, query = request.url.raw_path.decode().partition("?")
            if (path == "/1.0" and request.method == "GET") or "/operations/" in path:
                continue
            pairs = "&".join(f"{name}={value}" for name, value in parse_qsl(query, keep_blank_values=True))
            calls.append(f"{request.method} {path}{'?' if pairs else ''}{pairs}")
        return calls

    def sent(self, call: str) -> httpx.Request:
        """The only request of that method and path."""
        (found,) = (each for each in self.requests if f"{each.method} {_path(each)}" == call)
        return found

    def body(self, call: str) -> Any:
        """The JSON body of the only request of that method and path."""
        return json.loads(self.sent(call).content)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.requests.append(request)
        path = _path(request)
        if path == "/1.0" and request.method == "GET":
            _check_parameters(request, _find("GET", path)[1])
            server = envelopes.server(*self.extensions) | self._answers.get("GET /1.0", {})
            return httpx.Response(200, json=envelopes.sync(server), headers={"ETag": "abc"})
        if path.startswith(envelopes.OPERATION):
            return _response(envelopes.sync(envelopes.operation(200, metadata=self._last)))
        template, described = _find(request.method, path)
        self.operation_ids.append(described["operationId"])
        _check_parameters(request, described)
        _check_body(request, template, described)
        return self._respond(request, template, described)

    def _respond(self, request: httpx.Request, template: str, described: Mapping[str, Any]) -> httpx.Response:
        call, path = f"{request.method} {_path(request)}", _path(request)
        (answer,) = described["responses"].values()
        facts = answer["x-lxd"]
        if facts["kind"] in ("text", "raw"):
            content = self._answers.get(call, b"content")
            return httpx.Response(200, content=content, headers={"Content-Type": "application/octet-stream"})
        if facts["kind"] == "operation":
            self._last = self._answers.get(call)
            if self.answering == "at once":
                response = _response(envelopes.sync(self._last))
                if call in self._locations:
                    response.headers["Location"] = self._locations[call]
                return response
            return _response(envelopes.started(metadata=self._last))
        schema = answer["content"]["application/json"]["schema"]
        if "recursion" in facts:
            depth = int(request.url.params.get("recursion", "0").partition(";")[0])
            schema = schema["oneOf"][min(depth, len(schema["oneOf"]) - 1)]
            if depth == 0 and schema.get("items") == {"type": "string"} and call not in self._answers:
                return _response(envelopes.sync([f"{path}/x"]))
        metadata = self._answers[call] if call in self._answers else _example(schema)
        _validate(metadata, schema, f"the test's own answer to {call}")
        has_etag = any(
            parameter["name"] == "If-Match"
            for parameter in _document()["paths"][template].get("put", {}).get("parameters", ())
        )
        return httpx.Response(200, json=envelopes.sync(metadata), headers={"ETag": "abc"} if has_etag else {})


def _response(envelope: dict[str, Any]) -> httpx.Response:
    return httpx.Response(202 if envelope["type"] == "async" else 200, json=envelope)


def _path(request: httpx.Request) -> str:
    return request.url.raw_path.decode().partition("?")[0]


@functools.cache
def _document() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(
        _SPEC.read_text(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    return loaded


def operations() -> dict[str, dict[str, Any]]:
    """All operations as described, by method and path, ``{}`` for its names: ``"GET /1.0/networks/{}"``."""
    return {
        f"{method.upper()} {re.sub(r'{.*?}', '{}', path)}": described
        for path, item in _document()["paths"].items()
        for method, described in item.items()
    }


@functools.cache
def _extensions() -> tuple[str, ...]:
    def walk(node: Any) -> Iterator[str]:
        if isinstance(node, dict):
            for key, value in node.items():
                if key == "x-lxd-extension":
                    yield value
                elif key == "parameter-extensions":
                    yield from value.values()
                else:
                    yield from walk(value)
        elif isinstance(node, list):
            for each in node:
                yield from walk(each)

    # The description names headers, and not what one of their values needs.
    return tuple(sorted({*walk(_document()), "import_custom_volume_tar"}))


@functools.cache
def _templates() -> list[tuple[re.Pattern[str], str]]:
    templates = sorted(_document()["paths"], key=lambda path: path.count("{"))  # exact ones first
    return [(re.compile(re.sub(r"\\\{.*?\\\}", "[^/]+", re.escape(each))), each) for each in templates]


def _find(method: str, path: str) -> tuple[str, dict[str, Any]]:
    for pattern, template in _templates():
        if pattern.fullmatch(path):
            described = _document()["paths"][template].get(method.lower())
            assert described, f"there is no {method} {template}"
            return template, described
    raise AssertionError(f"LXD has no {unquote(path)}")


def _check_parameters(request: httpx.Request, described: Mapping[str, Any]) -> None:
    parameters = {each["name"].lower(): each for each in described.get("parameters", [])}
    query = parse_qsl(request.url.query.decode(), keep_blank_values=True)
    assert len(query) == len({name for name, _ in query}), f"a parameter is there twice: {query}"
    for name, value in query:
        parameter = parameters.get(name.lower(), _UNKNOWN)
        assert parameter["in"] == "query", f"{described['operationId']} takes no parameter {name!r}"
        if name != "recursion":
            _check_text(value, parameter["schema"], name)
    assert not {"project", "all-projects"} <= {name for name, _ in query}, "LXD refuses both"
    for name, value in request.headers.items():
        if name in _ORDINARY or name in ("connection", "accept-encoding"):
            continue
        parameter = parameters.get(name, _UNKNOWN)
        assert parameter["in"] == "header", f"{described['operationId']} takes no header {name!r}"
        _check_text(value, parameter["schema"], name)


def _check_text(value: str, schema: Mapping[str, Any], name: str) -> None:
    match schema["type"]:
        case "boolean":
            assert value in ("true", "false"), f"{name} is {value!r}"
        case "integer":
            assert re.fullmatch(r"-?\d+", value), f"{name} is {value!r}"
        case _:
            assert value != "", f"{name} is empty"


def _check_body(request: httpx.Request, template: str, described: Mapping[str, Any]) -> None:
    body = described.get("requestBody")
    name = described["operationId"]
    if body is None:
        assert not request.content, f"{name} takes no body"
        return
    kind = request.headers.get("content-type", "").partition(";")[0]
    if kind == "multipart/form-data":
        kind = "application/octet-stream"
    if not request.content and not body.get("required"):
        return
    assert kind in body["content"], f"{name} takes no body of the type {kind!r}"
    if kind == "application/json":
        schema = body["content"][kind]["schema"]
        also: Any = {}
        if request.method in _PUT_BACK:
            got = _document()["paths"][template].get("get", {}).get("responses", {}).get("200", {})
            also = got.get("content", {}).get("application/json", {}).get("schema", {})
            also = also["oneOf"][0] if "oneOf" in also else also
        _validate(json.loads(request.content), schema, f"the body of {name}", also)


def _validate(
    value: Any, schema: Mapping[str, Any], what: str, also: Mapping[str, Any] | None = None
) -> None:
    strict = _strict(schema)
    if also and "properties" in strict:
        strict = {**strict, "properties": {**_strict(also).get("properties", {}), **strict["properties"]}}
    faults = [f"{fault.json_path}: {fault.message}" for fault in OAS30Validator(strict).iter_errors(value)]
    assert not faults, f"{what} is not as described: {'; '.join(faults)}"


def _strict(schema: Mapping[str, Any], depth: int = 0) -> dict[str, Any]:
    """A schema without references that refuses unknown fields; what is null is anything's zero value."""
    if depth > 8:
        return {}
    schema = _resolved(schema)
    strict = {key: value for key, value in schema.items() if not key.startswith("x-")}
    if "properties" in schema:
        strict["properties"] = {
            name: {**_strict(each, depth + 1), "nullable": True}
            for name, each in schema["properties"].items()
        }
        strict.setdefault("additionalProperties", False)
        strict.pop("required", None)
    elif isinstance(schema.get("additionalProperties"), dict):
        strict["additionalProperties"] = _strict(schema["additionalProperties"], depth + 1)
    if "items" in schema:
        strict["items"] = _strict(schema["items"], depth + 1)
    if "oneOf" in schema:
        strict["oneOf"] = [_strict(each, depth + 1) for each in schema["oneOf"]]
    strict.pop("readOnly", None)
    return strict


def _resolved(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" in schema:
        return dict(_document()["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    if len(schema.get("allOf", ())) == 1:
        return {**_resolved(schema["allOf"][0]), "nullable": schema.get("nullable", False)}
    return schema


def _example(schema: Mapping[str, Any], depth: int = 0) -> Any:
    schema = _resolved(schema)
    match schema.get("type"):
        case "string":
            return "2026-01-02T03:04:05Z" if schema.get("format") == "date-time" else "x"
        case "integer":
            return 1
        case "number":
            return 1.5
        case "boolean":
            return True
        case "array":
            return [_example(schema["items"], depth + 1)] if depth < 6 else []
        case "object" if "properties" in schema:
            return (
                {name: _example(each, depth + 1) for name, each in schema["properties"].items()}
                if depth < 6
                else {}
            )
        case "object" if isinstance(schema.get("additionalProperties"), dict):
            return {"key": _example(schema["additionalProperties"], depth + 1)} if depth < 6 else {}
        case "object":
            return {}
    return None
