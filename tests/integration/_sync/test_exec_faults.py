# Written by scripts/unasync.py from tests/integration/_async/test_exec_faults.py. Change that, and run `make sync`.

"""Commands whose connections break, whose server dies, or whose caller has had enough, against a real LXD."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from lab import Lab

from lxd import LXDClient
from lxd._sync.instances import execution
from lxd.errors import CommandTimeout, LXDConnectionError, OutputTruncated
from tests.cutting_proxy import CuttingProxy
from tests.leftovers import nothing_left

from ..support import PROMPT, https_options, operations_under_way
from ._io import cancelled_when, in_background

CONTROL, STDIN, STDOUT, STDERR, WAIT = 1, 2, 3, 4, 5
"""The connections of a new client's first command, after the one of the request."""

CHATTY = ["sh", "-c", "while :; do echo out; echo err >&2; done"]


@pytest.fixture(scope="module")
def box(lab: Lab) -> Iterator[str]:
    """The name of a running container, for commands that leave it as it is."""
    lab.launch("box-of-faults")
    yield "box-of-faults"
    lab.remove("box-of-faults")


@pytest.fixture(params=["socket", "https"])
def over_https(request: pytest.FixtureRequest) -> bool:
    """Whether the client is one over HTTPS."""
    return bool(request.param == "https")


@pytest.fixture
def proxy(lab: Lab, over_https: bool) -> Iterator[CuttingProxy]:
    """What cuts connections."""
    with CuttingProxy(lab.url if over_https else lab.socket) as proxy:
        yield proxy


@pytest.fixture
def client(lab: Lab, proxy: CuttingProxy, over_https: bool) -> Iterator[LXDClient]:
    """A client whose connections are cut; when it is closed, nothing may be left, on the server neither."""
    in_background(lambda: None)
    options = https_options(lab) if over_https else {}
    with nothing_left():
        with LXDClient(**{**options, "endpoint": proxy.address}) as client:
            yield client
        in_background(lambda: proxy.wait_until(lambda: proxy.open_connections == 0))
    in_background(lambda: all_has_ended(lab))


def all_has_ended(lab: Lab) -> None:
    """Waits until the server does nothing any more; it learns later than we do that we have gone."""
    while operations_under_way(lab):
        pass


def processes(lab: Lab, box: str) -> str:
    """What runs in the container."""
    return lab.execute(box, "ps")


@pytest.mark.parametrize("stream", [STDOUT, STDERR])
def test_an_output_that_is_cut(
    client: LXDClient, proxy: CuttingProxy, lab: Lab, box: str, stream: int
) -> None:
    proxy.cut_after(100_000, connection=stream)
    with pytest.raises(OutputTruncated) as caught:
        client.instances.run(box, CHATTY, timeout=PROMPT)
    output, other = (caught.value.stdout, caught.value.stderr)[:: 1 if stream == STDOUT else -1]
    word = "out\n" if stream == STDOUT else "err\n"
    assert isinstance(output, str)
    assert output.startswith(word * 100)
    assert other
    assert "echo" not in in_background(lambda: processes(lab, box))


@pytest.mark.parametrize("over_https", ["https"], indirect=True)  # the other way it shows only as a rule
def test_input_that_is_cut_is_not_taken_for_all(client: LXDClient, proxy: CuttingProxy, box: str) -> None:
    proxy.cut_after(10_000_000, "up", connection=STDIN)
    with pytest.raises(OutputTruncated):
        client.instances.run(box, ["sha256sum"], input=bytes(50_000_000), timeout=PROMPT)


@pytest.mark.parametrize("over_https", ["https"], indirect=True)
def test_input_of_an_entered_command_that_is_cut(client: LXDClient, proxy: CuttingProxy, box: str) -> None:
    with client.instances.exec(box, ["cat"]) as process:
        process.stdin.write("a\n")
        assert process.stdout.readline() == "a\n"
        proxy.cut_after(0, "up", connection=STDIN)
        process.stdin.write("b" * 10_000)
        with pytest.raises(OutputTruncated):
            process.stdout.read()
        with pytest.raises(OutputTruncated):
            process.wait(PROMPT)


def test_a_control_stream_that_is_cut_kills_the_command(
    client: LXDClient, proxy: CuttingProxy, box: str, over_https: bool
) -> None:
    with client.instances.exec(box, ["sh", "-c", "echo begun; exec sleep 1000"]) as process:
        assert process.stdout.readline() == "begun\n"
        proxy.cut_after(0, connection=CONTROL)
        proxy.cut_after(0, "up", connection=CONTROL)
        if over_https:
            with pytest.raises(OutputTruncated):
                process.wait(PROMPT)
        else:  # a unix socket cannot tell that from LXD's own way to hang up
            assert process.wait(PROMPT) == 137


def test_the_connection_that_waits_for_the_end_may_break(
    client: LXDClient, proxy: CuttingProxy, box: str
) -> None:
    proxy.cut_after(0, connection=WAIT)
    assert (client.instances.run(box, ["sh", "-c", "echo x; exit 3"], timeout=PROMPT)).returncode == 3


def test_a_stream_that_cannot_be_opened(client: LXDClient, proxy: CuttingProxy, box: str) -> None:
    proxy.cut_after(20, connection=STDOUT)
    with pytest.raises(LXDConnectionError):
        client.instances.run(box, ["sleep", "1000"], timeout=PROMPT)


def test_all_connections_are_cut(client: LXDClient, proxy: CuttingProxy, lab: Lab, box: str) -> None:
    with client.instances.exec(box, ["sh", "-c", "echo begun; exec sleep 12347"]) as process:
        assert process.stdout.readline() == "begun\n"
        proxy.refuse()
        proxy.cut()
        with pytest.raises(LXDConnectionError):
            process.wait(PROMPT)
    assert "12347" not in in_background(lambda: processes(lab, box))


def test_a_terminals_connections_are_cut(client: LXDClient, proxy: CuttingProxy, box: str) -> None:
    with client.instances.exec(box, ["sh"], interactive=True) as process:
        assert process.stdout.read(1)
        proxy.refuse()
        proxy.cut()
        with pytest.raises(LXDConnectionError):
            process.stdout.read()


def test_a_server_that_says_nothing_any_more(
    client: LXDClient, proxy: CuttingProxy, box: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for limit in ("GRACE", "_KILLED", "_UNFINISHED"):
        monkeypatch.setattr(execution, limit, 0.3)
    with client.instances.exec(box, ["sh", "-c", "echo begun; exec sleep 1000"]) as process:
        assert process.stdout.readline() == "begun\n"
        proxy.stall()
        with pytest.raises(CommandTimeout):
            process.wait(0.3)
    proxy.go_on()


def test_a_caller_who_has_had_enough(client: LXDClient, lab: Lab, box: str) -> None:
    def runs(word: str) -> Callable[[], bool]:
        return lambda: word in processes(lab, box)

    cancelled_when(runs("12345"), lambda: client.instances.run(box, ["sleep", "12345"]))
    assert "12345" not in in_background(lambda: processes(lab, box))

    def enter() -> None:
        with client.instances.exec(box, ["sleep", "12346"]) as process:
            process.stdout.read()

    cancelled_when(runs("12346"), enter)
    assert "12346" not in in_background(lambda: processes(lab, box))


# The server


@pytest.fixture(scope="module")
def frail(lab: Lab) -> Iterator[Lab]:
    """A server of its own, to be maltreated."""
    with Lab("frail-exec") as other:
        other.launch("c1")
        yield other


@pytest.fixture
def frail_client(frail: Lab, over_https: bool) -> Iterator[LXDClient]:
    """A client of it."""
    options = https_options(frail) if over_https else {"endpoint": frail.socket}
    with LXDClient(timeout=5, **options) as client:
        yield client


def test_the_server_dies_while_a_command_runs(frail_client: LXDClient, frail: Lab) -> None:
    with frail_client.instances.exec("c1", ["sh", "-c", "echo begun; exec sleep 3"]) as process:
        assert process.stdout.readline() == "begun\n"
        in_background(frail.kill)
        try:
            with pytest.raises(LXDConnectionError):
                process.wait(PROMPT)
        finally:
            in_background(frail.start)
    assert (frail_client.instances.run("c1", ["echo", "again"])).stdout == "again\n"


def test_a_command_in_an_instance_that_is_frozen_meanwhile(
    frail_client: LXDClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for limit in ("GRACE", "_KILLED"):
        monkeypatch.setattr(execution, limit, 0.3)
    with frail_client.instances.exec("c1", ["sh", "-c", "echo begun; exec sleep 1000"]) as process:
        assert process.stdout.readline() == "begun\n"
        (frail_client.instances.update_state("c1", action="freeze")).wait()
        with pytest.raises(CommandTimeout):
            process.wait(0.3)
    (frail_client.instances.update_state("c1", action="unfreeze")).wait()
    assert "1000" not in (frail_client.instances.run("c1", ["ps"])).stdout
