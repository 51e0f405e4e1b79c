"""Operations as openapi-python-client parsed them, turned into functions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from openapi_python_client.parser.bodies import BodyType
from openapi_python_client.parser.openapi import Endpoint, EndpointCollection

from .functions import Function, Parameter
from .names import CodegenError, attribute
from .readers import Reader, readers_of
from .shapes import ListOf, shape_of

Json = dict[str, Any]

_FACTS = {
    "extension",
    "joins",
    "kind",
    "nullable",
    "parameter-extensions",
    "recursion",
    "recursion-extensions",
    "scope",
}


@dataclass(frozen=True)
class Area:
    """A module of lxd_api."""

    tag: str
    functions: list[Function]

    @property
    def readers(self) -> list[Reader]:
        """The functions that read answers, each once."""
        readers = {r.name: r for function in self.functions for r in function.readers if r.shape}
        return [readers[name] for name in sorted(readers)]


def describe_area(collection: EndpointCollection, document: Json) -> Area:
    """Returns what the template needs to know about the operations of one tag.

    Args:
        collection: The operations as openapi-python-client parsed them.
        document: The document they come from; it tells what the parser does not keep.
    """
    sources = {
        operation["operationId"]: (method, path, operation)
        for path, item in document["paths"].items()
        for method, operation in item.items()
    }
    functions = []
    for endpoint in sorted(collection.endpoints, key=lambda endpoint: endpoint.name):
        if endpoint.name not in sources:
            raise CodegenError(f"the operation {endpoint.name} is not spelled as Python spells names")
        functions.append(_function(endpoint, *sources[endpoint.name]))
    lists = {each.path for each in functions if each.method == "get" and each.readers[0].is_list}
    return Area(str(collection.tag), [replace(each, is_collection=each.path in lists) for each in functions])


def _function(endpoint: Endpoint, method: str, path: str, source: Json) -> Function:
    if endpoint.cookie_parameters or len(endpoint.responses.patterns) != 1:
        raise CodegenError(f"{endpoint.name}: one success response and no cookies are expected")
    facts = (endpoint.responses.patterns[0].data.model_extra or {}).get("x-lxd", {})
    if not facts.keys() <= _FACTS:
        raise CodegenError(f"{endpoint.name}: unknown facts {sorted(facts.keys() - _FACTS)}")
    readers = readers_of(endpoint, facts)
    bodies = {body.body_type: body.prop for body in endpoint.bodies}
    if not bodies.keys() <= {BodyType.JSON, BodyType.CONTENT}:
        raise CodegenError(f"{endpoint.name}: a body is JSON or raw data")
    return Function(
        name=str(endpoint.name),
        method=method,
        path=path,
        facts=facts,
        deprecated=bool(source.get("deprecated")),
        parameters=_parameters(endpoint, has_levels=len(readers) > 1),
        readers=readers,
        body=shape_of(bodies[BodyType.JSON]) if BodyType.JSON in bodies else None,
        has_content=BodyType.CONTENT in bodies,
        body_required=bool(source.get("requestBody", {}).get("required")),
    )


def _parameters(endpoint: Endpoint, *, has_levels: bool) -> list[Parameter]:
    parameters = []
    for location, prop in endpoint.iter_all_parameters():
        key, shape = prop.name.get_untrusted_value(), shape_of(prop)
        if has_levels and key == "recursion":
            continue  # the template writes it, with a type for each level
        annotation = f"Sequence[{shape.inner.annotation}]" if isinstance(shape, ListOf) else shape.annotation
        parameters.append(Parameter(key, location.value, attribute(key), annotation, prop.required))
    keywords = [p.name for p in parameters if p.place != "path"] + ["body", "content", "recursion"]
    if len(set(keywords)) < len(keywords):
        raise CodegenError(f"{endpoint.name}: two arguments would have one name: {sorted(keywords)}")
    # Path arguments are positional, so their names matter less than those of keywords.
    return [
        replace(p, name=p.name + "_") if p.place == "path" and p.name in keywords else p for p in parameters
    ]
