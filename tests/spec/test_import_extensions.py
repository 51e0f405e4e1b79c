"""What LXD 5.0.2 does not have names the API extension that brought it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from spec_import.places import MISSING

from .upstream import PINNED, committed_overlay, imported, swagger_of

UNANNOUNCED = {
    # No API extension announces these.
    "GET /1.0/instances/{}/logs/exec-output",
    "GET /1.0/instances/{}/logs/exec-output/{}",
    "DELETE /1.0/instances/{}/logs/exec-output/{}",
    "StorageVolumeSnapshotsPost.description",
    # 5.0.2 reads these, and its own file does not say so.
    "POST /1.0/images?X-LXD-filename",
    "POST /1.0/images?X-LXD-properties",
    "POST /1.0/images?X-LXD-public",
    "GET /1.0/operations?project",
    "GET /1.0/storage-pools/{}/volumes?all-projects",
    "GET /1.0/storage-pools/{}/volumes/{}?all-projects",
}


def shape(path: str) -> str:
    return re.sub(r"\{\w+\}", "{}", path.partition("?")[0])


def upstream_describes(swagger: dict[str, Any]) -> set[str]:
    """Returns the operations, parameters, schemas and fields of an upstream file."""
    found = set()
    for path, item in swagger["paths"].items():
        for method, operation in item.items():
            name = f"{method.upper()} {shape(path)}"
            found |= {name} | {f"{name}?{each['name']}" for each in operation.get("parameters", [])}
    for name, schema in swagger["definitions"].items():
        found |= {name} | {f"{name}.{field}" for field in schema.get("properties", {})}
    return found


def without_extension(document: dict[str, Any], old: set[str]) -> Iterator[str]:
    """Yields what names no extension. What is part of something new is covered by that."""
    for path, item in document["paths"].items():
        for method, operation in item.items():
            name = f"{method.upper()} {shape(path)}"
            if "x-lxd-extension" not in operation:
                yield name
            for parameter in operation.get("parameters", []) if name in old else ():
                if parameter["in"] != "path" and "x-lxd-extension" not in parameter:
                    yield f"{name}?{parameter['name']}"
    for name, schema in document["components"]["schemas"].items():
        if name in old and schema["x-lxd-role"] != "response":
            for field, inner in schema["properties"].items():
                if "x-lxd-extension" not in inner:
                    yield f"{name}.{field}"


def added_by_the_overlay() -> Iterator[str]:
    """Yields parameters that upstream's file leaves out for every release."""
    for entry in committed_overlay().entries:
        operation, mark, parameter = entry.place.partition(" parameters ")
        if mark and entry.was is MISSING:
            method, path = operation.split()
            yield f"{method} {shape(path)}?{parameter}"


def test_everything_new_names_its_extension() -> None:
    old = upstream_describes(swagger_of("5.0.2"))
    silent = set(without_extension(imported(PINNED).document, old))
    levels = {name for name in silent if name.endswith("?recursion")}
    assert silent - old - levels - set(added_by_the_overlay()) == UNANNOUNCED


def test_responses_repeat_the_extensions_of_operation_and_parameters() -> None:
    for item in imported(PINNED).document["paths"].values():
        for operation in item.values():
            facts = operation["responses"]["200"]["x-lxd"]
            named = {
                each["name"]: each["x-lxd-extension"]
                for each in operation.get("parameters", [])
                if "x-lxd-extension" in each
            }
            assert facts.get("extension") == operation.get("x-lxd-extension")
            assert facts.get("parameter-extensions", {}) == named
