"""Documents that generate.py refuses: nothing is skipped, and nothing is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import generate
import pytest
from codegen.names import CodegenError

from tests.spec.bindings import (
    STRING,
    THING,
    Json,
    array,
    document,
    mapping,
    model,
    operation,
    parameter,
    write,
)


def never_null(schema: Json) -> Json:
    return {**({"allOf": [schema]} if "$ref" in schema else schema), "x-lxd-never-null": True}


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "two models of one name": (
        document(Card=model(mdev=mapping(THING), x=model(y=STRING)), CardX=model(name=STRING)),
        'duplicate models with name "CardX"',
    ),
    "unresolved reference": (
        document(Card=model(thing={"$ref": "#/components/schemas/Nothing"})),
        "Could not find reference",
    ),
    "path parameter that is not declared": (
        document({"/1.0/things/{name}": {"get": operation("thing_get", result=THING)}}),
        "Incorrect path templating",
    ),
    "operation id that is no Python name": (
        document({"/1.0/things": {"get": operation("things-get", result=THING)}}),
        "things_get is not spelled",
    ),
    "operation id used twice": (
        document(
            {
                "/1.0/a": {"get": operation("things_get", result=THING)},
                "/1.0/b": {"get": operation("things_get", result=THING)},
            }
        ),
        "the operationId things_get is used twice",
    ),
    "unknown kind": (
        document({"/1.0/things": {"get": operation("things_get", kind="riddle", result=THING)}}),
        "unknown kind 'riddle'",
    ),
    "unknown fact": (
        document({"/1.0/things": {"get": operation("things_get", result=THING, colour="red")}}),
        r"unknown facts \['colour'\]",
    ),
    "recursion levels without a type": (
        document({"/1.0/things": {"get": operation("things_get", result=array(THING), recursion=[0, 1])}}),
        "2 recursion levels, but 1",
    ),
    "two arguments of one name": (
        document(
            {
                "/1.0/things": {
                    "get": operation(
                        "things_get", result=THING, parameters=[parameter("a-b"), parameter("a_b", "header")]
                    )
                }
            }
        ),
        "two arguments would have one name",
    ),
    "two fields of one name": (
        document(Card=model(**{"a-b": STRING, "a_b": STRING})),
        "the same Python name",
    ),
    "key that could end its literal": (
        document(Card=model(**{'a"b': STRING})),
        "has characters that no name",
    ),
    "path that could end its literal": (
        document({'/1.0/"things': {"get": operation("things_get", result=THING)}}),
        "has characters that no name",
    ),
    "unknown role": (document(Card=model("witness", name=STRING)), "unknown x-lxd-role 'witness'"),
    "never null and without an end": (
        document(
            Card=model(port=never_null({"$ref": "#/components/schemas/Port"})),
            Port=model(card=never_null({"$ref": "#/components/schemas/Card"})),
        ),
        "never null, and so without an end: models.Card, models.Port, models.Card",
    ),
    "never null and sent": (
        document(Card=model("request", thing=never_null(THING))),
        "Card.thing: only an object that is received can be never null",
    ),
    "never null and no object": (
        document(Card=model(name=never_null(STRING))),
        "Card.name: only an object that is received can be never null",
    ),
    "unknown type": (document(Card=model(name={**STRING, "enum": ["a", "b"]})), "no rule for EnumProperty"),
    "map as a component": (
        document(Card=model(names={"$ref": "#/components/schemas/Names"}), Names=mapping(STRING)),
        "a map has to be written where it is used",
    ),
    "area named like a part of the bindings": (
        document({"/1.0/things": {"get": operation("things_get", tag="models", result=THING)}}),
        "the area 'models' has the name of another module",
    ),
    "no OpenAPI": ({"swagger": "2.0"}, "is not an OpenAPI 3 document"),
    "invalid OpenAPI": ({"openapi": "3.0.3", "info": {}}, "Failed to parse OpenAPI document"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str, tmp_path: Path) -> None:
    described, reason = REFUSED[name]
    with pytest.raises(CodegenError, match=reason):
        generate.generate(write(described, tmp_path), tmp_path / "lxd_api")


def test_refusal_leaves_what_was_there(tmp_path: Path) -> None:
    package = tmp_path / "lxd_api"
    package.mkdir()
    (package / "old.py").write_text("old = 1\n")
    with pytest.raises(CodegenError):
        generate.generate(write({"swagger": "2.0"}, tmp_path), package)
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["lxd_api"]
    assert (package / "old.py").read_text() == "old = 1\n"


def test_refusal_of_a_missing_document(tmp_path: Path) -> None:
    with pytest.raises(CodegenError, match="No such file"):
        generate.generate(tmp_path / "nothing.yaml", tmp_path / "lxd_api")


def test_refusal_of_broken_yaml(tmp_path: Path) -> None:
    path = tmp_path / "openapi.yaml"
    path.write_text("a: [")
    with pytest.raises(CodegenError, match="while parsing"):
        generate.generate(path, tmp_path / "lxd_api")


def test_refusal_of_other_versions_of_the_tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generate, "version", lambda tool: "0.0.1")
    with pytest.raises(
        CodegenError, match=r"openapi-python-client 0\.0\.1 is installed, pyproject.toml asks for"
    ):
        generate.generate(write(document(), tmp_path), tmp_path / "lxd_api")


def test_operation_that_gets_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A template that forgets an operation writes valid Python all the same.
    templates = tmp_path / "templates"
    (templates / "runtime").mkdir(parents=True)
    for template in generate.TEMPLATES.rglob("*.jinja"):
        (templates / template.relative_to(generate.TEMPLATES)).write_text(template.read_text())
    (templates / "endpoint_init.py.jinja").write_text("# nothing\n")
    monkeypatch.setattr(generate, "TEMPLATES", templates)
    with pytest.raises(CodegenError, match="these did not come out: things_get"):
        generate.generate(write(document(), tmp_path), tmp_path / "lxd_api")
