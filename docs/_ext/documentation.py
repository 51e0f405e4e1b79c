"""What the documentation needs beside Sphinx itself.

- The directive ``request-tables`` makes a section for each area of ``lxd_api``, with a table of its functions.
- The directive ``call-tables`` (see `call_tables`) does so for the clients' areas.
- The role ``name`` shows single backquotes in docstrings as code: they may name a parameter, which nothing links to.
- Annotations lead to what they name, also where that is imported for type checkers only.
- Docstrings of attributes may have a colon in their first line. Napoleon takes what is before it for a type.
- Pages with source code share what leads to other pages: made anew for each of some 250, it took half of the time.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType
from typing import Any

import lxd.errors
import lxd_api
from call_tables import CallTables
from docutils import nodes
from lxd.progress import ProgressBar
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

_NOT_AREAS = {"models", "types"}
_HIDDEN: dict[str, list[str]] = {}
_NAVIGATION: dict[int, str] = {}


class RequestTables(SphinxDirective):
    """Lists all functions of the bindings, by area."""

    def run(self) -> list[nodes.Node]:
        lines = [line for area in areas() for line in section_of(area)]
        return self.parse_text_to_nodes("\n".join(lines), allow_section_headings=True)


def areas() -> Iterator[ModuleType]:
    """Imports the areas of the bindings, in the order of their names."""
    for name in sorted(set(lxd_api.__all__) - _NOT_AREAS):
        yield importlib.import_module(f"lxd_api.{name}")


def section_of(area: ModuleType) -> Iterator[str]:
    """Writes the section of one area."""
    name = area.__name__.rpartition(".")[2]
    yield from (
        name,
        "~" * len(name),
        "",
        ".. list-table::",
        "   :header-rows: 1",
        "   :widths: 36 8 38 18",
        "",
    )
    yield from row("Function", "Method", "Path", "API extension")
    for function in area.__all__:
        yield from row(f"``{function}``", *facts(inspect.getdoc(getattr(area, function)) or ""))
    yield ""


def row(*cells: str) -> Iterator[str]:
    """Writes a row of a table."""
    for number, cell in enumerate(cells):
        yield f"   {'* -' if number == 0 else '  -'} {cell}".rstrip()


def facts(doc: str) -> tuple[str, str, str]:
    """Reads the method, the path and the API extension from a function's docstring."""
    endpoint = re.search(r"^`([A-Z]+) (/[^`]*)`", doc, re.MULTILINE)
    extension = re.search(r"^Needs the API extension `([^`]*)`", doc, re.MULTILINE)
    assert endpoint, doc
    return endpoint[1], f"``{endpoint[2]}``", f"``{extension[1]}``" if extension else ""


def name_in_code(
    name: str,
    rawtext: str,
    text: str,
    lineno: int,
    inliner: Any,
    options: dict[str, Any] | None = None,
    content: list[str] | None = None,
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """Shows single backquotes as code."""
    return [nodes.literal(rawtext, text)], []


def resolve_annotations() -> None:
    """Imports what the package imports for type checkers only, so that annotations lead to what they name."""
    modules = [importlib.import_module(found.name) for found in walk_packages(lxd.__path__, "lxd.")]
    for module in modules:
        import_for_types(module)
    for module in modules:
        for name, annotation in getattr(module, "__annotations__", {}).items():
            alias = getattr(module, name, None)
            if annotation == "TypeAlias" and isinstance(alias, str):
                setattr(module, name, eval(alias, module.__dict__))
    for module in modules:
        import_for_types(module)  # the aliases, now that they are types
    for kind in (*all_errors(lxd.errors.LXDError), ProgressBar):
        kind.__signature__ = inspect.signature(kind, eval_str=True)


def import_for_types(module: ModuleType) -> None:
    """Imports what a module imports for type checkers only."""
    for node in ast.parse(Path(str(module.__file__)).read_text()).body:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            imports = ast.Module(body=node.body, type_ignores=[])
            exec(compile(imports, module.__name__, "exec"), module.__dict__)


def all_errors(kind: Any) -> Iterator[Any]:
    """Returns an exception with all that are below it."""
    yield kind
    for below in kind.__subclasses__():
        yield from all_errors(below)


def hide(app: Sphinx, what: str, name: str, obj: object, options: object, lines: list[str]) -> None:
    """Hides an attribute's docstring from napoleon."""
    if what in ("attribute", "property"):
        _HIDDEN[name] = lines[:]
        lines.clear()


def show(app: Sphinx, what: str, name: str, obj: object, options: object, lines: list[str]) -> None:
    """Shows it again."""
    lines.extend(_HIDDEN.pop(name, []))


def share_navigation(
    app: Sphinx, page: str, template: str, context: dict[str, Any], tree: nodes.document | None
) -> None:
    """Gives all pages with source code the same navigation, as far as its links lead up equally far."""
    if not page.startswith("_modules/"):
        return
    make, depth = context["toctree"], page.count("/")

    def made_once(**options: Any) -> str:
        if depth not in _NAVIGATION:
            _NAVIGATION[depth] = str(make(**options))
        return _NAVIGATION[depth]

    context["toctree"] = made_once


def setup(app: Sphinx) -> dict[str, Any]:
    """Tells Sphinx of them."""
    resolve_annotations()
    app.add_directive("request-tables", RequestTables)
    app.add_directive("call-tables", CallTables)
    app.add_role("name", name_in_code)
    app.connect("autodoc-process-docstring", hide, priority=400)  # napoleon has 500
    app.connect("autodoc-process-docstring", show, priority=600)
    app.connect("html-page-context", share_navigation, priority=400)  # the theme has 500
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
