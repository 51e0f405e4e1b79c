# Written by scripts/unasync.py from tests/integration/_async/test_console.py. Change that, and run `make sync`.

"""Text consoles of real containers."""

from __future__ import annotations

import os
import select
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from lab import Lab

from lxd import LXDClient
from lxd._sync.instances.console import Console
from lxd.errors import BadRequest, ConsoleBusy, LXDConnectionError, LXDError, LXDTimeout, NotFound
from tests.cutting_proxy import CuttingProxy, Ending

from ..support import PROMPT, https_options
from ._io import cancelled_when, in_background, together


def consoles(lab: Lab) -> list[str]:
    """The ids of all consoles that the server keeps open."""
    operations: dict[str, list[dict[str, Any]]] = lab.request("GET", "/1.0/operations?recursion=1")
    return [one["id"] for one in operations.get("running", []) if one["description"] == "Showing console"]


def end_of_all(lab: Lab) -> None:
    """Waits until the server has ended all consoles."""
    for id in consoles(lab):
        finished = lab.request("GET", f"/1.0/operations/{id}/wait?timeout={PROMPT:.0f}")
        assert finished["status_code"] >= 200


def until_shown(console: Console, words: bytes, typed: str = "\r") -> bytes:
    """Types something until the console shows what is waited for: what is typed too early is lost."""
    shown = b""
    for _ in range(int(PROMPT)):
        console.write(typed)
        try:
            while words not in shown:
                shown += console.read(timeout=1)
        except LXDTimeout:
            continue
        return shown
    raise AssertionError(f"{words!r} is not in {shown!r}")


@pytest.fixture(scope="module")
def seat(lab: Lab) -> Iterator[str]:
    """A running container with a console that the tests share, one after the other."""
    yield lab.launch("seat")
    lab.remove("seat")


def test_what_is_typed_is_answered(client: LXDClient, lab: Lab, running: str) -> None:
    with client.instances.console.attach(running, width=80, height=24) as console:
        until_shown(console, b"login:")
        until_shown(console, b"# ", "root\r")
        until_shown(console, b"6 x 7 is 42", "echo 6 x 7 is $((6 * 7))\r")
        assert len(consoles(lab)) == 1
    assert consoles(lab) == []


def test_another_size(client: LXDClient, seat: str) -> None:
    with client.instances.console.attach(seat, width=91, height=31) as console:
        until_shown(console, b"login:")
        console.resize(92, 32)
        until_shown(console, b"login:")


def test_the_instance_stops(client: LXDClient, lab: Lab, running: str) -> None:
    with client.instances.console.attach(running) as console:
        until_shown(console, b"login:")
        operation = client.instances.update_state(running, action="stop", force=True)
        while console.read(timeout=PROMPT):
            pass
        operation.wait()
    assert consoles(lab) == []


def test_only_one_is_attached_at_a_time(client: LXDClient, lab: Lab, seat: str) -> None:
    with client.instances.console.attach(seat) as first:
        until_shown(first, b"login:")
        with client.instances.console.attach(seat) as second:
            with pytest.raises(ConsoleBusy, match=seat):
                second.read(timeout=PROMPT)
        until_shown(first, b"login:")
    with client.instances.console.attach(seat) as third:
        until_shown(third, b"login:")
    assert consoles(lab) == []


def test_what_the_console_has_shown(client: LXDClient, seat: str) -> None:
    with client.instances.console.attach(seat) as console:
        until_shown(console, b"login:")
    assert b"login:" in client.instances.console.get_log(seat)
    client.instances.console.clear_log(seat)
    assert client.instances.console.get_log(seat) == b""


def test_a_container_that_was_never_started(local: LXDClient, container: str) -> None:
    assert local.instances.console.get_log(container) == b""
    local.instances.console.clear_log(container)
    with pytest.raises(BadRequest, match="not running"):
        local.instances.console.attach(container).open()


def test_a_frozen_container(local: LXDClient, lab: Lab, running: str) -> None:
    (local.instances.update_state(running, action="freeze")).wait()
    with pytest.raises(BadRequest, match="frozen"):
        local.instances.console.attach(running).open()
    assert consoles(lab) == []


@pytest.mark.parametrize("name", ["nobody", "no/body", "no?body#%", "n\u00f6body"])
def test_a_missing_container(local: LXDClient, name: str) -> None:
    with pytest.raises((NotFound, BadRequest)):
        local.instances.console.attach(name).open()
    with pytest.raises((NotFound, BadRequest)):
        local.instances.console.get_log(name)


def test_a_container_has_no_graphics(client: LXDClient, lab: Lab, seat: str) -> None:
    with pytest.raises(BadRequest, match="virtual machines"):
        client.instances.console.vga(seat).open()
    assert consoles(lab) == []


def test_breaking_off_while_attached(client: LXDClient, lab: Lab, seat: str) -> None:
    is_attached = threading.Event()

    def watch() -> None:
        with client.instances.console.attach(seat) as console:
            is_attached.set()
            for _ in console:
                pass

    cancelled_when(is_attached.is_set, watch)
    assert consoles(lab) == []


def test_sitting_at_the_console(client: LXDClient, lab: Lab, seat: str) -> None:
    keyboard, terminal = os.openpty()

    def type_and_look() -> None:
        shown = b""
        while b"login:" not in shown:
            if select.select([keyboard], [], [], 1)[0]:
                shown += os.read(keyboard, 65536)
            else:
                os.write(keyboard, b"\r")  # what is typed too early is lost
        os.write(keyboard, b"\x01q")

    def sit() -> None:
        client.instances.console.interact(seat, stdin=terminal, stdout=terminal)

    try:
        together(sit, lambda: in_background(type_and_look))
    finally:
        os.close(keyboard)
        os.close(terminal)
    assert consoles(lab) == []


def test_sitting_at_no_terminal(local: LXDClient, lab: Lab, seat: str) -> None:
    reader, writer = os.pipe()
    try:
        with pytest.raises(LXDError, match="no terminal"):
            local.instances.console.interact(seat, stdin=reader, stdout=writer)
    finally:
        os.close(reader)
        os.close(writer)
    assert consoles(lab) == []


@pytest.fixture(params=["socket", "https"])
def proxy(request: pytest.FixtureRequest, lab: Lab) -> Iterator[CuttingProxy]:
    """A connection to the server that can be cut."""
    with CuttingProxy(lab.socket if request.param == "socket" else lab.url) as proxy:
        yield proxy


@pytest.fixture
def distant(proxy: CuttingProxy, lab: Lab) -> Iterator[LXDClient]:
    """A client behind that connection."""
    options = https_options(lab) if proxy.address.startswith("https") else {}
    with LXDClient(**{**options, "endpoint": proxy.address, "timeout": 5}) as client:
        yield client


@pytest.mark.parametrize("how", ["rst", "fin"])
def test_a_connection_that_is_cut(
    distant: LXDClient, proxy: CuttingProxy, lab: Lab, seat: str, how: Ending
) -> None:
    with distant.instances.console.attach(seat) as console:
        until_shown(console, b"login:")
        in_background(lambda: proxy.cut(how))
        with pytest.raises(LXDConnectionError):
            until_shown(console, b"what never comes")
    in_background(lambda: end_of_all(lab))


@pytest.mark.parametrize("websocket", [1, 2])
def test_a_connection_that_is_cut_while_it_is_made(
    distant: LXDClient, proxy: CuttingProxy, lab: Lab, seat: str, websocket: int
) -> None:
    # The request has the first connection, the control websocket the second one, the data's the third one.
    proxy.cut_after(10, "down", websocket)
    with pytest.raises(LXDConnectionError):
        distant.instances.console.attach(seat).open()
    in_background(lambda: end_of_all(lab))
    assert consoles(lab) == []


def test_the_server_is_out_of_reach_when_it_ends(
    distant: LXDClient, proxy: CuttingProxy, lab: Lab, seat: str
) -> None:
    with distant.instances.console.attach(seat):
        in_background(proxy.refuse)
        in_background(proxy.cut)
    in_background(lambda: end_of_all(lab))
