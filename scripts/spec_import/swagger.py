"""Parses upstream's file and refuses what is not a swagger 2.0 description of LXD."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from .errors import SpecError

Json = dict[str, Any]
"""A mapping as JSON knows it."""

METHODS = ("get", "head", "put", "post", "delete", "patch")
"""HTTP methods, in the order in which the result lists them."""

_SECTIONS = {"definitions", "info", "paths", "responses", "swagger"}


def read_text(path: Path) -> str:
    """Reads a file of this repository.

    Raises:
        SpecError: It cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise SpecError(f"{path} cannot be read: {error.strerror}") from error


def parse_yaml(text: str, name: str) -> Any:
    """Reads one YAML document, refusing duplicate keys.

    Args:
        text: The document.
        name: What to call it in an error.

    Raises:
        SpecError: It is no YAML.
    """
    try:
        return YAML(typ="safe").load(text)
    except YAMLError as error:
        raise SpecError(f"{name} is not valid YAML: {_one_line(error)}") from error
    except (RecursionError, ValueError) as error:
        raise SpecError(f"{name} cannot be read as YAML: {error}") from error


def parse_swagger(text: str, name: str) -> Json:
    """Reads LXD's swagger file.

    Args:
        text: The file's content.
        name: What to call it in an error: a path or URL.

    Returns:
        The document: `swagger`, `info`, `paths`, `definitions` and `responses`.

    Raises:
        SpecError: It is empty, an HTML page, no YAML, or no swagger 2.0 description of LXD.
    """
    start = text.lstrip("\ufeff \t\r\n")
    if not start:
        raise SpecError(f"{name} is empty")
    if start[:200].lower().startswith(("<!doctype", "<html", "<?xml", "<head")):
        raise SpecError(f"{name} is a web page, not a YAML file; give the address of the raw file")
    document = parse_yaml(text, name)
    if not isinstance(document, dict):
        raise SpecError(f"{name} is not a swagger file: it holds no mapping at its top")
    if "openapi" in document:
        raise SpecError(
            f"{name} is OpenAPI {document['openapi']}; swagger 2.0 is expected, as LXD publishes it"
        )
    if document.get("swagger") != "2.0":
        raise SpecError(f"{name} is not a swagger 2.0 file: it says swagger {document.get('swagger')!r}")
    for section in ("info", "paths", "definitions", "responses"):
        if not isinstance(document.get(section), dict) or not document[section]:
            raise SpecError(f"{name} is not LXD's swagger file: it has no {section}")
    unknown = sorted(map(str, set(document) - _SECTIONS))
    if unknown:
        raise SpecError(f"{name} has sections that the importer does not know: {', '.join(unknown)}")
    if "/1.0" not in document["paths"]:
        raise SpecError(f"{name} is not LXD's swagger file: it does not describe /1.0")
    return document


def _one_line(error: Exception) -> str:
    problem = getattr(error, "problem", None) or str(error)
    mark = getattr(error, "problem_mark", None)
    where = f" (line {mark.line + 1})" if mark is not None else ""
    return " ".join(str(problem).split())[:200] + where
