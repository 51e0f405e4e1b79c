"""Python code in reStructuredText documents, found as docutils finds it."""

from __future__ import annotations

import ast
import inspect
import re
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import Any

from docutils import nodes
from docutils.core import publish_doctree

ROOT = Path(__file__).resolve().parent.parent

# As PyPI does it: what it refuses is an error, and no document reads files.
STRICT = {
    "halt_level": 2,
    "report_level": 2,
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "syntax_highlight": "none",
}


@dataclass(frozen=True)
class Block:
    """A block of code.

    Args:
        section: the titles of the sections that it stands in, outermost first.
        line: the line of the document that it begins in, counted from 1.
        source: the code.
    """

    section: tuple[str, ...]
    line: int
    source: str

    @property
    def color(self) -> str:
        """Which client it is for: ``"sync"``, ``"async"``, or ``"plain"`` for code that uses none."""
        names = {node.id for node in ast.walk(ast.parse(self.source)) if isinstance(node, ast.Name)}
        if self.is_coroutine or "asyncio" in names:
            return "async"
        return "sync" if names & {"client", "LXDClient"} else "plain"

    @property
    def is_coroutine(self) -> bool:
        """Whether it awaits at its top level."""
        return bool(self.compiled("README").co_flags & inspect.CO_COROUTINE)

    def compiled(self, name: str, source: str | None = None) -> CodeType:
        """Compiles it, so that tracebacks show the lines of the document.

        Args:
            name: the document's name.
            source: other code to compile in its place.
        """
        padded = "\n" * (self.line - 1) + (source or self.source)
        code: CodeType = compile(
            padded, name, "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True
        )
        return code

    def calls(self) -> set[str]:
        """Names the calls of the clients' areas in it, such as ``"instances.files.push"``."""
        return calls_in(self.source)


def calls_in(source: str) -> set[str]:
    """Names the calls of the clients' areas in a piece of code, whatever the client and its areas are called."""
    nodes = list(ast.walk(ast.parse(source)))
    aliases = {
        target.id: ast.unparse(node.value)
        for node in nodes
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Attribute)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    chains = [ast.unparse(node).split(".", 1) for node in nodes if isinstance(node, ast.Attribute)]
    whole = [f"{aliases.get(first, first)}.{rest}" for first, rest in chains]
    return {found[1] for chain in whole if (found := re.fullmatch(r"\w+\.((?:\w+\.)+\w+)", chain))}


def read_document(path: Path) -> nodes.document:
    """Reads a document, as strictly as PyPI does."""
    document: nodes.document = publish_doctree(
        path.read_text(encoding="utf-8"), source_path=str(path), settings_overrides=STRICT
    )
    return document


def python_blocks(path: Path) -> list[Block]:
    """Returns a document's blocks of Python code, in their order."""
    text = path.read_text(encoding="utf-8")
    blocks, position = [], 0
    for node in read_document(path).findall(nodes.literal_block):
        if "python" not in node["classes"]:
            continue
        # docutils tells lines of directives only roughly; the code itself is found in the text.
        first = node.astext().splitlines()[0]
        position = text.index(f"    {first}\n", position)
        blocks.append(Block(_section(node), text.count("\n", 0, position) + 1, node.astext()))
        position += 1
    return blocks


def _section(node: Any) -> tuple[str, ...]:
    titles = []
    while (node := node.parent) is not None:
        if isinstance(node, nodes.section):
            titles.append(node[0].astext())
    return tuple(reversed(titles))
