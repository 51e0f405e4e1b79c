"""Finds places in a swagger document by the names that people use for them.

A place is written as words: `GET /1.0/events responses`, `POST /1.0/images parameters X-LXD-public`,
`schema InstancesPost properties devices`. Parameters are found by their name.
"""

from __future__ import annotations

from typing import Any

from .errors import SpecError
from .swagger import METHODS, Json


class Missing:
    """The value of a place that does not exist."""

    def __repr__(self) -> str:
        return "nothing"


MISSING = Missing()


def steps_of(place: str) -> list[str]:
    """Splits a place into the keys that lead to it from the top of the document.

    Raises:
        SpecError: It begins with neither an HTTP method nor `schema`.
    """
    first, _, rest = place.partition(" ")
    words = rest.split()
    if first.lower() in METHODS and first.isupper() and words:
        return ["paths", words[0], first.lower(), *words[1:]]
    if first == "schema" and words:
        return ["definitions", *words]
    raise SpecError(f"spec/overlay.yaml: {place!r} is no place; write 'GET /1.0/...' or 'schema Name ...'")


def find(document: Json, steps: list[str]) -> Any:
    """Returns the value at a place, or MISSING."""
    node: Any = document
    for step in steps:
        if isinstance(node, dict):
            node = node.get(step, MISSING)
        elif isinstance(node, list):
            node = next(
                (item for item in node if isinstance(item, dict) and item.get("name") == step), MISSING
            )
        else:
            return MISSING
    return node


def has_parent(document: Json, steps: list[str]) -> bool:
    """Tells whether a value could be put at a place: whether all but its last key lead somewhere.

    A new operation may open a new path, and the first parameter a new list.
    """
    if steps[0] == "paths" and len(steps) == 3:
        return True
    if steps[-2] == "parameters":
        return isinstance(find(document, steps[:-2]), dict)
    return isinstance(find(document, steps[:-1]), dict)


def put(document: Json, steps: list[str], value: Any) -> None:
    """Puts a value at a place, or removes the place where the value is MISSING."""
    node: Any = document
    for step in steps[:-1]:
        if isinstance(node, dict):
            node = node.setdefault(step, [] if step == "parameters" else {})
        else:
            node = next(item for item in node if item.get("name") == step)
    key = steps[-1]
    if isinstance(node, list):
        index = next((i for i, item in enumerate(node) if item.get("name") == key), None)
        if index is None:
            node.append(value)
        elif isinstance(value, Missing):
            del node[index]
        else:
            node[index] = value
    elif isinstance(value, Missing):
        del node[key]
    else:
        node[key] = value
