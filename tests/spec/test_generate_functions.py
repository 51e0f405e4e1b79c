"""What generate.py makes of operations, rule by rule."""

from __future__ import annotations

import inspect
import typing
from types import ModuleType
from typing import Any

import pytest

from tests.spec.bindings import (
    RAW,
    STRING,
    THING,
    array,
    bindings,
    document,
    mapping,
    model,
    operation,
    parameter,
)

NAME = parameter("thingName", "path", required=True)
THING_JSON = {"application/json": THING}
RAW_BODY = {"application/octet-stream": RAW}
NULLABLE = {"allOf": [THING], "nullable": True}
EXTENSIONS: dict[str, Any] = {
    "parameter-extensions": {"kinds": "kinds_of_things"},
    "recursion-extensions": {"2": "deep_things"},
}
EXTENSIONS_OF_PARTS: dict[str, Any] = {"parameter-extensions": {"fields": "fields_of_parts"}}
PATHS = {
    "/": {"get": operation("api_get", result=array(STRING))},
    "/1.0/things": {
        "get": operation(
            "things_get",
            parameters=[
                parameter("all-projects", schema={"type": "boolean"}),
                parameter("count", schema={"type": "integer"}),
                parameter("kinds", schema=array(STRING)),
                parameter("project"),
                parameter("recursion", schema={"type": "integer"}),
            ],
            result={"oneOf": [array(STRING), array(THING), mapping(array(THING))]},
            recursion=[0, 1, 2],
            scope=["project"],
            extension="things",
            **EXTENSIONS,
        ),
        "post": operation(
            "things_post",
            kind="operation",
            result={"$ref": "#/components/schemas/Operation"},
            content={**THING_JSON, **RAW_BODY},
            parameters=[parameter("X-LXD-name", "header")],
        ),
    },
    "/1.0/things/{thingName}": {
        "get": operation("thing_get", parameters=[NAME, parameter("project")], result=THING),
        "put": operation(
            "thing_put",
            kind="operation",
            result={"$ref": "#/components/schemas/Operation"},
            parameters=[NAME, parameter("If-Match", "header")],
            content=THING_JSON,
        ),
        "post": operation(
            "thing_post", parameters=[NAME], content=THING_JSON, result=NULLABLE, nullable=True
        ),
        "delete": {
            **operation("thing_delete", kind="operation", result={"$ref": "#/components/schemas/Operation"}),
            "deprecated": True,
            "parameters": [NAME],
        },
    },
    "/1.0/things/{thingName}/parts/{type}": {
        "get": operation(
            "thing_parts_get",
            parameters=[
                NAME,
                parameter("type", "path", required=True),
                parameter("X-LXD-type", "header"),
                parameter("fields", schema=array(STRING)),
                parameter("recursion", schema={"type": "integer"}),
            ],
            result={"oneOf": [array(STRING), array(THING)]},
            recursion=[0, 1],
            joins={"fields": "recursion"},
            **EXTENSIONS_OF_PARTS,
        )
    },
    "/1.0/things/{thingName}/data": {
        "get": operation("thing_data_get", kind="raw", parameters=[NAME]),
        "post": operation("thing_data_post", parameters=[NAME], content=RAW_BODY, result=STRING),
    },
    "/1.0/metrics": {"get": operation("metrics_get", tag="net-metrics", kind="text")},
    "/1.0/events": {"get": operation("events_get", tag="events", kind="websocket")},
}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    """The bindings of a document with one operation per rule."""
    described = document(PATHS, Operation=model(id=STRING))
    return bindings(described, tmp_path_factory.mktemp("functions"), "rules_of_functions")


@pytest.fixture(scope="module")
def api(package: ModuleType) -> ModuleType:
    """The functions of the area `things`."""
    return typing.cast(ModuleType, package.things)


def headline(function: object) -> str:
    return (inspect.getdoc(function) or "").partition("\n")[0]


def test_each_tag_has_a_module(package: ModuleType) -> None:
    assert package.__all__ == ["events", "models", "net_metrics", "things", "types"]


def test_functions_are_sorted(api: ModuleType) -> None:
    assert api.__all__ == sorted(api.__all__)


def test_path_arguments_are_positional_in_order(api: ModuleType) -> None:
    assert api.thing_parts_get("a", "b").path == "/1.0/things/a/parts/b"


def test_path_arguments_make_way_for_keywords(api: ModuleType) -> None:
    assert api.thing_parts_get("a", "b", type="c").headers == {"X-LXD-type": "c"}


def test_other_arguments_are_keywords(api: ModuleType) -> None:
    with pytest.raises(TypeError, match="positional"):
        api.thing_get("a", "project")


def test_nothing_is_sent_unasked(api: ModuleType) -> None:
    assert api.things_get().query == {}


def test_query_is_written_as_lxd_reads_it(api: ModuleType) -> None:
    request = api.things_get(recursion=1, all_projects=True, count=0, kinds=["a", "b"])
    assert request.query == {"recursion": "1", "all-projects": "true", "count": "0", "kinds": "a,b"}


def test_false_is_sent(api: ModuleType) -> None:
    assert api.things_get(all_projects=False).query == {"all-projects": "false"}


@pytest.mark.parametrize(
    ("recursion", "metadata", "kinds"),
    [(0, ["a"], [str]), (1, [{}], ["Thing"]), (2, {"x": [{}]}, ["Thing"]), (3, {"x": [{}]}, ["Thing"])],
)
def test_recursion_decides_how_to_read(
    api: ModuleType, recursion: int, metadata: object, kinds: list[object]
) -> None:
    read = api.things_get(recursion=recursion).decode(metadata)
    members = read["x"] if isinstance(read, dict) else read
    assert [type(member).__name__ for member in members] == [getattr(k, "__name__", k) for k in kinds]


def test_lists_may_come_one_by_one(package: ModuleType) -> None:
    read = package.things.things_get(recursion=1).decode(iter([{"name": "a"}]))
    assert read == [package.models.Thing(name="a")]


def test_overloads_name_the_type_of_each_level(api: ModuleType) -> None:
    overloads = typing.get_overloads(api.things_get)
    assert [function.__annotations__["return"] for function in overloads] == [
        "Request[list[str]]",
        "Request[list[models.Thing]]",
        "Request[dict[str, list[models.Thing]]]",
        "Request[list[str] | list[models.Thing] | dict[str, list[models.Thing]]]",
    ]


def test_joined_parameter_travels_in_recursion(api: ModuleType) -> None:
    request = api.thing_parts_get("a", "b", recursion=1, fields=["x.y", "z"])
    assert request.query == {"recursion": "1;fields=x.y,z"}


def test_joined_parameter_without_the_deepest_recursion(api: ModuleType) -> None:
    with pytest.raises(ValueError, match="recursion=1"):
        api.thing_parts_get("a", "b", fields=[])


def test_joined_parameter_is_in_the_overload_of_the_deepest_recursion_only(api: ModuleType) -> None:
    overloads = typing.get_overloads(api.thing_parts_get)
    assert ["fields" in inspect.signature(function).parameters for function in overloads] == [
        False,
        True,
        True,
    ]


def test_body_is_a_required_keyword(api: ModuleType) -> None:
    with pytest.raises(TypeError, match="body"):
        api.thing_put("a")


def test_header(api: ModuleType) -> None:
    assert api.thing_put("a", body={}, if_match="tag").headers == {"If-Match": "tag"}


def test_either_body(api: ModuleType) -> None:
    assert api.things_post(body={"name": "a"}).json() == {"name": "a"}


def test_raw_body_says_that_it_is_one(api: ModuleType) -> None:
    request = api.things_post(content=b"x", name="a")
    assert request.headers == {"Content-Type": "application/octet-stream", "X-LXD-name": "a"}


@pytest.mark.parametrize("bodies", [{}, {"body": {}, "content": b""}])
def test_exactly_one_body(api: ModuleType, bodies: dict[str, object]) -> None:
    with pytest.raises(TypeError, match="either body= "):
        api.things_post(**bodies)


def test_raw_body_alone_is_required(api: ModuleType) -> None:
    with pytest.raises(TypeError, match="content"):
        api.thing_data_post("a")


def test_operation_may_answer_at_once(api: ModuleType) -> None:
    assert api.thing_put("a", body={}).decode(None) is None


def test_operation_may_answer_with_an_operation(package: ModuleType) -> None:
    assert package.things.thing_put("a", body={}).decode({"id": "x"}) == package.models.Operation(id="x")


def test_nullable_result(api: ModuleType) -> None:
    assert api.thing_post("a", body={}).decode({}) is None


def test_raw_answer(api: ModuleType) -> None:
    assert api.thing_data_get("a").decode(b"x") == b"x"


def test_text_answer(package: ModuleType) -> None:
    assert package.net_metrics.metrics_get().decode("x") == "x"


def test_stream_is_no_answer(package: ModuleType) -> None:
    with pytest.raises(TypeError, match="stream"):
        package.events.events_get().decode({})


def test_scope(api: ModuleType) -> None:
    assert api.things_get().scope == {"project"}


def test_extension_of_the_operation(api: ModuleType) -> None:
    assert api.things_get().extensions() == {"things_get": "things"}


def test_extension_of_a_parameter(api: ModuleType) -> None:
    assert api.things_get(kinds=["a"]).extensions()["parameter kinds"] == "kinds_of_things"


def test_extension_of_a_recursion_level(api: ModuleType) -> None:
    assert api.things_get(recursion=2).extensions()["parameter recursion=2"] == "deep_things"


def test_extension_of_a_joined_parameter(api: ModuleType) -> None:
    request = api.thing_parts_get("a", "b", recursion=1, fields=[])
    assert request.extensions() == {"parameter fields": "fields_of_parts"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("api_get", "Lists the API versions."),
        ("things_get", "Lists the things."),
        ("things_post", "Creates a thing."),
        ("thing_get", "Gets a thing."),
        ("thing_put", "Replaces a thing."),
        ("thing_post", "Renames or moves a thing."),
        ("thing_delete", "Deletes a thing."),
        ("thing_parts_get", "Lists the parts of one type of a thing."),
        ("thing_data_get", "Gets the data of a thing."),
        ("thing_data_post", "Posts to the data of a thing."),
    ],
)
def test_first_line_of_docstrings(api: ModuleType, name: str, expected: str) -> None:
    assert headline(getattr(api, name)) == expected


@pytest.mark.parametrize(
    ("name", "fact"),
    [
        ("things_get", "`GET /1.0/things`"),
        ("things_get", "Scope: project."),
        ("things_get", "Needs the API extension `things`."),
        ("things_get", "`kinds` needs the API extension `kinds_of_things`."),
        ("thing_delete", "Deprecated by LXD."),
    ],
)
def test_facts_in_docstrings(api: ModuleType, name: str, fact: str) -> None:
    assert fact in (inspect.getdoc(getattr(api, name)) or "").splitlines()
