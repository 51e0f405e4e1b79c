# Written by scripts/unasync.py from tests/integration/_async/test_client.py. Change that, and run `make sync`.

"""What the client itself does, against a real LXD."""

from __future__ import annotations

import pytest
from lab import Lab
from lxd_api import instances, metrics, profiles, replicators
from lxd_api import projects as projects_api

from lxd import LXDClient
from lxd.errors import ExtensionMissing, NotFound, SocketNotFound


def test_without_an_endpoint_the_local_socket_is_found(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LXD_SOCKET", str(lab.socket))
    with LXDClient() as client:
        assert (client.server.get()).auth == "trusted"


def test_send_any_request(client: LXDClient) -> None:
    profile = client.send(profiles.profile_get("default"))
    assert profile.name == "default"
    assert "root" in profile.devices


def test_send_text(client: LXDClient) -> None:
    assert (client.send(metrics.metrics_get())).endswith("# EOF\n")


def test_send_raw_content(client: LXDClient, running: str) -> None:
    client.send(instances.instance_files_post(running, path="/root/greeting", type="file", content=b"hello"))
    assert client.send(instances.instance_files_get(running, path="/root/greeting")) == b"hello"


def test_send_what_this_server_is_too_old_for(client: LXDClient) -> None:
    with pytest.raises(ExtensionMissing) as caught:
        client.send(replicators.replicators_get())
    assert caught.value.extension == "replicators"
    assert caught.value.version == "5.0.2"


def test_raw(client: LXDClient) -> None:
    answer = client.raw("GET", "/1.0/profiles", query={"recursion": "1"})
    assert [profile["name"] for profile in answer.metadata] == ["default"]


def test_raw_with_a_body(client: LXDClient) -> None:
    answer = client.raw("PATCH", "/1.0/profiles/default", body={"config": {"user.number": "3"}})
    assert answer.type == "sync"
    answer = client.raw("GET", "/1.0/profiles/default")
    assert answer.metadata["config"]["user.number"] == "3"
    assert answer.etag
    client.raw("PATCH", "/1.0/profiles/default", body={"config": {"user.number": ""}})


def test_raw_of_what_does_not_exist(client: LXDClient) -> None:
    with pytest.raises(NotFound):
        client.raw("GET", "/1.0/nonsense")


def test_with_scope(client: LXDClient, project: str, container: str) -> None:
    inside = client.with_scope(project=project)
    assert inside.instances.list() == []
    assert container in {instance.name for instance in client.instances.list()}
    assert container in {instance.name for instance in inside.instances.list(all_projects=True)}
    inside.close()
    client.server.get()


def test_project_of_a_link(client: LXDClient, project: str, unique_name: str) -> None:
    created = client.instances.create({"name": unique_name, "source": {"type": "none"}}, project=project)
    created.wait(timeout=30)
    links = client.instances.list(recursion=0, project=project)
    assert [(link.fetch()).project for link in links] == [project]
    (client.instances.delete(unique_name, project=project)).wait(timeout=30)


def test_a_project_is_made_and_removed_with_plain_requests(client: LXDClient) -> None:
    client.send(projects_api.projects_post(body={"name": "made-by-send"}))
    client.send(projects_api.project_delete("made-by-send"))
    with pytest.raises(NotFound):
        client.send(projects_api.project_get("made-by-send"))


def test_no_socket() -> None:
    with LXDClient("/no/such/unix.socket") as client:
        with pytest.raises(SocketNotFound, match="LXD_SOCKET"):
            client.server.get()
