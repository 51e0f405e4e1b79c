"""The project and the cluster member of a client's requests."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from lxd_api import instances as api

from lxd import AsyncLXDClient
from tests import envelopes
from tests.fakes import FakeLXD


@pytest.fixture
async def scoped(lxd: FakeLXD) -> AsyncIterator[AsyncLXDClient]:
    """A client with a project and a cluster member."""
    lxd.on("GET /1.0/instances", envelopes.sync([]))
    async with AsyncLXDClient("/run/s", transport=lxd.transport, project="p", target="n1") as client:
        yield client


async def test_requests_carry_the_clients_project(scoped: AsyncLXDClient, lxd: FakeLXD) -> None:
    await scoped.instances.list()
    assert lxd.calls == ["GET /1.0/instances?project=p&recursion=1"]


async def test_requests_carry_the_clients_target_where_it_is_taken(
    scoped: AsyncLXDClient, lxd: FakeLXD
) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server()))
    await scoped.server.get()
    assert "target=n1" in lxd.calls[0]


async def test_a_call_may_name_another_project(scoped: AsyncLXDClient, lxd: FakeLXD) -> None:
    await scoped.instances.list(project="q")
    assert lxd.calls == ["GET /1.0/instances?project=q&recursion=1"]


async def test_all_projects_leave_out_the_clients_project(scoped: AsyncLXDClient, lxd: FakeLXD) -> None:
    await scoped.instances.list(all_projects=True)
    assert lxd.calls[-1] == "GET /1.0/instances?recursion=1&all-projects=true"


async def test_endpoints_without_projects_get_none(scoped: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/certificates", envelopes.sync([]))
    await scoped.certificates.list()
    assert lxd.calls == ["GET /1.0/certificates?recursion=1"]


async def test_generated_requests_carry_the_clients_project(scoped: AsyncLXDClient, lxd: FakeLXD) -> None:
    await scoped.send(api.instances_get())
    assert lxd.calls == ["GET /1.0/instances?project=p"]


async def test_a_scope_is_shown(scoped: AsyncLXDClient) -> None:
    assert (scoped.project, scoped.target) == ("p", "n1")


async def test_another_scope_has_its_own_project(scoped: AsyncLXDClient, lxd: FakeLXD) -> None:
    await scoped.with_scope(project="q").instances.list()
    assert lxd.calls == ["GET /1.0/instances?project=q&recursion=1"]


async def test_another_scope_keeps_what_it_does_not_change(scoped: AsyncLXDClient) -> None:
    other = scoped.with_scope(target="n2")
    assert (other.project, other.target) == ("p", "n2")


async def test_another_scope_without_any(scoped: AsyncLXDClient, lxd: FakeLXD) -> None:
    other = scoped.with_scope(project=None, target=None)
    assert (other.project, other.target) == (None, None)
    await other.instances.list()
    assert lxd.calls == ["GET /1.0/instances?recursion=1"]


async def test_another_scope_leaves_the_first_as_it_is(scoped: AsyncLXDClient, lxd: FakeLXD) -> None:
    scoped.with_scope(project="q")
    await scoped.instances.list()
    assert lxd.calls == ["GET /1.0/instances?project=p&recursion=1"]


async def test_the_areas_of_another_scope_are_its_own(scoped: AsyncLXDClient) -> None:
    assert scoped.instances is not scoped.with_scope(project="q").instances


async def test_closing_another_scope_leaves_the_connections_open(
    scoped: AsyncLXDClient, lxd: FakeLXD
) -> None:
    async with scoped.with_scope(project="q"):
        pass
    await scoped.instances.list()
    assert len(lxd.calls) == 1


async def test_what_is_known_of_the_server_is_shared(scoped: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server("instance_all_projects")))
    await scoped.server.get()
    await scoped.with_scope(project="q").server.has_extension("instance_all_projects")
    assert lxd.count("GET /1.0") == 1


async def test_another_scope_is_of_the_same_class(lxd: FakeLXD) -> None:
    class Mine(AsyncLXDClient):
        pass

    async with Mine("/run/s", transport=lxd.transport) as client:
        assert type(client.with_scope(project="q")) is Mine
