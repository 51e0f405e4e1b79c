# Written by scripts/unasync.py from tests/integration/_async/test_run.py. Change that, and run `make sync`.

"""Commands that run to their end, in real containers."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from lab import Lab

from lxd import LXDClient
from lxd.errors import BadRequest, CommandError, CommandTimeout, NotFound

from ..support import PROMPT, operations_under_way
from ._io import in_background, together

BLOCK = bytes(range(256)) * 256
STOP = {"action": "stop", "force": True}


@pytest.fixture(scope="module")
def box(lab: Lab) -> Iterator[str]:
    """The name of a running container, for commands that leave it as it is."""
    lab.launch("box-of-run")
    yield "box-of-run"
    lab.remove("box-of-run")


@pytest.fixture(autouse=True)
def no_operations(lab: Lab) -> Iterator[None]:
    """Makes sure that no command's operation is left on the server."""
    yield
    assert operations_under_way(lab) == []


def test_output_error_output_and_exit_code(client: LXDClient, box: str) -> None:
    result = client.instances.run(box, ["sh", "-c", "echo out; echo err >&2; exit 3"])
    assert (result.returncode, result.stdout, result.stderr) == (3, "out\n", "err\n")


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (["true"], 0),
        (["false"], 1),
        (["/etc/passwd"], 126),
        (["nope"], 127),
        (["sh", "-c", "exit 127"], 127),
        (["sh", "-c", "exit 255"], 255),
        (["sh", "-c", "kill -9 $$"], 137),
        (["sh", "-c", "kill -15 $$"], 143),
    ],
)
def test_exit_codes_as_the_shell_has_them(client: LXDClient, box: str, command: list[str], code: int) -> None:
    assert (client.instances.run(box, command)).returncode == code


def test_a_check(client: LXDClient, box: str) -> None:
    with pytest.raises(CommandError, match="exit code 1: cat: can't open '/nope'"):
        client.instances.run(box, ["cat", "/nope"], check=True)


def test_who_where_and_with_what(client: LXDClient, box: str) -> None:
    command = ["sh", "-c", "id -u; id -g; pwd; echo $GREETING"]
    result = client.instances.run(
        box, command, user=1000, group=100, cwd="/tmp", env={"GREETING": "hällo wörld"}
    )
    assert result.stdout.split("\n") == ["1000", "100", "/tmp", "hällo wörld", ""]


def test_input(client: LXDClient, box: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"from a file")
    with (tmp_path / "file").open("rb") as file:
        for input, text in (
            ("hällo", "hällo"),
            (b"bytes", "bytes"),
            (None, ""),
            ("", ""),
            ((part for part in ("a", b"b")), "ab"),
            (file, "from a file"),
            (io.StringIO("from memory"), "from memory"),
        ):
            assert (client.instances.run(box, ["cat"], input=input)).stdout == text


def test_a_command_that_leaves_its_input_unread(client: LXDClient, box: str) -> None:
    for input in (bytes(1 << 23), io.BytesIO(bytes(1 << 23))):
        result = client.instances.run(box, ["head", "-c", "3"], input=input, text=False)
        assert (result.returncode, result.stdout) == (0, bytes(3))


def test_both_outputs_in_one(client: LXDClient, box: str) -> None:
    command = ["sh", "-c", "for n in 1 2 3; do echo o$n; usleep 50000; echo e$n >&2; usleep 50000; done"]
    result = client.instances.run(box, command, stderr_to_stdout=True)
    assert result.stdout.split() == ["o1", "e1", "o2", "e2", "o3", "e3"]


def test_recorded_output_leaves_no_files(client: LXDClient, lab: Lab, box: str) -> None:
    before = lab.request("GET", f"/1.0/instances/{box}/logs")
    command = ["sh", "-c", "echo out; echo err >&2; exit 3"]
    result = client.instances.run(box, command, record_output=True)
    assert (result.returncode, result.stdout, result.stderr) == (3, "out\n", "err\n")
    assert (client.instances.run(box, ["nope"], record_output=True)).returncode == 127
    assert lab.request("GET", f"/1.0/instances/{box}/logs") == before


def test_a_project(client: LXDClient, lab: Lab, project: str, unique_name: str) -> None:
    lab.request(
        "POST",
        f"/1.0/instances?project={project}",
        {"name": unique_name, "source": {"type": "image", "alias": lab.image}},
    )
    inside = client.with_scope(project=project)
    (inside.instances.update_state(unique_name, action="start")).wait()
    try:
        assert (inside.instances.run(unique_name, ["echo", "x"])).stdout == "x\n"
        recorded = client.instances.run(unique_name, ["echo", "x"], project=project, record_output=True)
        assert recorded.stdout == "x\n"
        with pytest.raises(NotFound):
            client.instances.run(unique_name, ["true"])
    finally:
        (inside.instances.update_state(unique_name, action="stop", force=True)).wait()
        (inside.instances.delete(unique_name)).wait()


# Nothing is lost


def test_200_mb_come_out_whole(client: LXDClient, box: str) -> None:
    command = ["sh", "-c", "dd if=/dev/urandom of=/tmp/big bs=1M count=200 2>/dev/null; sha256sum /tmp/big"]
    digest = (client.instances.run(box, command, check=True)).stdout.split()[0]
    result = client.instances.run(box, ["cat", "/tmp/big"], text=False, check=True)
    client.instances.run(box, ["rm", "/tmp/big"], check=True)
    assert len(result.stdout) == 200 << 20
    assert hashlib.sha256(result.stdout).hexdigest() == digest


def test_200_mb_go_in_whole(client: LXDClient, box: str) -> None:
    digest = hashlib.sha256()

    def parts() -> Iterator[bytes]:
        for number in range(3200):
            part = number.to_bytes(4, "big") + BLOCK[4:]
            digest.update(part)
            yield part

    result = client.instances.run(box, ["sha256sum"], input=parts(), check=True)
    assert result.stdout.split()[0] == digest.hexdigest()


def test_as_much_goes_in_as_comes_out_at_the_same_time(client: LXDClient, box: str) -> None:
    data = BLOCK * 320
    result = client.instances.run(box, ["cat"], input=data, text=False)
    assert result.stdout == data


def test_many_in_a_row(client: LXDClient, box: str) -> None:
    for number in range(200):
        result = client.instances.run(box, ["echo", str(number)])
        assert (result.returncode, result.stdout, result.stderr) == (0, f"{number}\n", "")


def test_fifty_at_once(client: LXDClient, box: str) -> None:
    def say(number: int) -> list[str]:
        return ["sh", "-c", f"echo {number}; exit {number}"]

    results = together(*(partial(client.instances.run, box, say(number)) for number in range(50)))
    assert [(result.stdout, result.returncode) for result in results] == [
        (f"{number}\n", number) for number in range(50)
    ]


def test_what_a_child_in_the_background_writes_until_the_end(client: LXDClient, box: str) -> None:
    command = ["sh", "-c", "(usleep 300000; echo late) & echo soon"]
    assert (client.instances.run(box, command)).stdout.split() == ["soon", "late"]


# Time, and states of the instance


def test_a_command_that_takes_too_long_is_ended(client: LXDClient, box: str) -> None:
    with pytest.raises(CommandTimeout, match="it was ended") as caught:
        client.instances.run(box, ["sh", "-c", "echo begun; exec sleep 1234"], timeout=0.5)
    assert caught.value.stdout == "begun\n"
    assert "1234" not in (client.instances.run(box, ["ps"])).stdout


def test_a_command_that_does_not_want_to_end_is_killed(
    client: LXDClient, box: str, short_grace: None
) -> None:
    command = ["sh", "-c", "trap 'echo no' TERM; while :; do sleep 0.1; done"]
    with pytest.raises(CommandTimeout, match="it was ended"):
        client.instances.run(box, command, timeout=0.5)
    assert "trap" not in (client.instances.run(box, ["ps"])).stdout


def test_a_command_that_writes_without_end_is_ended(client: LXDClient, box: str) -> None:
    with pytest.raises(CommandTimeout, match="it was ended") as caught:
        client.instances.run(box, ["yes"], timeout=0.3)
    assert isinstance(caught.value.stdout, str)
    assert caught.value.stdout.startswith("y\ny\n")


def test_a_stopped_instance(client: LXDClient, container: str) -> None:
    with pytest.raises(BadRequest, match="not running"):
        client.instances.run(container, ["true"], timeout=PROMPT)


def test_a_frozen_instance(client: LXDClient, running: str) -> None:
    (client.instances.update_state(running, action="freeze")).wait()
    with pytest.raises(BadRequest, match="frozen"):
        client.instances.run(running, ["true"], timeout=PROMPT)
    (client.instances.update_state(running, action="unfreeze")).wait()


@pytest.mark.parametrize("name", ["nope", "a/b", "a?b", "a#b", "a%2Fb", "ä", "a b"])
def test_no_instance(client: LXDClient, name: str) -> None:
    with pytest.raises((NotFound, BadRequest)):
        client.instances.run(name, ["true"], timeout=PROMPT)


def test_an_instance_that_stops_meanwhile(client: LXDClient, lab: Lab, running: str) -> None:
    with client.instances.exec(running, ["sh", "-c", "echo begun; sleep 1000"]) as process:
        process.stdout.readline()
        in_background(lambda: lab.request("PUT", f"/1.0/instances/{running}/state", STOP))
        assert process.wait(PROMPT) in (129, 137, 143)
