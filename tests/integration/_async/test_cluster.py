"""A cluster of three members, against real LXDs."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from lab import Lab

from lxd import AsyncLXDClient
from lxd._core.tokens import read_join_token
from lxd.errors import CertificateError, LXDAPIError, LXDError, NotFound, OperationError, ServerError
from lxd.filters import F

from ..support import OWN_POOL, image_source, make_identity
from ._io import in_background, resolve

NAMES = ["n1", "n2", "n3"]


@pytest.fixture
async def member(cluster: list[Lab]) -> AsyncIterator[AsyncLXDClient]:
    """A client of the cluster, over the socket of its first member."""
    async with AsyncLXDClient(cluster[0].socket) as client:
        yield client


@pytest.fixture
def name(cluster: list[Lab]) -> Iterator[str]:
    """A name for an instance, which is removed after the test."""
    name = f"t{os.urandom(4).hex()}"
    yield name
    cluster[0].remove(name)


@pytest.fixture
def newcomer() -> Iterator[Lab]:
    """A server that is in no cluster."""
    with Lab("newcomer", bare=True) as lab:
        yield lab


async def test_members(member: AsyncLXDClient) -> None:
    assert (await member.cluster.get()).server_name == "n1"
    found = await member.cluster.members.list()
    assert sorted((each.server_name, each.status) for each in found) == [(name, "Online") for name in NAMES]
    (link,) = await member.cluster.members.list(0, filter=F.server_name == "n2")
    assert (await resolve(link)).url.startswith("https://127.0.0.1:")
    assert sorted(link.name for link in await member.cluster.members.list(0)) == NAMES
    with pytest.raises(NotFound):
        await member.cluster.members.get("n9")


async def test_a_server_of_its_own_is_no_cluster(newcomer: Lab) -> None:
    async with AsyncLXDClient(newcomer.socket) as client:
        assert (await client.cluster.get()).enabled is False
        with pytest.raises(LXDAPIError, match=r"[Nn]ot.*cluster"):
            await client.cluster.members.list()


async def test_changing_a_member(member: AsyncLXDClient) -> None:
    async with member.cluster.members.edit("n2") as edited:
        edited.config["user.x"] = "1"
    await member.cluster.members.update_configuration_subset("n2", {"failure_domain": "rack1"}).wait()
    await member.cluster.members.update_configuration_subset("n2", {"description": "new"}).wait()
    await member.cluster.members.update_configuration_subset("n2", {"config": {"user.y": 2}}).wait()
    got = await member.cluster.members.get("n2")
    assert (got.config, got.failure_domain) == ({"user.x": "1", "user.y": "2"}, "rack1")
    assert (got.description, got.groups) == ("new", ["default"])
    got.config.clear()
    got.description = ""
    got.failure_domain = "default"
    await member.cluster.members.update_configuration("n2", got).wait()
    assert not (await member.cluster.members.get("n2")).config
    await member.cluster.members.rename("n2", "n2b").wait()
    await member.cluster.members.rename("n2b", "n2").wait()


async def test_groups(member: AsyncLXDClient) -> None:
    groups = member.cluster.groups
    await groups.create({"name": "fast", "members": ["n1"]}).wait()
    try:
        await groups.update_configuration_subset("fast", {"description": "new"}).wait()
        assert [(each.name, each.members) for each in await groups.list(filter=F.name == "fast")] == [
            ("fast", ["n1"])
        ]
        async with groups.edit("fast") as group:
            group.members.append("n3")
        assert sorted((await groups.get("fast")).members) == ["n1", "n3"]
        await groups.rename("fast", "faster").wait()
        links = {link.name: link for link in await groups.list(0)}
        assert (await resolve(links["faster"])).description == "new"
        await groups.update_configuration("faster", {"members": []}).wait()
    finally:
        for link in await groups.list(0):
            if link.name != "default":
                await groups.update_configuration(link.name, {"members": []}).wait()
                await groups.delete(link.name).wait()


async def test_instances_where_they_are_wanted(member: AsyncLXDClient, cluster: list[Lab], name: str) -> None:
    body = {"name": name, "source": image_source(cluster[0])}
    await member.with_scope(target="n2").instances.create(body).wait()
    assert (await member.instances.get(name)).location == "n2"
    moved = await member.instances.move(name, target="n3")
    assert moved.location == "n3"
    assert [each.name for each in await member.instances.list(filter=F.location == "n3")] == [name]


async def test_a_group_as_target(member: AsyncLXDClient, cluster: list[Lab], name: str) -> None:
    await member.cluster.groups.create({"name": "two", "members": ["n2"]}).wait()
    try:
        body = {"name": name, "source": image_source(cluster[0])}
        await member.instances.create(body, target="@two").wait()
        assert (await member.instances.get(name)).location == "n2"
    finally:
        await member.cluster.groups.update_configuration("two", {"members": []}).wait()
        await member.cluster.groups.delete("two").wait()


async def test_commands_on_another_member(member: AsyncLXDClient, cluster: list[Lab], name: str) -> None:
    await member.with_scope(target="n3").instances.launch(name, cluster[0].image, timeout=60)
    result = await member.instances.run(name, ["echo", "here"], timeout=60)
    assert result.stdout == "here\n"


async def test_events_of_another_member(member: AsyncLXDClient, cluster: list[Lab], name: str) -> None:
    async with member.server.get_events(type="lifecycle") as events:
        body = {"name": name, "source": {"type": "none"}}
        await member.with_scope(target="n2").instances.create(body).wait()
        async for event in events:
            if event.metadata.action == "instance-created" and name in event.metadata.source:
                assert event.location == "n2"
                break


async def test_evacuating_and_restoring(member: AsyncLXDClient, cluster: list[Lab], name: str) -> None:
    body = {"name": name, "source": image_source(cluster[0])}
    await member.instances.create(body, target="n3").wait()
    await member.cluster.members.evacuate("n3").wait(60)
    try:
        assert (await member.cluster.members.get("n3")).status == "Evacuated"
        assert (await member.instances.get(name)).location != "n3"
    finally:
        await member.cluster.members.update_state("n3", action="restore").wait(60)
    assert (await member.instances.get(name)).location == "n3"
    assert (await member.cluster.members.get("n3")).status == "Online"


async def test_a_member_that_restores_what_was_not_evacuated(member: AsyncLXDClient) -> None:
    with pytest.raises((LXDAPIError, OperationError)):
        await member.cluster.members.restore("n2").wait(60)


async def test_a_member_that_is_not_online(member: AsyncLXDClient, cluster: list[Lab], name: str) -> None:
    await member.instances.create({"name": name, "source": {"type": "none"}}, target="n3").wait()
    await in_background(cluster[2].kill)
    try:
        body = {"name": f"{name}b", "source": {"type": "none"}}
        with pytest.raises(ServerError, match="not online"):
            await member.instances.create(body, target="n3")
        assert [each.status for each in await member.instances.list(filter=F.name == name)] == ["Error"]
    finally:
        await in_background(cluster[2].start)


async def test_pools_on_each_member(member: AsyncLXDClient) -> None:
    for target in NAMES:
        await member.storage_pools.create({"name": "more", "driver": "dir"}, target=target).wait()
    await member.storage_pools.create({"name": "more", "driver": "dir"}).wait()
    try:
        assert sorted((await member.storage_pools.get("more")).locations) == NAMES
        assert (await member.storage_pools.get_resources("more", target="n2")).space.total > 0
    finally:
        await member.storage_pools.delete("more").wait()


async def test_joining_and_leaving(member: AsyncLXDClient, cluster: list[Lab], newcomer: Lab) -> None:
    async with AsyncLXDClient(newcomer.socket) as client:
        token = await member.cluster.members.create_join_token("n4")
        address = newcomer.url.removeprefix("https://")
        joined = client.cluster.join(token.text, server_address=address, member_config=[OWN_POOL])
        await joined.wait(60)
        assert (await client.cluster.get()).server_name == "n4"
        assert "n4" in [link.name for link in await client.cluster.members.list(0)]
        with pytest.raises((LXDAPIError, OperationError)):
            await client.cluster.join(token, server_address=address).wait(60)
    await member.cluster.members.delete("n4", force=True).wait(60)
    assert sorted(link.name for link in await member.cluster.members.list(0)) == NAMES


async def test_a_token_for_another_cluster(member: AsyncLXDClient, newcomer: Lab) -> None:
    token = await member.cluster.members.create_join_token("n5")
    told = json.loads(base64.b64decode(token.text)) | {"fingerprint": "0" * 64}
    forged = read_join_token(base64.b64encode(json.dumps(told).encode()).decode())
    async with AsyncLXDClient(newcomer.socket) as client:
        with pytest.raises(CertificateError) as refusal:
            await client.cluster.join(forged, server_address=newcomer.url.removeprefix("https://"))
        assert refusal.value.wanted == "0" * 64 != refusal.value.shown
        assert (await client.cluster.get()).enabled is False
    await member.operations.cancel(token.operation_id)


async def test_a_token_that_was_revoked(member: AsyncLXDClient, newcomer: Lab) -> None:
    token = await member.cluster.members.create_join_token("n6")
    await member.operations.cancel(token.operation_id)
    async with AsyncLXDClient(newcomer.socket) as client:
        joining = client.cluster.join(token, server_address=newcomer.url.removeprefix("https://"))
        with pytest.raises((LXDAPIError, OperationError)):
            await joining.wait(60)


async def test_nobody_where_the_token_says(newcomer: Lab) -> None:
    told = {"server_name": "n7", "secret": "x", "fingerprint": "0" * 64, "addresses": ["127.0.0.1:1"]}
    text = base64.b64encode(json.dumps(told).encode()).decode()
    async with AsyncLXDClient(newcomer.socket) as client:
        with pytest.raises(LXDError, match=r"none of its addresses.*127\.0\.0\.1:1"):
            await client.cluster.join(text, server_address=newcomer.url.removeprefix("https://"))


async def test_another_certificate(newcomer: Lab, tmp_path: Path) -> None:
    identity = make_identity(tmp_path)
    async with AsyncLXDClient(newcomer.socket) as client:
        await client.cluster.enable("alone").wait(60)
        await client.cluster.update_certificate(identity.pem.decode(), identity.key_path.read_text()).wait(60)
        told = (await client.server.get()).environment
        assert told.certificate_fingerprint == identity.fingerprint


async def test_a_certificate_that_is_none(member: AsyncLXDClient) -> None:
    with pytest.raises(LXDAPIError):
        await member.cluster.update_certificate("CERT", "KEY").wait(60)


async def test_what_members_are_doing_is_newer(member: AsyncLXDClient) -> None:
    with pytest.raises(LXDError):
        await member.cluster.members.get_state("n1")
