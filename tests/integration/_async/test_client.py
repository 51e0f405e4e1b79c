"""What the client itself does, against a real LXD."""

from __future__ import annotations

import pytest
from lab import Lab
from lxd_api import instances, metrics, profiles, replicators
from lxd_api import projects as projects_api

from lxd import AsyncLXDClient
from lxd.errors import ExtensionMissing, NotFound, SocketNotFound


async def test_without_an_endpoint_the_local_socket_is_found(
    lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LXD_SOCKET", str(lab.socket))
    async with AsyncLXDClient() as client:
        assert (await client.server.get()).auth == "trusted"


async def test_send_any_request(client: AsyncLXDClient) -> None:
    profile = await client.send(profiles.profile_get("default"))
    assert profile.name == "default"
    assert "root" in profile.devices


async def test_send_text(client: AsyncLXDClient) -> None:
    assert (await client.send(metrics.metrics_get())).endswith("# EOF\n")


async def test_send_raw_content(client: AsyncLXDClient, running: str) -> None:
    await client.send(
        instances.instance_files_post(running, path="/root/greeting", type="file", content=b"hello")
    )
    assert await client.send(instances.instance_files_get(running, path="/root/greeting")) == b"hello"


async def test_send_what_this_server_is_too_old_for(client: AsyncLXDClient) -> None:
    with pytest.raises(ExtensionMissing) as caught:
        await client.send(replicators.replicators_get())
    assert caught.value.extension == "replicators"
    assert caught.value.version == "5.0.2"


async def test_raw(client: AsyncLXDClient) -> None:
    answer = await client.raw("GET", "/1.0/profiles", query={"recursion": "1"})
    assert [profile["name"] for profile in answer.metadata] == ["default"]


async def test_raw_with_a_body(client: AsyncLXDClient) -> None:
    answer = await client.raw("PATCH", "/1.0/profiles/default", body={"config": {"user.number": "3"}})
    assert answer.type == "sync"
    answer = await client.raw("GET", "/1.0/profiles/default")
    assert answer.metadata["config"]["user.number"] == "3"
    assert answer.etag
    await client.raw("PATCH", "/1.0/profiles/default", body={"config": {"user.number": ""}})


async def test_raw_of_what_does_not_exist(client: AsyncLXDClient) -> None:
    with pytest.raises(NotFound):
        await client.raw("GET", "/1.0/nonsense")


async def test_with_scope(client: AsyncLXDClient, project: str, container: str) -> None:
    inside = client.with_scope(project=project)
    assert await inside.instances.list() == []
    assert container in {instance.name for instance in await client.instances.list()}
    assert container in {instance.name for instance in await inside.instances.list(all_projects=True)}
    await inside.aclose()
    await client.server.get()


async def test_project_of_a_link(client: AsyncLXDClient, project: str, unique_name: str) -> None:
    created = await client.instances.create(
        {"name": unique_name, "source": {"type": "none"}}, project=project
    )
    await created.wait(timeout=30)
    links = await client.instances.list(recursion=0, project=project)
    assert [(await link.fetch()).project for link in links] == [project]
    await (await client.instances.delete(unique_name, project=project)).wait(timeout=30)


async def test_a_project_is_made_and_removed_with_plain_requests(client: AsyncLXDClient) -> None:
    await client.send(projects_api.projects_post(body={"name": "made-by-send"}))
    await client.send(projects_api.project_delete("made-by-send"))
    with pytest.raises(NotFound):
        await client.send(projects_api.project_get("made-by-send"))


async def test_no_socket() -> None:
    async with AsyncLXDClient("/no/such/unix.socket") as client:
        with pytest.raises(SocketNotFound, match="LXD_SOCKET"):
            await client.server.get()
