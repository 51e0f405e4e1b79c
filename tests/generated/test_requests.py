"""Requests as values."""

from __future__ import annotations

import json
import pickle
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Any, NoReturn, assert_type

import httpx
import pytest
from lxd_api import certificates, images, instances, metrics, models, operations, server, storage
from lxd_api.types import Request


@pytest.mark.parametrize(
    ("name", "quoted"),
    [
        ("c1", "c1"),
        ("a/b", "a%2Fb"),
        ("what?", "what%3F"),
        ("#1", "%231"),
        ("100%", "100%25"),
        ("%2e%2e", "%252e%252e"),
        ("a b", "a%20b"),
        ("fd42::1", "fd42%3A%3A1"),
        ("Zoë", "Zo%C3%AB"),
        ("...", "..."),
    ],
)
def test_path_arguments_are_quoted(name: str, quoted: str) -> None:
    request = instances.instance_get(name)
    assert request.path == f"/1.0/instances/{quoted}"
    assert request.to_httpx().url.raw_path == request.path.encode()


@pytest.mark.parametrize("name", ["", ".", ".."])
def test_path_arguments_that_would_name_another_endpoint(name: str) -> None:
    with pytest.raises(ValueError, match="cannot be part of a path"):
        instances.instance_delete(name)


def test_several_path_arguments() -> None:
    request = storage.storage_pool_volume_type_get("a/b", "custom", "c/d")
    assert request.path == "/1.0/storage-pools/a%2Fb/volumes/custom/c%2Fd"


def test_query() -> None:
    request = instances.instances_get(recursion=1, all_projects=True, filter="name eq c1 & x", project=None)
    assert request.query == {"recursion": "1", "all-projects": "true", "filter": "name eq c1 & x"}


def test_query_is_quoted() -> None:
    url = instances.instances_get(filter="a=b&c d;é", project="p").to_httpx().url
    assert url.query == b"filter=a%3Db%26c%20d%3B%C3%A9&project=p"


def test_lists_are_joined_with_commas() -> None:
    request = instances.instance_get("c1", with_access_entitlements=["can_edit", "can_view"])
    assert request.query == {"with-access-entitlements": "can_edit,can_view"}


def test_headers() -> None:
    request = instances.instance_put("c1", body={}, if_match="tag")
    assert request.to_httpx().headers["If-Match"] == "tag"


def test_base_url() -> None:
    request = instances.instance_get("a/b").to_httpx("https://lxd.example:8443")
    assert str(request.url) == "https://lxd.example:8443/1.0/instances/a%2Fb"


def test_base_url_behind_a_prefix() -> None:
    request = instances.instance_get("c1", project="p").to_httpx(httpx.URL("https://host/lxd/"))
    assert str(request.url) == "https://host/lxd/1.0/instances/c1?project=p"


def test_json_body_for_httpx() -> None:
    request = instances.instances_post(body=models.InstancesPost(name="c1")).to_httpx()
    assert (request.method, request.headers["Content-Type"]) == ("POST", "application/json")
    assert json.loads(request.content) == {"name": "c1"}


def test_raw_body_for_httpx() -> None:
    request = images.images_post(content=b"image").to_httpx()
    assert (request.headers["Content-Type"], request.content) == ("application/octet-stream", b"image")


def test_raw_body_in_pieces_for_httpx() -> None:
    def pieces() -> Iterator[bytes]:
        yield b"im"
        yield b"age"

    assert images.images_post(content=pieces()).to_httpx().read() == b"image"


async def test_raw_body_in_pieces_for_async_httpx() -> None:
    async def pieces() -> AsyncIterator[bytes]:
        yield b"im"
        yield b"age"

    assert await images.images_post(content=pieces()).to_httpx().aread() == b"image"


def test_more_headers_win() -> None:
    request = images.images_post(content=b"").to_httpx(headers={"Content-Type": "multipart/form-data"})
    assert request.headers["Content-Type"] == "multipart/form-data"


def test_no_body() -> None:
    request = instances.instance_get("c1")
    assert (request.json(), request.to_httpx().content) == (None, b"")


@pytest.mark.parametrize("bodies", [{}, {"body": {"name": "c1"}, "content": b""}])
def test_exactly_one_of_two_bodies(bodies: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="either body= "):
        instances.instances_post(**bodies)


def test_json_of_a_model() -> None:
    body = models.InstancesPost(name="c1", source=models.InstanceSource(type="none"))
    assert instances.instances_post(body=body).json() == {"name": "c1", "source": {"type": "none"}}


def test_json_of_models_in_mappings() -> None:
    body = {
        "source": models.InstanceSource(type="none"),
        "list": [models.InstanceSource(type="image")],
        "at": datetime(2024, 1, 2, tzinfo=UTC),
    }
    assert instances.instances_post(body=body).json() == {
        "source": {"type": "none"},
        "list": [{"type": "image"}],
        "at": "2024-01-02T00:00:00+00:00",
    }


def test_json_is_a_copy() -> None:
    body = {"config": {"a": "b"}}
    instances.instances_post(body=body).json()["config"]["a"] = "c"
    assert body == {"config": {"a": "b"}}


def test_extensions_of_an_operation() -> None:
    request = instances.instance_rebuild_post("c1", body={})
    assert request.extensions() == {"instance_rebuild_post": "instances_rebuild"}


def test_extensions_of_parameters() -> None:
    request = instances.instances_get(recursion=2, fields=["state.disk"])
    assert request.extensions() == {"parameter fields": "instances_state_selective_recursion"}


@pytest.mark.parametrize(
    "body", [models.CertificatesPost(trust_token="t", name=""), {"trust_token": "t", "name": ""}]
)
def test_extensions_of_fields(body: Any) -> None:
    request = certificates.certificates_post(body=body)
    assert request.extensions()["field trust_token"] == "explicit_trust_token"


@pytest.mark.parametrize("value", [None, ""])
def test_fields_that_are_not_in_use_need_nothing(value: str | None) -> None:
    request = certificates.certificates_post(body={"name": "n", "trust_token": value})
    assert "field trust_token" not in request.extensions()


def test_extensions_of_nested_fields() -> None:
    source = models.InstanceSource(override_snapshot_profiles=True)
    request = instances.instances_post(body=models.InstancesPost(source=source))
    assert "field source.override_snapshot_profiles" in request.extensions()


def test_extensions_of_a_body_of_the_wrong_type() -> None:
    assert instances.instances_post(body={"source": "image"}).extensions() == {}


def test_repr_hides_query_headers_and_bodies() -> None:
    request = operations.operation_wait_get("id", secret="hush").replace(
        body={"password": "hush"}, headers={"Authorization": "hush"}
    )
    assert repr(request) == "<Request operation_wait_get: GET /1.0/operations/id/wait>"


def test_requests_are_values() -> None:
    assert instances.instance_get("c1") == instances.instance_get("c1")


def test_requests_can_be_pickled() -> None:
    request = instances.instances_get(recursion=2, project="p")
    assert pickle.loads(pickle.dumps(request)) == request


def test_requests_do_not_change() -> None:
    request: Any = instances.instance_get("c1")
    with pytest.raises(AttributeError):
        request.path = "/"


def test_replace() -> None:
    request = instances.instance_get("c1").replace(query={"project": "p"})
    assert request == instances.instance_get("c1", project="p")


def test_kinds() -> None:
    requests: list[Request[object]] = [
        instances.instances_get(),
        instances.instance_delete("c1"),
        metrics.metrics_get(),
        instances.instance_files_get("c1", path="/etc/hosts"),
        server.events_get(),
    ]
    assert [request.kind for request in requests] == ["value", "operation", "text", "raw", "websocket"]


def test_types_of_recursion_levels() -> None:
    assert_type(instances.instances_get(), Request[list[str]])
    assert_type(instances.instances_get(recursion=1), Request[list[models.Instance]])
    assert_type(instances.instances_get(recursion=2), Request[list[models.InstanceFull]])
    assert_type(instances.instance_get("c1"), Request[models.Instance])
    assert_type(instances.instance_get("c1", recursion=1), Request[models.InstanceFull])
    assert_type(operations.operations_get(recursion=1), Request[dict[str, list[models.Operation]]])


def test_type_of_any_recursion() -> None:
    depth = int("1")
    assert_type(
        instances.instances_get(recursion=depth),
        Request[list[str] | list[models.Instance] | list[models.InstanceFull]],
    )


def test_types_of_other_kinds() -> None:
    assert_type(instances.instance_delete("c1"), Request[models.Operation | None])
    assert_type(instances.instance_files_get("c1"), Request[bytes])
    assert_type(server.events_get(), Request[NoReturn])


def test_operations_by_status() -> None:
    read = operations.operations_get(recursion=1).decode({"running": [{"id": "a"}], "success": None})
    assert read == {"running": [models.Operation(id="a")], "success": []}
