"""A socket that this user may not open: really, as another user, in a process of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

NOBODY = 65534

SCRIPT = f"""
import asyncio, os, sys
from lxd import AsyncLXDClient, LXDClient
from lxd.errors import LXDError

def run(what):
    try:
        what()
    except LXDError as error:
        print(type(error).__name__, error)

async def with_async(path, websocket):
    async with AsyncLXDClient(path) as client:
        await (client.server.get_events().open() if websocket else client.server.get())

def with_sync(path, websocket):
    with LXDClient(path) as client:
        client.server.get_events().open() if websocket else client.server.get()

def all_four(path):
    for websocket in (False, True):
        run(lambda: asyncio.run(with_async(path, websocket)))
        run(lambda: with_sync(path, websocket))

sys.stdout, real = open(os.devnull, "w"), sys.stdout
all_four("/nowhere")  # imports everything while that is still allowed
sys.stdout = real
os.setresgid({NOBODY}, {NOBODY}, {NOBODY})
os.setresuid({NOBODY}, {NOBODY}, {NOBODY})
all_four(sys.argv[1])
"""


@pytest.fixture
def socket_of_root() -> Iterator[Path]:
    """A socket in a directory that everybody may enter, but only its owner may open."""
    directory = Path(tempfile.mkdtemp())
    try:
        directory.chmod(0o755)
        path = directory / "unix.socket"
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(path))
            path.chmod(0o600)
            listener.listen()
            yield path
    finally:
        shutil.rmtree(directory)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become another user"
)
def test_both_clients_say_what_to_do(socket_of_root: Path) -> None:
    command = [sys.executable, "-c", SCRIPT, str(socket_of_root)]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    lines = result.stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["SocketForbidden"] * 4
    assert [line for line in lines if "add yourself to the group lxd" not in line] == []
