# Written by scripts/unasync.py from tests/integration/_async/test_details.py. Change that, and run `make sync`.

"""Editing, logs, metadata and templates of instances, against a real LXD."""

from __future__ import annotations

import pytest
from lab import Lab
from lxd_api import models

from lxd import LXDClient
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


def user_config(client: LXDClient, name: str) -> dict[str, str]:
    config = (client.instances.get(name)).config
    return {key.removeprefix("user."): value for key, value in config.items() if key.startswith("user.")}


def test_an_edit(client: LXDClient, container: str) -> None:
    with client.instances.edit(container, timeout=30) as instance:
        instance.config["user.a"] = "1"
        instance.description = "edited"
    assert user_config(client, container) == {"a": "1"}
    assert (client.instances.get(container)).description == "edited"
    with client.instances.edit(container, timeout=30) as instance:
        del instance.config["user.a"]
    assert user_config(client, container) == {}


def test_an_edit_of_what_others_edit_too(client: LXDClient, lab: Lab, container: str) -> None:
    change_elsewhere(lab, container, x="1")
    with client.instances.edit(container, timeout=30) as instance:
        change_elsewhere(lab, container, y="2")
        del instance.config["user.x"]
        instance.config["user.z"] = "3"
    assert user_config(client, container) == {"y": "2", "z": "3"}


def test_an_edit_of_the_same_is_a_conflict(client: LXDClient, lab: Lab, container: str) -> None:
    def edit() -> None:
        with client.instances.edit(container, timeout=30) as instance:
            change_elsewhere(lab, container, x="theirs")
            instance.config["user.x"] = "mine"

    with pytest.raises(PreconditionFailed, match=r"config\.user\.x"):
        edit()
    assert user_config(client, container) == {"x": "theirs"}


def test_an_edit_while_the_instance_starts(client: LXDClient, lab: Lab, container: str) -> None:
    # Starting writes LXD's own keys into the configuration.
    with client.instances.edit(container, timeout=30) as instance:
        client.instances.start(container).wait(timeout=60)
        instance.config["user.a"] = "1"
    found = client.instances.get(container)
    assert (found.status, found.config["user.a"]) == ("Running", "1")
    assert found.config["volatile.last_state.power"] == "RUNNING"


def test_nothing_is_lost_when_many_edit(client: LXDClient, lab: Lab, container: str) -> None:
    change_elsewhere(lab, container, n="0")

    def count(instance: models.Instance) -> None:
        instance.config["user.n"] = str(int(instance.config["user.n"]) + 1)

    def edit() -> None:
        client.instances.edit(container, timeout=30).apply(count)

    together(*[edit] * 4)
    assert user_config(client, container) == {"n": "4"}


def test_an_edit_that_lxd_refuses(client: LXDClient, container: str) -> None:
    def edit() -> None:
        with client.instances.edit(container, timeout=30) as instance:
            instance.config["nonsense"] = "1"

    with pytest.raises((BadRequest, OperationFailed), match="nonsense"):
        edit()


def test_logs(client: LXDClient, running: str) -> None:
    logs = client.instances.logs
    assert "lxc.log" in logs.list(running)
    assert b"lxc." in logs.get(running, "lxc.conf")
    with logs.stream(running, "lxc.conf") as content:
        assert b"".join([chunk for chunk in content]) == logs.get(running, "lxc.conf")
    with pytest.raises(BadRequest):
        logs.delete(running, "lxc.log")


def test_the_output_of_commands(client: LXDClient, lab: Lab, running: str) -> None:
    logs = client.instances.logs
    lab.execute(running, "echo", "hi")
    stderr, stdout = sorted(logs.list_command_output(running))
    assert (logs.get(running, stdout), logs.get(running, stderr)) == (b"hi\n", b"")
    for name in (stdout, stderr):
        logs.delete(running, name)
    assert logs.list_command_output(running) == []
    with pytest.raises(NotFound):
        logs.delete(running, stdout)


@pytest.mark.parametrize("log", ["nope.log", "../lxd.log", "a b?#%ü", "exec_nope.stdout"])
def test_logs_that_are_none(local: LXDClient, running: str, log: str) -> None:
    with pytest.raises(LXDAPIError):
        local.instances.logs.get(running, log)


def test_metadata(client: LXDClient, container: str) -> None:
    metadata = client.instances.metadata
    found = metadata.get(container)
    assert found.properties["os"] == "busybox"
    with metadata.edit(container) as edited:
        edited.properties["release"] = "12"
    metadata.update_configuration_subset(container, {"properties": {"variant": 7}}).wait()
    changed = (metadata.get(container)).properties
    assert (changed["os"], changed["variant"]) == ("busybox", "7")
    metadata.update_configuration(container, found).wait()
    assert (metadata.get(container)).properties == found.properties


def test_templates(client: LXDClient, container: str) -> None:
    templates = client.instances.templates
    assert templates.list(container) == []
    for name in ("hostname.tpl", "a b?#%ü.tpl"):
        templates.create(container, name, "{{ container.name }}\n").wait()
        assert templates.get(container, name) == b"{{ container.name }}\n"
    templates.create(container, "hostname.tpl", b"other").wait()
    assert templates.get(container, "hostname.tpl") == b"other"
    templates.delete(container, "hostname.tpl").wait()
    assert templates.list(container) == ["a b?#%ü.tpl"]


def test_templates_that_are_none(client: LXDClient, container: str) -> None:
    templates = client.instances.templates
    with pytest.raises(NotFound):
        templates.get(container, "nope")
    with pytest.raises(NotFound):
        templates.delete(container, "nope")
    with pytest.raises(LXDAPIError):
        templates.create(container, "a/b", "x")


def test_all_of_it_of_a_missing_instance(client: LXDClient, unique_name: str) -> None:
    with pytest.raises(NotFound):
        client.instances.logs.list(unique_name)
    with pytest.raises(NotFound):
        client.instances.logs.get(unique_name, "lxc.log")
    with pytest.raises(NotFound):
        client.instances.metadata.get(unique_name)
    with pytest.raises(NotFound):
        client.instances.templates.list(unique_name)
    with pytest.raises(NotFound):
        client.instances.edit(unique_name).apply(lambda instance: None)


def test_this_server_knows_no_uefi_variables(local: LXDClient, container: str) -> None:
    with pytest.raises(ExtensionMissing, match="instances_uefi_vars"):
        local.instances.uefi_vars.get(container)
