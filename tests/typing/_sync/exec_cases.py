# Written by scripts/unasync.py from tests/typing/_async/exec_cases.py. Change that, and run `make sync`.

"""Commands: what type checkers make of what they return. Never run."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Literal, assert_type

from lxd import LXDClient
from lxd.client import Operation, Process
from lxd.entities.exec import ExecResult, OutputChunk


def run(client: LXDClient, either: bool) -> None:
    result = client.instances.run("c1", ["true"])
    assert_type(result, ExecResult[str])
    assert_type(result.stdout, str)
    assert_type(result.returncode, int)
    assert_type(client.instances.run("c1", ["true"], text=True), ExecResult[str])
    as_bytes = client.instances.run("c1", ("true", "x"), text=False, check=True)
    assert_type(as_bytes, ExecResult[bytes])
    assert_type(as_bytes.stderr, bytes)
    assert_type(client.instances.run("c1", ["true"], text=either), ExecResult[str] | ExecResult[bytes])


def inputs(client: LXDClient, pieces: Iterator[bytes], lines: Iterator[str]) -> None:
    for input in ("x", b"x", bytearray(b"x"), memoryview(b"x"), [b"x", b"y"]):
        client.instances.run("c1", ["cat"], input=input)
    client.instances.run("c1", ["cat"], input=io.BytesIO())
    client.instances.run("c1", ["cat"], input=io.StringIO())
    client.instances.run("c1", ["cat"], input=pieces)
    client.instances.run("c1", ["cat"], input=lines)
    with open("file", "rb") as file:
        client.instances.run("c1", ["cat"], input=file)
    with open("file") as text:
        client.instances.run("c1", ["cat"], input=text)


def exec(client: LXDClient, either: bool) -> None:
    with client.instances.exec("c1", ["cat"]) as process:
        assert_type(process, Process[str])
        assert_type(process.stdout.read(), str)
        assert_type(process.stdout.readline(), str)
        assert_type([line for line in process.stdout.lines()], list[str])
        assert_type([piece for piece in process.stderr], list[str])
        chunks = [chunk for chunk in process.merged()]
        assert_type(chunks, list[OutputChunk[str]])
        assert_type(chunks[0].stream, Literal["stdout", "stderr"])
        assert_type(chunks[0].data, str)
        assert_type(process.wait(), int)
        assert_type(process.poll(), int | None)
        assert_type(process.returncode, int | None)
        assert_type(process.communicate("x"), tuple[str, str])
        process.stdin.write(b"x")
    with client.instances.exec("c1", ["cat"], text=False) as of_bytes:
        assert_type(of_bytes, Process[bytes])
        assert_type(of_bytes.stdout.read(), bytes)
        assert_type(of_bytes.communicate(b"x"), tuple[bytes, bytes])
    assert_type(client.instances.exec("c1", ["cat"], text=either), Process[str] | Process[bytes])


def others(client: LXDClient) -> None:
    assert_type(client.instances.shell("c1"), int)
    assert_type(client.instances.run_in_background("c1", ["true"]), Operation)
