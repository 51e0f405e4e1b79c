"""Repairs upstream's file from spec/overlay.yaml, where each entry says what was wrong, what is right, and why.

An entry is honest about its own end. It concerns a file in which its place exists (and what `when` names); there the
file must say exactly `was`, or nothing where `was` is left out. A file that says anything else has been changed by
upstream, and the import fails until somebody looks. Files older than the pinned release may lack the place, or what
`when` names; in the pinned release and all newer ones that is an error as well. The operations under `newest` tell
the two apart.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs

from .errors import SpecError
from .places import MISSING, find, has_parent, put, steps_of
from .swagger import Json, parse_yaml, read_text

_SECTIONS = {"newest", "spellings", "repairs", "additions", "parameters", "keep", "never_null", "extensions"}


@attrs.frozen
class Entry:
    """One correction: at this place upstream says `was`, and it is `right`.

    Attributes:
        place: Where, in the words of `places`.
        was: What upstream says; MISSING where it says nothing.
        right: What the server does; MISSING to remove the place.
        when: Places that a file must have for the entry to concern it.
        older: Whether only files before the pinned release are wrong here.
        reason: Why upstream is wrong, for the reader.
    """

    place: str
    was: Any
    right: Any
    when: tuple[str, ...]
    older: bool
    reason: str


@attrs.define
class Overlay:
    """The content of spec/overlay.yaml."""

    newest: list[str]
    spellings: list[Json]
    entries: list[Entry]
    keep: list[Json]
    never_null: list[Json]
    extensions: dict[str, list[str]]

    def is_older(self, document: Json) -> bool:
        """Tells whether a file (as facts) is of a release before the pinned one."""
        return any(find(document, steps_of(place)) is MISSING for place in self.newest)


def read_overlay(path: Path) -> Overlay:
    """Reads spec/overlay.yaml.

    Raises:
        SpecError: The file cannot be read, or one of its entries is not understood.
    """
    return parse_overlay(parse_yaml(read_text(path), "spec/overlay.yaml"))


def parse_overlay(document: Any) -> Overlay:
    """Reads the overlay.

    Raises:
        SpecError: An entry has no reason, an unknown key, or says nothing.
    """
    if not isinstance(document, dict) or set(document) - _SECTIONS:
        raise SpecError(f"spec/overlay.yaml: sections must be among {', '.join(sorted(_SECTIONS))}")
    entries = [
        entry
        for section in ("repairs", "additions")
        for item in document.get(section) or []
        for entry in _entries(item)
    ]
    entries += [entry for item in document.get("parameters") or [] for entry in _parameter_entries(item)]
    for item in document.get("spellings") or []:
        _check(item, {"was", "is", "reason"}, {"older"})
    for item in document.get("keep") or []:
        _check(item, {"schemas", "role", "reason"})
    for item in document.get("never_null") or []:
        _check(item, {"fields", "reason"})
    return Overlay(
        newest=document.get("newest") or [],
        spellings=document.get("spellings") or [],
        entries=entries,
        keep=document.get("keep") or [],
        never_null=document.get("never_null") or [],
        extensions=document.get("extensions") or {},
    )


def apply_entries(document: Json, overlay: Overlay, older: bool) -> None:
    """Corrects a document of facts in place.

    Args:
        document: The facts of upstream's file.
        overlay: The corrections.
        older: Whether the file is of a release before the pinned one.

    Raises:
        SpecError: An entry no longer applies.
    """
    # What a file is like before any correction decides which entries concern it.
    pending = [entry for entry in overlay.entries if _concerns(entry, document, older)]
    for entry in pending:
        steps = steps_of(entry.place)
        found = find(document, steps)
        if found != entry.was:
            raise SpecError(
                f"spec/overlay.yaml: the entry at {entry.place!r} no longer applies: "
                f"upstream says {found!r} there, not {entry.was!r}; look at it again, then change or delete the entry"
            )
        put(document, steps, copy.deepcopy(entry.right))


def _concerns(entry: Entry, document: Json, older: bool) -> bool:
    """Tells whether a file, before any correction, is one that an entry speaks of."""
    steps = steps_of(entry.place)
    found = find(document, steps)
    if entry.older:
        if found == entry.was and not older:
            raise SpecError(
                f"spec/overlay.yaml: the entry at {entry.place!r} is for older files, and this one needs it too"
            )
        return bool(found == entry.was)
    missing = [place for place in entry.when if find(document, steps_of(place)) is MISSING]
    if not missing and (found is not MISSING or (entry.was is MISSING and has_parent(document, steps))):
        return True
    if older:
        return False
    raise SpecError(
        f"spec/overlay.yaml: the entry at {entry.place!r} no longer applies: "
        f"this file has no {missing[0] if missing else entry.place!r}; change or delete the entry"
    )


def _entries(item: Json) -> Iterator[Entry]:
    _check(item, {"at", "reason"}, {"was", "is", "when", "older"})
    if not {"was", "is"} & set(item):
        raise SpecError(f"spec/overlay.yaml: an entry says what was, what is, or both; look at {item!r}")
    for place in _listed(item["at"]):
        yield Entry(
            place=place,
            was=item.get("was", MISSING),
            right=item.get("is", MISSING),
            when=tuple(_listed(item.get("when") or [])),
            older=bool(item.get("older")),
            reason=item["reason"],
        )


def _parameter_entries(item: Json) -> Iterator[Entry]:
    _check(item, {"is", "of", "reason"}, {"when"})
    parameter = item["is"]
    for operation in item["of"]:
        yield Entry(
            place=f"{operation} parameters {parameter['name']}",
            was=MISSING,
            right=parameter,
            when=(operation, *_listed(item.get("when") or [])),
            older=False,
            reason=item["reason"],
        )


def _listed(value: Any) -> list[str]:
    return list(value) if isinstance(value, list) else [value]


def _check(item: Any, needed: set[str], allowed: set[str] | None = None) -> None:
    """Refuses an entry that lacks a key, has an unknown one, or gives no reason."""
    if not isinstance(item, dict) or needed - set(item) or set(item) - needed - (allowed or set()):
        keys = ", ".join(sorted(needed | (allowed or set())))
        raise SpecError(f"spec/overlay.yaml: an entry has these keys: {keys}; look at {item!r}")
    if not isinstance(item["reason"], str) or not item["reason"].strip():
        raise SpecError(f"spec/overlay.yaml: every entry says its reason; look at {item!r}")
