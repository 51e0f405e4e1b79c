"""What all models share.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from datetime import datetime
from typing import Any, ClassVar, Self

from attrs import define, fields

from .timestamps import write_time

__all__ = ["Model", "join", "keys_only", "needed_extensions", "plain", "unknown"]


@define(repr=False)
class Model:
    """An object of LXD's API. Unknown keys are kept in `additional_properties` and written back."""

    EXTENSIONS: ClassVar[Mapping[str, str]] = {}
    """The fields that only servers with an API extension know, and that extension."""

    def __repr__(self) -> str:
        # Only what is set, and no secrets; see `repr=` at the fields.
        shown = []
        for attribute in fields(type(self)):
            value = getattr(self, attribute.name)
            factory = getattr(attribute.default, "factory", None)
            if attribute.repr and value != (factory() if factory else attribute.default):
                text = attribute.repr(value) if callable(attribute.repr) else repr(value)
                shown.append(f"{attribute.name}={text}")
        return f"{type(self).__name__}({', '.join(shown)})"

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Reads JSON data. The lists and maps inside of it become the model's own; they are not copied."""
        raise NotImplementedError

    def to_dict(self) -> dict[str, Any]:
        """Returns the model as JSON data of its own. Fields that are `None` are left out."""
        raise NotImplementedError


def unknown(data: Mapping[str, Any], known: Container[str]) -> dict[str, Any]:
    """Returns what a model has no field for."""
    return {key: value for key, value in data.items() if key not in known}


def plain(value: Any) -> Any:
    """Returns a copy as JSON data, with models and times written out at every depth."""
    if isinstance(value, Model):
        return value.to_dict()
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, datetime):
        return write_time(value)
    return value


def join(known: dict[str, Any], additional: Mapping[str, Any]) -> dict[str, Any]:
    """Joins the fields of a model, without those that are `None`, and its unknown keys."""
    data = {key: value for key, value in known.items() if value is not None}
    for key, value in additional.items():
        if key not in known:
            data[key] = plain(value)
    return data


def keys_only(value: Any) -> str:
    """A `repr` for maps whose values may be secrets, such as passwords in `config`."""
    return "{" + ", ".join(f"{key!r}: …" for key in value) + "}"


def needed_extensions(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yields each field in use that needs an API extension, as ("source.mode", "extension")."""
    if isinstance(value, Model):
        for attribute in fields(type(value)):
            item = getattr(value, attribute.name)
            if item and attribute.name in value.EXTENSIONS:
                yield path + attribute.name, value.EXTENSIONS[attribute.name]
            yield from needed_extensions(item, f"{path}{attribute.name}.")
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from needed_extensions(item, path)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from needed_extensions(item, path)
