"""Which calls there are, what they ask LXD, and what the tests try them on.

A call is tried on a real LXD where the tests against one (or the examples, which they run) call it, and on canned
answers where the tests without a server do. What needs an API extension that the real LXD lacks is never counted as
tried on it: there the tests only see that it is refused.
"""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from docutils import nodes
from lxd import AsyncLXDClient
from sphinx.util.docutils import SphinxDirective
from tests.code_blocks import calls_in
from tests.public_calls import areas

__all__ = ["Call", "CallTables", "calls"]

ROOT = Path(__file__).resolve().parents[2]

_ON_REAL = ("tests/integration/_async/*.py", "docs/examples/*_async.py")
_ON_CANNED = ("tests/_async/*.py", "tests/tasks/*.py")


@dataclass(frozen=True)
class Call:
    """A public method of a client's areas.

    Args:
        area: the area, such as ``"instances.files"``.
        name: the method.
        doc: its docstring.
        on_real: whether the tests try it on a real LXD.
        on_canned: whether they try it on canned answers.
    """

    area: str
    name: str
    doc: str
    on_real: bool
    on_canned: bool

    @property
    def endpoints(self) -> list[str]:
        """What it asks LXD, as its docstring says."""
        return _endpoints(self.doc)


def calls() -> list[Call]:
    """Lists all calls, by area."""
    real, canned = _called(_ON_REAL), _called(_ON_CANNED)
    found = []
    for area, object in areas(AsyncLXDClient("/nowhere")):
        for name, method in inspect.getmembers(type(object), inspect.isfunction):
            if not name.startswith("_"):
                doc, call = inspect.getdoc(method) or "", f"{area}.{name}"
                found.append(Call(area, name, doc, call in real and not _is_newer(doc), call in canned))
    return sorted(found, key=lambda call: (call.area, call.name))


def _called(patterns: tuple[str, ...]) -> set[str]:
    paths = [path for pattern in patterns for path in ROOT.glob(pattern)]
    return {call for path in paths for call in calls_in(path.read_text(encoding="utf-8"))}


def _endpoints(doc: str) -> list[str]:
    text = " ".join(doc.split())
    found = re.search(r"Endpoints?: (.*?)(?:\.(?: |$))", text)
    return re.findall(r"``((?:[A-Z]+ )?/[^`]*)``", found[1]) if found else []


def _is_newer(doc: str) -> bool:
    """Whether all that a call asks needs an API extension which the real LXD of the tests lacks."""
    asked = [_shape(endpoint) for endpoint in _endpoints(doc)]
    return bool(asked) and all(each in _newer() for each in asked)


@functools.cache
def _newer() -> set[str]:
    """The endpoints that the description marks with an extension: those that LXD 5.0.2 does not have."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    document: dict[str, Any] = yaml.load((ROOT / "spec" / "openapi.yaml").read_text(), Loader=loader)
    return {
        _shape(f"{method.upper()} {path}")
        for path, item in document["paths"].items()
        for method, described in item.items()
        if "x-lxd-extension" in described
    }


def _shape(endpoint: str) -> str:
    return re.sub(r"\{.*?\}", "{}", endpoint)


class CallTables(SphinxDirective):
    """Lists all calls, by area, with what they are tried on."""

    def run(self) -> list[nodes.Node]:
        found = calls()
        lines = [
            line for area in dict.fromkeys(call.area for call in found) for line in _section(area, found)
        ]
        return self.parse_text_to_nodes("\n".join(lines), allow_section_headings=True)


def _section(area: str, found: list[Call]) -> Iterator[str]:
    yield from (f"client.{area}", "~" * (len(area) + 7), "", ".. list-table::", "   :header-rows: 1")
    yield from ("   :widths: 28 10 8 54", "")
    yield from _row("Method", "LXD 5.0.2", "Canned", "Endpoints")
    for call in found:
        if call.area == area:
            asked = ", ".join(f"``{endpoint}``" for endpoint in call.endpoints)
            yield from _row(f"``{call.name}``", _mark(call.on_real), _mark(call.on_canned), asked)
    yield ""


def _mark(is_tried: bool) -> str:
    return "yes" if is_tried else ""


def _row(*cells: str) -> Iterator[str]:
    for number, cell in enumerate(cells):
        yield f"   {'* -' if number == 0 else '  -'} {cell}".rstrip()
