"""Running commands, in real containers."""

from __future__ import annotations

import hashlib
import signal
from collections.abc import AsyncIterator, Iterator

import pytest
from lab import Lab

from lxd import AsyncLXDClient
from lxd.errors import CommandTimeout, InputRefused, OperationFailed
from tests.leftovers import nothing_left

from ..support import PROMPT, https_options, operations_under_way
from ._io import in_background, together


@pytest.fixture(scope="module")
def box(lab: Lab) -> Iterator[str]:
    """The name of a running container, for commands that leave it as it is."""
    lab.launch("box-of-exec")
    yield "box-of-exec"
    lab.remove("box-of-exec")


@pytest.fixture(params=["socket", "https"])
async def client(request: pytest.FixtureRequest, lab: Lab) -> AsyncIterator[AsyncLXDClient]:
    """A trusted client; when it is closed, nothing may be left of what it did, here or on the server."""
    await in_background(lambda: None)
    options = https_options(lab) if request.param == "https" else {"endpoint": lab.socket}
    with nothing_left():
        async with AsyncLXDClient(**options) as client:
            yield client
    assert operations_under_way(lab) == []


async def test_a_conversation(client: AsyncLXDClient, box: str) -> None:
    async with client.instances.exec(box, ["cat"]) as process:
        for text in ("one\n", "zwölf\n", "x" * 100_000 + "\n"):
            await process.stdin.write(text)
            assert await process.stdout.readline() == text
        assert await process.poll() is None
        await process.stdin.close()
        assert await process.stdout.read() == ""
        assert await process.wait(PROMPT) == 0
        with pytest.raises(InputRefused):
            await process.stdin.write("more")


async def test_lines_as_they_come(client: AsyncLXDClient, box: str) -> None:
    command = ["sh", "-c", "for n in 1 2 3; do echo line $n; sleep 0.05; done; printf end; exit 4"]
    async with client.instances.exec(box, command) as process:
        assert [line async for line in process.stdout.lines()] == ["line 1", "line 2", "line 3", "end"]
        assert await process.wait(PROMPT) == 4


async def test_both_outputs_in_their_order(client: AsyncLXDClient, box: str) -> None:
    command = ["sh", "-c", "for n in 1 2 3; do echo o$n; usleep 50000; echo e$n >&2; usleep 50000; done"]
    async with client.instances.exec(box, command) as process:
        merged = [(stream, data.strip()) async for stream, data in process.merged()]
    assert merged == [
        (stream, f"{stream[3]}{number}") for number in (1, 2, 3) for stream in ("stdout", "stderr")
    ]


async def test_waiting_with_much_unread(client: AsyncLXDClient, box: str) -> None:
    command = ["sh", "-c", "head -c 20000000 /dev/zero; head -c 10000000 /dev/zero >&2; exit 3"]
    async with client.instances.exec(box, command, text=False) as process:
        assert await process.wait(PROMPT) == 3
        assert len(await process.stdout.read()) == 20_000_000
        assert len(await process.stderr.read()) == 10_000_000


async def test_communicating(client: AsyncLXDClient, box: str) -> None:
    data = bytes(range(256)) * 100_000
    async with client.instances.exec(box, ["sha256sum"], text=False) as process:
        output, errors = await process.communicate(data, timeout=PROMPT * 2)
    assert output.split()[0].decode() == hashlib.sha256(data).hexdigest()
    assert errors == b""


async def test_input_from_an_iterator_while_output_is_read(client: AsyncLXDClient, box: str) -> None:
    parts = (f"{number}\n" for number in range(10_000))
    async with client.instances.exec(box, ["cat"], input=parts) as process:
        lines = [line async for line in process.stdout.lines()]
    assert lines == [str(number) for number in range(10_000)]


async def test_signals(client: AsyncLXDClient, box: str) -> None:
    command = ["sh", "-c", "trap 'echo usr1; exit 9' USR1; echo ready; while :; do sleep 0.05; done"]
    async with client.instances.exec(box, command) as process:
        assert await process.stdout.readline() == "ready\n"
        with pytest.raises(CommandTimeout):
            await process.wait(0.05)
        await process.signal(signal.SIGUSR1)
        assert await process.communicate(timeout=PROMPT) == ("usr1\n", "")
        assert process.returncode == 9
    for method, code in (("terminate", 143), ("kill", 137)):
        async with client.instances.exec(box, ["sleep", "1000"]) as process:
            await getattr(process, method)()
            assert await process.wait(PROMPT) == code


async def test_leaving_ends_the_command(client: AsyncLXDClient, box: str) -> None:
    async with client.instances.exec(box, ["sleep", "4321"]) as process:
        assert "4321" in (await client.instances.run(box, ["ps"])).stdout
    assert process.returncode == 143
    assert "4321" not in (await client.instances.run(box, ["ps"])).stdout


async def test_an_end_that_is_asked_for_when_lxd_has_forgotten_it(
    client: AsyncLXDClient, box: str, lab: Lab
) -> None:
    async with client.instances.exec(box, ["sh", "-c", "echo x; exit 7"]) as process:
        url = f"/1.0/operations/{process.operation_id}"

        def is_forgotten() -> None:
            while any(url in urls for urls in lab.request("GET", "/1.0/operations").values()):
                pass

        await in_background(is_forgotten)
        assert await process.wait(PROMPT) == 7
        assert await process.stdout.read() == "x\n"


async def test_commands_that_cannot_be_executed(client: AsyncLXDClient, box: str) -> None:
    for command, code in ((["nope"], 127), (["/etc/passwd"], 126)):
        async with client.instances.exec(box, command) as process:
            assert await process.stdout.read() == ""
            assert await process.wait(PROMPT) == code


async def test_a_terminal(client: AsyncLXDClient, box: str) -> None:
    async with client.instances.exec(
        box, ["sh"], interactive=True, width=100, height=30, env={"TERM": "vt220", "PS1": "$ "}
    ) as process:

        async def type_and_see(keys: str, shown: str) -> None:
            seen = ""
            await process.stdin.write(keys)
            while shown not in seen:
                piece = await process.stdout.read(1000)
                assert piece
                seen += piece

        await type_and_see("stty size; echo $TERM\n", "30 100\r\nvt220\r\n")
        await type_and_see("\x03echo $?\n", "130\r\n")
        await process.resize(120, 40)
        await type_and_see("stty size\n", "40 120\r\n")
        await process.stdin.write("exit 5\n")
        await process.stdout.read()  # this LXD may lose what is written last
        assert await process.wait(PROMPT) == 5


async def test_leaving_a_terminal(client: AsyncLXDClient, box: str) -> None:
    async with client.instances.exec(box, ["sh"], interactive=True) as process:
        assert await process.stdout.read(1)
    assert process.returncode == 129


async def test_a_terminal_whose_output_nobody_reads(client: AsyncLXDClient, box: str) -> None:
    # This LXD may lose what is written right before the end.
    async with client.instances.exec(box, ["sh", "-c", "echo x; sleep 0.2"], interactive=True) as process:
        assert await process.wait(PROMPT) == 0
        assert await process.stdout.read() == "x\r\n"


async def test_a_command_in_the_background(client: AsyncLXDClient, box: str) -> None:
    operation = await client.instances.run_in_background(box, ["sh", "-c", "echo lost; exit 5"])
    assert (await operation.wait(timeout=PROMPT)).metadata["return"] == 5
    operation = await client.instances.run_in_background(box, ["nope"])
    with pytest.raises(OperationFailed, match="not found"):
        await operation.wait(timeout=PROMPT)


async def test_many_at_once(client: AsyncLXDClient, box: str) -> None:
    async def count() -> int:
        lines = 0
        async with client.instances.exec(box, ["seq", "2000"]) as process:
            async for _ in process.stdout.lines():
                lines += 1
            return lines + await process.wait(PROMPT)

    assert await together(*[count] * 20) == [2000] * 20
