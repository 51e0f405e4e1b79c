"""Running commands: what is sent, and what it means that comes back."""

from __future__ import annotations

import json
import signal
from typing import Any

import pytest
from lxd_api.models import Operation

from lxd._core.coding import Bytes, Text
from lxd._core.exec import (
    END,
    FRAME,
    Outlet,
    end_of_input,
    exec_body,
    frames,
    output_urls,
    resize_message,
    returncode_of,
    signal_message,
    stream_names,
    take_merged,
    websocket_paths,
)
from lxd.entities.exec import ExecResult
from lxd.errors import CommandError, CommandTimeout, LXDConnectionError, OutputTruncated, UnexpectedAnswer
from tests import envelopes


def operation(**metadata: Any) -> Operation:
    return Operation.from_dict(envelopes.operation(metadata=metadata))


# The request


def test_the_least_request() -> None:
    assert exec_body(["true"]) == {"command": ["true"], "wait-for-websocket": True, "interactive": False}


def test_all_of_a_request() -> None:
    body = exec_body(("a", "b"), terminal=(100, 30), env={"A": "1"}, user=0, group=1000, cwd="/tmp")
    assert body == {
        "command": ["a", "b"],
        "wait-for-websocket": True,
        "interactive": True,
        "width": 100,
        "height": 30,
        "environment": {"A": "1"},
        "user": 0,
        "group": 1000,
        "cwd": "/tmp",
    }


def test_a_request_without_streams() -> None:
    body = exec_body(["true"], streams=False, record=True)
    assert body["wait-for-websocket"] is False
    assert body["record-output"] is True


@pytest.mark.parametrize("command", ["ls -l", b"ls"])
def test_one_string_is_no_command(command: Any) -> None:
    with pytest.raises(TypeError, match='"sh", "-c"'):
        exec_body(command)


def test_no_words_are_no_command() -> None:
    with pytest.raises(ValueError, match="at least one word"):
        exec_body([])


@pytest.mark.parametrize(("user", "group"), [(-1, None), (0, -1)])
def test_a_negative_id(user: int, group: int | None) -> None:
    with pytest.raises(ValueError, match="-1 is none"):
        exec_body(["true"], user=user, group=group)


# Streams


def test_control_is_connected_first() -> None:
    assert stream_names(terminal=False) == ("control", "0", "1", "2")
    assert stream_names(terminal=True) == ("control", "0")


def test_paths_of_websockets() -> None:
    started = operation(fds={"0": "s/0", "control": "c"})
    assert websocket_paths(started, ["control", "0"]) == [
        f"{envelopes.OPERATION}/websocket?secret=c",
        f"{envelopes.OPERATION}/websocket?secret=s%2F0",
    ]


@pytest.mark.parametrize("metadata", [{}, {"fds": None}, {"fds": {"0": 7}}])
def test_an_operation_without_streams(metadata: dict[str, Any]) -> None:
    with pytest.raises(UnexpectedAnswer, match="stream '0'"):
        websocket_paths(operation(**metadata), ["0"])


def test_control_messages() -> None:
    assert json.loads(signal_message(signal.SIGTERM)) == {"command": "signal", "signal": 15}
    assert json.loads(resize_message(120, 40)) == {
        "command": "window-resize",
        "args": {"width": "120", "height": "40"},
    }


def test_a_terminal_takes_a_key_for_the_end_of_its_input() -> None:
    # A text message would hang up on the command.
    assert end_of_input(terminal=True) == b"\x04"
    assert end_of_input(terminal=False) == ""


def test_input_is_cut_into_messages() -> None:
    assert list(frames(b"")) == []
    assert list(frames(b"abc")) == [b"abc"]
    assert [len(frame) for frame in frames(bytes(2 * FRAME + 1))] == [FRAME, FRAME, 1]
    assert b"".join(frames(memoryview(bytes(range(256)) * 1000))) == bytes(range(256)) * 1000


# Output


def test_an_outlet_ends_with_a_text_message_whatever_it_says() -> None:
    outlet = Outlet()
    assert not outlet.put(1, b"a")
    assert not outlet.has_ended
    assert outlet.put(2, "anything")
    assert outlet.is_over
    assert outlet.take() == b"a"
    assert outlet.is_empty


def test_a_stream_that_ends_after_its_end_is_whole() -> None:
    outlet = Outlet()
    outlet.put(1, END)
    outlet.end(LXDConnectionError("1006"))
    assert outlet.fault is None


def test_a_stream_that_ends_before_its_end_was_cut() -> None:
    outlet = Outlet()
    outlet.put(1, b"a")
    fault = LXDConnectionError("cut")
    outlet.end(fault)
    outlet.end(LXDConnectionError("cut again"))
    assert outlet.has_ended
    assert outlet.fault is fault
    assert not outlet.is_over
    assert outlet.take_all() == b"a"


def test_what_comes_after_the_end_is_not_output() -> None:
    outlet = Outlet()
    outlet.put(1, END)
    outlet.put(2, b"late")
    assert outlet.is_empty


@pytest.mark.parametrize("gather", [False, True])
def test_all_of_an_output(gather: bool) -> None:
    outlet = Outlet()
    if gather:
        outlet.gather()
    for number, part in enumerate([b"ab", b"", b"cd"]):
        outlet.put(number, part)
    outlet.put(3, END)
    assert outlet.take_all() == b"abcd"
    assert outlet.take_all() == b""


@pytest.mark.parametrize("gather", [False, True])
def test_an_outlet_that_keeps_nothing(gather: bool) -> None:
    outlet = Outlet()
    if gather:
        outlet.gather()
    outlet.put(1, b"a")
    outlet.discard()
    outlet.put(2, b"b")
    outlet.put(3, END)
    assert outlet.is_over
    assert outlet.take_all() == b""
    assert outlet.take() == b""


def outlets(*parts: tuple[int, bytes]) -> tuple[Outlet, Outlet]:
    """Two outlets: each part goes into the one of that number."""
    pair = Outlet(), Outlet()
    for number, (index, part) in enumerate(parts):
        pair[index].put(number, part)
    return pair


def test_outputs_are_merged_in_their_order() -> None:
    assert take_merged(outlets((0, b"a"), (1, b"B"), (1, b"C"), (0, b"d")), Bytes("utf-8")) == b"aBCd"
    assert take_merged((), Text("utf-8", "strict")) == ""


def test_merging_splits_no_character() -> None:
    first, second = "ä".encode()[:1], "ä".encode()[1:]
    merged = take_merged(outlets((0, first), (1, b"x"), (0, second)), Text("utf-8", "strict"))
    assert merged == "xä"


def test_half_a_character_at_the_end_of_a_part_of_the_output() -> None:
    cut = "aä".encode()[:2]
    assert take_merged(outlets((0, cut))[:1], Text("utf-8", "strict"), whole=False) == "a"
    assert take_merged(outlets((0, cut)), Text("utf-8", "strict"), whole=False) == "a"
    with pytest.raises(UnicodeDecodeError):
        take_merged(outlets((0, cut)), Text("utf-8", "strict"))


# The end


@pytest.mark.parametrize(("told", "code"), [(0, 0), (3.0, 3), (127, 127), (137, 137)])
def test_exit_codes(told: float, code: int) -> None:
    assert returncode_of(operation(**{"return": told})) == code


@pytest.mark.parametrize("told", [-1, None, "3", True])
def test_no_exit_code(told: Any) -> None:
    assert returncode_of(operation(**{"return": told})) is None


def test_no_exit_code_where_nothing_is_told() -> None:
    assert returncode_of(operation()) is None
    assert returncode_of(None) is None


def test_where_recorded_output_is() -> None:
    assert output_urls(operation(output={"1": "/1.0/a", "2": ""})) == {"1": "/1.0/a"}
    assert output_urls(operation(output=None)) == {}
    assert output_urls(operation()) == {}


# What the caller gets


def result(returncode: int, stderr: str = "") -> ExecResult[str]:
    return ExecResult(["ls", "/no pe"], returncode, "out", stderr, "c1")


def test_a_good_end_is_checked_in_silence() -> None:
    result(0).check_returncode()


def test_a_bad_end_tells_all() -> None:
    with pytest.raises(CommandError) as caught:
        result(2, "ls: /no pe: No such file\n").check_returncode()
    error = caught.value
    assert (error.returncode, error.stdout, error.stderr) == (2, "out", "ls: /no pe: No such file\n")
    assert (error.command, error.instance) == (["ls", "/no pe"], "c1")
    assert str(error) == ("`ls '/no pe'` in instance 'c1' ended with exit code 2: ls: /no pe: No such file")


def test_a_long_story_is_shortened() -> None:
    error = CommandError(
        ["x" * 500], instance="c1", returncode=1, stdout=b"", stderr=b"y" * 5000 + b"\xffend"
    )
    assert len(str(error)) < 1000
    assert str(error).endswith("\N{REPLACEMENT CHARACTER}end")


def test_a_timeout_is_pythons_too() -> None:
    error = CommandTimeout(["sleep", "9"], instance="c1", timeout=0.5, stdout="a", hint="it was ended")
    assert isinstance(error, TimeoutError)
    assert str(error) == "`sleep 9` in instance 'c1' did not end within 0.5 s (it was ended)"


def test_cut_off_output_is_a_broken_connection() -> None:
    error = OutputTruncated("the server hung up", command=["cat"], instance="c1", stdout=b"abc")
    assert isinstance(error, ConnectionError)
    assert "`cat` in instance 'c1' was cut off: the server hung up" in str(error)
