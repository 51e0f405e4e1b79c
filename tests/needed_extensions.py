"""Which calls need which API extensions, as LXD's API description says, and arguments to try them with."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from call_tables import Call

from lxd import AsyncLXDClient
from tests.public_calls import areas
from tests.standin import operations

__all__ = ["NEEDS", "Need", "arguments", "without_entitlements"]


@dataclass(frozen=True)
class Need:
    """A call that cannot be done without an API extension.

    Args:
        call: the call, such as ``"auth.groups.list"``.
        given: the argument that needs it; None: all of the call does.
        value: what to give for it.
        extensions: the extension, or several, of which it needs one or another.
        methods: what needs it, by the names in the description.
    """

    call: str
    given: str | None
    value: Any
    extensions: frozenset[str]
    methods: frozenset[str]

    def __str__(self) -> str:
        return f"{self.call}({self.given or ''})"


_PARAMETERS: dict[str, tuple[str, Any]] = {
    "entitlements": ("with-access-entitlements", ["can_edit"]),
    "all_projects": ("all-projects", True),
}
"""Arguments that are a parameter on the wire, by their name there, and what to give for them."""


def _needs() -> Iterator[Need]:
    described = operations()
    for call, function in _calls():
        # What only older servers have, nothing is described of.
        asked = [described.get(_shape(each), {"responses": {}}) for each in call.endpoints]
        extensions = [each.get("x-lxd-extension") for each in asked]
        name = f"{call.area}.{call.name}"
        if asked and all(extensions):
            yield Need(name, None, None, frozenset(filter(None, extensions)), _methods(call))
        for argument, (parameter, value) in _PARAMETERS.items():
            found = _of_parameter(asked, parameter)
            if found and argument in inspect.signature(function).parameters:
                yield Need(name, argument, value, found, frozenset([f"parameter {parameter}"]))


def _calls() -> Iterator[tuple[Call, Callable[..., Any]]]:
    for area, object in areas(AsyncLXDClient("/nowhere")):
        for name, function in inspect.getmembers(type(object), inspect.isfunction):
            if not name.startswith("_"):
                doc = inspect.getdoc(function) or ""
                yield Call(area, name, doc, on_real=False, on_canned=False), function


def _methods(call: Call) -> frozenset[str]:
    """The names of what it asks, and of all else at the same paths: to change something, it is got first."""
    paths = {_shape(endpoint).rpartition(" ")[2] for endpoint in call.endpoints}
    return frozenset(
        each["operationId"] for name, each in operations().items() if name.partition(" ")[2] in paths
    )


def _of_parameter(asked: list[dict[str, Any]], parameter: str) -> frozenset[str]:
    return frozenset(
        extension
        for each in asked
        for answer in each["responses"].values()
        for name, extension in answer["x-lxd"].get("parameter-extensions", {}).items()
        if name == parameter
    )


def without_entitlements() -> list[str]:
    """Calls that get objects of which the server can tell what a client may do with them, and cannot ask for that."""
    described = operations()
    return [
        f"{call.area}.{call.name}"
        for call, function in _calls()
        if call.name in ("list", "get")
        and _of_parameter(
            [described[_shape(each)] for each in call.endpoints if _shape(each) in described],
            _PARAMETERS["entitlements"][0],
        )
        and "entitlements" not in inspect.signature(function).parameters
    ]


def _shape(endpoint: str) -> str:
    return re.sub(r"\{.*?\}", "{}", endpoint)


def arguments(function: Callable[..., Any], certificate: str) -> Mapping[str, Any]:
    """Makes up what a call cannot do without.

    Args:
        function: the call.
        certificate: a certificate, for those that want one.
    """
    return {
        name: certificate if name == "certificate" else _value(str(parameter.annotation))
        for name, parameter in inspect.signature(function).parameters.items()
        if parameter.default is parameter.empty
        and parameter.kind not in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)
    }


def _value(annotation: str) -> Any:
    if re.search(r"\b(Mapping|Changes|Body|models)\b", annotation):
        return {}
    if re.search(r"\b(Sequence|Iterable)\b", annotation):
        return ["x"]
    match annotation.partition(" ")[0]:
        case "int":
            return 1
        case "bool":
            return True
        case "bytes":
            return b"x"
    return "x"


NEEDS = list(_needs())
