"""Models as the template writes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter
from typing import Any

from openapi_python_client.parser.properties import ModelProperty

from .names import CodegenError, attributes, word
from .shapes import Container, MapOf, Object, Shape, class_name, is_map, shape_of

# Values that let somebody in. They are kept out of `repr`, and so out of logs and tracebacks.
_SECRETS = {
    "access-key",
    "cluster_certificate_key",
    "cluster_password",
    "cluster_token",
    "password",
    "secret",
    "secret-key",
    "secrets",
    "token",
    "trust_token",
}
# Maps in which such values may be found: `repr` shows only their keys.
_MAPS_WITH_SECRETS = {"Config", "config", "environment", "expanded_config", "metadata"}


@dataclass(frozen=True)
class Field:
    """One key of a model."""

    key: str
    name: str
    shape: Shape
    facts: dict[str, Any]
    zero_default: bool

    @property
    def never_null(self) -> bool:
        """Whether the field always holds a model, an empty one where the key is null or missing."""
        return isinstance(self.shape, Object) and self.shape.zero != "None"

    @property
    def annotation(self) -> str:
        """The attribute's type."""
        optional = not self.zero_default or self.shape.zero == "None"
        if not optional or self.shape.annotation == "Any":
            return self.shape.annotation
        return f"{self.shape.annotation} | None"

    @property
    def default(self) -> str:
        """The right side of the attribute's definition."""
        zero = self.shape.zero if self.zero_default else "None"
        options = {}
        if self.key in _SECRETS and self.shape.annotation != "bool":
            options["repr"] = "False"
        elif self.key in _MAPS_WITH_SECRETS and isinstance(self.shape, MapOf):
            options["repr"] = "keys_only"
        if zero in ("[]", "{}"):
            options["factory"] = "list" if zero == "[]" else "dict"
        elif self.never_null:
            options["factory"] = self.shape.annotation
        elif options:
            options["default"] = zero
        else:
            return zero
        return f"field({', '.join(f'{name}={value}' for name, value in sorted(options.items()))})"

    @property
    def read(self) -> str:
        """The code that reads the field from `data`, which has all keys."""
        value = f'data["{self.key}"]'
        if self.never_null:
            return self.shape.convert(value, nullable=True)
        if isinstance(self.shape, Object):
            return f"None if (value := {value}) is None else {self.shape.convert('value')}"
        if not self.shape.is_plain and isinstance(self.shape, Container):
            if self.zero_default:  # most are empty, and a comprehension costs a call
                return f"{self.shape.convert('value')} if (value := {value}) else {self.shape.zero}"
            return f"None if (value := {value}) is None else {self.shape.convert('value')}"
        if self.shape.is_plain and self.zero_default and self.shape.zero != "None":
            return f"{value} or {self.shape.zero}"
        return self.shape.convert(value)

    @property
    def write(self) -> str:
        """The code that writes the field into JSON data."""
        scalar = self.shape.annotation in ("str", "bool", "int", "float")
        return f"self.{self.name}" if scalar else f"plain(self.{self.name})"


@dataclass(frozen=True)
class Model:
    """A class of lxd_api.models."""

    name: str
    module: str
    role: str
    fields: list[Field]

    @property
    def docstring(self) -> list[str]:
        """What the class is, line by line."""
        way, rule = {
            "request": ("sent to the server", "Fields that are `None` are left out."),
            "response": ("received from the server", "Keys that are null or missing read as zero values."),
            "both": ("sent and received", "Keys that are null or missing read as zero values."),
        }[self.role]
        lines = [f"LXD's `{self.name}`, {way}.", "", rule]
        deprecated = [field.name for field in self.fields if field.facts.get("deprecated")]
        return [*lines, "", f"Deprecated by LXD: {', '.join(deprecated)}."] if deprecated else lines

    @property
    def extensions(self) -> dict[str, str]:
        """The fields that need an API extension."""
        extensions = {field.name: field.facts.get("x-lxd-extension") for field in self.fields}
        return {name: word(extension) for name, extension in extensions.items() if extension}

    @property
    def code(self) -> str:
        """All expressions of the class, to see which helpers its module has to import."""
        return "\n".join(f"{f.annotation} {f.default} {f.read} {f.write}" for f in self.fields)


def describe_model(prop: ModelProperty) -> Model | None:
    """Returns what the template needs to know about a model; `None` for one that becomes a plain `dict`."""
    if is_map(prop):
        return None
    name = class_name(prop)
    extra = prop.data.model_extra or {}
    role = extra.get("x-lxd-role", "both")
    if role not in ("request", "response", "both"):
        raise CodegenError(f"{name}: unknown x-lxd-role {role!r}")
    properties = [*(prop.required_properties or []), *(prop.optional_properties or [])]
    parsed = {item.name.get_untrusted_value(): item for item in properties}
    python = attributes(list(parsed), name)
    facts = _facts_of(prop)
    return Model(
        name=name,
        module=str(prop.class_info.module_name),
        role=role,
        fields=[
            Field(
                key,
                python[key],
                _shape_of(item, facts[key], f"{name}.{key}", role),
                facts[key],
                role != "request",
            )
            for key, item in parsed.items()
        ],
    )


def refuse_endless(models: Iterable[Model]) -> None:
    """Makes sure that no model is a part of itself that is never null.

    Raises:
        CodegenError: One is, and so an empty one would have no end.
    """
    parts = {
        f"models.{model.name}": {field.shape.annotation for field in model.fields if field.never_null}
        for model in models
    }
    try:
        TopologicalSorter(parts).prepare()
    except CycleError as error:
        raise CodegenError(f"never null, and so without an end: {', '.join(error.args[1])}") from error


def _shape_of(prop: Any, facts: dict[str, Any], where: str, role: str) -> Shape:
    shape = shape_of(prop)
    if not facts.get("x-lxd-never-null"):
        return shape
    if role == "request" or not isinstance(shape, Object):
        raise CodegenError(f"{where}: only an object that is received can be never null")
    return replace(shape, zero=f"{shape.annotation}()")


def _facts_of(prop: ModelProperty) -> dict[str, dict[str, Any]]:
    """What the document says about each key beside its type."""
    schemas = {key.get_untrusted_value(): schema for key, schema in (prop.data.properties or {}).items()}
    facts = {key: dict(schema.model_extra or {}) for key, schema in schemas.items()}
    for key, schema in schemas.items():
        facts[key]["deprecated"] = bool(getattr(schema, "deprecated", False))
    return facts
