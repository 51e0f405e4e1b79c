"""Marks the objects inside of received ones that are never null, from spec/overlay.yaml.

Upstream's file has one form for two things of Go: a struct, which is always there, and a pointer to one, which may be
null. A field is written `Server.environment`.
"""

from __future__ import annotations

from .errors import SpecError
from .overlay import Overlay
from .swagger import Json

_KEY = "x-lxd-never-null"


def write_never_null(schemas: Json, overlay: Overlay, older: bool) -> None:
    """Marks the fields that the overlay names.

    Args:
        schemas: The components of the OpenAPI document, changed in place.
        overlay: The fields.
        older: Whether the file is of a release before the pinned one, and so may lack some fields.

    Raises:
        SpecError: A field does not exist, is named twice, is never received, or holds no object.
    """
    for field in [field for item in overlay.never_null for field in item["fields"]]:
        name, _, key = field.partition(".")
        schema = schemas.get(name, {})
        found = schema.get("properties", {}).get(key)
        if found is None:
            if not older:
                raise SpecError(f"spec/overlay.yaml: {field!r} (never null) does not exist")
            continue
        if _KEY in found:
            raise SpecError(f"spec/overlay.yaml: {field!r} is said to be never null twice")
        if schema["x-lxd-role"] == "request":
            raise SpecError(f"spec/overlay.yaml: {field!r} (never null) is only sent, never received")
        if "$ref" not in found and "allOf" not in found:
            raise SpecError(f"spec/overlay.yaml: {field!r} (never null) holds no object")
        # OpenAPI 3.0 ignores what stands beside a reference.
        schema["properties"][key] = {**({"allOf": [found]} if "$ref" in found else found), _KEY: True}
