"""Commands whose connections break, whose server dies, or whose caller has had enough, against a real LXD."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator

import pytest
from lab import Lab

from lxd import AsyncLXDClient
from lxd._async.instances import execution
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
async def client(lab: Lab, proxy: CuttingProxy, over_https: bool) -> AsyncIterator[AsyncLXDClient]:
    """A client whose connections are cut; when it is closed, nothing may be left, on the server neither."""
    await in_background(lambda: None)
    options = https_options(lab) if over_https else {}
    with nothing_left():
        async with AsyncLXDClient(**{**options, "endpoint": proxy.address}) as client:
            yield client
        await in_background(lambda: proxy.wait_until(lambda: proxy.open_connections == 0))
    await in_background(lambda: all_has_ended(lab))


def all_has_ended(lab: Lab) -> None:
    """Waits until the server does nothing any more; it learns later than we do that we have gone."""
    while operations_under_way(lab):
        pass


def processes(lab: Lab, box: str) -> str:
    """What runs in the container."""
    return lab.execute(box, "ps")


@pytest.mark.parametrize("stream", [STDOUT, STDERR])
async def test_an_output_that_is_cut(
    client: AsyncLXDClient, proxy: CuttingProxy, lab: Lab, box: str, stream: int
) -> None:
    proxy.cut_after(100_000, connection=stream)
    with pytest.raises(OutputTruncated) as caught:
        await client.instances.run(box, CHATTY, timeout=PROMPT)
    output, other = (caught.value.stdout, caught.value.stderr)[:: 1 if stream == STDOUT else -1]
    word = "out\n" if stream == STDOUT else "err\n"
    assert isinstance(output, str)
    assert output.startswith(word * 100)
    assert other
    assert "echo" not in await in_background(lambda: processes(lab, box))


@pytest.mark.parametrize("over_https", ["https"], indirect=True)  # the other way it shows only as a rule
async def test_input_that_is_cut_is_not_taken_for_all(
    client: AsyncLXDClient, proxy: CuttingProxy, box: str
) -> None:
    proxy.cut_after(10_000_000, "up", connection=STDIN)
    with pytest.raises(OutputTruncated):
        await client.instances.run(box, ["sha256sum"], input=bytes(50_000_000), timeout=PROMPT)


@pytest.mark.parametrize("over_https", ["https"], indirect=True)
async def test_input_of_an_entered_command_that_is_cut(
    client: AsyncLXDClient, proxy: CuttingProxy, box: str
) -> None:
    async with client.instances.exec(box, ["cat"]) as process:
        await process.stdin.write("a\n")
        assert await process.stdout.readline() == "a\n"
        proxy.cut_after(0, "up", connection=STDIN)
        await process.stdin.write("b" * 10_000)
        with pytest.raises(OutputTruncated):
            await process.stdout.read()
        with pytest.raises(OutputTruncated):
            await process.wait(PROMPT)


async def test_a_control_stream_that_is_cut_kills_the_command(
    client: AsyncLXDClient, proxy: CuttingProxy, box: str, over_https: bool
) -> None:
    async with client.instances.exec(box, ["sh", "-c", "echo begun; exec sleep 1000"]) as process:
        assert await process.stdout.readline() == "begun\n"
        proxy.cut_after(0, connection=CONTROL)
        proxy.cut_after(0, "up", connection=CONTROL)
        if over_https:
            with pytest.raises(OutputTruncated):
                await process.wait(PROMPT)
        else:  # a unix socket cannot tell that from LXD's own way to hang up
            assert await process.wait(PROMPT) == 137


async def test_the_connection_that_waits_for_the_end_may_break(
    client: AsyncLXDClient, proxy: CuttingProxy, box: str
) -> None:
    proxy.cut_after(0, connection=WAIT)
    assert (await client.instances.run(box, ["sh", "-c", "echo x; exit 3"], timeout=PROMPT)).returncode == 3


async def test_a_stream_that_cannot_be_opened(client: AsyncLXDClient, proxy: CuttingProxy, box: str) -> None:
    proxy.cut_after(20, connection=STDOUT)
    with pytest.raises(LXDConnectionError):
        await client.instances.run(box, ["sleep", "1000"], timeout=PROMPT)


async def test_all_connections_are_cut(
    client: AsyncLXDClient, proxy: CuttingProxy, lab: Lab, box: str
) -> None:
    async with client.instances.exec(box, ["sh", "-c", "echo begun; exec sleep 12347"]) as process:
        assert await process.stdout.readline() == "begun\n"
        proxy.refuse()
        proxy.cut()
        with pytest.raises(LXDConnectionError):
            await process.wait(PROMPT)
    assert "12347" not in await in_background(lambda: processes(lab, box))


async def test_a_terminals_connections_are_cut(client: AsyncLXDClient, proxy: CuttingProxy, box: str) -> None:
    async with client.instances.exec(box, ["sh"], interactive=True) as process:
        assert await process.stdout.read(1)
        proxy.refuse()
        proxy.cut()
        with pytest.raises(LXDConnectionError):
            await process.stdout.read()


async def test_a_server_that_says_nothing_any_more(
    client: AsyncLXDClient, proxy: CuttingProxy, box: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for limit in ("GRACE", "_KILLED", "_UNFINISHED"):
        monkeypatch.setattr(execution, limit, 0.3)
    async with client.instances.exec(box, ["sh", "-c", "echo begun; exec sleep 1000"]) as process:
        assert await process.stdout.readline() == "begun\n"
        proxy.stall()
        with pytest.raises(CommandTimeout):
            await process.wait(0.3)
    proxy.go_on()


async def test_a_caller_who_has_had_enough(client: AsyncLXDClient, lab: Lab, box: str) -> None:
    def runs(word: str) -> Callable[[], bool]:
        return lambda: word in processes(lab, box)

    await cancelled_when(runs("12345"), lambda: client.instances.run(box, ["sleep", "12345"]))
    assert "12345" not in await in_background(lambda: processes(lab, box))

    async def enter() -> None:
        async with client.instances.exec(box, ["sleep", "12346"]) as process:
            await process.stdout.read()

    await cancelled_when(runs("12346"), enter)
    assert "12346" not in await in_background(lambda: processes(lab, box))


# The server


@pytest.fixture(scope="module")
def frail(lab: Lab) -> Iterator[Lab]:
    """A server of its own, to be maltreated."""
    with Lab("frail-exec") as other:
        other.launch("c1")
        yield other


@pytest.fixture
async def frail_client(frail: Lab, over_https: bool) -> AsyncIterator[AsyncLXDClient]:
    """A client of it."""
    options = https_options(frail) if over_https else {"endpoint": frail.socket}
    async with AsyncLXDClient(timeout=5, **options) as client:
        yield client


async def test_the_server_dies_while_a_command_runs(frail_client: AsyncLXDClient, frail: Lab) -> None:
    async with frail_client.instances.exec("c1", ["sh", "-c", "echo begun; exec sleep 3"]) as process:
        assert await process.stdout.readline() == "begun\n"
        await in_background(frail.kill)
        try:
            with pytest.raises(LXDConnectionError):
                await process.wait(PROMPT)
        finally:
            await in_background(frail.start)
    assert (await frail_client.instances.run("c1", ["echo", "again"])).stdout == "again\n"


async def test_a_command_in_an_instance_that_is_frozen_meanwhile(
    frail_client: AsyncLXDClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for limit in ("GRACE", "_KILLED"):
        monkeypatch.setattr(execution, limit, 0.3)
    async with frail_client.instances.exec("c1", ["sh", "-c", "echo begun; exec sleep 1000"]) as process:
        assert await process.stdout.readline() == "begun\n"
        await (await frail_client.instances.update_state("c1", action="freeze")).wait()
        with pytest.raises(CommandTimeout):
            await process.wait(0.3)
    await (await frail_client.instances.update_state("c1", action="unfreeze")).wait()
    assert "1000" not in (await frail_client.instances.run("c1", ["ps"])).stdout
