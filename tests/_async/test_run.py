"""Commands that run to their end, in a server that is none."""

from __future__ import annotations

import io
import signal
from collections.abc import AsyncIterator, Iterator
from typing import Any, cast

import pytest

from lxd import AsyncLXDClient
from lxd._async.instances import execution
from lxd.errors import (
    BadRequest,
    CommandError,
    CommandTimeout,
    Forbidden,
    LXDConnectionError,
    OperationFailed,
    OutputTruncated,
    UnexpectedAnswer,
)
from tests import envelopes
from tests.command_server import Command, CommandServer
from tests.fakes import FakeLXD
from tests.leftovers import nothing_left
from tests.peers import TEXT

from ._io import in_thread
from .conftest import Serve

EXEC = "POST /1.0/instances/c1/exec"


@pytest.fixture(autouse=True)
async def leftovers() -> AsyncIterator[None]:
    """Makes sure that nothing is left of client and server."""
    await in_thread(lambda: None)
    with nothing_left():
        yield


def hello(command: Command) -> None:
    """Writes a line each."""
    command.write(b"out\n")
    command.write(b"err\n", "2")
    command.exit(3)


def echo(command: Command) -> None:
    """Writes what it reads."""
    command.write(command.read_all())
    command.exit()


async def test_a_command_has_output_error_output_and_exit_code(serve: Serve) -> None:
    server = CommandServer(hello)
    async with AsyncLXDClient(serve(server).endpoint) as client:
        result = await client.instances.run("c1", ["say"])
    assert (result.returncode, result.stdout, result.stderr) == (3, "out\n", "err\n")
    assert (result.command, result.instance) == (["say"], "c1")
    assert server.command().body == {"command": ["say"], "wait-for-websocket": True, "interactive": False}


async def test_control_is_connected_first_and_the_end_is_asked_for_once(serve: Serve) -> None:
    server = CommandServer(hello)
    async with AsyncLXDClient(serve(server).endpoint) as client:
        await client.instances.run("c1", ["say"])
    command = server.command()
    assert command.connected[0] == "control"
    assert sorted(command.connected) == ["0", "1", "2", "control"]
    assert server.requests == [EXEC, f"GET /1.0/operations/{command.id}/wait"]


async def test_all_of_the_request(serve: Serve) -> None:
    server = CommandServer(hello)
    async with AsyncLXDClient(serve(server).endpoint) as client:
        await client.instances.run("c1", ["say"], env={"A": "b"}, user=1, group=2, cwd="/tmp")
    assert server.command().body | {"command": []} == {
        "command": [],
        "wait-for-websocket": True,
        "interactive": False,
        "environment": {"A": "b"},
        "user": 1,
        "group": 2,
        "cwd": "/tmp",
    }


async def test_bytes(serve: Serve) -> None:
    def write(command: Command) -> None:
        command.write(b"\xff\r\n")
        command.exit()

    async with AsyncLXDClient(serve(CommandServer(write)).endpoint) as client:
        assert (await client.instances.run("c1", ["x"], text=False)).stdout == b"\xff\r\n"
        assert (await client.instances.run("c1", ["x"])).stdout == "\N{REPLACEMENT CHARACTER}\r\n"
        assert (await client.instances.run("c1", ["x"], encoding="latin-1")).stdout == "ÿ\r\n"
        with pytest.raises(UnicodeDecodeError):
            await client.instances.run("c1", ["x"], errors="strict")


async def test_output_may_be_thrown_away(serve: Serve) -> None:
    async with AsyncLXDClient(serve(CommandServer(hello)).endpoint) as client:
        result = await client.instances.run("c1", ["say"], capture_output=False)
    assert (result.returncode, result.stdout, result.stderr) == (3, "", "")


async def test_error_output_may_go_into_the_output(serve: Serve) -> None:
    async with AsyncLXDClient(serve(CommandServer(hello)).endpoint) as client:
        result = await client.instances.run("c1", ["say"], stderr_to_stdout=True)
    assert sorted(result.stdout.splitlines()) == ["err", "out"]
    assert result.stderr == ""


async def test_a_check_raises(serve: Serve) -> None:
    async with AsyncLXDClient(serve(CommandServer(hello)).endpoint) as client:
        with pytest.raises(
            CommandError, match="`say` in instance 'c1' ended with exit code 3: err"
        ) as caught:
            await client.instances.run("c1", ["say"], check=True)
    assert caught.value.stdout == "out\n"


# Input


def pieces() -> Iterator[str]:
    yield "hel"
    yield "lo"


async def async_pieces() -> AsyncIterator[str]:
    yield "hel"
    yield "lo"


@pytest.mark.parametrize("kind", ["str", "bytes", "memoryview", "list", "generator", "file", "text", "own"])
async def test_input(serve: Serve, kind: str) -> None:
    inputs: dict[str, Any] = {
        "str": "hello",
        "bytes": b"hello",
        "memoryview": memoryview(b"hello"),
        "list": [b"hel", "lo"],
        "generator": pieces(),
        "file": io.BytesIO(b"hello"),
        "text": io.StringIO("hello"),
        "own": async_pieces(),
    }
    async with AsyncLXDClient(serve(CommandServer(echo)).endpoint) as client:
        result = await client.instances.run("c1", ["cat"], input=inputs[kind])
    assert result.stdout == "hello"


async def test_no_input_ends_at_once(serve: Serve) -> None:
    async with AsyncLXDClient(serve(CommandServer(echo)).endpoint) as client:
        assert (await client.instances.run("c1", ["cat"])).stdout == ""


@pytest.mark.parametrize("as_file", [False, True])
async def test_large_input_goes_in_pieces_and_only_then_ends(serve: Serve, as_file: bool) -> None:
    data = bytes(range(256)) * 1000
    sizes: list[int] = []

    def count(command: Command) -> None:
        while (part := command.read()) is not None:
            sizes.append(len(part))
            command.write(part)
        command.exit()

    async with AsyncLXDClient(serve(CommandServer(count)).endpoint) as client:
        input = io.BytesIO(data) if as_file else data
        result = await client.instances.run("c1", ["cat"], input=input, text=False)
    assert result.stdout == data
    assert max(sizes) <= 65536


async def test_a_command_may_leave_its_input_unread(serve: Serve) -> None:
    def leave(command: Command) -> None:
        command.read()
        command.exit(1)

    async with AsyncLXDClient(serve(CommandServer(leave)).endpoint) as client:
        assert (await client.instances.run("c1", ["head"], input=bytes(1 << 22))).returncode == 1
        assert (await client.instances.run("c1", ["head"], input=io.BytesIO(bytes(1 << 22)))).returncode == 1


async def test_input_that_cannot_be_had_ends_the_command(serve: Serve) -> None:
    def broken() -> Iterator[bytes]:
        yield b"a"
        raise ZeroDivisionError

    def read(command: Command) -> None:
        command.is_signalled(signal.SIGTERM)
        command.exit(143)

    server = CommandServer(read)
    async with AsyncLXDClient(serve(server).endpoint) as client:
        with pytest.raises(ZeroDivisionError):
            await client.instances.run("c1", ["cat"], input=broken())
    assert TEXT not in [kind for kind, _ in server.command()._input]


async def test_an_input_that_is_none(serve: Serve) -> None:
    def end(command: Command) -> None:
        command.is_left("0")
        command.exit(143)

    async with AsyncLXDClient(serve(CommandServer(end)).endpoint) as client:
        with pytest.raises(TypeError, match="int"):
            await client.instances.run("c1", ["cat"], input=cast(Any, 7))


async def test_input_that_cannot_be_encoded_is_told_before_anything_is_started(lxd: FakeLXD) -> None:
    async with AsyncLXDClient("/run/lxd.socket", transport=lxd.transport) as client:
        with pytest.raises(UnicodeEncodeError):
            await client.instances.run("c1", ["cat"], input="ä", encoding="ascii")
    assert lxd.calls == []


# Ends


async def test_the_end_of_the_output_may_come_long_before_that_of_the_operation(serve: Serve) -> None:
    def dawdle(command: Command) -> None:
        command.write(b"x")
        command.end("1", "2")
        command.hang_up()
        command.wait_for(lambda: True)
        command.finish(5)

    async with AsyncLXDClient(serve(CommandServer(dawdle)).endpoint) as client:
        result = await client.instances.run("c1", ["x"])
    assert (result.returncode, result.stdout) == (5, "x")


async def test_a_word_after_the_end_is_no_output(serve: Serve) -> None:
    def go_on(command: Command) -> None:
        command.write(b"x")
        command.end("1")
        command.write(b"y")
        command.exit()

    async with AsyncLXDClient(serve(CommandServer(go_on)).endpoint) as client:
        assert (await client.instances.run("c1", ["x"])).stdout == "x"


@pytest.mark.parametrize("is_modern", [False, True])
@pytest.mark.parametrize("code", [126, 127])
async def test_a_command_that_does_not_exist_has_an_exit_code(
    serve: Serve, code: int, is_modern: bool
) -> None:
    def fail(command: Command) -> None:
        command.exit(code, status=400, err="Command not found")

    server = CommandServer(fail, is_modern=is_modern)
    async with AsyncLXDClient(serve(server).endpoint) as client:
        assert (await client.instances.run("c1", ["nope"])).returncode == code


@pytest.mark.parametrize("is_modern", [False, True])
async def test_a_command_that_could_not_be_started(serve: Serve, is_modern: bool) -> None:
    def fail(command: Command) -> None:
        command.hang_up()  # without a word
        command.finish(-1, status=400, err="LXD VM agent isn't currently running")

    async with AsyncLXDClient(serve(CommandServer(fail, is_modern=is_modern)).endpoint) as client:
        with pytest.raises(OperationFailed, match=r"agent isn't.*\(wait_for_agent"):
            await client.instances.run("vm", ["true"])


async def test_an_end_without_exit_code(serve: Serve) -> None:
    def end(command: Command) -> None:
        command.exit(None)

    async with AsyncLXDClient(serve(CommandServer(end)).endpoint) as client:
        with pytest.raises(UnexpectedAnswer, match="exit code"):
            await client.instances.run("c1", ["true"])


async def test_a_stopped_instance(serve: Serve) -> None:
    server = CommandServer(hello)
    server.refusal = envelopes.error(400, "Instance is not running")
    async with AsyncLXDClient(serve(server).endpoint) as client:
        with pytest.raises(BadRequest, match="Instance is not running"):
            await client.instances.run("c1", ["true"])


@pytest.mark.parametrize("name", ["control", "1"])
async def test_a_refused_stream(serve: Serve, name: str) -> None:
    server = CommandServer(hello, cancels=True)
    server.refused_stream = name
    async with AsyncLXDClient(serve(server).endpoint) as client:
        with pytest.raises(Forbidden) as caught:
            await client.instances.run("c1", ["true"])
    assert "secret-" not in str(caught.value)
    assert server.requests[-1] == f"DELETE /1.0/operations/{server.command().id}"


async def test_an_answer_without_streams(lxd: FakeLXD, client: AsyncLXDClient) -> None:
    lxd.on(EXEC, envelopes.started())
    lxd.on(f"DELETE {envelopes.OPERATION}", envelopes.sync())
    with pytest.raises(UnexpectedAnswer, match="'control'"):
        await client.instances.run("c1", ["true"])


async def test_pings_on_outputs_are_not_answered(serve: Serve) -> None:
    # LXD does not read there, and TCP drops what is still to come out where something unread has come in.
    def ping(command: Command) -> None:
        for name in ("1", "2", "0", "control"):
            command.ping(name)
        command.write(b"x")
        command.wait_for(lambda: {"0", "control"} <= set(command.pongs))
        command.exit()

    server = CommandServer(ping)
    async with AsyncLXDClient(serve(server).endpoint) as client:
        assert (await client.instances.run("c1", ["x"])).stdout == "x"
    server.command().is_left("1")
    server.command().is_left("2")
    assert sorted(server.command().pongs) == ["0", "control"]


# Faults


@pytest.mark.parametrize("name", ["1", "2"])
async def test_cut_off_output(serve: Serve, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(execution, "_UNFINISHED", 0.05)

    def break_off(command: Command) -> None:
        command.write(b"half a", name)
        command.hang_up(name)
        command.is_signalled(signal.SIGTERM)
        command.exit(143)

    async with AsyncLXDClient(serve(CommandServer(break_off)).endpoint) as client:
        with pytest.raises(OutputTruncated) as caught:
            await client.instances.run("c1", ["x"], timeout=30)
    assert caught.value.command == ["x"]
    assert (caught.value.stdout, caught.value.stderr) == (("half a", "") if name == "1" else ("", "half a"))


async def test_output_that_was_cut_off_just_before_the_end(serve: Serve) -> None:
    def end(command: Command) -> None:
        command.write(b"half a")
        command.hang_up("1")
        command.exit(0)

    async with AsyncLXDClient(serve(CommandServer(end)).endpoint) as client:
        with pytest.raises(OutputTruncated, match="was cut off") as caught:
            await client.instances.run("c1", ["x"])
    assert isinstance(caught.value, LXDConnectionError)
    assert caught.value.stdout == "half a"


# Time


async def test_a_command_that_takes_too_long_is_asked_to_end(serve: Serve) -> None:
    def sleep(command: Command) -> None:
        command.write("aä".encode()[:2])
        command.is_signalled(signal.SIGTERM)
        command.write(b"bye")
        command.exit(143)

    async with AsyncLXDClient(serve(CommandServer(sleep)).endpoint) as client:
        with pytest.raises(CommandTimeout, match=r"0\.1 s.*it was ended") as caught:
            await client.instances.run("c1", ["sleep", "9"], timeout=0.1)
    assert caught.value.stdout == "a"
    assert caught.value.timeout == 0.1


async def test_a_command_that_does_not_want_to_end_is_killed(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(execution, "GRACE", 0.05)

    def resist(command: Command) -> None:
        command.is_signalled(signal.SIGTERM, signal.SIGKILL)
        command.exit(137)

    async with AsyncLXDClient(serve(CommandServer(resist)).endpoint) as client:
        with pytest.raises(CommandTimeout, match="it was ended"):
            await client.instances.run("c1", ["sleep", "9"], timeout=0.01)


@pytest.mark.parametrize("cancels", [False, True])
async def test_a_command_that_cannot_be_killed(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, cancels: bool
) -> None:
    for limit in ("GRACE", "_KILLED"):
        monkeypatch.setattr(execution, limit, 0.05)

    def stay(command: Command) -> None:
        command.is_left("control")

    server = CommandServer(stay, cancels=cancels)
    async with AsyncLXDClient(serve(server).endpoint) as client:
        with pytest.raises(CommandTimeout, match="may still run"):
            await client.instances.run("c1", ["sleep", "9"], timeout=0.01)
    server.command().finish()
    assert server.requests[-1].startswith("DELETE")


async def test_no_time_at_all(serve: Serve) -> None:
    def sleep(command: Command) -> None:
        command.is_signalled(signal.SIGTERM)
        command.exit(143)

    async with AsyncLXDClient(serve(CommandServer(sleep)).endpoint) as client:
        with pytest.raises(TimeoutError):
            await client.instances.run("c1", ["sleep", "9"], timeout=0)


async def test_an_iterator_of_the_callers_that_takes_too_long_is_no_timeout_of_the_command(
    serve: Serve,
) -> None:
    def late() -> Iterator[bytes]:
        raise TimeoutError("mine")
        yield b""

    def read(command: Command) -> None:
        command.is_signalled(signal.SIGTERM)
        command.exit(143)

    async with AsyncLXDClient(serve(CommandServer(read)).endpoint) as client:
        with pytest.raises(TimeoutError, match="mine"):
            await client.instances.run("c1", ["cat"], input=late(), timeout=30)
