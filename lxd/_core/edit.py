"""Changing an object that others change too: three versions of it, as plain data, put together.

Who reads an object, changes it and writes it back may find that it was changed meanwhile. Then what was changed here
is done again on what it is now, key by key, and only what both have changed is a conflict.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

__all__ = ["is_collision", "merge", "overlay"]


class _Missing:
    def __repr__(self) -> str:
        return "missing"


_MISSING: Final = _Missing()


def is_collision(reason: str) -> bool:
    """Whether LXD's words for a failed update say that another one was under way, so that nothing came of it.

    Two updates of an instance may both be accepted; LXD then does one, and fails the other.
    """
    return "matching non-reusable operation" in reason or 'busy running a "update" operation' in reason


def merge(
    base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]
) -> tuple[dict[str, Any], list[str]]:
    """Does the changes between `base` and `mine` again on `theirs`.

    Maps are put together key by key at every depth. A list is one value, and so is a map that only one side knows:
    of two new devices with the same name, no third one is made.

    Args:
        base: the object as it was read.
        mine: as it was changed here.
        theirs: as it is now.

    Returns:
        The object as it should be, and the keys that both have changed, each to something else, such as
        ``"config.limits.cpu"``. With such conflicts the object is of no use.
    """
    conflicts: list[str] = []
    merged = _merge_maps(base, mine, theirs, "", conflicts)
    return merged, conflicts


def _merge_maps(
    base: Mapping[str, Any],
    mine: Mapping[str, Any],
    theirs: Mapping[str, Any],
    path: str,
    conflicts: list[str],
) -> dict[str, Any]:
    merged = {}
    for key in [*theirs, *(key for key in mine if key not in theirs)]:
        value = _merge_values(
            base.get(key, _MISSING),
            mine.get(key, _MISSING),
            theirs.get(key, _MISSING),
            f"{path}{key}",
            conflicts,
        )
        if value is not _MISSING:
            merged[key] = value
    return merged


def _merge_values(base: Any, mine: Any, theirs: Any, path: str, conflicts: list[str]) -> Any:
    if mine == base:
        return theirs
    if theirs in (base, mine):
        return mine
    if isinstance(base, Mapping) and isinstance(mine, Mapping) and isinstance(theirs, Mapping):
        return _merge_maps(base, mine, theirs, f"{path}.", conflicts)
    conflicts.append(path)
    return mine


def overlay(found: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Puts what is given in the place of what there is, and leaves the rest as it is.

    Args:
        found: the object as it is.
        changes: what is given of it. Maps, such as ``config``, are put together key by key, and a key that is None or
            ``""`` is left out; everything else is replaced, but None says nothing.
    """
    merged = dict(found)
    for key, value in changes.items():
        if isinstance(value, Mapping):
            both = {**(found.get(key) or {}), **value}
            merged[key] = {name: each for name, each in both.items() if each not in (None, "")}
        elif value is not None:
            merged[key] = value
    return merged
