# Written by scripts/unasync.py from tests/integration/_async/test_exec.py. Change that, and run `make sync`.

"""Running commands, in real containers."""

from __future__ import annotations

import hashlib
import signal
from collections.abc import Iterator

import pytest
from lab import Lab

from lxd import LXDClient
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
def client(request: pytest.FixtureRequest, lab: Lab) -> Iterator[LXDClient]:
    """A trusted client; when it is closed, nothing may be left of what it did, here or on the server."""
    in_background(lambda: None)
    options = https_options(lab) if request.param == "https" else {"endpoint": lab.socket}
    with nothing_left():
        with LXDClient(**options) as client:
            yield client
    assert operations_under_way(lab) == []


def test_a_conversation(client: LXDClient, box: str) -> None:
    with client.instances.exec(box, ["cat"]) as process:
        for text in ("one\n", "zwölf\n", "x" * 100_000 + "\n"):
            process.stdin.write(text)
            assert process.stdout.readline() == text
        assert process.poll() is None
        process.stdin.close()
        assert process.stdout.read() == ""
        assert process.wait(PROMPT) == 0
        with pytest.raises(InputRefused):
            process.stdin.write("more")


def test_lines_as_they_come(client: LXDClient, box: str) -> None:
    command = ["sh", "-c", "for n in 1 2 3; do echo line $n; sleep 0.05; done; printf end; exit 4"]
    with client.instances.exec(box, command) as process:
        assert [line for line in process.stdout.lines()] == ["line 1", "line 2", "line 3", "end"]
        assert process.wait(PROMPT) == 4


def test_both_outputs_in_their_order(client: LXDClient, box: str) -> None:
    command = ["sh", "-c", "for n in 1 2 3; do echo o$n; usleep 50000; echo e$n >&2; usleep 50000; done"]
    with client.instances.exec(box, command) as process:
        merged = [(stream, data.strip()) for stream, data in process.merged()]
    assert merged == [
        (stream, f"{stream[3]}{number}") for number in (1, 2, 3) for stream in ("stdout", "stderr")
    ]


def test_waiting_with_much_unread(client: LXDClient, box: str) -> None:
    command = ["sh", "-c", "head -c 20000000 /dev/zero; head -c 10000000 /dev/zero >&2; exit 3"]
    with client.instances.exec(box, command, text=False) as process:
        assert process.wait(PROMPT) == 3
        assert len(process.stdout.read()) == 20_000_000
        assert len(process.stderr.read()) == 10_000_000


def test_communicating(client: LXDClient, box: str) -> None:
    data = bytes(range(256)) * 100_000
    with client.instances.exec(box, ["sha256sum"], text=False) as process:
        output, errors = process.communicate(data, timeout=PROMPT * 2)
    assert output.split()[0].decode() == hashlib.sha256(data).hexdigest()
    assert errors == b""


def test_input_from_an_iterator_while_output_is_read(client: LXDClient, box: str) -> None:
    parts = (f"{number}\n" for number in range(10_000))
    with client.instances.exec(box, ["cat"], input=parts) as process:
        lines = [line for line in process.stdout.lines()]
    assert lines == [str(number) for number in range(10_000)]


def test_signals(client: LXDClient, box: str) -> None:
    command = ["sh", "-c", "trap 'echo usr1; exit 9' USR1; echo ready; while :; do sleep 0.05; done"]
    with client.instances.exec(box, command) as process:
        assert process.stdout.readline() == "ready\n"
        with pytest.raises(CommandTimeout):
            process.wait(0.05)
        process.signal(signal.SIGUSR1)
        assert process.communicate(timeout=PROMPT) == ("usr1\n", "")
        assert process.returncode == 9
    for method, code in (("terminate", 143), ("kill", 137)):
        with client.instances.exec(box, ["sleep", "1000"]) as process:
            getattr(process, method)()
            assert process.wait(PROMPT) == code


def test_leaving_ends_the_command(client: LXDClient, box: str) -> None:
    with client.instances.exec(box, ["sleep", "4321"]) as process:
        assert "4321" in (client.instances.run(box, ["ps"])).stdout
    assert process.returncode == 143
    assert "4321" not in (client.instances.run(box, ["ps"])).stdout


def test_an_end_that_is_asked_for_when_lxd_has_forgotten_it(client: LXDClient, box: str, lab: Lab) -> None:
    with client.instances.exec(box, ["sh", "-c", "echo x; exit 7"]) as process:
        url = f"/1.0/operations/{process.operation_id}"

        def is_forgotten() -> None:
            while any(url in urls for urls in lab.request("GET", "/1.0/operations").values()):
                pass

        in_background(is_forgotten)
        assert process.wait(PROMPT) == 7
        assert process.stdout.read() == "x\n"


def test_commands_that_cannot_be_executed(client: LXDClient, box: str) -> None:
    for command, code in ((["nope"], 127), (["/etc/passwd"], 126)):
        with client.instances.exec(box, command) as process:
            assert process.stdout.read() == ""
            assert process.wait(PROMPT) == code


def test_a_terminal(client: LXDClient, box: str) -> None:
    with client.instances.exec(
        box, ["sh"], interactive=True, width=100, height=30, env={"TERM": "vt220", "PS1": "$ "}
    ) as process:

        def type_and_see(keys: str, shown: str) -> None:
            seen = ""
            process.stdin.write(keys)
            while shown not in seen:
                piece = process.stdout.read(1000)
                assert piece
                seen += piece

        type_and_see("stty size; echo $TERM\n", "30 100\r\nvt220\r\n")
        type_and_see("\x03echo $?\n", "130\r\n")
        process.resize(120, 40)
        type_and_see("stty size\n", "40 120\r\n")
        process.stdin.write("exit 5\n")
        process.stdout.read()  # this LXD may lose what is written last
        assert process.wait(PROMPT) == 5


def test_leaving_a_terminal(client: LXDClient, box: str) -> None:
    with client.instances.exec(box, ["sh"], interactive=True) as process:
        assert process.stdout.read(1)
    assert process.returncode == 129


def test_a_terminal_whose_output_nobody_reads(client: LXDClient, box: str) -> None:
    # This LXD may lose what is written right before the end.
    with client.instances.exec(box, ["sh", "-c", "echo x; sleep 0.2"], interactive=True) as process:
        assert process.wait(PROMPT) == 0
        assert process.stdout.read() == "x\r\n"


def test_a_command_in_the_background(client: LXDClient, box: str) -> None:
    operation = client.instances.run_in_background(box, ["sh", "-c", "echo lost; exit 5"])
    assert (operation.wait(timeout=PROMPT)).metadata["return"] == 5
    operation = client.instances.run_in_background(box, ["nope"])
    with pytest.raises(OperationFailed, match="not found"):
        operation.wait(timeout=PROMPT)


def test_many_at_once(client: LXDClient, box: str) -> None:
    def count() -> int:
        lines = 0
        with client.instances.exec(box, ["seq", "2000"]) as process:
            for _ in process.stdout.lines():
                lines += 1
            return lines + process.wait(PROMPT)

    assert together(*[count] * 20) == [2000] * 20
