"""LXD's own swagger files for the tests, and a small made-up one for the rules."""

from __future__ import annotations

import copy
import functools
import os
from pathlib import Path
from typing import Any

import pytest
from spec_import.document import Imported, build_document
from spec_import.overlay import Overlay, parse_overlay, read_overlay
from spec_import.swagger import parse_swagger, read_text

ROOT = Path(__file__).resolve().parents[2]
RELEASES = ("5.0.2", "5.21.7", "6.8", "6.9")
PINNED = RELEASES[-1]


def path_of(release: str) -> Path:
    """Returns the path of a release's swagger file, and skips the test where there is none."""
    folder = Path(os.environ.get("LXD_SPECS") or ROOT.parent / "shared" / "specs")
    path = folder / f"lxd-{release}.yaml"
    if not path.exists():
        pytest.skip(f"LXD's swagger file {path.name} is not here; set LXD_SPECS to a folder that has it")
    return path


def swagger_of(release: str) -> dict[str, Any]:
    """Returns a release's swagger document; not to be changed."""
    return _parse(path_of(release))


def imported(release: str) -> Imported:
    """Returns what the importer makes of a release; not to be changed."""
    return _import(path_of(release))


@functools.cache
def committed_overlay() -> Overlay:
    """Returns spec/overlay.yaml."""
    return read_overlay(ROOT / "spec" / "overlay.yaml")


@functools.cache
def _parse(path: Path) -> dict[str, Any]:
    return parse_swagger(read_text(path), path.name)


@functools.cache
def _import(path: Path) -> Imported:
    return build_document(_parse(path), committed_overlay())


_RESPONSES = {name: {"description": "prose"} for name in ("EmptySyncResponse", "Operation", "Forbidden")}


def small() -> dict[str, Any]:
    """Returns a swagger document with one object, of which a test spoils or extends what it is about."""
    return {
        "swagger": "2.0",
        "info": {"version": "1.0", "title": "prose"},
        "responses": copy.deepcopy(_RESPONSES),
        "definitions": {
            "Operation": {"type": "object", "properties": {"id": {"type": "string"}}},
            "Thing": {
                "type": "object",
                "title": "Thing is prose.",
                "properties": {"name": {"type": "string", "description": "prose", "example": "prose"}},
            },
        },
        "paths": {
            "/1.0": {"get": operation("server_get", result={"$ref": "#/definitions/Thing"})},
            "/1.0/things": {"get": operation("things_get", result=strings())},
            "/1.0/things?recursion=1": {"get": operation("things_get_recursion1", result=things())},
            "/1.0/things/{name}": {
                "put": operation(
                    "thing_put",
                    answer={"$ref": "#/responses/EmptySyncResponse"},
                    parameters=[{"in": "body", "name": "a thing", "schema": {"$ref": "#/definitions/Thing"}}],
                )
            },
        },
    }


def operation(
    identifier: str,
    *,
    result: dict[str, Any] | None = None,
    answer: dict[str, Any] | None = None,
    parameters: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    """Returns an operation as upstream writes it, with a result in an envelope or any other answer."""
    if result is not None:
        names = ("type", "status", "status_code")
        envelope = {**{name: {"type": "string"} for name in names}, "metadata": result}
        answer = {"description": "prose", "schema": {"type": "object", "properties": envelope}}
    return {
        "operationId": identifier,
        "summary": "prose",
        "tags": ["things"],
        "produces": ["application/json"],
        "parameters": parameters or [],
        "responses": {200: answer, "403": {"$ref": "#/responses/Forbidden"}},
    }


def strings() -> dict[str, Any]:
    """Returns the schema of a list of URLs."""
    return {"type": "array", "items": {"type": "string"}}


def things() -> dict[str, Any]:
    """Returns the schema of a list of things."""
    return {"type": "array", "items": {"$ref": "#/definitions/Thing"}}


def convert(swagger: dict[str, Any], **overlay: Any) -> dict[str, Any]:
    """Imports a document with an overlay of these sections, and returns the OpenAPI document."""
    return build_document(swagger, parse_overlay(overlay)).document
