"""What type checkers make of the client: never run, only checked, by mypy and pyright."""

from __future__ import annotations

from typing import Any, assert_type

from lxd_api import instances, metrics, models, operations, profiles, server

from lxd import AsyncLXDClient
from lxd._async.certificates import AsyncCertificateLink
from lxd._async.events import AsyncEventStream
from lxd._async.instances import AsyncInstanceLink
from lxd._async.operations import AsyncOperation, AsyncOperationLink
from lxd._core.answers import Answer
from lxd.entities.certificates import Certificate
from lxd.entities.events import (
    Event,
    LifecycleEvent,
    LoggingEvent,
    OperationEvent,
    OVNEvent,
    SecurityEvent,
)
from lxd.entities.instances import Instance, InstanceAction, InstanceFull, InstanceState
from lxd.entities.operations import Progress
from lxd.entities.server import Server, ServerResources
from lxd.oidc import OIDC, DeviceCode


async def tell(code: DeviceCode) -> None:
    assert_type(code.verification_uri_complete, str | None)
    assert_type(code.expires_in, float)


def ways_in() -> None:
    assert_type(AsyncLXDClient(oidc=OIDC(on_code=tell, tokens_path="t")), AsyncLXDClient)
    assert_type(AsyncLXDClient(oidc=OIDC(on_code=print)), AsyncLXDClient)
    assert_type(AsyncLXDClient(bearer_token="t", proxy="socks5://p"), AsyncLXDClient)
    assert_type(AsyncLXDClient(proxy=False), AsyncLXDClient)


async def lists_by_recursion(client: AsyncLXDClient, recursion: int) -> None:
    assert_type(await client.instances.list(), list[Instance])
    assert_type(await client.instances.list(0), list[AsyncInstanceLink])
    assert_type(await client.instances.list(recursion=0), list[AsyncInstanceLink])
    assert_type(await client.instances.list(1, project="p"), list[Instance])
    assert_type(await client.instances.list(2, filter="x", all_projects=True), list[InstanceFull])
    assert_type(
        await client.instances.list(recursion), list[AsyncInstanceLink] | list[Instance] | list[InstanceFull]
    )
    assert_type(await client.certificates.list(), list[Certificate])
    assert_type(await client.certificates.list(recursion=0), list[AsyncCertificateLink])
    assert_type(await client.certificates.list(recursion), list[AsyncCertificateLink] | list[Certificate])
    assert_type(await client.operations.list(), list[AsyncOperationLink])
    assert_type(await client.operations.list(1), list[models.Operation])
    assert_type(await client.operations.list(2), list[models.OperationFull])
    assert_type(
        await client.operations.list(recursion),
        list[AsyncOperationLink] | list[models.Operation] | list[models.OperationFull],
    )


async def single_objects(client: AsyncLXDClient, recursion: int) -> None:
    assert_type(await client.instances.get("c1"), Instance)
    assert_type(await client.instances.get("c1", recursion=1), InstanceFull)
    assert_type(await client.instances.get("c1", recursion=recursion), Instance | InstanceFull)
    assert_type(await client.instances.get_state("c1"), InstanceState)
    assert_type(await client.certificates.get("ab"), Certificate)
    assert_type(await client.operations.get("id"), models.Operation)
    assert_type(await client.operations.get("id", 1), models.OperationFull)
    assert_type(await client.server.get(), Server)
    assert_type(await client.server.get_resources(), ServerResources)
    assert_type(await client.server.get_metrics(), str)
    assert_type(await client.server.has_extension("x"), bool)


async def links(client: AsyncLXDClient) -> None:
    for instance in await client.instances.list(0):
        assert_type(instance.name, str)
        assert_type(instance.project, str | None)
        assert_type(await instance.fetch(), Instance)
    for certificate in await client.certificates.list(0):
        assert_type(certificate.fingerprint, str)
        assert_type(await certificate.fetch(), Certificate)
    for operation in await client.operations.list():
        assert_type(operation.id, str)
        assert_type(await operation.fetch(), models.Operation)


async def handles(client: AsyncLXDClient, told: list[Progress]) -> None:
    handle = await client.instances.create({"name": "c1", "config": {"limits.cpu": 2}})
    assert_type(handle, AsyncOperation)
    assert_type(handle.id, str)
    assert_type(handle.is_done, bool)
    assert_type(handle.resources, dict[str, list[str]])
    assert_type(await handle.wait(), models.Operation)
    assert_type(await handle.wait(timeout=2.5, progress=told.append), models.Operation)
    assert_type(await handle.refresh(), models.Operation)
    assert_type(await client.instances.create(models.InstancesPost(name="c1")), AsyncOperation)
    assert_type(await client.instances.delete("c1", force=True), AsyncOperation)
    assert_type(await client.instances.rename("c1", "c2"), AsyncOperation)
    assert_type(await client.instances.update_state("c1", action=InstanceAction.STOP), AsyncOperation)
    assert_type(await client.instances.update_state("c1", action="stop", timeout=5), AsyncOperation)
    assert_type(await client.instances.update_configuration("c1", models.InstancePut()), AsyncOperation)
    assert_type(await client.instances.update_configuration_subset("c1", {}), AsyncOperation)
    assert_type(await client.operations.wait("id", timeout=30), models.Operation)


async def events_by_type(client: AsyncLXDClient, kind: str) -> None:
    get_events = client.server.get_events
    assert_type(get_events(), AsyncEventStream[Event])
    assert_type(get_events(type="operation"), AsyncEventStream[OperationEvent])
    assert_type(get_events(type="lifecycle", project="p"), AsyncEventStream[LifecycleEvent])
    assert_type(get_events(type="logging"), AsyncEventStream[LoggingEvent])
    assert_type(get_events(type="ovn"), AsyncEventStream[OVNEvent])
    assert_type(get_events(type="security"), AsyncEventStream[SecurityEvent])
    assert_type(get_events(type=["operation", "lifecycle"]), AsyncEventStream[Event])
    assert_type(get_events(type=kind), AsyncEventStream[Event])
    async for event in client.server.get_events(type="operation"):
        assert_type(event, OperationEvent)
        assert_type(event.metadata, models.Operation)
        assert_type(event.metadata.id, str)
    async with client.server.get_events(type="lifecycle") as stream:
        assert_type((await stream.receive(timeout=5)).metadata.action, str)


async def narrowing(client: AsyncLXDClient) -> None:
    async for event in client.server.get_events():
        match event:
            case OperationEvent():
                assert_type(event.metadata, models.Operation)
            case LifecycleEvent():
                assert_type(event.metadata, models.EventLifecycle)
            case LoggingEvent():
                assert_type(event.metadata, models.EventLogging)
            case SecurityEvent():
                assert_type(event.metadata, models.EventSecurity)
            case _:
                assert_type(event, Event)


async def a_stream_of_one_type_is_a_stream_of_events(client: AsyncLXDClient) -> None:
    stream: AsyncEventStream[Event] = client.server.get_events(type="operation")
    await stream.aclose()


async def generated_requests(client: AsyncLXDClient) -> None:
    assert_type(await client.send(profiles.profile_get("default")), models.Profile)
    assert_type(await client.send(instances.instances_get()), list[str])
    assert_type(await client.send(instances.instances_get(recursion=1)), list[Instance])
    assert_type(await client.send(instances.instances_get(recursion=2)), list[InstanceFull])
    assert_type(await client.send(operations.operations_get(recursion=1)), dict[str, list[models.Operation]])
    assert_type(await client.send(instances.instance_delete("c1")), models.Operation | None)
    assert_type(await client.send(instances.instance_files_get("c1", path="/x")), bytes)
    assert_type(await client.send(metrics.metrics_get()), str)
    assert_type(await client.start(instances.instance_delete("c1")), AsyncOperation)
    assert_type(await client.exchange(server.server_get()), Answer)


async def the_way_out(client: AsyncLXDClient) -> None:
    answer = await client.raw("PATCH", "/1.0/instances/c1", body={"config": {"limits.cpu": 2}})
    assert_type(answer, Answer)
    assert_type(answer.metadata, Any)
    assert_type(answer.etag, str | None)


async def changes(client: AsyncLXDClient, pem: bytes) -> None:
    values: dict[str, str | int | bool | None] = {"a": 1, "b": True, "c": None}
    await client.server.update_configuration(values)
    await client.server.update_configuration_subset({"images.remote_cache_expiry": 2})
    assert_type(await client.certificates.add(pem), AsyncCertificateLink)
    await client.certificates.update_configuration_subset("ab", name="laptop")
    await client.certificates.remove("ab")
    await client.operations.cancel("id")
    await client.authenticate(cert_path="client.crt", password="x")


async def scopes(client: AsyncLXDClient) -> None:
    class Mine(AsyncLXDClient):
        pass

    assert_type(client.with_scope(project="p"), AsyncLXDClient)
    async with Mine() as mine:
        assert_type(mine, Mine)
        assert_type(mine.with_scope(target="n1"), Mine)


def fields(instance: Instance, operation: models.Operation) -> None:
    assert_type(instance.name, str)
    assert_type(instance.profiles, list[str])
    assert_type(instance.ephemeral, bool)
    assert_type(operation.status_code, int)
    assert_type(operation.resources, dict[str, list[str]])
