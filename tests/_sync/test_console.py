# Written by scripts/unasync.py from tests/_async/test_console.py. Change that, and run `make sync`.

"""Text consoles: which websockets are connected when, what goes over them, and that each console is ended."""

from __future__ import annotations

import pytest

from lxd import LXDClient
from lxd._sync.instances import sessions
from lxd.errors import (
    BadRequest,
    ConsoleBusy,
    Forbidden,
    LXDConnectionError,
    LXDError,
    LXDTimeout,
    ServerError,
    UnexpectedAnswer,
)
from tests import envelopes
from tests.console_server import ConsoleServer
from tests.fakes import FakeLXD
from tests.peers import BINARY

from ._io import happens, in_thread
from .conftest import Serve

LOG = "/1.0/instances/c1/console"


def test_control_is_connected_first(serve: Serve) -> None:
    server = ConsoleServer()
    with LXDClient(serve(server).endpoint) as client:
        with client.instances.console.attach("c1"):
            assert server.connected == ["control", "0"]
    assert server.bodies == [{"type": "console"}]


def test_the_console_is_ended_when_it_is_left(serve: Serve) -> None:
    server = ConsoleServer()
    with LXDClient(serve(server).endpoint) as client:
        with client.instances.console.attach("c1"):
            assert not server.ended.is_set()
        assert server.ended.is_set()


def test_goodbye_is_said_before_control_is_closed(serve: Serve) -> None:
    server = ConsoleServer(*[b"busy"] * 1000)
    with LXDClient(serve(server).endpoint) as client:
        with client.instances.console.attach("c1") as console:
            assert console.read() == b"busy"
    assert len(server.parted) == 1


def test_the_size_is_told(serve: Serve) -> None:
    server = ConsoleServer()
    with LXDClient(serve(server).endpoint) as client:
        with client.instances.console.attach("c1", width=100, height=30) as console:
            console.resize(120, 40)
    assert server.bodies == [{"type": "console", "width": 100, "height": 30}]
    assert server.commands == [{"command": "window-resize", "args": {"width": "120", "height": "40"}}]


def test_a_size_that_no_terminal_has(client: LXDClient) -> None:
    with pytest.raises(ValueError, match="0 columns"):
        client.instances.console.attach("c1", width=0, height=24)


def test_what_is_shown_until_the_instance_stops(serve: Serve) -> None:
    server = ConsoleServer(b"login: ", b"", b"root", "")
    with LXDClient(serve(server).endpoint) as client:
        with client.instances.console.attach("c1") as console:
            assert [piece for piece in console] == [b"login: ", b"root"]
            assert console.read() == b""


def test_nothing_is_shown_in_time(serve: Serve) -> None:
    with LXDClient(serve(ConsoleServer()).endpoint) as client:
        with client.instances.console.attach("c1") as console:
            with pytest.raises(LXDTimeout):
                console.read(timeout=0.01)


def test_a_connection_that_breaks_is_no_end(serve: Serve) -> None:
    server = ConsoleServer(b"login: ")
    with LXDClient(serve(server).endpoint) as client:
        with client.instances.console.attach("c1") as console:
            assert console.read() == b"login: "
            server.end()
            with pytest.raises(LXDConnectionError):
                console.read()


def test_what_is_typed_goes_in_binary_frames(serve: Serve) -> None:
    server = ConsoleServer()
    with LXDClient(serve(server).endpoint) as client:
        with client.instances.console.attach("c1") as console:
            console.write("é\r")
            console.write(b"x" * 100_000)
            in_thread(lambda: server.wait_for(100_003))
    assert server.frames[0] == (BINARY, b"\xc3\xa9\r")
    assert [len(frame) for _, frame in server.frames[1:3]] == [65536, 100_000 - 65536]


def test_somebody_else_is_attached(serve: Serve) -> None:
    words = b'Error: Failed running forkconsole: "attaching to the container failed"\n'
    with LXDClient(serve(ConsoleServer(words, b"\r", "")).endpoint) as client:
        with client.instances.console.attach("c1") as console:
            with pytest.raises(ConsoleBusy, match="'c1': attaching to the container failed"):
                console.read()


@pytest.mark.parametrize("refused", ["control", "0"])
def test_a_console_that_is_not_fully_connected_is_ended(serve: Serve, refused: str) -> None:
    server = ConsoleServer()
    server.refusals[refused] = 1
    with LXDClient(serve(server).endpoint) as client:
        with pytest.raises(Forbidden):
            client.instances.console.attach("c1").open()
    assert server.connected == ["control", "0"]
    assert server.ended.is_set()


def test_without_control_the_other_one_is_never_connected(serve: Serve) -> None:
    server = ConsoleServer()
    server.refusals["control"] = 2
    with LXDClient(serve(server).endpoint) as client:
        with pytest.raises(Forbidden):
            client.instances.console.attach("c1").open()
    assert server.connected == []


@pytest.mark.parametrize("fds", [{}, {"control": "control"}, {"control": "control", "0": 7}, "none"])
def test_an_answer_without_websockets(serve: Serve, fds: object) -> None:
    server = ConsoleServer(fds=fds)
    with LXDClient(serve(server).endpoint) as client:
        console = client.instances.console.attach("c1")
        with pytest.raises(UnexpectedAnswer):
            console.open()
    assert server.connected == []


def test_a_console_that_is_not_attached_yet(client: LXDClient) -> None:
    console = client.instances.console.attach("c1")
    with pytest.raises(LXDError, match="not attached"):
        console.read()
    with pytest.raises(LXDError, match="not attached"):
        console.write(b"")
    console.detach()


def test_a_console_is_attached_once(serve: Serve) -> None:
    with LXDClient(serve(ConsoleServer()).endpoint) as client:
        with client.instances.console.attach("c1") as console:
            with pytest.raises(LXDError, match="before"):
                console.open()
        with pytest.raises(LXDConnectionError):
            console.read()
        with pytest.raises(LXDConnectionError):
            console.write("x")


def test_a_stopped_instance(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"POST {LOG}", envelopes.error(400, "Instance is not running"))
    with pytest.raises(BadRequest, match="not running"):
        client.instances.console.attach("c1", project="p").open()
    assert lxd.calls == [f"POST {LOG}?project=p"]


def test_the_log(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {LOG}", envelopes.error(500, "open : no such file or directory"))
    assert client.instances.console.get_log("c1", project="p") == b""
    assert lxd.calls == [f"GET {LOG}?project=p"]


def test_the_log_of_a_virtual_machine(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {LOG}", envelopes.error(500, "Instance is not container type"))
    lxd.on(f"DELETE {LOG}", envelopes.error(500, "Instance is not container type"))
    with pytest.raises(ServerError, match="not container"):
        client.instances.console.get_log("c1")
    with pytest.raises(ServerError, match="not container"):
        client.instances.console.clear_log("c1")


def test_clearing_the_log(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(
        f"DELETE {LOG}",
        envelopes.sync({}),
        envelopes.error(404, "stat /x/console.log: no such file or directory"),
    )
    client.instances.console.clear_log("c1")
    client.instances.console.clear_log("c1")
    assert lxd.count(f"DELETE {LOG}") == 2


def test_the_console_ends_with_its_client(serve: Serve) -> None:
    server = ConsoleServer()
    with LXDClient(serve(server).endpoint) as client:
        console = client.instances.console.attach("c1")
        console.open()
    happens(server.ended)
    console.detach()


def test_a_server_that_hangs_is_not_waited_for_any_longer(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "_GOODBYE", 0.05)
    monkeypatch.setattr(sessions, "_FAREWELL", 0.05)
    server = ConsoleServer(b"x" * 100)
    server.hangs = True
    with LXDClient(serve(server).endpoint) as client:
        with client.instances.console.attach("c1"):
            pass
        with client.instances.console.vga("v1"):
            pass
    assert not server.ended.is_set()
