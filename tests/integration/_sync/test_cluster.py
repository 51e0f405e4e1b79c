# Written by scripts/unasync.py from tests/integration/_async/test_cluster.py. Change that, and run `make sync`.

"""A cluster of three members, against real LXDs."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from lab import Lab

from lxd import LXDClient
from lxd._core.tokens import read_join_token
from lxd.errors import CertificateError, LXDAPIError, LXDError, NotFound, OperationError, ServerError
from lxd.filters import F

from ..support import OWN_POOL, image_source, make_identity
from ._io import in_background, resolve

NAMES = ["n1", "n2", "n3"]


@pytest.fixture
def member(cluster: list[Lab]) -> Iterator[LXDClient]:
    """A client of the cluster, over the socket of its first member."""
    with LXDClient(cluster[0].socket) as client:
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


def test_members(member: LXDClient) -> None:
    assert (member.cluster.get()).server_name == "n1"
    found = member.cluster.members.list()
    assert sorted((each.server_name, each.status) for each in found) == [(name, "Online") for name in NAMES]
    (link,) = member.cluster.members.list(0, filter=F.server_name == "n2")
    assert (resolve(link)).url.startswith("https://127.0.0.1:")
    assert sorted(link.name for link in member.cluster.members.list(0)) == NAMES
    with pytest.raises(NotFound):
        member.cluster.members.get("n9")


def test_a_server_of_its_own_is_no_cluster(newcomer: Lab) -> None:
    with LXDClient(newcomer.socket) as client:
        assert (client.cluster.get()).enabled is False
        with pytest.raises(LXDAPIError, match=r"[Nn]ot.*cluster"):
            client.cluster.members.list()


def test_changing_a_member(member: LXDClient) -> None:
    with member.cluster.members.edit("n2") as edited:
        edited.config["user.x"] = "1"
    member.cluster.members.update_configuration_subset("n2", {"failure_domain": "rack1"}).wait()
    member.cluster.members.update_configuration_subset("n2", {"description": "new"}).wait()
    member.cluster.members.update_configuration_subset("n2", {"config": {"user.y": 2}}).wait()
    got = member.cluster.members.get("n2")
    assert (got.config, got.failure_domain) == ({"user.x": "1", "user.y": "2"}, "rack1")
    assert (got.description, got.groups) == ("new", ["default"])
    got.config.clear()
    got.description = ""
    got.failure_domain = "default"
    member.cluster.members.update_configuration("n2", got).wait()
    assert not (member.cluster.members.get("n2")).config
    member.cluster.members.rename("n2", "n2b").wait()
    member.cluster.members.rename("n2b", "n2").wait()


def test_groups(member: LXDClient) -> None:
    groups = member.cluster.groups
    groups.create({"name": "fast", "members": ["n1"]}).wait()
    try:
        groups.update_configuration_subset("fast", {"description": "new"}).wait()
        assert [(each.name, each.members) for each in groups.list(filter=F.name == "fast")] == [
            ("fast", ["n1"])
        ]
        with groups.edit("fast") as group:
            group.members.append("n3")
        assert sorted((groups.get("fast")).members) == ["n1", "n3"]
        groups.rename("fast", "faster").wait()
        links = {link.name: link for link in groups.list(0)}
        assert (resolve(links["faster"])).description == "new"
        groups.update_configuration("faster", {"members": []}).wait()
    finally:
        for link in groups.list(0):
            if link.name != "default":
                groups.update_configuration(link.name, {"members": []}).wait()
                groups.delete(link.name).wait()


def test_instances_where_they_are_wanted(member: LXDClient, cluster: list[Lab], name: str) -> None:
    body = {"name": name, "source": image_source(cluster[0])}
    member.with_scope(target="n2").instances.create(body).wait()
    assert (member.instances.get(name)).location == "n2"
    moved = member.instances.move(name, target="n3")
    assert moved.location == "n3"
    assert [each.name for each in member.instances.list(filter=F.location == "n3")] == [name]


def test_a_group_as_target(member: LXDClient, cluster: list[Lab], name: str) -> None:
    member.cluster.groups.create({"name": "two", "members": ["n2"]}).wait()
    try:
        body = {"name": name, "source": image_source(cluster[0])}
        member.instances.create(body, target="@two").wait()
        assert (member.instances.get(name)).location == "n2"
    finally:
        member.cluster.groups.update_configuration("two", {"members": []}).wait()
        member.cluster.groups.delete("two").wait()


def test_commands_on_another_member(member: LXDClient, cluster: list[Lab], name: str) -> None:
    member.with_scope(target="n3").instances.launch(name, cluster[0].image, timeout=60)
    result = member.instances.run(name, ["echo", "here"], timeout=60)
    assert result.stdout == "here\n"


def test_events_of_another_member(member: LXDClient, cluster: list[Lab], name: str) -> None:
    with member.server.get_events(type="lifecycle") as events:
        body = {"name": name, "source": {"type": "none"}}
        member.with_scope(target="n2").instances.create(body).wait()
        for event in events:
            if event.metadata.action == "instance-created" and name in event.metadata.source:
                assert event.location == "n2"
                break


def test_evacuating_and_restoring(member: LXDClient, cluster: list[Lab], name: str) -> None:
    body = {"name": name, "source": image_source(cluster[0])}
    member.instances.create(body, target="n3").wait()
    member.cluster.members.evacuate("n3").wait(60)
    try:
        assert (member.cluster.members.get("n3")).status == "Evacuated"
        assert (member.instances.get(name)).location != "n3"
    finally:
        member.cluster.members.update_state("n3", action="restore").wait(60)
    assert (member.instances.get(name)).location == "n3"
    assert (member.cluster.members.get("n3")).status == "Online"


def test_a_member_that_restores_what_was_not_evacuated(member: LXDClient) -> None:
    with pytest.raises((LXDAPIError, OperationError)):
        member.cluster.members.restore("n2").wait(60)


def test_a_member_that_is_not_online(member: LXDClient, cluster: list[Lab], name: str) -> None:
    member.instances.create({"name": name, "source": {"type": "none"}}, target="n3").wait()
    in_background(cluster[2].kill)
    try:
        body = {"name": f"{name}b", "source": {"type": "none"}}
        with pytest.raises(ServerError, match="not online"):
            member.instances.create(body, target="n3")
        assert [each.status for each in member.instances.list(filter=F.name == name)] == ["Error"]
    finally:
        in_background(cluster[2].start)


def test_pools_on_each_member(member: LXDClient) -> None:
    for target in NAMES:
        member.storage_pools.create({"name": "more", "driver": "dir"}, target=target).wait()
    member.storage_pools.create({"name": "more", "driver": "dir"}).wait()
    try:
        assert sorted((member.storage_pools.get("more")).locations) == NAMES
        assert (member.storage_pools.get_resources("more", target="n2")).space.total > 0
    finally:
        member.storage_pools.delete("more").wait()


def test_joining_and_leaving(member: LXDClient, cluster: list[Lab], newcomer: Lab) -> None:
    with LXDClient(newcomer.socket) as client:
        token = member.cluster.members.create_join_token("n4")
        address = newcomer.url.removeprefix("https://")
        joined = client.cluster.join(token.text, server_address=address, member_config=[OWN_POOL])
        joined.wait(60)
        assert (client.cluster.get()).server_name == "n4"
        assert "n4" in [link.name for link in client.cluster.members.list(0)]
        with pytest.raises((LXDAPIError, OperationError)):
            client.cluster.join(token, server_address=address).wait(60)
    member.cluster.members.delete("n4", force=True).wait(60)
    assert sorted(link.name for link in member.cluster.members.list(0)) == NAMES


def test_a_token_for_another_cluster(member: LXDClient, newcomer: Lab) -> None:
    token = member.cluster.members.create_join_token("n5")
    told = json.loads(base64.b64decode(token.text)) | {"fingerprint": "0" * 64}
    forged = read_join_token(base64.b64encode(json.dumps(told).encode()).decode())
    with LXDClient(newcomer.socket) as client:
        with pytest.raises(CertificateError) as refusal:
            client.cluster.join(forged, server_address=newcomer.url.removeprefix("https://"))
        assert refusal.value.wanted == "0" * 64 != refusal.value.shown
        assert (client.cluster.get()).enabled is False
    member.operations.cancel(token.operation_id)


def test_a_token_that_was_revoked(member: LXDClient, newcomer: Lab) -> None:
    token = member.cluster.members.create_join_token("n6")
    member.operations.cancel(token.operation_id)
    with LXDClient(newcomer.socket) as client:
        joining = client.cluster.join(token, server_address=newcomer.url.removeprefix("https://"))
        with pytest.raises((LXDAPIError, OperationError)):
            joining.wait(60)


def test_nobody_where_the_token_says(newcomer: Lab) -> None:
    told = {"server_name": "n7", "secret": "x", "fingerprint": "0" * 64, "addresses": ["127.0.0.1:1"]}
    text = base64.b64encode(json.dumps(told).encode()).decode()
    with LXDClient(newcomer.socket) as client:
        with pytest.raises(LXDError, match=r"none of its addresses.*127\.0\.0\.1:1"):
            client.cluster.join(text, server_address=newcomer.url.removeprefix("https://"))


def test_another_certificate(newcomer: Lab, tmp_path: Path) -> None:
    identity = make_identity(tmp_path)
    with LXDClient(newcomer.socket) as client:
        client.cluster.enable("alone").wait(60)
        client.cluster.update_certificate(identity.pem.decode(), identity.key_path.read_text()).wait(60)
        told = (client.server.get()).environment
        assert told.certificate_fingerprint == identity.fingerprint


def test_a_certificate_that_is_none(member: LXDClient) -> None:
    with pytest.raises(LXDAPIError):
        member.cluster.update_certificate("CERT", "KEY").wait(60)


def test_what_members_are_doing_is_newer(member: LXDClient) -> None:
    with pytest.raises(LXDError):
        member.cluster.members.get_state("n1")
