"""What the README says, as far as it can be checked without a LXD; `tests/integration/test_readme.py` runs its code."""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap
from itertools import pairwise
from pathlib import Path

import call_tables as tables
import pytest
from docutils import nodes

import lxd
import lxd.errors
from tests.code_blocks import ROOT, calls_in, python_blocks, read_document
from tests.public_calls import calls

README = ROOT / "README.rst"
TEXT = README.read_text(encoding="utf-8")
BLOCKS = python_blocks(README)
EXAMPLES = sorted((ROOT / "docs" / "examples").glob("*.py"))

NOT_SHOWN = {
    "instances.console.interact": "needs a terminal",
    "instances.console.vga": "needs a virtual machine",
    "instances.rebuild": "needs LXD 5.15",
    "instances.shell": "needs a terminal",
    "instances.uefi_vars.edit": "needs LXD 6",
    "instances.uefi_vars.get": "needs LXD 6",
    "instances.uefi_vars.update_configuration": "needs LXD 6",
    "instances.wait_for_agent": "needs a virtual machine",
}
"""Calls that no code which the tests run can show, and why."""


AREAS_NOT_SHOWN = {
    "cluster.groups": "needs a cluster",
    "networks.peers": "needs OVN",
}
"""Areas of which no code that the tests run can show anything, and why."""


def calls_of(color: str) -> set[str]:
    """Names all calls in blocks of a color."""
    return {call for block in BLOCKS if block.color == color for call in block.calls()}


def named_calls() -> set[str]:
    """Names all calls in the text; of ``instances.get``, ``.list`` the second one is in the same area."""
    names, area = set(), ""
    for token in re.findall(r"``([\w.]+)``", TEXT):
        if "." in token:
            area = token.rpartition(".")[0] or area
            names.add(f"{area}.{token.rpartition('.')[2]}")
    return names


def test_pypi_can_show_it() -> None:
    assert read_document(README).children


def test_every_block_of_python_is_found() -> None:
    assert len(BLOCKS) == TEXT.count("code-block:: python")


def test_there_is_no_code_but_in_blocks_that_are_run() -> None:
    others = {
        " ".join(node["classes"])
        for node in read_document(README).findall(nodes.literal_block)
        if "python" not in node["classes"]
    }
    assert others == {"code shell", ""}  # commands, and the tree of errors


@pytest.mark.parametrize("section", dict.fromkeys(block.section for block in BLOCKS), ids=" / ".join)
def test_sync_comes_beside_async(section: tuple[str, ...]) -> None:
    blocks = [block for block in BLOCKS if block.section == section and block.color != "plain"]
    assert [block.color for block in blocks] == ["sync", "async"] * (len(blocks) // 2)
    for sync, derived in list(pairwise(blocks))[::2]:
        assert sync.calls() == derived.calls()


def test_every_call_of_instances_is_shown() -> None:
    """Here or in an example of the documentation; the tests run both."""
    assert {call for call in calls() - shown() if call.startswith("instances.")} == set(NOT_SHOWN)


def test_something_of_every_area_is_shown() -> None:
    """Of every area that the LXD of the tests has."""
    named = {call.rpartition(".")[0] for call in shown()}
    assert {call.area for call in tables.calls() if call.on_real} - named == AREAS_NOT_SHOWN.keys()


def shown() -> set[str]:
    """Names all calls in the code here, and in the examples of the documentation."""
    examples = {call for path in EXAMPLES for call in calls_in(path.read_text(encoding="utf-8"))}
    return examples | calls_of("sync") | calls_of("async")


def test_every_area_is_named_in_the_text() -> None:
    named = {call.rpartition(".")[0] for call in named_calls()}
    assert {call.area for call in tables.calls()} - named == set()


def test_every_make_target_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"(?:``|^    )make ([a-z]+)", TEXT, re.MULTILINE))
    assert {"demo", "test"} <= named <= targets


def test_every_file_exists() -> None:
    named = re.findall(r"``((?:lxd|docs|scripts|generated)/[\w./]+|[A-Z]+\.rst)``", TEXT)
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_tree_of_errors_is_that_of_the_package() -> None:
    tree = dict(re.findall(r"^    [├└]── (\w+) +(.*)$", TEXT, re.MULTILINE))
    assert tree.keys() == {kind.__name__ for kind in lxd.errors.LXDError.__subclasses__()}
    for name, line in tree.items():
        below = [kind for word in re.findall(r"\w+", line) if (kind := getattr(lxd.errors, word, None))]
        assert all(issubclass(kind, getattr(lxd.errors, name)) for kind in below)


def test_its_code_is_well_typed(tmp_path: Path) -> None:
    """As a reader sees it who runs `mypy --strict` over their own program."""
    for color, name in (("sync", "LXDClient"), ("async", "AsyncLXDClient")):
        for number, section in enumerate(dict.fromkeys(block.section for block in BLOCKS)):
            blocks = [
                block for block in BLOCKS if block.section == section and block.color in (color, "plain")
            ]
            code = "\n\n".join(block.source for block in blocks).replace("def main():", "def main() -> None:")
            if "asyncio.run(" not in code:
                keyword = "async def" if color == "async" else "def"
                head = f"from lxd import {name}\n\n\n{keyword} main(client: {name}) -> None:\n"
                code = head + textwrap.indent(code, "    ")
            (tmp_path / f"{color}_{number}.py").write_text(code + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file", str(ROOT / "pyproject.toml")]
    files = sorted(map(str, tmp_path.glob("*.py")))
    result = subprocess.run([*command, *files], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (
        0,
        f"Success: no issues found in {len(files)} source files\n",
    )
