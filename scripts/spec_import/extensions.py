"""Writes the API extensions of spec/overlay.yaml onto operations, parameters, levels of recursion and fields.

A place is `GET /1.0/replicators` (an operation), `GET /1.0/images?all-projects` (a parameter),
`GET /1.0/operations?recursion=2` (a level) or `InstancesPost.start` (a field).
"""

from __future__ import annotations

from .errors import SpecError
from .overlay import Overlay
from .swagger import Json

_KEY = "x-lxd-extension"


def write_extensions(document: Json, overlay: Overlay, older: bool) -> None:
    """Marks what needs an API extension, and repeats it where generators can read it.

    Args:
        document: The OpenAPI document, changed in place.
        overlay: The extensions and their places.
        older: Whether the file is of a release before the pinned one, and so may lack some places.

    Raises:
        SpecError: A place does not exist, or upstream names its extension itself.
    """
    for extension, places in sorted(overlay.extensions.items()):
        for place in places:
            found = _find(document, place)
            if found is None:
                if not older:
                    raise SpecError(f"spec/overlay.yaml: {place!r} (extension {extension}) does not exist")
                continue
            target, key = found
            if key not in target:
                target[key] = extension
            elif not older:
                raise SpecError(f"spec/overlay.yaml: {place!r} is already said to need {target[key]}")
    for item in document["paths"].values():
        for operation in item.values():
            _repeat(operation)


def _find(document: Json, place: str) -> tuple[Json, str] | None:
    """Returns the mapping and the key that tell the extension of a place."""
    method, _, target = place.partition(" ")
    if not target:
        return _find_field(document["components"]["schemas"], place)
    path, _, query = target.partition("?")
    operation: Json | None = document["paths"].get(path, {}).get(method.lower())
    if operation is None:
        return None
    if not query:
        return operation, _KEY
    name, _, level = query.partition("=")
    found = next((item for item in operation.get("parameters", []) if item["name"] == name), None)
    if found is None or (level and int(level) > found["schema"]["maximum"]):
        return None
    if not level:
        return found, _KEY
    return operation["responses"]["200"]["x-lxd"].setdefault("recursion-extensions", {}), level


def _find_field(schemas: Json, place: str) -> tuple[Json, str] | None:
    schema, _, field = place.partition(".")
    properties: Json = schemas.get(schema, {}).get("properties", {})
    if field not in properties:
        return None
    if "$ref" in properties[field]:
        properties[field] = {"allOf": [properties[field]]}
    return properties[field], _KEY


def _repeat(operation: Json) -> None:
    """Copies extensions to the response, the only part of an operation that openapi-python-client hands on whole."""
    facts = operation["responses"]["200"]["x-lxd"]
    if _KEY in operation:
        facts["extension"] = operation[_KEY]
    parameters = operation.get("parameters", [])
    named = {each["name"]: each[_KEY] for each in parameters if _KEY in each}
    if named:
        facts["parameter-extensions"] = named
    joined = {each["name"]: each["x-lxd-joins"] for each in parameters if "x-lxd-joins" in each}
    if joined:
        facts["joins"] = joined
