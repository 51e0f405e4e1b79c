"""Starting, stopping and waiting, against a real LXD."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from typing import Literal

import pytest
from lab import Lab

from lxd import AsyncLXDClient
from lxd.errors import (
    BadRequest,
    ExtensionMissing,
    InstanceStopped,
    LXDError,
    LXDTimeout,
    NotFound,
    OperationFailed,
    SomeFailed,
)

from ..support import PROMPT, https_options
from ._io import in_background, together


async def test_all_short_forms(client: AsyncLXDClient, container: str) -> None:
    instances = client.instances
    for act, expected in (
        (instances.start, "Running"),
        (instances.freeze, "Frozen"),
        (instances.unfreeze, "Running"),
        (partial(instances.restart, timeout=30), "Running"),
        (partial(instances.stop, timeout=30), "Stopped"),
    ):
        await act(container).wait(timeout=60)
        assert (await instances.get(container)).status == expected


async def test_an_instance_that_will_not_stop_by_itself(
    client: AsyncLXDClient, lab: Lab, unique_name: str
) -> None:
    lab.launch(unique_name, config={"raw.lxc": "lxc.signal.halt = SIGCONT"})
    with pytest.raises(OperationFailed):
        await client.instances.stop(unique_name, timeout=1).wait(timeout=PROMPT)
    assert (await client.instances.get(unique_name)).status == "Running"
    await client.instances.stop(unique_name, force=True).wait(timeout=60)
    assert (await client.instances.get(unique_name)).status == "Stopped"


async def test_starting_a_missing_one(client: AsyncLXDClient, unique_name: str) -> None:
    with pytest.raises(NotFound):
        await client.instances.start(unique_name).wait()


@pytest.mark.parametrize("name", ["a/b", "a?b", "a#b", "a%b", "ä"])
async def test_starting_one_of_an_odd_name(local: AsyncLXDClient, name: str) -> None:
    with pytest.raises((NotFound, BadRequest)):
        await local.instances.start(name).wait()


async def test_several_at_once(client: AsyncLXDClient, lab: Lab, make_name: Callable[[], str]) -> None:
    names = [lab.launch(make_name()) for _ in range(4)]
    await client.instances.update_states(names, action="stop", force=True, wait_timeout=60)
    assert {i.status for i in await client.instances.list() if i.name in names} == {"Stopped"}


async def test_several_of_which_some_cannot(
    client: AsyncLXDClient, lab: Lab, make_name: Callable[[], str]
) -> None:
    running, stopped, missing = lab.launch(make_name()), make_name(), make_name()
    lab.request("POST", "/1.0/instances", {"name": stopped, "source": {"type": "none"}})
    with pytest.raises(SomeFailed, match="2 of 3 failed") as caught:
        await client.instances.update_states([missing, stopped, running], action="stop", force=True)
    assert list(caught.value.errors) == [missing, stopped]
    assert isinstance(caught.value.errors[missing], NotFound)
    assert (await client.instances.get(running)).status == "Stopped"


@pytest.fixture
def inhabited(lab: Lab, project: str, make_name: Callable[[], str]) -> Iterator[str]:
    """A project with two running containers and a stopped one."""
    names = [make_name() for _ in range(3)]
    for name in names:
        source = {"type": "image", "alias": lab.image}
        lab.request("POST", f"/1.0/instances?project={project}", {"name": name, "source": source})
    for name in names[:2]:
        lab.request("PUT", f"/1.0/instances/{name}/state?project={project}", {"action": "start"})
    yield project
    for name in names:
        lab.remove(name, project)


async def test_all_of_a_project(client: AsyncLXDClient, lab: Lab, inhabited: str, running: str) -> None:
    await client.instances.update_state_of_all(action="stop", force=True, project=inhabited).wait(timeout=60)
    assert {i.status for i in await client.instances.list(project=inhabited)} == {"Stopped"}
    assert (await client.instances.get(running)).status == "Running"


@pytest.fixture(params=["socket", "https"])
async def online(request: pytest.FixtureRequest, network_lab: Lab) -> AsyncIterator[AsyncLXDClient]:
    """A client of the LXD whose containers get addresses."""
    options = https_options(network_lab) if request.param == "https" else {"endpoint": network_lab.socket}
    async with AsyncLXDClient(**options) as client:
        yield client


@pytest.fixture
def networked(network_lab: Lab, unique_name: str) -> Iterator[str]:
    """The name of a container that was just started there."""
    yield network_lab.launch(unique_name)
    network_lab.remove(unique_name)


async def test_a_container_gets_an_address(online: AsyncLXDClient, networked: str) -> None:
    assert (await online.instances.wait_ready(networked, timeout=30)).processes > 0
    (address,) = await online.instances.wait_for_ip(networked, family=4, timeout=30)
    assert await online.instances.wait_for_ip(networked, interface="eth0") == [address]


async def test_several_wait_side_by_side(
    online: AsyncLXDClient, network_lab: Lab, make_name: Callable[[], str]
) -> None:
    names = [network_lab.launch(make_name()) for _ in range(3)]
    try:
        told = await together(
            *(partial(online.instances.wait_for_ip, name, family=4, timeout=30) for name in names)
        )
        assert len({address for (address,) in told}) == 3
    finally:
        for name in names:
            network_lab.remove(name)


@pytest.mark.parametrize(("family", "interface"), [(6, None), (None, "eth7")])
async def test_an_address_that_never_comes(
    online: AsyncLXDClient, networked: str, family: Literal[6] | None, interface: str | None
) -> None:
    await online.instances.wait_for_ip(networked, timeout=30)
    with pytest.raises(LXDTimeout, match=r"last seen: Running; .* processes; eth0: "):
        await online.instances.wait_for_ip(networked, family=family, interface=interface, timeout=1)


@pytest.mark.parametrize("end", ["stop", "delete"])
async def test_what_ends_meanwhile_ends_the_wait(
    online: AsyncLXDClient, network_lab: Lab, networked: str, end: str
) -> None:
    def finish() -> None:
        state = {"action": "stop", "force": True}
        network_lab.request("PUT", f"/1.0/instances/{networked}/state", state)
        if end == "delete":
            network_lab.remove(networked)

    async def wait() -> None:
        with pytest.raises((InstanceStopped, NotFound)):
            await online.instances.wait_for_ip(networked, family=6, timeout=60)

    async def stop() -> None:
        await in_background(finish)

    await together(wait, stop)


async def test_a_stopped_one_ends_the_wait(client: AsyncLXDClient, container: str) -> None:
    with pytest.raises(InstanceStopped):
        await client.instances.wait_ready(container, timeout=600)


async def test_a_missing_one_ends_the_wait(client: AsyncLXDClient, unique_name: str) -> None:
    with pytest.raises(NotFound):
        await client.instances.wait_for_ip(unique_name, timeout=600)


async def test_one_that_is_being_started_is_waited_for(client: AsyncLXDClient, container: str) -> None:
    starting = await client.instances.start(container)
    assert (await client.instances.wait_ready(container, timeout=60)).status == "Running"
    await starting.wait(timeout=60)


async def test_a_frozen_one_is_not_ready(client: AsyncLXDClient, running: str) -> None:
    await client.instances.freeze(running).wait(timeout=30)
    with pytest.raises(LXDTimeout, match="Frozen"):
        await client.instances.wait_ready(running, timeout=1)
    await client.instances.unfreeze(running).wait(timeout=30)


async def test_a_container_has_no_agent(local: AsyncLXDClient, running: str) -> None:
    with pytest.raises(LXDError, match="container"):
        await local.instances.wait_for_agent(running)


async def test_this_server_hears_no_announcement(local: AsyncLXDClient, running: str) -> None:
    with pytest.raises(ExtensionMissing, match="instance_ready_state"):
        await local.instances.wait_ready(running, announced=True)
