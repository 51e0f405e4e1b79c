"""Commands: what type checkers make of what they return. Never run."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator, Iterator
from typing import Literal, assert_type

from lxd import AsyncLXDClient
from lxd.client import AsyncOperation, AsyncProcess
from lxd.entities.exec import ExecResult, OutputChunk


async def run(client: AsyncLXDClient, either: bool) -> None:
    result = await client.instances.run("c1", ["true"])
    assert_type(result, ExecResult[str])
    assert_type(result.stdout, str)
    assert_type(result.returncode, int)
    assert_type(await client.instances.run("c1", ["true"], text=True), ExecResult[str])
    as_bytes = await client.instances.run("c1", ("true", "x"), text=False, check=True)
    assert_type(as_bytes, ExecResult[bytes])
    assert_type(as_bytes.stderr, bytes)
    assert_type(await client.instances.run("c1", ["true"], text=either), ExecResult[str] | ExecResult[bytes])


async def inputs(client: AsyncLXDClient, pieces: Iterator[bytes], lines: AsyncIterator[str]) -> None:
    for input in ("x", b"x", bytearray(b"x"), memoryview(b"x"), [b"x", b"y"]):
        await client.instances.run("c1", ["cat"], input=input)
    await client.instances.run("c1", ["cat"], input=io.BytesIO())
    await client.instances.run("c1", ["cat"], input=io.StringIO())
    await client.instances.run("c1", ["cat"], input=pieces)
    await client.instances.run("c1", ["cat"], input=lines)
    with open("file", "rb") as file:
        await client.instances.run("c1", ["cat"], input=file)
    with open("file") as text:
        await client.instances.run("c1", ["cat"], input=text)


async def exec(client: AsyncLXDClient, either: bool) -> None:
    async with client.instances.exec("c1", ["cat"]) as process:
        assert_type(process, AsyncProcess[str])
        assert_type(await process.stdout.read(), str)
        assert_type(await process.stdout.readline(), str)
        assert_type([line async for line in process.stdout.lines()], list[str])
        assert_type([piece async for piece in process.stderr], list[str])
        chunks = [chunk async for chunk in process.merged()]
        assert_type(chunks, list[OutputChunk[str]])
        assert_type(chunks[0].stream, Literal["stdout", "stderr"])
        assert_type(chunks[0].data, str)
        assert_type(await process.wait(), int)
        assert_type(await process.poll(), int | None)
        assert_type(process.returncode, int | None)
        assert_type(await process.communicate("x"), tuple[str, str])
        await process.stdin.write(b"x")
    async with client.instances.exec("c1", ["cat"], text=False) as of_bytes:
        assert_type(of_bytes, AsyncProcess[bytes])
        assert_type(await of_bytes.stdout.read(), bytes)
        assert_type(await of_bytes.communicate(b"x"), tuple[bytes, bytes])
    assert_type(client.instances.exec("c1", ["cat"], text=either), AsyncProcess[str] | AsyncProcess[bytes])


async def others(client: AsyncLXDClient) -> None:
    assert_type(await client.instances.shell("c1"), int)
    assert_type(await client.instances.run_in_background("c1", ["true"]), AsyncOperation)
