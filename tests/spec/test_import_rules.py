"""What the importer makes of swagger, and what it refuses, on a small document."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from spec_import.errors import SpecError

from .upstream import convert, operation, small, strings, things


def answer_of(document: dict[str, Any], path: str, method: str = "get") -> dict[str, Any]:
    answer: dict[str, Any] = document["paths"][path][method]["responses"]["200"]
    return answer


def test_envelopes_are_unwrapped() -> None:
    answer = answer_of(convert(small()), "/1.0")
    assert answer["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Thing"}


def test_recursion_becomes_a_parameter_with_a_result_per_level() -> None:
    document = convert(small())
    answer = answer_of(document, "/1.0/things")
    (parameter,) = document["paths"]["/1.0/things"]["get"]["parameters"]
    assert parameter["schema"] == {"type": "integer", "minimum": 0, "maximum": 1}
    assert answer["x-lxd"] == {"kind": "value", "recursion": [0, 1]}
    assert answer["content"]["application/json"]["schema"]["oneOf"] == [
        strings(),
        {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}},
    ]


def test_a_public_twin_lends_its_parameters() -> None:
    swagger = small()
    twin = operation("server_get_untrusted", result={"$ref": "#/definitions/Thing"})
    twin["parameters"] = [{"in": "query", "name": "secret", "type": "string"}]
    swagger["paths"]["/1.0?public"] = {"get": twin}
    document = convert(swagger)
    assert [each["name"] for each in document["paths"]["/1.0"]["get"]["parameters"]] == ["secret"]
    assert "/1.0?public" not in document["paths"]


@pytest.mark.parametrize("code", [200, 201, 202])
def test_a_change_without_a_result_is_an_operation_whatever_its_code(code: int) -> None:
    swagger = small()
    swagger["paths"]["/1.0/things/{name}"]["put"]["responses"] = {
        code: {"$ref": "#/responses/EmptySyncResponse"}
    }
    answer = answer_of(convert(swagger), "/1.0/things/{name}", "put")
    assert answer["x-lxd"]["kind"] == "operation"
    assert answer["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Operation"}


@pytest.mark.parametrize(
    ("answers", "produces", "kind"),
    [
        ({200: {}}, ["application/octet-stream"], "raw"),
        ({200: {}}, ["application/json", "application/octet-stream"], "raw"),
        ({200: {"schema": {"type": "string"}}}, ["text/plain"], "text"),
        ({101: {}}, ["application/json"], "websocket"),
    ],
)
def test_kinds_of_answers(answers: dict[int, Any], produces: list[str], kind: str) -> None:
    swagger = small()
    swagger["paths"]["/1.0"]["get"].update(responses=answers, produces=produces)
    assert answer_of(convert(swagger), "/1.0")["x-lxd"] == {"kind": kind}


def test_scope_tells_project_and_target() -> None:
    swagger = small()
    swagger["paths"]["/1.0"]["get"]["parameters"] = [
        {"in": "query", "name": name, "type": "string"} for name in ("target", "filter", "project")
    ]
    assert answer_of(convert(swagger), "/1.0")["x-lxd"]["scope"] == ["project", "target"]


def test_json_and_raw_bodies_stand_side_by_side() -> None:
    swagger = small()
    put = swagger["paths"]["/1.0/things/{name}"]["put"]
    put["parameters"].append({"in": "body", "name": "raw thing"})
    put["consumes"] = ["application/json", "application/octet-stream"]
    body = convert(swagger)["paths"]["/1.0/things/{name}"]["put"]["requestBody"]
    assert list(body["content"]) == ["application/json", "application/octet-stream"]


def test_remarks_become_facts() -> None:
    swagger = small()
    swagger["definitions"]["Thing"]["properties"] |= {
        "old": {"type": "string", "description": "The name (deprecated, use name)"},
        "older": {"type": "string", "x-deprecated": True},
        "new": {"type": "string", "description": "The size\n\nAPI extension: thing_size."},
        "status": {"type": "string", "description": 'One of "stable" or "deprecated"'},
    }
    fields = convert(swagger)["components"]["schemas"]["Thing"]["properties"]
    assert fields == {
        "name": {"type": "string"},
        "new": {"type": "string", "x-lxd-extension": "thing_size"},
        "old": {"type": "string", "deprecated": True},
        "older": {"type": "string", "deprecated": True},
        "status": {"type": "string"},
    }


def test_scalars_are_written_where_they_are_used() -> None:
    swagger = small()
    swagger["definitions"]["Code"] = {"type": "integer", "format": "int64"}
    swagger["definitions"]["Thing"]["properties"]["code"] = {"$ref": "#/definitions/Code"}
    schemas = convert(swagger)["components"]["schemas"]
    assert schemas["Thing"]["properties"]["code"] == {"type": "integer", "format": "int64"}
    assert "Code" not in schemas


def test_remarks_beside_a_reference_survive() -> None:
    swagger = small()
    swagger["definitions"]["Thing"]["properties"]["next"] = {
        "$ref": "#/definitions/Thing",
        "description": "API extension: things",
    }
    field = convert(swagger)["components"]["schemas"]["Thing"]["properties"]["next"]
    assert field == {"allOf": [{"$ref": "#/components/schemas/Thing"}], "x-lxd-extension": "things"}


def test_roles_follow_from_use() -> None:
    swagger = small()
    swagger["definitions"]["Put"] = {"type": "object", "properties": {"name": {"type": "string"}}}
    put = swagger["paths"]["/1.0/things/{name}"]["put"]
    put["parameters"][0]["schema"] = {"$ref": "#/definitions/Put"}
    schemas = convert(swagger)["components"]["schemas"]
    assert {name: schema["x-lxd-role"] for name, schema in schemas.items()} == {
        "Operation": "response",
        "Put": "request",
        "Thing": "response",
    }


def test_an_inline_map_never_takes_the_name_of_a_schema() -> None:
    swagger = small()
    swagger["definitions"]["ThingPart"] = {"type": "object", "properties": {"id": {"type": "string"}}}
    swagger["definitions"]["Thing"]["properties"]["part"] = {
        "type": "object",
        "additionalProperties": {"$ref": "#/definitions/ThingPart"},
    }
    field = convert(swagger)["components"]["schemas"]["Thing"]["properties"]["part"]
    assert field["title"] == "ThingPartMap"


def test_lists_in_queries_are_comma_separated() -> None:
    swagger = small()
    items = {"type": "array", "items": {"type": "string"}, "collectionFormat": "csv"}
    swagger["paths"]["/1.0"]["get"]["parameters"] = [{"in": "query", "name": "of", **items}]
    (parameter,) = convert(swagger)["paths"]["/1.0"]["get"]["parameters"]
    assert parameter["explode"] is False


# Each changes one thing of the small document and names what the error must say.
def unresolved(swagger: dict[str, Any]) -> None:
    swagger["definitions"]["Thing"]["properties"]["name"] = {"$ref": "#/definitions/Nothing"}


def duplicate_id(swagger: dict[str, Any]) -> None:
    swagger["paths"]["/1.0/things"]["get"]["operationId"] = "server_get"


def unknown_type(swagger: dict[str, Any]) -> None:
    swagger["definitions"]["Thing"]["properties"]["name"]["type"] = "bool"


def unknown_format(swagger: dict[str, Any]) -> None:
    swagger["definitions"]["Thing"]["properties"]["name"]["format"] = "ipv4"


def unknown_keyword(swagger: dict[str, Any]) -> None:
    swagger["definitions"]["Thing"]["discriminator"] = "name"


def unknown_parameter_type(swagger: dict[str, Any]) -> None:
    swagger["paths"]["/1.0"]["get"]["parameters"] = [{"in": "query", "name": "x", "type": "bool"}]


def header_with_schema(swagger: dict[str, Any]) -> None:
    header = {"in": "header", "name": "x", "schema": {"type": "string"}}
    swagger["paths"]["/1.0"]["get"]["parameters"] = [header]


def unknown_query_string(swagger: dict[str, Any]) -> None:
    swagger["paths"]["/1.0?verbose"] = {"get": operation("server_get_verbose", result=strings())}


def twin_without_base(swagger: dict[str, Any]) -> None:
    del swagger["paths"]["/1.0/things"]


def twin_that_differs(swagger: dict[str, Any]) -> None:
    swagger["paths"]["/1.0?public"] = {"get": operation("server_get_untrusted", result=things())}


def twin_with_another_body(swagger: dict[str, Any]) -> None:
    twin = copy.deepcopy(swagger["paths"]["/1.0/things/{name}"]["put"])
    twin["operationId"] = "thing_put_untrusted"
    twin["parameters"][0]["schema"] = strings()
    swagger["paths"]["/1.0/things/{name}?public"] = {"put": twin}


def two_spellings(swagger: dict[str, Any]) -> None:
    swagger["paths"]["/1.0/things/{id}/state"] = {"get": operation("state_get", result=strings())}


def no_tag(swagger: dict[str, Any]) -> None:
    del swagger["paths"]["/1.0"]["get"]["tags"]


def id_with_hyphen(swagger: dict[str, Any]) -> None:
    swagger["paths"]["/1.0"]["get"]["operationId"] = "server-get"


def no_answer(swagger: dict[str, Any]) -> None:
    del swagger["paths"]["/1.0"]["get"]["responses"][200]


def no_envelope(swagger: dict[str, Any]) -> None:
    swagger["paths"]["/1.0"]["get"]["responses"][200]["schema"] = {"$ref": "#/definitions/Thing"}


def get_without_result(swagger: dict[str, Any]) -> None:
    swagger["paths"]["/1.0"]["get"]["responses"][200] = {"$ref": "#/responses/EmptySyncResponse"}


def unknown_code(swagger: dict[str, Any]) -> None:
    swagger["paths"]["/1.0"]["get"]["responses"]["204"] = {}


def body_without_schema(swagger: dict[str, Any]) -> None:
    del swagger["paths"]["/1.0/things/{name}"]["put"]["parameters"][0]["schema"]


def gap_in_levels(swagger: dict[str, Any]) -> None:
    swagger["paths"]["/1.0/things?recursion=3"] = {"get": operation("things_get_recursion3", result=things())}


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (unresolved, "schema Thing properties name: unresolved reference #/definitions/Nothing"),
        (duplicate_id, "GET /1.0/things and GET /1.0 have the same operationId server_get"),
        (unknown_type, "schema Thing properties name: unknown type 'bool'"),
        (unknown_format, "unknown type 'string' with format 'ipv4'"),
        (unknown_keyword, "schema Thing: unknown keyword discriminator"),
        (unknown_parameter_type, "GET /1.0 parameter x: unknown type 'bool'"),
        (header_with_schema, "GET /1.0 parameter x: only a body has a schema"),
        (unknown_query_string, "does not know the query string ?verbose"),
        (twin_without_base, "is described, but not GET /1.0/things"),
        (twin_that_differs, "GET /1.0: its ?public twin answers otherwise"),
        (twin_with_another_body, "PUT /1.0/things/{name}: its twins take different bodies"),
        (two_spellings, "is spelled {id} elsewhere"),
        (no_tag, "GET /1.0: one tag is expected"),
        (id_with_hyphen, "'server-get' is not snake_case"),
        (no_answer, "GET /1.0: it has no answer but errors"),
        (no_envelope, "GET /1.0: its result is in no JSON envelope"),
        (get_without_result, "GET /1.0: a GET without a result"),
        (unknown_code, "GET /1.0: unknown answers"),
        (body_without_schema, "PUT /1.0/things/{name}: a body without a schema"),
        (gap_in_levels, "GET /1.0/things: recursion levels [0, 1, 3] leave a gap"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_an_unknown_quirk_is_refused(spoil: Any, says: str) -> None:
    swagger = small()
    spoil(swagger)
    with pytest.raises(SpecError) as caught:
        convert(swagger)
    assert says in str(caught.value)
