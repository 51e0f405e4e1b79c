"""spec/overlay.yaml: every entry is needed, and says so itself when it no longer is."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from spec_import.document import build_document
from spec_import.errors import SpecError
from spec_import.overlay import Overlay, parse_overlay

from .upstream import PINNED, RELEASES, committed_overlay, convert, imported, operation, small, swagger_of

OVERLAY = committed_overlay()
REASON = "for the test"


def result_with(release: str, overlay: Overlay) -> dict[str, Any] | None:
    """Returns the document, or nothing where the import fails."""
    try:
        return build_document(swagger_of(release), overlay).document
    except SpecError:
        return None


@pytest.mark.parametrize("entry", OVERLAY.entries, ids=lambda entry: entry.place)
def test_every_entry_is_needed(entry: Any) -> None:
    less = attrs.evolve(OVERLAY, entries=[other for other in OVERLAY.entries if other is not entry])
    releases = RELEASES[:-1] if entry.older else (PINNED,)
    assert any(result_with(release, less) != imported(release).document for release in releases)


@pytest.mark.parametrize("spelling", OVERLAY.spellings, ids=lambda spelling: spelling["was"])
def test_every_spelling_is_needed(spelling: Any) -> None:
    less = attrs.evolve(OVERLAY, spellings=[other for other in OVERLAY.spellings if other is not spelling])
    assert any(result_with(release, less) is None for release in RELEASES)


@pytest.mark.parametrize("name", [name for entry in OVERLAY.keep for name in entry["schemas"]])
def test_every_kept_schema_would_be_left_out(name: str) -> None:
    kept = [
        {**entry, "schemas": [other for other in entry["schemas"] if other != name]} for entry in OVERLAY.keep
    ]
    less = attrs.evolve(OVERLAY, keep=kept)
    assert any(result_with(release, less) != imported(release).document for release in RELEASES)


def spoilt() -> dict[str, Any]:
    swagger = small()
    swagger["paths"]["/1.0/things"]["get"]["operationId"] = "Things-get"
    return swagger


ENTRY = {"at": "GET /1.0/things operationId", "was": "Things-get", "is": "things_get", "reason": REASON}


def test_an_entry_repairs() -> None:
    assert convert(spoilt(), repairs=[ENTRY])["paths"]["/1.0/things"]["get"]["operationId"] == "things_get"


def test_an_entry_whose_fault_is_gone_fails() -> None:
    with pytest.raises(
        SpecError, match="no longer applies: upstream says 'things_get' there, not 'Things-get'"
    ):
        convert(small(), repairs=[ENTRY])


def test_an_entry_whose_place_is_gone_fails() -> None:
    swagger = spoilt()
    del swagger["paths"]["/1.0/things"], swagger["paths"]["/1.0/things?recursion=1"]
    with pytest.raises(SpecError, match=r"this file has no 'GET /1.0/things operationId'"):
        convert(swagger, repairs=[ENTRY])


def test_an_older_file_may_lack_the_place() -> None:
    swagger = spoilt()
    del swagger["paths"]["/1.0/things"], swagger["paths"]["/1.0/things?recursion=1"]
    document = convert(swagger, repairs=[ENTRY], newest=["GET /1.0/news"])
    assert "/1.0/things" not in document["paths"]


def test_an_older_file_must_have_the_fault_where_it_has_the_place() -> None:
    with pytest.raises(SpecError, match="no longer applies"):
        convert(small(), repairs=[ENTRY], newest=["GET /1.0/news"])


def test_an_addition_that_upstream_made_itself_fails() -> None:
    addition = {"at": "schema Thing properties name", "is": {"type": "string"}, "reason": REASON}
    with pytest.raises(SpecError, match="no longer applies: upstream says"):
        convert(small(), additions=[addition])


def test_an_entry_for_older_files_does_not_repair_a_newer_one() -> None:
    with pytest.raises(SpecError, match="is for older files, and this one needs it too"):
        convert(spoilt(), repairs=[{**ENTRY, "older": True}])


def test_an_entry_for_older_files_repairs_one() -> None:
    document = convert(spoilt(), repairs=[{**ENTRY, "older": True}], newest=["GET /1.0/news"])
    assert document["paths"]["/1.0/things"]["get"]["operationId"] == "things_get"


def test_an_entry_waits_for_what_it_names_under_when() -> None:
    addition = {"at": "schema New", "is": {"type": "object"}, "when": "GET /1.0/news", "reason": REASON}
    document = convert(small(), additions=[addition], newest=["GET /1.0/news"])
    assert "New" not in document["components"]["schemas"]


def test_a_parameter_is_added_to_each_of_its_operations() -> None:
    parameter = {
        "is": {"in": "query", "name": "filter", "type": "string"},
        "of": ["GET /1.0"],
        "reason": REASON,
    }
    document = convert(small(), parameters=[parameter])
    assert [each["name"] for each in document["paths"]["/1.0"]["get"]["parameters"]] == ["filter"]


def test_a_removal_removes() -> None:
    swagger = small()
    swagger["paths"]["/1.0"]["get"]["parameters"] = [{"in": "query", "name": "x", "type": "bool"}]
    removal = {
        "at": "GET /1.0 parameters x",
        "was": {"in": "query", "name": "x", "type": "bool"},
        "reason": REASON,
    }
    assert "parameters" not in convert(swagger, repairs=[removal])["paths"]["/1.0"]["get"]


def test_an_extension_that_upstream_names_itself_fails() -> None:
    swagger = small()
    swagger["definitions"]["Thing"]["properties"]["name"]["description"] = "API extension: naming"
    with pytest.raises(SpecError, match="already said to need naming"):
        convert(swagger, extensions={"naming": ["Thing.name"]})


@pytest.mark.parametrize(
    "place", ["Thing.size", "GET /1.0/news", "GET /1.0?size", "GET /1.0/things?recursion=2"]
)
def test_an_extension_of_something_unknown_fails(place: str) -> None:
    with pytest.raises(SpecError, match="does not exist"):
        convert(small(), extensions={"naming": [place]})


def test_a_level_of_recursion_names_its_extension() -> None:
    document = convert(small(), extensions={"naming": ["GET /1.0/things?recursion=1"]})
    facts = document["paths"]["/1.0/things"]["get"]["responses"]["200"]["x-lxd"]
    assert facts["recursion-extensions"] == {"1": "naming"}


def test_a_spelling_of_nothing_fails() -> None:
    spelling = {"was": "/1.0/news/{name}", "is": "/1.0/news/{id}", "reason": REASON}
    with pytest.raises(SpecError, match="no longer applies: no path begins with it"):
        convert(small(), spellings=[spelling])


def test_a_spelling_renames_all_paths_below() -> None:
    swagger = small()
    swagger["paths"]["/1.0/things/{thing}/state"] = {"get": operation("state_get", result={"type": "object"})}
    spelling = {"was": "/1.0/things/{thing}", "is": "/1.0/things/{name}", "reason": REASON}
    assert "/1.0/things/{name}/state" in convert(swagger, spellings=[spelling])["paths"]


@pytest.mark.parametrize(
    "sections",
    [
        {"repairs": [{"at": "GET /1.0 operationId", "was": "a", "is": "b"}]},
        {"repairs": [{"at": "GET /1.0 operationId", "reason": REASON}]},
        {"repairs": [{**ENTRY, "because": REASON}]},
        {"parameters": [{"is": {"in": "query", "name": "x", "type": "string"}, "of": ["GET /1.0"]}]},
        {"keep": [{"schemas": ["Thing"], "role": "response"}]},
        {"fixes": []},
    ],
)
def test_an_overlay_that_is_not_understood_is_refused(sections: dict[str, Any]) -> None:
    with pytest.raises(SpecError, match=r"spec/overlay\.yaml"):
        parse_overlay(sections)
