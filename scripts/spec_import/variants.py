"""Finds the twins of an operation: upstream writes `?recursion=1` and `?public` as if they were paths of their own."""

from __future__ import annotations

import re

import attrs

from .errors import SpecError
from .swagger import METHODS, Json

_RECURSION = re.compile(r"recursion=([0-9])")


@attrs.define
class Family:
    """One operation of the server, with all of upstream's descriptions of it.

    Attributes:
        method: The HTTP method, in lower case.
        path: The path without a query string.
        base: The description without a query string.
        levels: Descriptions by recursion level; 0 is the base.
        public: Descriptions for clients that are not trusted, with their recursion levels.
    """

    method: str
    path: str
    base: Json
    levels: dict[int, Json] = attrs.field(factory=dict)
    public: list[tuple[int, Json]] = attrs.field(factory=list)

    @property
    def name(self) -> str:
        """`GET /1.0/instances`."""
        return f"{self.method.upper()} {self.path}"

    @property
    def members(self) -> list[Json]:
        """All descriptions, the base first."""
        return [
            self.base,
            *(self.levels[level] for level in sorted(self.levels) if level),
            *(twin for _, twin in self.public),
        ]


def families_of(paths: Json) -> list[Family]:
    """Groups upstream's descriptions by what the server sees as one operation, sorted by path.

    Raises:
        SpecError: A query string in a path is not a known one, or a twin has no base.
    """
    families = {
        (path, method): Family(method, path, item[method], {0: item[method]})
        for path, item in sorted(paths.items())
        for method in METHODS
        if method in item and "?" not in path
    }
    for full, item in sorted(paths.items()):
        path, mark, query = full.partition("?")
        for method, twin in item.items() if mark else ():
            family = families.get((path, method))
            if family is None:
                raise SpecError(f"{method.upper()} {full} is described, but not {method.upper()} {path}")
            _sort_in(family, query, twin, f"{method.upper()} {full}")
    for family in families.values():
        levels = {*family.levels, *(level for level, _ in family.public)}
        if sorted(family.levels) != list(range(len(levels))):
            raise SpecError(f"{family.name}: recursion levels {sorted(family.levels)} leave a gap")
    return list(families.values())


def _sort_in(family: Family, query: str, twin: Json, name: str) -> None:
    words = query.split("&")
    public = "public" in words
    if public:
        words.remove("public")
    level = 0
    if len(words) == 1 and (match := _RECURSION.fullmatch(words[0])) and family.method == "get":
        level = int(match.group(1))
    elif words or not public:
        raise SpecError(f"{name}: the importer does not know the query string ?{query}")
    if public:
        family.public.append((level, twin))
    else:
        family.levels[level] = twin
