"""Runs every block of code in the README, as it stands there, with both clients."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from lxd import AsyncLXDClient, LXDClient
from tests.code_blocks import ROOT, Block, python_blocks

from .reader import Reader

BLOCKS = python_blocks(ROOT / "README.rst")


def cases() -> list[Any]:
    """Returns, for each section, the blocks that its reader runs with one of the clients, plain ones included."""
    made = []
    for section in dict.fromkeys(block.section for block in BLOCKS):
        blocks = [block for block in BLOCKS if block.section == section]
        colors = {block.color for block in blocks} - {"plain"}
        for color in sorted(colors) or ["plain"]:
            mine = [block for block in blocks if block.color in (color, "plain")]
            made.append(pytest.param(color, mine, id=f"{section[-1]}-{color}".replace(" ", "-")))
    return made


@pytest.mark.parametrize(("color", "blocks"), cases())
def test_section(
    color: str, blocks: list[Block], reader: Reader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    reader.enter(monkeypatch)
    monkeypatch.chdir(tmp_path)
    if color == "async":
        run_async(blocks, reader)
    else:
        with LXDClient() as client:
            namespace: dict[str, Any] = {"__name__": "README", "client": client}
            for block in blocks:
                exec(compiled(block, reader), namespace)


def test_every_block_is_run() -> None:
    run = {block for case in cases() for block in case.values[1]}
    assert run == set(BLOCKS)


def run_async(blocks: list[Block], reader: Reader) -> None:
    """Runs blocks as `python -m asyncio` would; those with an event loop of their own as a script."""
    with asyncio.Runner() as runner:
        client = AsyncLXDClient()
        namespace: dict[str, Any] = {"__name__": "README", "client": client}
        for block in blocks:
            code = compiled(block, reader)
            if block.is_coroutine:
                runner.run(eval(code, namespace))
            else:
                exec(code, namespace)
        runner.run(client.aclose())


def compiled(block: Block, reader: Reader) -> Any:
    """Compiles a block for the reader's world."""
    return block.compiled("README.rst", reader.in_this_world(block.source))
