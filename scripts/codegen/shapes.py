"""Types of LXD's interface: how they are written in Python, and how JSON becomes one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from openapi_python_client.parser import properties
from openapi_python_client.parser.properties.boolean import BooleanProperty
from openapi_python_client.parser.properties.datetime import DateTimeProperty
from openapi_python_client.parser.properties.file import FileProperty
from openapi_python_client.parser.properties.float import FloatProperty
from openapi_python_client.parser.properties.int import IntProperty
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.none import NoneProperty
from openapi_python_client.parser.properties.string import StringProperty
from openapi_python_client.parser.properties.union import UnionProperty
from openapi_python_client.strings import snake_case

from .names import CodegenError


@dataclass(frozen=True)
class Shape:
    """A type.

    Attributes:
        annotation: The type as Python writes it.
        zero: The value that Go gives a missing or null key, as Python code; "None" for times, and for objects that
            may be null.
        label: The type in words that can be part of a name: "list_of_instance".
    """

    annotation: str
    zero: str
    label: str

    def convert(self, value: str, *, nullable: bool = False) -> str:
        """Returns the code that reads the expression `value`; `nullable` says that it may be `None`."""
        return value

    @property
    def is_plain(self) -> bool:
        """Whether JSON data needs no conversion."""
        return self.convert("x") == "x"


@dataclass(frozen=True)
class Time(Shape):
    """A date and time; Go's zero time is `None`."""

    def convert(self, value: str, *, nullable: bool = False) -> str:
        return f"read_timestamp({value})"


@dataclass(frozen=True)
class Object(Shape):
    """A model."""

    def convert(self, value: str, *, nullable: bool = False) -> str:
        return f"{self.annotation}.from_dict({value}{' or {}' if nullable else ''})"


@dataclass(frozen=True)
class Container(Shape):
    """A list or a map."""

    inner: Shape

    @property
    def item(self) -> str:
        """The name of the variable for its elements."""
        return "items" if isinstance(self.inner, Container) else "item"


@dataclass(frozen=True)
class ListOf(Container):
    """A JSON array."""

    def convert(self, value: str, *, nullable: bool = False) -> str:
        if self.inner.is_plain:
            return value
        source = f"{value} or ()" if nullable else value
        return f"[{self.inner.convert(self.item, nullable=True)} for {self.item} in {source}]"


@dataclass(frozen=True)
class MapOf(Container):
    """A JSON object used as a map."""

    def convert(self, value: str, *, nullable: bool = False) -> str:
        if self.inner.is_plain:
            return value
        source = f"({value} or {{}})" if nullable else value
        converted = self.inner.convert(self.item, nullable=True)
        return f"{{key: {converted} for key, {self.item} in {source}.items()}}"


ANY = Shape("Any", "None", "any")
RAW = Shape("bytes", 'b""', "raw")
_SCALARS: dict[type, Shape] = {
    properties.AnyProperty: ANY,
    StringProperty: Shape("str", '""', "str"),
    BooleanProperty: Shape("bool", "False", "bool"),
    IntProperty: Shape("int", "0", "int"),
    FloatProperty: Shape("float", "0.0", "float"),
    DateTimeProperty: Time("datetime", "None", "time"),
    FileProperty: RAW,
}


def is_map(model: properties.ModelProperty) -> bool:
    """Whether a model has no fields of its own, so that a plain `dict` says it all."""
    return not model.data.properties and not model.data.allOf


def class_name(model: properties.ModelProperty) -> str:
    """The model's class; openapi-python-client appends "_" to names of builtins, such as Warning."""
    return str(model.class_info.name).rstrip("_")


def shape_of(prop: Any) -> Shape:
    """Returns the shape of one of openapi-python-client's properties.

    Raises:
        CodegenError: The templates have no rule for it.
    """
    if isinstance(prop, UnionProperty):  # `nullable` makes a union with null, which reads as the zero value
        inner = [item for item in prop.inner_properties if not isinstance(item, NoneProperty)]
        if len(inner) == 1:
            return shape_of(inner[0])
    if isinstance(prop, ListProperty):
        item = shape_of(prop.inner_property)
        return ListOf(f"list[{item.annotation}]", "[]", f"list_of_{item.label}", item)
    if isinstance(prop, properties.ModelProperty):
        if not is_map(prop):
            name = class_name(prop)
            return Object(f"models.{name}", "None", snake_case(name))
        if prop.additional_properties is None:  # a component that is a map: its type is not known yet
            raise CodegenError(f"{class_name(prop)}: a map has to be written where it is used")
        item = shape_of(prop.additional_properties)
        return MapOf(f"dict[str, {item.annotation}]", "{}", f"map_of_{item.label}", item)
    shape = _SCALARS.get(type(prop))
    if shape is None:
        raise CodegenError(f"no rule for {type(prop).__name__} {prop.name.get_untrusted_value()!r}")
    return shape
