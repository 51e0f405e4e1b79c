"""Editing, logs, metadata and templates of instances, against a real LXD."""

from __future__ import annotations

import pytest
from lab import Lab
from lxd_api import models

from lxd import AsyncLXDClient
from lxd.errors import (
    BadRequest,
    ExtensionMissing,
    LXDAPIError,
    NotFound,
    OperationFailed,
    PreconditionFailed,
)

from ._io import together


def change_elsewhere(lab: Lab, name: str, **config: str) -> None:
    """Changes an instance's configuration while somebody edits it."""
    changes = {f"user.{key}": value for key, value in config.items()}
    lab.request("PATCH", f"/1.0/instances/{name}", {"config": changes})


async def user_config(client: AsyncLXDClient, name: str) -> dict[str, str]:
    config = (await client.instances.get(name)).config
    return {key.removeprefix("user."): value for key, value in config.items() if key.startswith("user.")}


async def test_an_edit(client: AsyncLXDClient, container: str) -> None:
    async with client.instances.edit(container, timeout=30) as instance:
        instance.config["user.a"] = "1"
        instance.description = "edited"
    assert await user_config(client, container) == {"a": "1"}
    assert (await client.instances.get(container)).description == "edited"
    async with client.instances.edit(container, timeout=30) as instance:
        del instance.config["user.a"]
    assert await user_config(client, container) == {}


async def test_an_edit_of_what_others_edit_too(client: AsyncLXDClient, lab: Lab, container: str) -> None:
    change_elsewhere(lab, container, x="1")
    async with client.instances.edit(container, timeout=30) as instance:
        change_elsewhere(lab, container, y="2")
        del instance.config["user.x"]
        instance.config["user.z"] = "3"
    assert await user_config(client, container) == {"y": "2", "z": "3"}


async def test_an_edit_of_the_same_is_a_conflict(client: AsyncLXDClient, lab: Lab, container: str) -> None:
    async def edit() -> None:
        async with client.instances.edit(container, timeout=30) as instance:
            change_elsewhere(lab, container, x="theirs")
            instance.config["user.x"] = "mine"

    with pytest.raises(PreconditionFailed, match=r"config\.user\.x"):
        await edit()
    assert await user_config(client, container) == {"x": "theirs"}


async def test_an_edit_while_the_instance_starts(client: AsyncLXDClient, lab: Lab, container: str) -> None:
    # Starting writes LXD's own keys into the configuration.
    async with client.instances.edit(container, timeout=30) as instance:
        await client.instances.start(container).wait(timeout=60)
        instance.config["user.a"] = "1"
    found = await client.instances.get(container)
    assert (found.status, found.config["user.a"]) == ("Running", "1")
    assert found.config["volatile.last_state.power"] == "RUNNING"


async def test_nothing_is_lost_when_many_edit(client: AsyncLXDClient, lab: Lab, container: str) -> None:
    change_elsewhere(lab, container, n="0")

    def count(instance: models.Instance) -> None:
        instance.config["user.n"] = str(int(instance.config["user.n"]) + 1)

    async def edit() -> None:
        await client.instances.edit(container, timeout=30).apply(count)

    await together(*[edit] * 4)
    assert await user_config(client, container) == {"n": "4"}


async def test_an_edit_that_lxd_refuses(client: AsyncLXDClient, container: str) -> None:
    async def edit() -> None:
        async with client.instances.edit(container, timeout=30) as instance:
            instance.config["nonsense"] = "1"

    with pytest.raises((BadRequest, OperationFailed), match="nonsense"):
        await edit()


async def test_logs(client: AsyncLXDClient, running: str) -> None:
    logs = client.instances.logs
    assert "lxc.log" in await logs.list(running)
    assert b"lxc." in await logs.get(running, "lxc.conf")
    async with logs.stream(running, "lxc.conf") as content:
        assert b"".join([chunk async for chunk in content]) == await logs.get(running, "lxc.conf")
    with pytest.raises(BadRequest):
        await logs.delete(running, "lxc.log")


async def test_the_output_of_commands(client: AsyncLXDClient, lab: Lab, running: str) -> None:
    logs = client.instances.logs
    lab.execute(running, "echo", "hi")
    stderr, stdout = sorted(await logs.list_command_output(running))
    assert (await logs.get(running, stdout), await logs.get(running, stderr)) == (b"hi\n", b"")
    for name in (stdout, stderr):
        await logs.delete(running, name)
    assert await logs.list_command_output(running) == []
    with pytest.raises(NotFound):
        await logs.delete(running, stdout)


@pytest.mark.parametrize("log", ["nope.log", "../lxd.log", "a b?#%ü", "exec_nope.stdout"])
async def test_logs_that_are_none(local: AsyncLXDClient, running: str, log: str) -> None:
    with pytest.raises(LXDAPIError):
        await local.instances.logs.get(running, log)


async def test_metadata(client: AsyncLXDClient, container: str) -> None:
    metadata = client.instances.metadata
    found = await metadata.get(container)
    assert found.properties["os"] == "busybox"
    async with metadata.edit(container) as edited:
        edited.properties["release"] = "12"
    await metadata.update_configuration_subset(container, {"properties": {"variant": 7}}).wait()
    changed = (await metadata.get(container)).properties
    assert (changed["os"], changed["variant"]) == ("busybox", "7")
    await metadata.update_configuration(container, found).wait()
    assert (await metadata.get(container)).properties == found.properties


async def test_templates(client: AsyncLXDClient, container: str) -> None:
    templates = client.instances.templates
    assert await templates.list(container) == []
    for name in ("hostname.tpl", "a b?#%ü.tpl"):
        await templates.create(container, name, "{{ container.name }}\n").wait()
        assert await templates.get(container, name) == b"{{ container.name }}\n"
    await templates.create(container, "hostname.tpl", b"other").wait()
    assert await templates.get(container, "hostname.tpl") == b"other"
    await templates.delete(container, "hostname.tpl").wait()
    assert await templates.list(container) == ["a b?#%ü.tpl"]


async def test_templates_that_are_none(client: AsyncLXDClient, container: str) -> None:
    templates = client.instances.templates
    with pytest.raises(NotFound):
        await templates.get(container, "nope")
    with pytest.raises(NotFound):
        await templates.delete(container, "nope")
    with pytest.raises(LXDAPIError):
        await templates.create(container, "a/b", "x")


async def test_all_of_it_of_a_missing_instance(client: AsyncLXDClient, unique_name: str) -> None:
    with pytest.raises(NotFound):
        await client.instances.logs.list(unique_name)
    with pytest.raises(NotFound):
        await client.instances.logs.get(unique_name, "lxc.log")
    with pytest.raises(NotFound):
        await client.instances.metadata.get(unique_name)
    with pytest.raises(NotFound):
        await client.instances.templates.list(unique_name)
    with pytest.raises(NotFound):
        await client.instances.edit(unique_name).apply(lambda instance: None)


async def test_this_server_knows_no_uefi_variables(local: AsyncLXDClient, container: str) -> None:
    with pytest.raises(ExtensionMissing, match="instances_uefi_vars"):
        await local.instances.uefi_vars.get(container)
