# Written by scripts/unasync.py from tests/typing/_async/client_cases.py. Change that, and run `make sync`.

"""What type checkers make of the client: never run, only checked, by mypy and pyright."""

from __future__ import annotations

from typing import Any, assert_type

from lxd_api import instances, metrics, models, operations, profiles, server

from lxd import LXDClient
from lxd._core.answers import Answer
from lxd._sync.certificates import CertificateLink
from lxd._sync.events import EventStream
from lxd._sync.instances import InstanceLink
from lxd._sync.operations import Operation, OperationLink
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


def tell(code: DeviceCode) -> None:
    assert_type(code.verification_uri_complete, str | None)
    assert_type(code.expires_in, float)


def ways_in() -> None:
    assert_type(LXDClient(oidc=OIDC(on_code=tell, tokens_path="t")), LXDClient)
    assert_type(LXDClient(oidc=OIDC(on_code=print)), LXDClient)
    assert_type(LXDClient(bearer_token="t", proxy="socks5://p"), LXDClient)
    assert_type(LXDClient(proxy=False), LXDClient)


def lists_by_recursion(client: LXDClient, recursion: int) -> None:
    assert_type(client.instances.list(), list[Instance])
    assert_type(client.instances.list(0), list[InstanceLink])
    assert_type(client.instances.list(recursion=0), list[InstanceLink])
    assert_type(client.instances.list(1, project="p"), list[Instance])
    assert_type(client.instances.list(2, filter="x", all_projects=True), list[InstanceFull])
    assert_type(client.instances.list(recursion), list[InstanceLink] | list[Instance] | list[InstanceFull])
    assert_type(client.certificates.list(), list[Certificate])
    assert_type(client.certificates.list(recursion=0), list[CertificateLink])
    assert_type(client.certificates.list(recursion), list[CertificateLink] | list[Certificate])
    assert_type(client.operations.list(), list[OperationLink])
    assert_type(client.operations.list(1), list[models.Operation])
    assert_type(client.operations.list(2), list[models.OperationFull])
    assert_type(
        client.operations.list(recursion),
        list[OperationLink] | list[models.Operation] | list[models.OperationFull],
    )


def single_objects(client: LXDClient, recursion: int) -> None:
    assert_type(client.instances.get("c1"), Instance)
    assert_type(client.instances.get("c1", recursion=1), InstanceFull)
    assert_type(client.instances.get("c1", recursion=recursion), Instance | InstanceFull)
    assert_type(client.instances.get_state("c1"), InstanceState)
    assert_type(client.certificates.get("ab"), Certificate)
    assert_type(client.operations.get("id"), models.Operation)
    assert_type(client.operations.get("id", 1), models.OperationFull)
    assert_type(client.server.get(), Server)
    assert_type(client.server.get_resources(), ServerResources)
    assert_type(client.server.get_metrics(), str)
    assert_type(client.server.has_extension("x"), bool)


def links(client: LXDClient) -> None:
    for instance in client.instances.list(0):
        assert_type(instance.name, str)
        assert_type(instance.project, str | None)
        assert_type(instance.fetch(), Instance)
    for certificate in client.certificates.list(0):
        assert_type(certificate.fingerprint, str)
        assert_type(certificate.fetch(), Certificate)
    for operation in client.operations.list():
        assert_type(operation.id, str)
        assert_type(operation.fetch(), models.Operation)


def handles(client: LXDClient, told: list[Progress]) -> None:
    handle = client.instances.create({"name": "c1", "config": {"limits.cpu": 2}})
    assert_type(handle, Operation)
    assert_type(handle.id, str)
    assert_type(handle.is_done, bool)
    assert_type(handle.resources, dict[str, list[str]])
    assert_type(handle.wait(), models.Operation)
    assert_type(handle.wait(timeout=2.5, progress=told.append), models.Operation)
    assert_type(handle.refresh(), models.Operation)
    assert_type(client.instances.create(models.InstancesPost(name="c1")), Operation)
    assert_type(client.instances.delete("c1", force=True), Operation)
    assert_type(client.instances.rename("c1", "c2"), Operation)
    assert_type(client.instances.update_state("c1", action=InstanceAction.STOP), Operation)
    assert_type(client.instances.update_state("c1", action="stop", timeout=5), Operation)
    assert_type(client.instances.update_configuration("c1", models.InstancePut()), Operation)
    assert_type(client.instances.update_configuration_subset("c1", {}), Operation)
    assert_type(client.operations.wait("id", timeout=30), models.Operation)


def events_by_type(client: LXDClient, kind: str) -> None:
    get_events = client.server.get_events
    assert_type(get_events(), EventStream[Event])
    assert_type(get_events(type="operation"), EventStream[OperationEvent])
    assert_type(get_events(type="lifecycle", project="p"), EventStream[LifecycleEvent])
    assert_type(get_events(type="logging"), EventStream[LoggingEvent])
    assert_type(get_events(type="ovn"), EventStream[OVNEvent])
    assert_type(get_events(type="security"), EventStream[SecurityEvent])
    assert_type(get_events(type=["operation", "lifecycle"]), EventStream[Event])
    assert_type(get_events(type=kind), EventStream[Event])
    for event in client.server.get_events(type="operation"):
        assert_type(event, OperationEvent)
        assert_type(event.metadata, models.Operation)
        assert_type(event.metadata.id, str)
    with client.server.get_events(type="lifecycle") as stream:
        assert_type((stream.receive(timeout=5)).metadata.action, str)


def narrowing(client: LXDClient) -> None:
    for event in client.server.get_events():
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


def a_stream_of_one_type_is_a_stream_of_events(client: LXDClient) -> None:
    stream: EventStream[Event] = client.server.get_events(type="operation")
    stream.close()


def generated_requests(client: LXDClient) -> None:
    assert_type(client.send(profiles.profile_get("default")), models.Profile)
    assert_type(client.send(instances.instances_get()), list[str])
    assert_type(client.send(instances.instances_get(recursion=1)), list[Instance])
    assert_type(client.send(instances.instances_get(recursion=2)), list[InstanceFull])
    assert_type(client.send(operations.operations_get(recursion=1)), dict[str, list[models.Operation]])
    assert_type(client.send(instances.instance_delete("c1")), models.Operation | None)
    assert_type(client.send(instances.instance_files_get("c1", path="/x")), bytes)
    assert_type(client.send(metrics.metrics_get()), str)
    assert_type(client.start(instances.instance_delete("c1")), Operation)
    assert_type(client.exchange(server.server_get()), Answer)


def the_way_out(client: LXDClient) -> None:
    answer = client.raw("PATCH", "/1.0/instances/c1", body={"config": {"limits.cpu": 2}})
    assert_type(answer, Answer)
    assert_type(answer.metadata, Any)
    assert_type(answer.etag, str | None)


def changes(client: LXDClient, pem: bytes) -> None:
    values: dict[str, str | int | bool | None] = {"a": 1, "b": True, "c": None}
    client.server.update_configuration(values)
    client.server.update_configuration_subset({"images.remote_cache_expiry": 2})
    assert_type(client.certificates.add(pem), CertificateLink)
    client.certificates.update_configuration_subset("ab", name="laptop")
    client.certificates.remove("ab")
    client.operations.cancel("id")
    client.authenticate(cert_path="client.crt", password="x")


def scopes(client: LXDClient) -> None:
    class Mine(LXDClient):
        pass

    assert_type(client.with_scope(project="p"), LXDClient)
    with Mine() as mine:
        assert_type(mine, Mine)
        assert_type(mine.with_scope(target="n1"), Mine)


def fields(instance: Instance, operation: models.Operation) -> None:
    assert_type(instance.name, str)
    assert_type(instance.profiles, list[str])
    assert_type(instance.ephemeral, bool)
    assert_type(operation.status_code, int)
    assert_type(operation.resources, dict[str, list[str]])
