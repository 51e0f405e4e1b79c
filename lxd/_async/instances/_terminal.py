"""A terminal and a command, with asyncio; `lxd._sync.instances._terminal` is its twin, and both are written by hand."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from signal import SIGHUP
from typing import TYPE_CHECKING

from lxd._async.instances._feeder import beside
from lxd._terminal import Terminal
from lxd.errors import InputRefused

if TYPE_CHECKING:
    from lxd._async.instances.attachment import AsyncAttachment
    from lxd._async.instances.process import AsyncProcess

__all__ = ["attach"]

_GLANCE = 1.0
"""Seconds after which the terminal's size is looked at where nobody tells that it has changed."""


async def attach(process: AsyncProcess[bytes] | AsyncAttachment, terminal: Terminal) -> int:
    """Shows at a terminal what a command writes and lets it read what is typed there; returns its exit code."""
    typing = asyncio.create_task(_type(process, terminal), name="lxd-terminal")
    try:
        async for piece in process.stdout:
            await beside(partial(terminal.write, piece))
        return await process.wait()
    finally:
        typing.cancel()
        await asyncio.wait([typing])


async def _type(process: AsyncProcess[bytes] | AsyncAttachment, terminal: Terminal) -> None:
    loop = asyncio.get_running_loop()
    happened = asyncio.Event()
    descriptors = (terminal.stdin, terminal.wakes)
    while True:
        news = terminal.look()
        if news.size:
            await process.resize(*news.size)
        if news.typed is None:
            await process.signal(SIGHUP)
            return
        if news.typed:
            try:
                await process.stdin.write(news.typed)
            except InputRefused:
                return
        happened.clear()
        for descriptor in descriptors:
            loop.add_reader(descriptor, happened.set)
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(None if terminal.tells_size else _GLANCE):
                    await happened.wait()
        finally:
            for descriptor in descriptors:
                loop.remove_reader(descriptor)
