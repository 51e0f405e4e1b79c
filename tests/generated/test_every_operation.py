"""Each operation of spec/openapi.yaml as a function: callable, and a request that httpx understands."""

from __future__ import annotations

import importlib
import inspect
import pickle
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote

import httpx
import lxd_api
import pytest
from lxd_api import models
from lxd_api.types import Request
from ruamel.yaml import YAML

SPEC = Path(__file__).resolve().parents[2] / "spec" / "openapi.yaml"
ARGUMENTS: dict[str, object] = {
    "str | None": "x",
    "int | None": 1,
    "bool | None": True,
    "Sequence[str] | None": ["x", "y"],
}


@dataclass(frozen=True)
class Operation:
    """An operation of the document."""

    method: str
    path: str
    described: dict[str, Any]


def operations() -> dict[str, Operation]:
    """Returns the operations by their ids."""
    document = YAML(typ="safe").load(SPEC)
    return {
        described["operationId"]: Operation(method.upper(), path, described)
        for path, item in document["paths"].items()
        for method, described in item.items()
    }


OPERATIONS = operations()
each_operation = pytest.mark.parametrize("identifier", OPERATIONS)


def call(identifier: str, *, everything: bool = False) -> Request[object]:
    """Calls an operation's function with the arguments that it needs, or with all."""
    area = importlib.import_module("lxd_api." + OPERATIONS[identifier].described["tags"][0].replace("-", "_"))
    function = getattr(area, identifier)
    positional: list[str] = []
    keyword: dict[str, object] = {}
    for name, parameter in inspect.signature(function).parameters.items():
        if parameter.kind is parameter.POSITIONAL_ONLY:
            positional.append("x y")
        elif name == "body":
            keyword[name] = {}
        elif name == "content":
            keyword[name] = None if "body" in keyword else b""
        elif name == "recursion":
            keyword[name] = 9 if everything else 0
        elif everything:
            keyword[name] = ARGUMENTS[parameter.annotation]
    return cast(Request[object], function(*positional, **keyword))


def test_all_operations_are_there() -> None:
    names = [name for name in lxd_api.__all__ if name not in ("models", "types")]
    areas = [importlib.import_module(f"lxd_api.{name}") for name in names]
    assert sorted(name for area in areas for name in area.__all__) == sorted(OPERATIONS)


@each_operation
def test_endpoint(identifier: str) -> None:
    operation, request = OPERATIONS[identifier], call(identifier)
    parts = ["x%20y" if part.startswith("{") else part for part in operation.path.split("/")]
    assert (request.method, request.path) == (operation.method, "/".join(parts))


@each_operation
def test_nothing_is_sent_unasked(identifier: str) -> None:
    request = call(identifier)
    assert {*request.query, *request.headers} <= {"Content-Type"}


@each_operation
def test_all_parameters_are_sent(identifier: str) -> None:
    request = call(identifier, everything=True)
    parameters = OPERATIONS[identifier].described.get("parameters", [])
    expected = {each["name"] for each in parameters if each["in"] != "path" and "x-lxd-joins" not in each}
    assert {*request.query, *request.headers} - {"Content-Type"} == expected


@each_operation
def test_httpx_understands(identifier: str) -> None:
    request = call(identifier, everything=True)
    sent = request.to_httpx()
    assert isinstance(sent, httpx.Request)
    assert (sent.url.path, dict(sent.url.params)) == (unquote(request.path), request.query)


@each_operation
def test_facts(identifier: str) -> None:
    request = call(identifier)
    facts = OPERATIONS[identifier].described["responses"]["200"]["x-lxd"]
    assert (request.operation_id, request.kind, request.scope, request.extension) == (
        identifier,
        facts["kind"],
        frozenset(facts.get("scope", [])),
        facts.get("extension"),
    )


@each_operation
def test_values(identifier: str) -> None:
    request = call(identifier, everything=True)
    assert pickle.loads(pickle.dumps(request)) == request


@each_operation
def test_body_is_known(identifier: str) -> None:
    name = call(identifier).body_model
    assert name is None or name in models.__all__


@pytest.mark.parametrize(
    "identifier", [name for name in OPERATIONS if call(name).kind in ("value", "operation")]
)
def test_empty_answer(identifier: str) -> None:
    call(identifier, everything=True).decode(None)  # does not fail
