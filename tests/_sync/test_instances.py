# Written by scripts/unasync.py from tests/_async/test_instances.py. Change that, and run `make sync`.

"""Instances: what each call sends, and what it makes of the answer."""

from __future__ import annotations

from typing import Any

import pytest
from lxd_api import models

from lxd import LXDClient
from lxd.entities.instances import InstanceAction
from lxd.errors import BadRequest, ExtensionMissing, FilterError, NotFound
from lxd.filters import F
from tests import envelopes
from tests.fakes import FakeLXD
from tests.standin import StandIn

C1 = "/1.0/instances/c1"


@pytest.mark.parametrize("recursion", [0, 1, 2])
def test_a_list_is_one_request(client: LXDClient, lxd: FakeLXD, recursion: int) -> None:
    lxd.on("GET /1.0/instances", envelopes.sync([]))
    client.instances.list(recursion)
    assert len(lxd.calls) == 1


def test_instances_are_listed_with_recursion_1(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/instances", envelopes.sync([{"name": "c1"}, {"name": "c2"}]))
    assert [instance.name for instance in client.instances.list()] == ["c1", "c2"]


def test_recursion_2_has_the_state(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/instances", envelopes.sync([{"name": "c1", "state": {"pid": 7}}]))
    (instance,) = client.instances.list(2)
    assert instance.state is not None
    assert instance.state.pid == 7


def test_recursion_0_gives_links(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/instances", envelopes.sync([C1]))
    assert [link.name for link in client.instances.list(0)] == ["c1"]


def test_a_link_fetches_its_instance(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/instances", envelopes.sync([C1]))
    lxd.on(f"GET {C1}", envelopes.sync({"name": "c1"}))
    (link,) = client.instances.list(0)
    assert (link.fetch()).name == "c1"


def test_a_link_asks_in_the_project_of_its_url(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/instances", envelopes.sync([f"{C1}?project=p"]))
    lxd.on(f"GET {C1}", envelopes.sync({"name": "c1"}))
    (link,) = client.instances.list(0)
    link.fetch()
    assert lxd.calls[-1] == f"GET {C1}?project=p"


def test_a_link_without_project_asks_in_the_project_of_its_list(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/instances", envelopes.sync([C1]))
    lxd.on(f"GET {C1}", envelopes.sync({"name": "c1"}))
    (link,) = client.instances.list(0, project="p")
    link.fetch()
    assert lxd.calls[-1] == f"GET {C1}?project=p"


def test_a_link_from_all_projects_without_project_is_of_the_default_one(
    client: LXDClient, lxd: FakeLXD
) -> None:
    # LXD leaves the project out of the URLs of its default project.
    lxd.on("GET /1.0/instances", envelopes.sync([C1]))
    lxd.on(f"GET {C1}", envelopes.sync({"name": "c1"}))
    (link,) = client.with_scope(project="q").instances.list(0, all_projects=True)
    link.fetch()
    assert lxd.calls[-1] == f"GET {C1}?project=default"


def test_a_link_quotes_the_name_again(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/instances", envelopes.sync(["/1.0/instances/a%2Fb"]))
    lxd.on("GET /1.0/instances/a%2Fb", envelopes.sync({"name": "a/b"}))
    (link,) = client.instances.list(0)
    assert (link.fetch()).name == "a/b"


def test_a_filter_goes_to_the_server(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/instances", envelopes.sync([]))
    client.instances.list(filter="status eq Running")
    assert lxd.calls[-1] == "GET /1.0/instances?recursion=1&filter=status eq Running"


def test_an_instance_is_got_by_name(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {C1}", envelopes.sync({"name": "c1", "status": "Running"}))
    assert (client.instances.get("c1")).status == "Running"


def test_an_instance_is_got_with_its_state(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {C1}", envelopes.sync({"name": "c1", "state": {"pid": 7}}))
    instance = client.instances.get("c1", recursion=1)
    assert instance.state is not None
    assert instance.state.pid == 7


def test_a_missing_instance_is_not_found(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {C1}", envelopes.error(404, "Instance not found"))
    with pytest.raises(NotFound):
        client.instances.get("c1")


@pytest.mark.parametrize("name", ["", ".", ".."])
def test_a_name_that_would_be_another_endpoint_is_refused(client: LXDClient, name: str) -> None:
    with pytest.raises(ValueError):
        client.instances.get(name)


def test_creating_gives_the_operation(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("POST /1.0/instances", envelopes.started())
    assert (client.instances.create({"name": "c1"})).id == envelopes.ID


def test_creating_sends_what_was_given_and_nothing_more(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("POST /1.0/instances", envelopes.started())
    body = {"name": "c1", "profiles": [], "source": {"type": "image", "alias": "busybox"}}
    client.instances.create(body)
    assert lxd.body("POST /1.0/instances") == body


def test_creating_from_a_model_sends_what_was_set_and_nothing_more(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("POST /1.0/instances", envelopes.started())
    client.instances.create(models.InstancesPost(name="c1", source=models.InstanceSource(type="none")))
    assert lxd.body("POST /1.0/instances") == {"name": "c1", "source": {"type": "none"}}


def test_creating_writes_configuration_as_lxd_wants_it(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("POST /1.0/instances", envelopes.started())
    devices = {"root": {"type": "disk", "boot.priority": 1}}
    client.instances.create({"name": "c1", "config": {"boot.autostart": True}, "devices": devices})
    sent = lxd.body("POST /1.0/instances")
    written = {"boot.autostart": "true"}, {"root": {"type": "disk", "boot.priority": "1"}}
    assert (sent["config"], sent["devices"]) == written


def test_creating_takes_a_project_and_a_target(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("POST /1.0/instances", envelopes.started())
    client.instances.create({"name": "c1"}, project="p", target="@group")
    assert dict(lxd.requests[0].url.params) == {"project": "p", "target": "@group"}


def test_renaming_sends_the_new_name(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"POST {C1}", envelopes.started())
    client.instances.rename("c1", "c2", project="p")
    assert (lxd.calls, lxd.body(f"POST {C1}")) == ([f"POST {C1}?project=p"], {"name": "c2"})


def test_replacing_a_configuration(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"PUT {C1}", envelopes.started())
    client.instances.update_configuration("c1", {"config": {"limits.cpu": 2}})
    assert lxd.body(f"PUT {C1}") == {"config": {"limits.cpu": "2"}}


def test_an_instance_as_it_was_got_may_be_given_back(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {C1}", envelopes.sync({"name": "c1", "config": {"volatile.a": "b"}, "later": 1}))
    lxd.on(f"PUT {C1}", envelopes.started())
    instance = client.instances.get("c1")
    instance.config["limits.cpu"] = "2"
    client.instances.update_configuration("c1", instance)
    sent = lxd.body(f"PUT {C1}")
    assert (sent["config"], sent["later"]) == ({"volatile.a": "b", "limits.cpu": "2"}, 1)


def test_changing_a_part_of_a_configuration(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"PATCH {C1}", envelopes.sync())
    client.instances.update_configuration_subset("c1", {"config": {"limits.cpu": None}})
    assert lxd.body(f"PATCH {C1}") == {"config": {"limits.cpu": ""}}


def test_a_change_made_at_once_is_a_finished_operation(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"PATCH {C1}", envelopes.sync())
    operation = client.instances.update_configuration_subset("c1", {"description": "x"})
    assert (operation.is_done, operation.id) == (True, "")


def test_the_state_is_got(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {C1}/state", envelopes.sync({"status": "Running", "pid": 7}))
    assert (client.instances.get_state("c1")).pid == 7


@pytest.mark.parametrize("action", [InstanceAction.STOP, "stop"])
def test_the_state_is_changed(client: LXDClient, lxd: FakeLXD, action: Any) -> None:
    lxd.on(f"PUT {C1}/state", envelopes.started())
    client.instances.update_state("c1", action=action)
    assert lxd.body(f"PUT {C1}/state") == {"action": "stop", "force": False, "stateful": False}


def test_changing_the_state_gives_the_operation(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"PUT {C1}/state", envelopes.started())
    assert (client.instances.update_state("c1", action=InstanceAction.STOP)).id == envelopes.ID


def test_the_state_is_changed_as_it_was_asked(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"PUT {C1}/state", envelopes.started())
    client.instances.update_state("c1", action="stop", timeout=5, force=True, stateful=True)
    body = {"action": "stop", "timeout": 5, "force": True, "stateful": True}
    assert lxd.body(f"PUT {C1}/state") == body


def test_a_second_is_time_enough(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"PUT {C1}/state", envelopes.started())
    client.instances.update_state("c1", action="stop", timeout=1)
    assert lxd.body(f"PUT {C1}/state")["timeout"] == 1


@pytest.mark.parametrize("timeout", [0, -1])
def test_a_timeout_that_would_pull_the_plug_is_refused(client: LXDClient, lxd: FakeLXD, timeout: int) -> None:
    with pytest.raises(ValueError, match="force=True"):
        client.instances.update_state("c1", action="stop", timeout=timeout)
    assert lxd.calls == []


def test_an_action_that_is_none_is_refused(client: LXDClient, lxd: FakeLXD) -> None:
    action: Any = "explode"
    with pytest.raises(ValueError, match="explode"):
        client.instances.update_state("c1", action=action)
    assert lxd.calls == []


def test_an_instance_that_is_in_no_state_for_it(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"PUT {C1}/state", envelopes.error(400, "The instance is already stopped"))
    with pytest.raises(BadRequest, match="already stopped"):
        client.instances.update_state("c1", action="stop")


def test_a_filter_is_told_as_the_server_understands_it(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync({**envelopes.server(), "api_extensions": ["network_allocations"]}))
    lxd.on("GET /1.0/instances", envelopes.sync([]))
    for recursion in (0, 1, 2):
        client.instances.list(recursion, filter=(F.status == "Running") & (F.ephemeral == False))  # noqa: E712
    words = "status eq ^(?-i)Running$ and ephemeral eq false"
    assert lxd.calls == [
        "GET /1.0",  # once
        f"GET /1.0/instances?filter={words}",
        f"GET /1.0/instances?recursion=1&filter={words}",
        f"GET /1.0/instances?recursion=2&filter={words}",
    ]


def test_a_filter_that_the_server_cannot_be_told_of(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server()))
    with pytest.raises(FilterError, match="nothing but texts"):
        client.instances.list(filter=F.ephemeral == True)  # noqa: E712
    assert lxd.calls == ["GET /1.0"]


def test_an_object_without_a_field_of_the_filter(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/instances", envelopes.error(400, 'Invalid type "invalid" for field "devices.eth9.type"'))
    with pytest.raises(BadRequest, match=r"Invalid type .*lxd\.filters\.select"):
        client.instances.list(filter="devices.eth9.type eq nic")


def test_one_kind_of_instance(newest: LXDClient, standin: StandIn) -> None:
    newest.instances.list(type="virtual-machine")
    assert standin.calls == ["GET /1.0/instances?recursion=1&instance-type=virtual-machine"]


def test_parts_of_the_state(newest: LXDClient, standin: StandIn) -> None:
    newest.instances.list(2, fields=["state.disk", "state.network"], entitlements=["can_exec"])
    newest.instances.list(2, fields=[])
    assert standin.calls == [
        "GET /1.0/instances?recursion=2;fields=state.disk,state.network&with-access-entitlements=can_exec",
        "GET /1.0/instances?recursion=2;fields=",
    ]
    assert b"recursion=2%3Bfields%3Dstate.disk%2Cstate.network" in standin.requests[1].url.query


def test_parts_of_a_state_that_is_not_asked_for(newest: LXDClient, standin: StandIn) -> None:
    recursion: int = 1
    with pytest.raises(ValueError, match="recursion=2"):
        newest.instances.list(recursion, fields=["state.disk"])
    assert standin.calls == []


def test_parts_of_the_state_of_one(newest: LXDClient, standin: StandIn) -> None:
    newest.instances.get("c1", recursion=1, fields=["state.disk"])
    newest.instances.get("c1", recursion=1, fields=[])
    assert standin.calls == [
        "GET /1.0/instances/c1?recursion=1;fields=state.disk",
        "GET /1.0/instances/c1?recursion=1;fields=",
    ]


def test_parts_of_a_state_of_one_that_is_not_asked_for(newest: LXDClient, standin: StandIn) -> None:
    recursion: int = 0
    with pytest.raises(ValueError, match="recursion=1"):
        newest.instances.get("c1", recursion=recursion, fields=["state.disk"])
    assert standin.calls == []


def test_a_server_that_tells_all_of_the_state_or_nothing() -> None:
    older = StandIn(without=("instances_state_selective_recursion",))
    with LXDClient("/run/lxd.socket", transport=older.transport) as client:
        with pytest.raises(ExtensionMissing, match="instances_state_selective_recursion"):
            client.instances.list(2, fields=[])
        with pytest.raises(ExtensionMissing, match="instances_state_selective_recursion"):
            client.instances.get("c1", recursion=1, fields=[])
