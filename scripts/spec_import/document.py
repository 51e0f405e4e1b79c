"""Puts the parts together: upstream's swagger document in, the OpenAPI document out."""

from __future__ import annotations

import attrs

from .errors import SpecError
from .extensions import write_extensions
from .facts import facts_of
from .never_null import write_never_null
from .operations import build_operation
from .overlay import Overlay, apply_entries
from .schemas import Converter, name_inline_maps, reachable, references_in
from .spellings import respell
from .swagger import Json
from .variants import families_of


@attrs.frozen
class Imported:
    """The result of an import.

    Attributes:
        document: The OpenAPI document.
        older: Whether the file is of a release before the one that the overlay was written for.
        unused: Schemas that upstream defines and no operation uses; they are left out.
    """

    document: Json
    older: bool
    unused: list[str]


def build_document(swagger: Json, overlay: Overlay) -> Imported:
    """Converts a swagger document.

    Raises:
        SpecError: The file has a fault that the overlay does not repair, or the overlay one that the file lacks.
    """
    facts = facts_of(swagger)
    older = overlay.is_older(facts)
    respell(facts["paths"], overlay, older)
    apply_entries(facts, overlay, older)
    _refuse_duplicate_ids(facts["paths"])
    convert = Converter(facts["definitions"])
    paths: Json = {}
    for family in families_of(facts["paths"]):
        paths.setdefault(family.path, {})[family.method] = build_operation(family, convert)
    schemas, unused = _schemas(paths, convert, overlay, older)
    document = {
        "openapi": "3.0.3",
        "info": {"title": "LXD", "version": str(swagger["info"].get("version", "1.0"))},
        "paths": paths,
        "components": {"schemas": schemas},
    }
    write_extensions(document, overlay, older)
    write_never_null(schemas, overlay, older)
    return Imported(document, older, unused)


def _refuse_duplicate_ids(paths: Json) -> None:
    seen: dict[str, str] = {}
    for path, item in sorted(paths.items()):
        for method, operation in item.items():
            name = f"{method.upper()} {path}"
            identifier = operation.get("operationId")
            other = seen.setdefault(str(identifier), name)
            if other != name:
                raise SpecError(
                    f"{name} and {other} have the same operationId {identifier}; rename one in spec/overlay.yaml"
                )


def _schemas(paths: Json, convert: Converter, overlay: Overlay, older: bool) -> tuple[Json, list[str]]:
    """Returns the schemas that are used, each with its role, and the names of the others."""
    schemas = convert.components()
    operations = [operation for item in paths.values() for operation in item.values()]
    requests = {name for each in operations for name in references_in(each.get("requestBody"))}
    responses = {name for each in operations for name in references_in(each["responses"])}
    for entry in overlay.keep:
        for name in entry["schemas"]:
            if name in schemas:
                (requests if entry["role"] == "request" else responses).add(name)
            elif not older:
                raise SpecError(f"spec/overlay.yaml: there is no schema {name!r} to keep")
    sent, read = reachable(schemas, requests), reachable(schemas, responses)
    kept = {}
    for name in sorted(sent | read):
        role = "both" if name in sent and name in read else "request" if name in sent else "response"
        kept[name] = {**schemas[name], "x-lxd-role": role}
    name_inline_maps(kept)
    return kept, sorted(set(schemas) - set(kept))
