"""Objects that are never null: spec/overlay.yaml names them, and says so itself when it is wrong."""

from __future__ import annotations

from typing import Any

import pytest
from spec_import.diff import changes
from spec_import.errors import SpecError
from spec_import.overlay import parse_overlay

from .upstream import RELEASES, committed_overlay, convert, imported, operation, small

NAMED = {field for item in committed_overlay().never_null for field in item["fields"]}
# The fields that an older release lacks.
LACKING = {"5.0.2": {"ClusterMemberState.sysinfo", "StoragePoolState.inodes", "StoragePoolState.space"}}


def whole() -> dict[str, Any]:
    """Returns the small document with one object inside of another."""
    swagger = small()
    swagger["definitions"]["Part"] = {"type": "object", "properties": {"size": {"type": "integer"}}}
    swagger["definitions"]["Thing"]["properties"]["part"] = {"$ref": "#/definitions/Part"}
    return swagger


def sections(*fields: str) -> list[dict[str, Any]]:
    return [{"fields": list(fields), "reason": "for the test"}]


def part_of(document: dict[str, Any]) -> dict[str, Any]:
    part: dict[str, Any] = document["components"]["schemas"]["Thing"]["properties"]["part"]
    return part


@pytest.mark.parametrize("release", RELEASES)
def test_every_release_has_the_fields_that_it_knows(release: str) -> None:
    schemas = imported(release).document["components"]["schemas"]
    marked = {
        f"{name}.{key}"
        for name, schema in schemas.items()
        for key, field in schema["properties"].items()
        if field.get("x-lxd-never-null")
    }
    assert marked == NAMED - LACKING.get(release, set())


def test_a_field_is_marked_beside_its_reference() -> None:
    assert part_of(convert(whole(), never_null=sections("Thing.part"))) == {
        "allOf": [{"$ref": "#/components/schemas/Part"}],
        "x-lxd-never-null": True,
    }


def test_a_field_keeps_what_else_is_known_of_it() -> None:
    document = convert(whole(), never_null=sections("Thing.part"), extensions={"parts": ["Thing.part"]})
    assert part_of(document) == {
        "allOf": [{"$ref": "#/components/schemas/Part"}],
        "x-lxd-extension": "parts",
        "x-lxd-never-null": True,
    }


def test_a_mark_is_told_as_a_change() -> None:
    assert changes(convert(whole()), convert(whole(), never_null=sections("Thing.part"))) == [
        "~ schema Thing: field part: Part -> Part (never null)"
    ]


@pytest.mark.parametrize("field", ["Thing.size", "Nothing.part", "Thing"])
def test_a_field_that_is_gone_fails(field: str) -> None:
    with pytest.raises(SpecError, match=rf"'{field}' \(never null\) does not exist"):
        convert(whole(), never_null=sections(field))


@pytest.mark.parametrize("field", ["Thing.size", "Nothing.part"])
def test_an_older_file_may_lack_the_field(field: str) -> None:
    document = convert(whole(), never_null=sections(field), newest=["GET /1.0/news"])
    assert document == convert(whole())


def test_a_field_that_no_operation_reads_fails() -> None:
    swagger = whole()
    swagger["definitions"]["Unused"] = swagger["definitions"]["Thing"]
    with pytest.raises(SpecError, match="does not exist"):
        convert(swagger, never_null=sections("Unused.part"))


def test_a_field_that_is_only_sent_fails() -> None:
    swagger = whole()
    swagger["definitions"]["ThingPut"] = swagger["definitions"]["Thing"]
    body = {"in": "body", "name": "body", "schema": {"$ref": "#/definitions/ThingPut"}}
    swagger["paths"]["/1.0/things/{name}"]["put"] = operation(
        "thing_put", answer={"$ref": "#/responses/EmptySyncResponse"}, parameters=[body]
    )
    with pytest.raises(SpecError, match="is only sent, never received"):
        convert(swagger, never_null=sections("ThingPut.part"))


def test_a_field_that_is_no_object_fails() -> None:
    with pytest.raises(SpecError, match=r"'Thing.name' \(never null\) holds no object"):
        convert(whole(), never_null=sections("Thing.name"))


def test_a_field_that_is_named_twice_fails() -> None:
    with pytest.raises(SpecError, match="is said to be never null twice"):
        convert(whole(), never_null=sections("Thing.part", "Thing.part"))


def test_a_list_without_a_reason_is_refused() -> None:
    with pytest.raises(SpecError, match=r"spec/overlay\.yaml"):
        parse_overlay({"never_null": [{"fields": ["Thing.part"]}]})
