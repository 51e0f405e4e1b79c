"""Filters: which objects of a list are meant, and how to tell on this side; `filter_words` tells LXD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Literal, TypeAlias, TypeVar

from attrs import evolve, frozen
from lxd_api.base import Model, plain

from lxd._core.patterns import foreign, unreadable
from lxd._core.values import config_value
from lxd.errors import FilterError

__all__ = [
    "DEVICE_MAPS",
    "HINT",
    "STRING_MAPS",
    "Filter",
    "FilterLike",
    "Group",
    "Test",
    "Value",
    "compiled",
    "fields",
    "parse",
    "select",
]

T = TypeVar("T")

Value: TypeAlias = str | int | float | bool | None
"""What a field can be compared with; None is ``""``, as a configuration key that is not set."""

STRING_MAPS = frozenset({"config", "expanded_config", "properties"})
"""Maps of strings, in which a key that is missing is an empty string."""

DEVICE_MAPS = frozenset({"devices", "expanded_devices"})
"""Maps of such maps."""

HINT = "list without a filter, and pick from the list with lxd.filters.select()"


class _Missing:
    def __repr__(self) -> str:
        return "missing"


_MISSING: Final = _Missing()


class Filter:
    """Which objects of a list are meant; `lxd.filters.F` makes them, and ``&``, ``|`` and ``~`` put them together."""

    __slots__ = ()

    def matches(self, found: Model | Mapping[str, Any]) -> bool:
        """Whether an object is meant.

        Args:
            found: the object, as a model or as plain data with LXD's own names.

        Raises:
            FilterError: a field cannot be compared so.
        """
        return self.holds(plain(found))

    def holds(self, data: Mapping[str, Any]) -> bool:
        """Whether plain data is meant."""
        raise NotImplementedError

    def __and__(self, other: Filter) -> Filter:
        return _joined("and", self, other) if isinstance(other, Filter) else NotImplemented

    def __or__(self, other: Filter) -> Filter:
        return _joined("or", self, other) if isinstance(other, Filter) else NotImplemented

    def __invert__(self) -> Filter:
        raise NotImplementedError

    def __repr__(self) -> str:
        return f"<Filter {self}>"

    def __bool__(self) -> bool:
        raise TypeError("filters are put together with &, | and ~, each comparison in parentheses")


FilterLike: TypeAlias = str | Filter
"""A filter in LXD's own words, ``"status eq Running"``, or one that is put together with `lxd.filters.F`."""


@frozen(repr=False)
class Test(Filter):
    """A field compared with something.

    Args:
        path: the field's name, and the names of what is inside: ``("config", "limits.cpu")``.
        kind: what it is compared with: ``"values"``, one of which it has to be; ``"pattern"``, a regular expression
            for all of it; ``"text"``, a word as LXD reads it: for text a pattern, for a number a number.
        values: the values, the pattern or the word.
        negated: whether it must not match.
    """

    path: tuple[str, ...]
    kind: Literal["values", "pattern", "text"]
    values: tuple[Value, ...]
    negated: bool = False

    @property
    def field(self) -> str:
        """The field as LXD names it."""
        return ".".join(self.path)

    def holds(self, data: Mapping[str, Any]) -> bool:
        """Whether plain data is meant."""
        found = _look_up(data, self.path)
        return (found is not _MISSING and self._fits(found)) != self.negated

    def _fits(self, found: Any) -> bool:
        if found is None:
            found = ""
        match self.kind:
            case "values":
                return any(_is_equal(found, value) for value in self.values)
            case "pattern":
                return isinstance(found, str) and compiled(str(self.values[0])).fullmatch(found) is not None
            case "text":
                return _is_like(found, str(self.values[0]), self.field)

    def __str__(self) -> str:
        words = {"values": ("is", "is not"), "pattern": ("matches", "does not match"), "text": ("eq", "ne")}
        values = " or ".join(repr(value) for value in self.values)
        return f"{self.field} {words[self.kind][self.negated]} {values}"

    def __invert__(self) -> Filter:
        return evolve(self, negated=not self.negated)


@frozen(repr=False)
class Group(Filter):
    """Filters of which all have to hold, or one.

    Args:
        word: ``"and"`` or ``"or"``.
        parts: the filters.
    """

    word: Literal["and", "or"]
    parts: tuple[Filter, ...]

    def holds(self, data: Mapping[str, Any]) -> bool:
        """Whether plain data is meant."""
        each = (part.holds(data) for part in self.parts)
        return all(each) if self.word == "and" else any(each)

    def __str__(self) -> str:
        return f" {self.word} ".join(
            f"({each})" if isinstance(each, Group) else str(each) for each in self.parts
        )

    def __invert__(self) -> Filter:
        return Group("or" if self.word == "and" else "and", tuple(~part for part in self.parts))


def select(filter: FilterLike, objects: Iterable[T]) -> list[T]:
    """Picks objects from a list on this side, as LXD would on its own.

    Args:
        filter: which ones: put together with `F`, or in LXD's own words.
        objects: models, or plain data with LXD's own names.

    Raises:
        FilterError: it is no filter, or a field cannot be compared so.
    """
    chosen = parse(filter) if isinstance(filter, str) else filter
    return [found for found in objects if chosen.holds(plain(found))]


def fields(filter: Filter) -> set[str]:
    """Returns the names of the fields that a filter is of."""
    if isinstance(filter, Group):
        return {field for part in filter.parts for field in fields(part)}
    assert isinstance(filter, Test)
    return {filter.path[0]}


def parse(text: str) -> Filter:
    """Reads a filter in LXD's own words, as LXD does.

    Raises:
        FilterError: it is none.
    """
    words = iter(text.split())
    word = next(words, None)
    if word is None:
        raise FilterError("an empty text is no filter")
    found = _parse_test(word, words, text)
    while (word := next(words, None)) is not None:
        if word not in ("and", "or"):
            raise FilterError(f"{text!r} is no filter: {word!r} is neither 'and' nor 'or'")
        test = _parse_test(_next(words, text), words, text)
        found = found & test if word == "and" else found | test
    return found


def _parse_test(word: str, words: Iterator[str], text: str) -> Filter:
    negated = word.lower() == "not"
    field = _next(words, text) if negated else word
    operator = _next(words, text)
    if operator not in ("eq", "ne"):
        raise FilterError(f"{text!r} is no filter: {operator!r} is neither 'eq' nor 'ne'")
    value = _next_value(words, text)
    return Test(tuple(field.split(".")), "text", (value,), negated != (operator == "ne"))


def _next(words: Iterator[str], text: str) -> str:
    for word in words:
        return word
    raise FilterError(f"{text!r} is no filter: something is missing at its end")


def _next_value(words: Iterator[str], text: str) -> str:
    value = _next(words, text)
    if not value.startswith('"'):
        return value
    parts = [value[1:]]
    # LXD looks for the end in the words that follow, never in the same one.
    while not (word := _next(words, text)).endswith('"'):
        parts.append(word)
    return " ".join([*parts, word[:-1]])


def _joined(word: Literal["and", "or"], *filters: Filter) -> Group:
    parts: list[Filter] = []
    for each in filters:
        parts.extend(each.parts if isinstance(each, Group) and each.word == word else [each])
    return Group(word, tuple(parts))


# On this side


def _look_up(data: Any, path: Sequence[str], kind: Literal["object", "maps", "strings"] = "object") -> Any:
    """Finds a field; names of configuration keys have dots of their own, and so have the names in a path as text."""
    if not path:
        return data
    if not isinstance(data, Mapping):
        return _MISSING
    if kind == "strings":
        return data.get(".".join(path), "")
    for count in range(len(path), 0, -1):
        name = ".".join(path[:count])
        if name in data:
            if kind == "maps" or name in STRING_MAPS:
                return _look_up(data[name], path[count:], "strings")
            return _look_up(data[name], path[count:], "maps" if name in DEVICE_MAPS else "object")
    # LXD leaves out what is empty, so that a map of strings that is missing has no key that is set.
    return "" if path[0] in STRING_MAPS and len(path) > 1 else _MISSING


def _is_equal(found: Any, value: Value) -> bool:
    if isinstance(found, str):
        return found == config_value(value)
    if isinstance(found, bool) or isinstance(value, bool):
        return found is value
    return bool(found == value)


def _is_like(found: Any, text: str, field: str) -> bool:
    """Whether LXD takes a word for a value."""
    if isinstance(found, str):
        pattern = _word_pattern(text)
        return found.casefold() == text.casefold() if pattern is None else pattern.search(found) is not None
    try:
        if isinstance(found, bool):
            return found is _BOOLEANS[text]
        if isinstance(found, int):
            return found == int(text)
        if isinstance(found, list):
            return bool(found == json.loads(text))
    except (KeyError, ValueError):
        raise FilterError(f"{field!r} cannot be compared with {text!r}") from None
    raise FilterError(f"{field!r} cannot be compared with anything", hint=HINT)


def _word_pattern(text: str) -> re.Pattern[str] | None:
    """Returns the pattern that LXD takes a word for; None: it cannot read one, and compares with the word."""
    refusal = FilterError(f"LXD takes {text!r} for a pattern that Python reads otherwise")
    if foreign(text):
        raise refusal
    if unreadable(text):
        return None
    # RE2 may repeat the beginning itself, so that * is all there is; Python wants it in a group for that.
    anchored = text if "^" in text or "$" in text else f"(?:^){text}$"
    try:
        return _compile(f"(?i){anchored}")
    except re.error:
        if re.search(r"[$^][*+?{]", text):
            raise refusal from None
        return None


_BOOLEANS = {
    **dict.fromkeys(("1", "t", "T", "true", "TRUE", "True"), True),
    **dict.fromkeys(("0", "f", "F", "false", "FALSE", "False"), False),
}


def compiled(pattern: str) -> re.Pattern[str]:
    """Reads a regular expression.

    Raises:
        FilterError: it is none.
    """
    try:
        return _compile(pattern)
    except re.error as error:
        raise FilterError(f"{pattern!r} is no regular expression: {error}") from None


def _compile(pattern: str) -> re.Pattern[str]:
    """Compiles a pattern whose classes of characters (``\\w`` and its like) are those of ASCII, as LXD's are."""
    # With that flag only ASCII has upper and lower case, which to LXD all letters have. Few patterns have both.
    has_classes = re.search(r"(?<!\\)(?:\\\\)*\\[dDwWsSbB]", pattern) is not None
    ignores_case = re.search(r"\(\?[a-zA-Z]*i", pattern) is not None and not pattern.isascii()
    is_unicode = re.search(r"\(\?[a-zA-Z]*u", pattern) is not None
    return re.compile(pattern, re.ASCII if has_classes and not ignores_case and not is_unicode else 0)
