# Written by scripts/unasync.py from tests/_async/test_exec.py. Change that, and run `make sync`.

"""Running commands, in a server that is none."""

from __future__ import annotations

import io
import signal
from collections.abc import Iterator

import pytest

from lxd import LXDClient
from lxd._sync.instances import execution
from lxd._sync.instances.process import Process
from lxd.errors import (
    CommandTimeout,
    InputRefused,
    LXDConnectionError,
    LXDError,
    OperationFailed,
    OutputTruncated,
)
from tests.command_server import Command, CommandServer, Script
from tests.leftovers import nothing_left

from ._io import Running, in_thread
from .conftest import Serve


@pytest.fixture(autouse=True)
def leftovers() -> Iterator[None]:
    """Makes sure that nothing is left of client and server."""
    in_thread(lambda: None)
    with nothing_left():
        yield


def writing(*parts: bytes, code: int = 0) -> Script:
    """A command that writes something."""

    def write(command: Command) -> None:
        for part in parts:
            command.write(part)
        command.exit(code)

    return write


def alternating(command: Command) -> None:
    """Writes to both outputs by turns, as the client reads."""
    for number in range(3):
        command.write(b"o%d" % number)
        command.read()
        command.write(b"e%d" % number, "2")
        command.read()
    command.exit()


def echo(command: Command) -> None:
    """Writes what it reads, at once."""
    while (part := command.read()) is not None:
        command.write(part)
    command.exit()


def until_signalled(number: int, code: int) -> Script:
    """A command that a signal ends."""

    def wait(command: Command) -> None:
        command.is_signalled(number)
        command.exit(code)

    return wait


# Starting


def test_nothing_is_started_before_it_is_entered(serve: Serve) -> None:
    server = CommandServer(writing())
    with LXDClient(serve(server).endpoint) as client:
        process = client.instances.exec("c1", ["true"])
        assert repr(process).endswith("Process 'true' in 'c1': not started>")
        assert process.returncode is None
        with pytest.raises(LXDError, match="not started"):
            process.wait()
        with pytest.raises(LXDError, match="not started"):
            process.stdout.read()
        process.close()
    assert server.requests == []


def test_opening_twice_starts_once(serve: Serve) -> None:
    server = CommandServer(writing())
    with LXDClient(serve(server).endpoint) as client:
        with client.instances.exec("c1", ["true"]) as process:
            process.open()
            assert process.wait() == 0
            assert process.operation_id == server.command().id
    assert len(server.commands) == 1


# Output


def test_output_as_it_comes(serve: Serve) -> None:
    with LXDClient(serve(CommandServer(echo)).endpoint) as client:
        with client.instances.exec("c1", ["cat"]) as process:
            process.stdin.write("a")
            assert process.stdout.read(9) == "a"
            process.stdin.write(b"bc")
            assert process.stdout.read(1) == "b"
            assert process.stdout.read(1) == "c"
            assert process.stdout.read(0) == ""
            process.stdin.close()
            process.stdin.close()
            assert process.stdout.read(1) == ""
            assert process.stdout.read() == ""
            assert process.wait() == process.returncode == 0


def test_pieces(serve: Serve) -> None:
    with LXDClient(serve(CommandServer(writing(b"ab", b"cd"))).endpoint) as client:
        with client.instances.exec("c1", ["x"], text=False) as process:
            assert b"".join([piece for piece in process.stdout]) == b"abcd"
            assert [piece for piece in process.stderr] == []


def test_no_character_is_split(serve: Serve) -> None:
    letters = "aä€😀".encode()
    script = writing(*(bytes([byte]) for byte in letters))
    with LXDClient(serve(CommandServer(script)).endpoint) as client:
        with client.instances.exec("c1", ["x"]) as process:
            assert [piece for piece in process.stdout] == ["a", "ä", "€", "😀"]


def test_lines(serve: Serve) -> None:
    script = writing(b"a\nb", b"c\n\nd\r\n", b"end")
    with LXDClient(serve(CommandServer(script)).endpoint) as client:
        with client.instances.exec("c1", ["x"]) as process:
            assert process.stdout.readline() == "a\n"
            assert [line for line in process.stdout.lines()] == ["bc", "", "d\r", "end"]
            assert process.stdout.readline() == ""
        with client.instances.exec("c1", ["x"], text=False) as process_of_bytes:
            lines = [line for line in process_of_bytes.stdout.lines(keepends=True)]
            assert lines == [b"a\n", b"bc\n", b"\n", b"d\r\n", b"end"]


def test_both_outputs_in_their_order(serve: Serve) -> None:
    with LXDClient(serve(CommandServer(alternating)).endpoint) as client:
        with client.instances.exec("c1", ["x"]) as process:
            seen = []
            for stream, data in process.merged():
                seen.append((stream, data))
                process.stdin.write("\n")
    assert seen == [
        (stream, f"{stream[3]}{number}") for number in range(3) for stream in ("stdout", "stderr")
    ]


def test_half_a_character_at_the_end_of_both(serve: Serve) -> None:
    with LXDClient(serve(CommandServer(writing(b"a", b"\xc3"))).endpoint) as client:
        with client.instances.exec("c1", ["x"]) as process:
            merged = [chunk for chunk in process.merged()]
    assert "".join(chunk.data for chunk in merged) == "a\N{REPLACEMENT CHARACTER}"


def test_each_output_may_have_a_reader_of_its_own(serve: Serve) -> None:
    with LXDClient(serve(CommandServer(alternating)).endpoint) as client:
        with client.instances.exec("c1", ["x"]) as process:

            def read_errors() -> str:
                seen = ""
                for piece in process.stderr:
                    seen += piece
                    process.stdin.write("\n")
                return seen

            def wait() -> int:
                return process.wait()

            reading, waiting = Running(read_errors), Running(wait)
            seen = ""
            for piece in process.stdout:
                seen += piece
                process.stdin.write("\n")
            assert (seen, reading.result(), waiting.result()) == ("o0o1o2", "e0e1e2", 0)


# Waiting


def test_waiting_needs_nobody_who_reads(serve: Serve) -> None:
    part = bytes(65536)
    with LXDClient(serve(CommandServer(writing(*[part] * 100, code=4))).endpoint) as client:
        with client.instances.exec("c1", ["x"], text=False) as process:
            assert process.wait() == 4
            assert len(process.stdout.read()) == 100 * len(part)


def test_who_does_not_read_makes_the_command_wait(serve: Serve) -> None:
    written = 0

    def flood(command: Command) -> None:
        nonlocal written
        for _ in range(1000):
            command.write(bytes(65536))
            written += 65536
        command.exit()

    with LXDClient(serve(CommandServer(flood)).endpoint) as client:
        with client.instances.exec("c1", ["x"], text=False) as process:
            assert process.poll() is None
            assert process.stdout.read(1) == b"\0"
            assert written < 16 << 20
            assert process.wait() == 0
    assert written == 1000 * 65536


def test_waiting_has_a_limit(serve: Serve) -> None:
    with LXDClient(serve(CommandServer(echo)).endpoint) as client:
        with client.instances.exec("c1", ["cat"]) as process:
            with pytest.raises(CommandTimeout, match=r"0\.05 s \(it goes on"):
                process.wait(0.05)
            assert process.poll() is None
            process.stdin.close()
            assert process.wait(30) == 0
            assert process.poll() == 0


def test_communicating(serve: Serve) -> None:
    with LXDClient(serve(CommandServer(echo)).endpoint) as client:
        with client.instances.exec("c1", ["cat"]) as process:
            process.stdin.write("a")
            assert process.communicate("bc") == ("abc", "")
            assert process.returncode == 0


def test_communicating_again_after_a_timeout_loses_nothing(serve: Serve) -> None:
    def halt(command: Command) -> None:
        command.write(command.read_all())
        command.is_signalled(signal.SIGUSR1)
        command.write(b"c")
        command.exit()

    with LXDClient(serve(CommandServer(halt)).endpoint) as client:
        with client.instances.exec("c1", ["x"]) as process:
            with pytest.raises(CommandTimeout):
                process.communicate("ab", timeout=0.05)
            process.signal(signal.SIGUSR1)
            assert process.communicate(timeout=30) == ("abc", "")


def test_the_end_is_known_however_late_it_is_asked_for(serve: Serve) -> None:
    # LXD forgets an operation five seconds after its end; this server does when it has told of it once.
    server = CommandServer(writing(b"x", code=7))
    with LXDClient(serve(server).endpoint) as client:
        with client.instances.exec("c1", ["x"]) as process:
            command = server.command()
            command.wait_for(lambda: command.is_told)
            assert process.wait() == 7
            assert process.stdout.read() == "x"
    assert server.requests[1:] == [f"GET /1.0/operations/{command.id}/wait"]


# Input


def test_input_that_is_given(serve: Serve) -> None:
    with LXDClient(serve(CommandServer(echo)).endpoint) as client:
        with client.instances.exec("c1", ["cat"], input="hello") as process:
            assert process.stdout.read() == "hello"
        with client.instances.exec("c1", ["cat"], input=io.BytesIO(b"hello")) as process:
            with pytest.raises(ValueError, match="its input already"):
                process.communicate("more")
            assert process.communicate() == ("hello", "")


def test_input_that_cannot_be_had(serve: Serve) -> None:
    def broken() -> Iterator[str]:
        yield "a"
        raise ZeroDivisionError

    def read(command: Command) -> None:
        command.is_signalled(signal.SIGTERM)
        command.exit(143)

    with LXDClient(serve(CommandServer(read)).endpoint) as client:
        with client.instances.exec("c1", ["cat"], input=broken()) as process:
            with pytest.raises(ZeroDivisionError):
                process.wait()


def test_a_command_that_has_ended_takes_no_input(serve: Serve) -> None:
    with LXDClient(serve(CommandServer(writing())).endpoint) as client:
        with client.instances.exec("c1", ["true"]) as process:
            assert process.wait() == 0
            with pytest.raises(InputRefused) as caught:
                process.stdin.write(bytes(100 * 65536))
            assert isinstance(caught.value, BrokenPipeError)
            process.stdin.close()
            with pytest.raises(InputRefused, match="closed"):
                process.stdin.write("x")


# Signals, and leaving


@pytest.mark.parametrize(
    ("method", "number"), [("terminate", signal.SIGTERM), ("kill", signal.SIGKILL), ("hup", signal.SIGHUP)]
)
def test_signals(serve: Serve, method: str, number: signal.Signals) -> None:
    with LXDClient(serve(CommandServer(until_signalled(number, 128 + number))).endpoint) as client:
        with client.instances.exec("c1", ["sleep", "9"]) as process:
            if method == "hup":
                process.signal(number)
            else:
                getattr(process, method)()
            assert process.wait() == 128 + number
            process.kill()  # does nothing


def test_leaving_a_command_that_runs_ends_it(serve: Serve) -> None:
    with LXDClient(serve(CommandServer(until_signalled(15, 143))).endpoint) as client:
        with client.instances.exec("c1", ["sleep", "9"]) as process:
            pass
    assert process.returncode == 143


def test_leaving_a_command_that_does_not_want_to_end_kills_it(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(execution, "GRACE", 0.05)

    def resist(command: Command) -> None:
        command.is_signalled(15, 9)
        command.exit(137)

    with LXDClient(serve(CommandServer(resist)).endpoint) as client:
        with client.instances.exec("c1", ["sleep", "9"]) as process:
            pass
    assert process.returncode == 137


def test_leaving_one_that_has_ended_by_itself_learns_how(serve: Serve) -> None:
    server = CommandServer(writing(b"unread", code=3))
    with LXDClient(serve(server).endpoint) as client:
        with client.instances.exec("c1", ["x"]) as process:
            command = server.command()
            command.wait_for(lambda: command.is_told)
    assert process.returncode == 3
    assert command.signals == []


def test_leaving_by_an_exception_ends_it(serve: Serve) -> None:
    with LXDClient(serve(CommandServer(until_signalled(15, 143))).endpoint) as client:
        with pytest.raises(ZeroDivisionError):
            with client.instances.exec("c1", ["sleep", "9"]):
                raise ZeroDivisionError


# Faults


@pytest.mark.parametrize("how", ["read", "lines", "pieces", "merged", "wait"])
def test_output_that_is_cut_off(serve: Serve, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    monkeypatch.setattr(execution, "_UNFINISHED", 0.05)

    def break_off(command: Command) -> None:
        command.write(b"a\nb")
        command.hang_up("1")
        command.is_signalled(15)
        command.exit(143)

    with LXDClient(serve(CommandServer(break_off)).endpoint) as client:
        with client.instances.exec("c1", ["x"]) as process:
            seen: list[str] = []
            with pytest.raises(OutputTruncated) as caught:
                read_all(process, how, seen)
            assert isinstance(caught.value, LXDConnectionError)
            assert seen == {"lines": ["a"], "pieces": ["a\nb"], "merged": ["a\nb"]}.get(how, [])
            assert caught.value.stdout == ("a\nb" if how == "read" else b"")


def read_all(process: Process[str], how: str, seen: list[str]) -> None:
    """Reads in one of many ways."""
    if how == "read":
        process.stdout.read()
    elif how == "lines":
        for line in process.stdout.lines():
            seen.append(line)
    elif how == "pieces":
        for piece in process.stdout:
            seen.append(piece)
    elif how == "merged":
        for chunk in process.merged():
            seen.append(chunk.data)
    else:
        process.wait()


def test_a_command_that_could_not_be_started(serve: Serve) -> None:
    def fail(command: Command) -> None:
        command.hang_up()
        command.finish(-1, status=400, err="LXD VM agent isn't currently running")

    with LXDClient(serve(CommandServer(fail)).endpoint) as client:
        with client.instances.exec("vm", ["true"]) as process:
            with pytest.raises(OperationFailed, match="agent"):
                process.stdout.read()
            with pytest.raises(OperationFailed, match="agent"):
                process.wait()


# Terminals


def test_a_terminal(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "vt220")

    def show(command: Command) -> None:
        command.wait_for(lambda: command.sizes)
        command.write(b"$ ", "0")
        command.write(command.read() or b"", "0")
        command.exit(3)

    server = CommandServer(show)
    with LXDClient(serve(server).endpoint) as client:
        with client.instances.exec("c1", ["sh"], interactive=True, width=100, height=30) as process:
            process.resize(120, 40)
            process.stdin.write("exit\n")
            assert process.stdout.read() == "$ exit\n"
            assert process.stderr.read() == ""
            assert process.wait() == 3
            process.resize(1, 1)  # does nothing
    command = server.command()
    assert command.connected == ["control", "0"]
    assert command.sizes == [("120", "40")]
    assert command.body == {
        "command": ["sh"],
        "wait-for-websocket": True,
        "interactive": True,
        "width": 100,
        "height": 30,
        "environment": {"TERM": "vt220"},
    }


def test_the_end_of_a_terminals_input_is_a_key(serve: Serve) -> None:
    def read(command: Command) -> None:
        assert command.read() == b"\x04"
        command.exit()

    with LXDClient(serve(CommandServer(read)).endpoint) as client:
        with client.instances.exec("c1", ["cat"], interactive=True) as process:
            process.stdin.close()
            assert process.wait() == 0


def test_what_is_at_a_terminal_is_told_that_it_is_gone(serve: Serve) -> None:
    with LXDClient(serve(CommandServer(until_signalled(1, 129))).endpoint) as client:
        with client.instances.exec("c1", ["sh"], interactive=True, env={"TERM": "dumb"}) as process:
            pass
    assert process.returncode == 129


def test_no_terminal_no_size(serve: Serve) -> None:
    with LXDClient(serve(CommandServer(echo)).endpoint) as client:
        with client.instances.exec("c1", ["cat"]) as process:
            with pytest.raises(LXDError, match="no terminal"):
                process.resize(80, 24)
            process.stdin.close()
            process.wait()


# Left to itself


def test_a_command_in_the_background(serve: Serve) -> None:
    def run(command: Command) -> None:
        command.finish(5)

    server = CommandServer(run)
    with LXDClient(serve(server).endpoint) as client:
        operation = client.instances.run_in_background("c1", ["job"], cwd="/")
        assert (operation.wait()).metadata == {"return": 5}
    assert server.command().body == {
        "command": ["job"],
        "wait-for-websocket": False,
        "interactive": False,
        "cwd": "/",
    }
