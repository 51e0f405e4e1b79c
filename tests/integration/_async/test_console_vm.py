"""Consoles of a virtual machine, as text and with graphics: emulated, with an empty disk, but with real firmware."""

from __future__ import annotations

import socket
import struct
from collections.abc import AsyncIterator, Iterator
from functools import partial

import pytest
from lab import Lab, LabUnavailable

from lxd import AsyncLXDClient
from lxd.errors import BadRequest, LXDTimeout, OperationFailed, ServerError
from tests.real_lxd import give_up

from ..support import PROMPT, https_options
from ._io import in_background

MACHINE = "v1"

MAIN_CHANNEL, COMMON_CAPABILITIES = 1, 0b1001


@pytest.fixture(scope="module")
def machines() -> Iterator[Lab]:
    """A server with a running virtual machine, which has no agent."""
    laboratory = Lab("machines", virtual_machines=True)
    try:
        laboratory.open()
    except LabUnavailable as error:
        give_up(error)
    try:
        laboratory.launch_machine(MACHINE)
        yield laboratory
    finally:
        laboratory.close()


@pytest.fixture(params=["socket", "https"])
async def client(request: pytest.FixtureRequest, machines: Lab) -> AsyncIterator[AsyncLXDClient]:
    options = https_options(machines) if request.param == "https" else {"endpoint": machines.socket}
    async with AsyncLXDClient(**options) as client:
        yield client


def greet(path: str) -> tuple[bytes, int]:
    """Begins SPICE's main channel as viewers do; returns the magic and the error code of the answer."""
    message = struct.pack("<IBBIII", 0, MAIN_CHANNEL, 0, 1, 0, 18) + struct.pack("<I", COMMON_CAPABILITIES)
    with socket.socket(socket.AF_UNIX) as viewer:
        viewer.settimeout(PROMPT)
        viewer.connect(path)
        viewer.sendall(b"REDQ" + struct.pack("<III", 2, 2, len(message)) + message)
        answer = b""
        while len(answer) < 20:
            part = viewer.recv(65536)
            assert part, f"the server hung up after {answer!r}"
            answer += part
    return answer[:4], struct.unpack_from("<I", answer, 16)[0]


async def test_the_shell_of_the_firmware(client: AsyncLXDClient) -> None:
    shown = b""
    async with client.instances.console.attach(MACHINE) as console:
        while b"Shell>" not in shown:
            try:
                shown += await console.read(timeout=1)
            except LXDTimeout:
                await console.write("\r")


async def test_a_viewer_gets_to_the_graphics(client: AsyncLXDClient) -> None:
    async with client.instances.console.vga(MACHINE) as screen:
        for _ in range(2):
            assert await in_background(partial(greet, screen.path)) == (b"REDQ", 0)
            await screen.wait(PROMPT)


async def test_no_console_is_left_open(client: AsyncLXDClient, machines: Lab) -> None:
    async with client.instances.console.attach(MACHINE), client.instances.console.vga(MACHINE):
        assert len(machines.request("GET", "/1.0/operations").get("running", [])) == 2
    assert "running" not in machines.request("GET", "/1.0/operations")


async def test_a_virtual_machine_has_no_console_log(client: AsyncLXDClient) -> None:
    with pytest.raises(ServerError, match="not container"):
        await client.instances.console.get_log(MACHINE)
    with pytest.raises(ServerError, match="not container"):
        await client.instances.console.clear_log(MACHINE)


async def test_a_command_without_an_agent(client: AsyncLXDClient) -> None:
    with pytest.raises(OperationFailed, match="agent isn't currently running"):
        await client.instances.run(MACHINE, ["true"])


async def test_a_frozen_machine(client: AsyncLXDClient) -> None:
    await (await client.instances.update_state(MACHINE, action="freeze")).wait()
    try:
        with pytest.raises(BadRequest, match="frozen"):
            await client.instances.console.vga(MACHINE).open()
    finally:
        await (await client.instances.update_state(MACHINE, action="unfreeze")).wait()
