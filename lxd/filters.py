"""Filters for lists, built in Python.

::

    from lxd.filters import F

    client.instances.list(filter=(F.status == "Running") & (F.config["limits.cpu"] == "2"))
    client.images.list(filter=F.properties["os"].in_(["ubuntu", "debian"]) & ~(F.public == True))
    client.networks.list(filter=F.name.matches(r"br\\d+"))

`F` stands for an object of the list, and its attributes and keys for the object's fields, by LXD's own names. Texts
match exactly, upper and lower case are different, and a configuration key that is not set is ``""``. Where the server
can filter (instances, images, storage volumes, warnings) it does; elsewhere the list is filtered when it has come.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxd._core.filtering import (
    DEVICE_MAPS,
    STRING_MAPS,
    Filter,
    FilterLike,
    Group,
    Test,
    Value,
    parse,
    select,
)
from lxd._core.values import config_value

__all__ = ["F", "Field", "Filter", "FilterLike", "parse", "select"]


_TEXTS = STRING_MAPS | DEVICE_MAPS
"""Fields in which all values are texts."""


class Field:
    """A field of the objects in a list, or the object itself: `F`.

    Args:
        path: the names that lead to it.
    """

    __slots__ = ("_path",)

    def __init__(self, path: tuple[str, ...] = ()) -> None:
        self._path = path

    def __getattr__(self, name: str) -> Field:
        if name.startswith("__"):
            raise AttributeError(name)
        return Field((*self._path, name))

    def __getitem__(self, name: str) -> Field:
        return Field((*self._path, name))

    # Python's own == gives a bool; here it has to give what lists are filtered by.
    def __eq__(self, value: Value) -> Filter:  # type: ignore[override]
        return self._test(value)

    def __ne__(self, value: Value) -> Filter:  # type: ignore[override]
        return ~self._test(value)

    __hash__ = None  # type: ignore[assignment]

    def in_(self, values: Iterable[Value]) -> Filter:
        """Whether it is one of several values."""
        if isinstance(values, str):
            raise TypeError('in_() takes several values: ["..."]')
        tests = [self._test(value) for value in values]
        if not tests:
            raise ValueError("in_() needs a value at least")
        return tests[0] if len(tests) == 1 else Group("or", tuple(tests))

    def matches(self, pattern: str) -> Filter:
        r"""Whether all of it matches a regular expression.

        Args:
            pattern: what Python's `re` and Go's RE2 both understand; upper and lower case are different, unless it
                begins with ``(?i)``, and ``\d``, ``\w``, ``\s`` and ``\b`` are about ASCII. Where the server filters,
                look-around, back-references, atomic groups, possessive quantifiers, comments, other flags than
                ``ims``, ``\Z``, ``{,3}`` and more than 1000 repeats are refused, which LXD would take for text;
                `select` takes all that `re` does.
        """
        return Test(self._names, "pattern", (pattern,))

    def startswith(self, text: str) -> Filter:
        """Whether it begins with a text."""
        return self.matches(f"{_literal(text)}(?s:.*)")

    def endswith(self, text: str) -> Filter:
        """Whether it ends with a text."""
        return self.matches(f"(?s:.*){_literal(text)}")

    def contains(self, text: str) -> Filter:
        """Whether a text is somewhere in it."""
        return self.matches(f"(?s:.*){_literal(text)}(?s:.*)")

    def __bool__(self) -> bool:
        raise TypeError("a field is no filter yet: compare it with something")

    def __repr__(self) -> str:
        return "F" + "".join(f".{name}" if name.isidentifier() else f"[{name!r}]" for name in self._path)

    @property
    def _names(self) -> tuple[str, ...]:
        if not self._path:
            raise TypeError("F stands for the object: name a field of it, such as F.name")
        return self._path

    def _test(self, value: Value) -> Filter:
        path = self._names
        is_text = value is None or (len(path) > 1 and path[0] in _TEXTS)
        return Test(path, "values", (config_value(value) if is_text else value,))


def _literal(text: str) -> str:
    """Writes a text as a pattern for itself."""
    return "".join(c if c.isalnum() or c == "_" else f"\\x{ord(c):02x}" if ord(c) < 256 else c for c in text)


F = Field()
"""Stands for an object of a list; its attributes and keys stand for the object's fields."""
