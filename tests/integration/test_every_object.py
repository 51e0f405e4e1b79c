"""Every object that a real LXD tells, read into models and written again: nothing is lost and nothing made up."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml
from lab import Lab
from lxd_api.base import plain
from lxd_api.types import Request

from lxd import LXDClient
from lxd.errors import LXDAPIError

_SPEC = Path(__file__).resolve().parents[2] / "spec" / "openapi.yaml"
_DOCUMENT: dict[str, Any] = yaml.load(_SPEC.read_text(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))

_NOTHING: tuple[Any, ...] = (None, "", [], {}, 0, False, "0001-01-01T00:00:00Z")
"""What LXD sends for nothing, or leaves out."""

_UNKNOWN = {"deep": [{"deeper": None}, 1.5, "x"]}

_NOT_HERE = {
    "cluster_group_get": "there is no cluster",
    "cluster_groups_get": "there is no cluster",
    "cluster_member_get": "there is no cluster",
    "cluster_members_get": "there is no cluster",
    "instance_exec_outputs_get": "it keeps them among the logs",
    "network_peer_get": "only OVN has any",
    "network_peers_get": "only OVN has any",
    "storage_pool_volume_type_state_get": "its pool's driver does not tell",
    "operation_wait_get": "it would wait for ever",
}
"""Endpoints that this server cannot be asked, and why."""


@dataclass(frozen=True)
class Endpoint:
    """A GET whose answer is an object, or a list of them."""

    template: str
    name: str
    tag: str
    depths: tuple[int, ...]
    schema: Any

    @property
    def pattern(self) -> re.Pattern[str]:
        """Matches its paths, and takes its parameters out of them."""
        return re.compile(re.sub(r"\\\{.*?\\\}", "([^/]+)", re.escape(self.template)))

    def request(self, path: str, depth: int) -> Request[Any]:
        """The request for one path."""
        (names,) = [found.groups() for found in [self.pattern.fullmatch(path)] if found]
        function = getattr(importlib.import_module(f"lxd_api.{self.tag.replace('-', '_')}"), self.name)
        options = {"recursion": depth} if depth else {}
        made: Request[Any] = function(*(unquote(name) for name in names), **options)
        return made

    def schema_at(self, depth: int) -> Any:
        """What its answer looks like."""
        return self.schema["oneOf"][depth] if "oneOf" in self.schema else self.schema


def _endpoints() -> Iterator[Endpoint]:
    for template, item in _DOCUMENT["paths"].items():
        described = item.get("get")
        if described is None:
            continue
        answer = described["responses"]["200"]
        if answer["x-lxd"]["kind"] == "value":
            depths = tuple(answer["x-lxd"].get("recursion", (0,)))
            schema = answer["content"]["application/json"]["schema"]
            yield Endpoint(template, described["operationId"], described["tags"][0], depths, schema)


ENDPOINTS = sorted(_endpoints(), key=lambda endpoint: endpoint.template.count("/"))


@pytest.fixture(scope="module")
def full_lab() -> Iterator[Lab]:
    """A server with something of everything that it can have."""
    with Lab("objects", network=True) as lab:
        request, bridge = lab.request, lab.bridge
        lab.launch("c1", config={"user.x": "1"}, devices={"d": {"type": "none"}})
        request("POST", "/1.0/instances/c1/snapshots", {"name": "s1"})
        request("POST", "/1.0/instances/c1/backups", {"name": "b1"})
        request("POST", "/1.0/profiles", {"name": "p1", "config": {"limits.cpu": "1"}})
        request("POST", "/1.0/projects", {"name": "staging"})
        request(
            "POST", "/1.0/network-acls", {"name": "a1", "ingress": [{"action": "allow", "state": "enabled"}]}
        )
        request("POST", "/1.0/network-zones", {"name": "lab.example"})
        record = {"name": "r1", "entries": [{"type": "TXT", "value": "x", "ttl": 60}]}
        request("POST", "/1.0/network-zones/lab.example/records", record)
        address = request("GET", f"/1.0/networks/{bridge}")["config"]["ipv4.address"].partition("/")[0]
        ports = [
            {"protocol": "tcp", "listen_port": "80", "target_address": f"{address.rpartition('.')[0]}.99"}
        ]
        request("POST", f"/1.0/networks/{bridge}/forwards", {"listen_address": "192.0.2.1", "ports": ports})
        volumes = "/1.0/storage-pools/default/volumes/custom"
        request("POST", volumes, {"name": "v1", "config": {}})
        request("POST", f"{volumes}/v1/snapshots", {"name": "s1"})
        request("POST", f"{volumes}/v1/backups", {"name": "b1"})
        request("POST", "/1.0/certificates", {"type": "client", "name": "x", "token": True}, wait=False)
        yield lab


@dataclass(frozen=True)
class Answer:
    """What LXD told."""

    endpoint: Endpoint
    path: str
    depth: int
    metadata: Any


@pytest.fixture(scope="module")
def answers(full_lab: Lab) -> list[Answer]:
    """All answers to all GETs, found by following what LXD lists."""
    found: list[Answer] = []
    paths = {"", "/", "/1.0"}
    with LXDClient(full_lab.socket) as client:
        for endpoint in ENDPOINTS:
            # What is below an object is asked of every such object.
            parent = re.sub(r"/[^/{}]+$", "", endpoint.template)
            above = re.compile(re.sub(r"\\\{.*?\\\}", "[^/]+", re.escape(parent)))
            last = endpoint.template.removeprefix(parent)
            for path in sorted(f"{path}{last}" for path in paths if above.fullmatch(path)):
                if any(path == other.template != endpoint.template for other in ENDPOINTS):
                    continue  # "aliases" is no image's fingerprint
                for depth in endpoint.depths:
                    request = endpoint.request(path, depth)
                    if request.extension or endpoint.name in _NOT_HERE:
                        continue
                    try:
                        metadata = client.raw("GET", request.path, query=request.query).metadata
                    except LXDAPIError:
                        continue  # counted below
                    found.append(Answer(endpoint, path, depth, metadata))
                    paths.add(path)
                    listed = [*metadata.values()] if endpoint.name == "operations_get" else [metadata]
                    for url in (url for urls in listed if isinstance(urls, list) for url in urls):
                        if isinstance(url, str) and depth == 0:
                            paths |= set(_with_ancestors(url.partition("?")[0]))
            paths |= {
                path for path in {f"{path}{last}" for path in paths} if endpoint.pattern.fullmatch(path)
            }
    return found


def _with_ancestors(path: str) -> Iterator[str]:
    """The paths that lead to an object: one lists a pool's volumes of a type, whose type nothing else tells."""
    parts = path.split("/")
    yield from ("/".join(parts[:count]) for count in range(3, len(parts) + 1))


def _meaning(data: Any) -> Any:
    """What data says, without what says nothing."""
    if isinstance(data, dict):
        said = {key: _meaning(value) for key, value in data.items()}
        return {key: value for key, value in said.items() if value not in _NOTHING}
    return [_meaning(each) for each in data] if isinstance(data, list) else data


def _with_unknown(data: Any, schema: Any) -> Any:
    """The same data from a server that has one more field in every object."""
    if "$ref" in schema:
        schema = _DOCUMENT["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    if len(schema.get("allOf", ())) == 1:
        return _with_unknown(data, schema["allOf"][0])
    if isinstance(data, list):
        return [_with_unknown(each, schema.get("items", {})) for each in data]
    if not isinstance(data, dict):
        return data
    if "properties" not in schema:
        inner = schema.get("additionalProperties")
        return (
            {key: _with_unknown(each, inner) for key, each in data.items()}
            if isinstance(inner, dict)
            else data
        )
    known = {key: _with_unknown(each, schema["properties"].get(key, {})) for key, each in data.items()}
    return {**known, "x-unknown": _UNKNOWN}


def test_every_object_is_written_as_it_was_read(answers: list[Answer]) -> None:
    for answer in answers:
        request = answer.endpoint.request(answer.path, answer.depth)
        written = plain(request.decode(answer.metadata))
        assert _meaning(written) == _meaning(answer.metadata), answer.path


def test_unknown_fields_are_kept_at_every_depth(answers: list[Answer]) -> None:
    for answer in answers:
        request = answer.endpoint.request(answer.path, answer.depth)
        newer = _with_unknown(answer.metadata, answer.endpoint.schema_at(answer.depth))
        written = plain(request.decode(newer))
        assert _meaning(written) == _meaning(newer), answer.path


def test_every_endpoint_was_asked(answers: list[Answer]) -> None:
    told = {answer.endpoint.name for answer in answers}
    missing = {
        endpoint.name
        for endpoint in ENDPOINTS
        if "x-lxd-extension" not in _DOCUMENT["paths"][endpoint.template]["get"]
    } - told
    assert missing == _NOT_HERE.keys()
    assert len(answers) > 100
