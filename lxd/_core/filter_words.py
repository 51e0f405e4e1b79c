"""Filters in LXD's own words.

LXD reads a filter from left to right, knows no parentheses, and splits it at white space. What it compares, and how,
differs from release to release. What is written here says exactly what it means on each of them, or is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from attrs import evolve

from lxd._core.filtering import HINT, Filter, Group, Test, compiled
from lxd._core.patterns import unreadable
from lxd._core.server_facts import Filtering
from lxd._core.values import config_value
from lxd.errors import FilterError

__all__ = ["write"]


def write(filter: Filter, filtering: Filtering = "typed") -> str:
    """Writes a filter in LXD's own words.

    Args:
        filter: the filter.
        filtering: how the server compares.

    Raises:
        FilterError: there are no words for it.
    """
    write_test = (
        _exact_test if filtering == "exact" else partial(_pattern_test, is_typed=filtering == "typed")
    )
    return _write(filter, write_test, merge=filtering != "exact")[0]


def _write(filter: Filter, write_test: Callable[[Test], str], *, merge: bool) -> tuple[str, bool]:
    """Returns the words, and whether they are several comparisons."""
    if isinstance(filter, Test):
        return write_test(filter), False
    assert isinstance(filter, Group)
    parts = _merged(filter) if merge else filter.parts
    texts = [_write(part, write_test, merge=merge) for part in parts]
    groups = [text for text, is_group in texts if is_group]
    if len(groups) > 1:
        raise FilterError(
            f"LXD reads filters from left to right and knows no parentheses: it cannot be told "
            f"'({groups[0]}) {filter.word} ({groups[1]})'",
            hint=HINT,
        )
    singles = [text for text, is_group in texts if not is_group]
    return f" {filter.word} ".join([*groups, *singles]), len(parts) > 1


def _merged(group: Group) -> tuple[Filter, ...]:
    """Takes comparisons of one field with several texts together: they are one pattern."""
    parts: list[Filter] = []
    texts: dict[tuple[str, ...], int] = {}
    for part in group.parts:
        # One of several values, or none of several.
        if isinstance(part, Test) and _is_textual(part) and part.negated == (group.word == "and"):
            number = texts.setdefault(part.path, len(parts))
            if number < len(parts):
                other = parts[number]
                assert isinstance(other, Test)
                parts[number] = evolve(other, values=(*other.values, *part.values))
                continue
        parts.append(part)
    return tuple(parts)


def _is_textual(test: Test) -> bool:
    return test.kind == "values" and all(isinstance(value, str) for value in test.values)


def _pattern_test(test: Test, *, is_typed: bool) -> str:
    """Writes a comparison for servers that take texts for regular expressions."""
    if test.kind == "text":
        return _clause(test, _quoted(str(test.values[0])))
    if test.kind == "pattern":
        pattern = str(test.values[0])
        if fault := unreadable(pattern):
            raise FilterError(f"LXD cannot read {fault} in the pattern {pattern!r}", hint=HINT)
        compiled(pattern)
        return _clause(test, f"^(?-i)(?:{_without_spaces(pattern)})$")
    if not _is_textual(test):
        if not is_typed:
            raise _only_texts(test)
        return _clause(test, config_value(test.values[0]))
    escaped = [_escaped(str(value)) for value in test.values]
    one = escaped[0] if len(escaped) == 1 else f"({'|'.join(escaped)})"
    return _clause(test, f"^(?-i){one}$")


def _exact_test(test: Test) -> str:
    """Writes a comparison for servers that take texts for themselves."""
    if test.kind == "pattern":
        raise FilterError("this server knows no patterns in filters (LXD before 5.0.1, and 5.1)", hint=HINT)
    if test.kind == "values" and not _is_textual(test):
        raise _only_texts(test)
    return _clause(test, _quoted(config_value(test.values[0])))


def _only_texts(test: Test) -> FilterError:
    return FilterError(
        f"this server compares nothing but texts in filters (LXD before 5.0.3, and from 5.1 to 5.15), not {test}",
        hint=HINT,
    )


def _clause(test: Test, value: str) -> str:
    if (
        not all(test.path)
        or test.field.lower() == "not"
        or any(character.isspace() for character in test.field)
    ):
        raise FilterError(f"LXD cannot be told of a field {test.field!r}", hint=HINT)
    return f"{test.field} {'ne' if test.negated else 'eq'} {value}"


def _escaped(text: str) -> str:
    """Writes a text as a pattern for itself, without anything that LXD's splitting could stumble over."""
    return "".join(c if c.isascii() and (c.isalnum() or c in "_-") else _code(c) for c in text)


def _without_spaces(pattern: str) -> str:
    """Writes white space and quotes in a pattern as escapes, and what RE2 does not take after a backslash."""

    def written(found: re.Match[str]) -> str:
        character = found[0][-1]
        is_coded = (
            character.isspace() or character in "'\"" or not (len(found[0]) == 1 or character.isascii())
        )
        return _code(character) if is_coded else found[0]

    return re.sub(r"\\?.", written, pattern, flags=re.DOTALL)


def _code(character: str) -> str:
    return f"\\x{{{ord(character):x}}}"


def _quoted(text: str) -> str:
    """Writes a text for itself, which LXD takes with single spaces only."""
    words = text.split(" ")
    has_quote = any(word.startswith('"') or word.endswith('"') for word in words)
    if not all(words) or has_quote or any(c.isspace() and c != " " for c in text):
        raise FilterError(f"there is no way to tell this server of the text {text!r} in a filter", hint=HINT)
    return text if len(words) == 1 else f'"{text}"'
