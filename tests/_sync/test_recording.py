# Written by scripts/unasync.py from tests/_async/test_recording.py. Change that, and run `make sync`.

"""Commands whose output the server records."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from lxd import LXDClient
from lxd.errors import CommandTimeout, NotFound, OperationFailed, UnexpectedAnswer
from tests import envelopes
from tests.fakes import FakeLXD

EXEC = "POST /1.0/instances/c1/exec"
OUT, ERR = "/1.0/instances/c1/logs/exec_x.stdout", "/1.0/instances/c1/logs/exec_x.stderr"
URLS = {"1": OUT, "2": ERR}


def ended(metadata: dict[str, Any], status: int = 200) -> dict[str, Any]:
    return envelopes.sync(envelopes.operation(status, metadata=metadata, err="Command not found"))


@pytest.fixture
def recorded(lxd: FakeLXD) -> FakeLXD:
    """A server that has recorded what a command wrote."""
    lxd.on(EXEC, envelopes.started())
    lxd.on(f"GET {envelopes.WAIT}", ended({"return": 3, "output": URLS}))
    lxd.on(f"GET {OUT}", httpx.Response(200, content=b"out \xff"))
    lxd.on(f"GET {ERR}", httpx.Response(200, content=b"err"))
    lxd.on(f"DELETE {OUT}", envelopes.sync())
    lxd.on(f"DELETE {ERR}", envelopes.sync())
    return lxd


def test_recorded_output_is_fetched_and_deleted(client: LXDClient, recorded: FakeLXD) -> None:
    result = client.instances.run("c1", ["x"], record_output=True, text=False)
    assert (result.returncode, result.stdout, result.stderr) == (3, b"out \xff", b"err")
    assert recorded.body(EXEC) == {
        "command": ["x"],
        "wait-for-websocket": False,
        "interactive": False,
        "record-output": True,
    }
    assert recorded.calls[2:] == [f"GET {OUT}", f"GET {ERR}", f"DELETE {OUT}", f"DELETE {ERR}"]


def test_recorded_output_is_of_a_project(client: LXDClient, recorded: FakeLXD) -> None:
    client.with_scope(project="p").instances.run("c1", ["x"], record_output=True)
    assert recorded.calls[-1] == f"DELETE {ERR}?project=p"
    client.instances.run("c1", ["x"], record_output=True, project="q")
    assert recorded.calls[-1] == f"DELETE {ERR}?project=q"


def test_output_that_is_not_wanted_is_deleted_all_the_same(client: LXDClient, recorded: FakeLXD) -> None:
    result = client.instances.run("c1", ["x"], record_output=True, capture_output=False)
    assert result.stdout == ""
    assert recorded.calls[2:] == [f"DELETE {OUT}", f"DELETE {ERR}"]


def test_what_cannot_be_fetched_is_deleted_all_the_same(client: LXDClient, recorded: FakeLXD) -> None:
    recorded.on(f"GET {OUT}", envelopes.error(404, "not found"))
    recorded.on(f"DELETE {OUT}", envelopes.error(404, "not found"))
    with pytest.raises(NotFound):
        client.instances.run("c1", ["x"], record_output=True)
    assert recorded.calls[-2:] == [f"DELETE {OUT}", f"DELETE {ERR}"]


def test_a_command_that_does_not_exist(client: LXDClient, recorded: FakeLXD) -> None:
    recorded.on(f"GET {envelopes.WAIT}", ended({"return": 127, "output": URLS}, 400))
    assert (client.instances.run("c1", ["nope"], record_output=True)).returncode == 127
    assert recorded.calls[-1] == f"DELETE {ERR}"


def test_a_command_that_could_not_be_started(client: LXDClient, recorded: FakeLXD) -> None:
    recorded.on(f"GET {envelopes.WAIT}", ended({"output": URLS}, 400))
    with pytest.raises(OperationFailed, match="Command not found"):
        client.instances.run("c1", ["x"], record_output=True)
    assert recorded.calls[-1] == f"DELETE {ERR}"


def test_an_end_without_exit_code(client: LXDClient, recorded: FakeLXD) -> None:
    recorded.on(f"GET {envelopes.WAIT}", ended({}))
    with pytest.raises(UnexpectedAnswer, match="exit code"):
        client.instances.run("c1", ["x"], record_output=True)


@pytest.mark.parametrize(
    ("answer", "hint"), [(envelopes.error(400, "can't be cancelled"), "goes on"), (envelopes.sync(), "ended")]
)
def test_a_command_that_takes_too_long(
    client: LXDClient, recorded: FakeLXD, answer: dict[str, Any], hint: str
) -> None:
    recorded.on(f"GET {envelopes.WAIT}", envelopes.sync(envelopes.operation()))
    recorded.on(f"GET {envelopes.OPERATION}", envelopes.sync(envelopes.operation()))
    recorded.on(f"DELETE {envelopes.OPERATION}", answer)
    with pytest.raises(CommandTimeout, match=hint):
        client.instances.run("c1", ["x"], record_output=True, timeout=0.01)
    assert recorded.calls[-1] == f"DELETE {envelopes.OPERATION}"


@pytest.mark.parametrize("option", [{"input": "x"}, {"stderr_to_stdout": True}])
def test_what_cannot_be_had_with_it(client: LXDClient, lxd: FakeLXD, option: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="records"):
        client.instances.run("c1", ["x"], record_output=True, **option)
    assert lxd.calls == []
