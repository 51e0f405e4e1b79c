"""The importer on LXD's own files: four releases, one overlay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from spec_import.command import validate
from spec_import.output import to_yaml

from .upstream import PINNED, RELEASES, ROOT, imported

# 6.9: upstream describes 280; the overlay adds the one that it lost.
OPERATIONS = {"5.0.2": 185, "5.21.7": 241, "6.8": 275, "6.9": 281}


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield f"{method.upper()} {path}", operation


def words(node: Any) -> Iterator[str]:
    """Yields every key and every string of a document."""
    if isinstance(node, dict):
        yield from node
        node = list(node.values())
    if isinstance(node, list):
        for value in node:
            yield from words(value)
    elif isinstance(node, str):
        yield node


@pytest.mark.parametrize("release", RELEASES)
def test_every_operation_comes_out(release: str) -> None:
    assert len(list(operations(imported(release).document))) == OPERATIONS[release]


@pytest.mark.parametrize("release", RELEASES)
def test_the_result_is_valid_openapi(release: str) -> None:
    validate(imported(release).document)


@pytest.mark.parametrize("release", RELEASES)
def test_only_the_pinned_release_is_held_to_every_entry(release: str) -> None:
    assert imported(release).older == (release != PINNED)


@pytest.mark.parametrize("release", RELEASES)
def test_no_sentence_of_upstream_comes_along(release: str) -> None:
    assert [word for word in words(imported(release).document) if not re.fullmatch(r"\S+", word)] == []


@pytest.mark.parametrize("release", RELEASES)
def test_every_path_parameter_is_declared_once_and_in_order(release: str) -> None:
    for name, operation in operations(imported(release).document):
        declared = [each["name"] for each in operation.get("parameters", []) if each["in"] == "path"]
        assert declared == re.findall(r"\{(\w+)\}", name), name


@pytest.mark.parametrize("release", RELEASES)
def test_operation_ids_are_unique(release: str) -> None:
    ids = [operation["operationId"] for _, operation in operations(imported(release).document)]
    assert len(ids) == len(set(ids))


def test_the_committed_file_is_what_the_importer_writes() -> None:
    committed = (ROOT / "spec" / "openapi.yaml").read_text(encoding="utf-8")
    assert committed == to_yaml(imported(PINNED).document)
