"""The cluster, projects, placement groups and replicators: what is sent, in both ways in which servers answer."""

from __future__ import annotations

import base64
import json

import pytest

from lxd import AsyncLXDClient
from lxd.errors import ExtensionMissing, LXDError
from lxd.filters import F
from tests.calling import Ask, ids_of
from tests.standin import StandIn

CLUSTER = "/1.0/cluster"
MEMBERS = f"{CLUSTER}/members"
GROUPS = f"{CLUSTER}/groups"
CLUSTER_LINKS = f"{CLUSTER}/links"
PROJECTS = "/1.0/projects"
PLACEMENT = "/1.0/placement-groups"
REPLICATORS = "/1.0/replicators"
NOTE = {"description": "new"}

CHANGES = [
    Ask(
        f"PUT {CLUSTER}",
        lambda client: client.cluster.update_configuration({"enabled": True, "server_name": "n1"}),
        {"enabled": True, "server_name": "n1"},
    ),
    Ask(f"PUT {CLUSTER}", lambda client: client.cluster.enable("n1"), {"enabled": True, "server_name": "n1"}),
    Ask(
        f"PUT {CLUSTER}/certificate",
        lambda client: client.cluster.update_certificate("CERT", "KEY"),
        {"cluster_certificate": "CERT", "cluster_certificate_key": "KEY"},
    ),
    Ask(
        f"PUT {MEMBERS}/n1",
        lambda client: client.cluster.members.update_configuration("n1", {"roles": ["event-hub"]}),
        {"roles": ["event-hub"]},
    ),
    Ask(
        f"POST {MEMBERS}/n1", lambda client: client.cluster.members.rename("n1", "n2"), {"server_name": "n2"}
    ),
    Ask(f"DELETE {MEMBERS}/n1", lambda client: client.cluster.members.delete("n1")),
    Ask(f"DELETE {MEMBERS}/n1?force=1", lambda client: client.cluster.members.delete("n1", force=True)),
    Ask(
        f"POST {MEMBERS}/n1/state",
        lambda client: client.cluster.members.update_state("n1", action="evacuate", force=True),
        {"action": "evacuate", "force": True},
    ),
    Ask(
        f"POST {MEMBERS}/n1/state",
        lambda client: client.cluster.members.evacuate("n1", mode="stop"),
        {"action": "evacuate", "mode": "stop"},
    ),
    Ask(
        f"POST {MEMBERS}/n1/state",
        lambda client: client.cluster.members.evacuate("n1", force=True),
        {"action": "evacuate", "force": True},
    ),
    Ask(
        f"POST {MEMBERS}/n1/state",
        lambda client: client.cluster.members.restore("n1"),
        {"action": "restore"},
    ),
    Ask(
        f"POST {GROUPS}",
        lambda client: client.cluster.groups.create({"name": "fast", "members": ["n1"]}),
        {"name": "fast", "members": ["n1"]},
    ),
    Ask(f"PUT {GROUPS}/fast", lambda client: client.cluster.groups.update_configuration("fast", NOTE), NOTE),
    Ask(
        f"PATCH {GROUPS}/fast",
        lambda client: client.cluster.groups.update_configuration_subset("fast", NOTE),
        NOTE,
    ),
    Ask(f"POST {GROUPS}/fast", lambda client: client.cluster.groups.rename("fast", "new"), {"name": "new"}),
    Ask(f"DELETE {GROUPS}/fast", lambda client: client.cluster.groups.delete("fast")),
    Ask(
        f"PUT {CLUSTER_LINKS}/other",
        lambda client: client.cluster.links.update_configuration("other", NOTE),
        NOTE,
    ),
    Ask(
        f"PATCH {CLUSTER_LINKS}/other",
        lambda client: client.cluster.links.update_configuration_subset("other", NOTE),
        NOTE,
    ),
    Ask(
        f"POST {CLUSTER_LINKS}/other",
        lambda client: client.cluster.links.rename("other", "new"),
        {"name": "new"},
    ),
    Ask(f"DELETE {CLUSTER_LINKS}/other", lambda client: client.cluster.links.delete("other")),
    Ask(
        f"POST {PROJECTS}",
        lambda client: client.projects.create({"name": "p", "config": {"features.images": False}}),
        {"name": "p", "config": {"features.images": "false"}},
    ),
    Ask(f"PUT {PROJECTS}/p", lambda client: client.projects.update_configuration("p", NOTE), NOTE),
    Ask(f"POST {PROJECTS}/p", lambda client: client.projects.rename("p", "q"), {"name": "q"}),
    Ask(f"DELETE {PROJECTS}/p", lambda client: client.projects.delete("p")),
    Ask(f"DELETE {PROJECTS}/p?force=true", lambda client: client.projects.delete("p", force=True)),
    Ask(
        f"PUT {PROJECTS}/p/state?force=true",
        lambda client: client.projects.update_state("p", replica_mode="standby", force=True),
        {"replica_mode": "standby"},
    ),
    Ask(
        f"POST {PLACEMENT}?project=p",
        lambda client: client.placement_groups.create({"name": "web"}, project="p"),
        {"name": "web"},
    ),
    Ask(
        f"PUT {PLACEMENT}/web", lambda client: client.placement_groups.update_configuration("web", NOTE), NOTE
    ),
    Ask(
        f"PATCH {PLACEMENT}/web",
        lambda client: client.placement_groups.update_configuration_subset("web", NOTE),
        NOTE,
    ),
    Ask(
        f"POST {PLACEMENT}/web", lambda client: client.placement_groups.rename("web", "new"), {"name": "new"}
    ),
    Ask(f"DELETE {PLACEMENT}/web", lambda client: client.placement_groups.delete("web")),
    Ask(
        f"POST {REPLICATORS}?project=p",
        lambda client: client.replicators.create({"name": "r", "config": {"cluster": "other"}}, project="p"),
        {"name": "r", "config": {"cluster": "other"}},
    ),
    Ask(f"PUT {REPLICATORS}/r", lambda client: client.replicators.update_configuration("r", NOTE), NOTE),
    Ask(
        f"PATCH {REPLICATORS}/r",
        lambda client: client.replicators.update_configuration_subset("r", NOTE),
        NOTE,
    ),
    Ask(f"POST {REPLICATORS}/r", lambda client: client.replicators.rename("r", "s"), {"name": "s"}),
    Ask(f"DELETE {REPLICATORS}/r", lambda client: client.replicators.delete("r")),
    Ask(
        f"PUT {REPLICATORS}/r/state?project=p",
        lambda client: client.replicators.update_state("r", action="start", project="p"),
        {"action": "start"},
    ),
]

READS = [
    Ask(f"GET {CLUSTER}", lambda client: client.cluster.get()),
    Ask(f"GET {MEMBERS}?recursion=1", lambda client: client.cluster.members.list()),
    Ask(f"GET {MEMBERS}/n1", lambda client: client.cluster.members.get("n1")),
    Ask(f"GET {MEMBERS}/n1/state", lambda client: client.cluster.members.get_state("n1")),
    Ask(f"GET {GROUPS}?recursion=1", lambda client: client.cluster.groups.list()),
    Ask(f"GET {GROUPS}/fast", lambda client: client.cluster.groups.get("fast")),
    Ask(f"GET {CLUSTER_LINKS}?recursion=1", lambda client: client.cluster.links.list()),
    Ask(f"GET {CLUSTER_LINKS}/other", lambda client: client.cluster.links.get("other")),
    Ask(
        f"GET {CLUSTER_LINKS}/other/state?target=n1",
        lambda client: client.cluster.links.get_state("other", target="n1"),
    ),
    Ask(
        f"GET {PROJECTS}?recursion=1&with-access-entitlements=can_edit",
        lambda client: client.projects.list(entitlements=["can_edit"]),
    ),
    Ask(f"GET {PROJECTS}/p", lambda client: client.projects.get("p")),
    Ask(f"GET {PROJECTS}/p/state", lambda client: client.projects.get_state("p")),
    Ask(
        f"GET {PLACEMENT}?recursion=1&all-projects=true",
        lambda client: client.placement_groups.list(all_projects=True),
    ),
    Ask(f"GET {PLACEMENT}/web", lambda client: client.placement_groups.get("web")),
    Ask(f"GET {REPLICATORS}?recursion=1&project=p", lambda client: client.replicators.list(project="p")),
    Ask(f"GET {REPLICATORS}/r", lambda client: client.replicators.get("r")),
    Ask(f"GET {REPLICATORS}/r/state", lambda client: client.replicators.get_state("r")),
]


@pytest.mark.parametrize("ask", CHANGES, ids=ids_of(CHANGES))
async def test_what_a_change_sends(newest: AsyncLXDClient, standin: StandIn, ask: Ask) -> None:
    operation = await ask.call(newest)
    await operation.wait(timeout=10)
    assert operation.is_done
    assert standin.calls == [ask.asked]
    if ask.body is not None:
        assert standin.body(ask.asked.partition("?")[0]) == ask.body


@pytest.mark.parametrize("ask", READS, ids=ids_of(READS))
async def test_what_is_asked(newest: AsyncLXDClient, standin: StandIn, ask: Ask) -> None:
    assert await ask.call(newest)
    assert standin.calls == [ask.asked]


LINKS = [
    Ask(f"GET {MEMBERS}/x", lambda client: client.cluster.members.list(0)),
    Ask(f"GET {GROUPS}/x", lambda client: client.cluster.groups.list(0)),
    Ask(f"GET {CLUSTER_LINKS}/x", lambda client: client.cluster.links.list(0)),
    Ask(f"GET {PROJECTS}/x", lambda client: client.projects.list(0)),
    Ask(f"GET {PLACEMENT}/x", lambda client: client.placement_groups.list(0)),
    Ask(f"GET {REPLICATORS}/x", lambda client: client.replicators.list(0)),
]


@pytest.mark.parametrize("ask", LINKS, ids=ids_of(LINKS))
async def test_what_a_link_fetches(newest: AsyncLXDClient, standin: StandIn, ask: Ask) -> None:
    (link,) = await ask.call(newest)
    await link.fetch()
    assert standin.calls[-1] == ask.asked


EDITS = [
    Ask(f"{MEMBERS}/n1", lambda client: client.cluster.members.edit("n1")),
    Ask(f"{GROUPS}/fast", lambda client: client.cluster.groups.edit("fast")),
    Ask(f"{CLUSTER_LINKS}/other", lambda client: client.cluster.links.edit("other")),
    Ask(f"{PROJECTS}/p", lambda client: client.projects.edit("p")),
    Ask(f"{PLACEMENT}/web", lambda client: client.placement_groups.edit("web")),
    Ask(f"{REPLICATORS}/r", lambda client: client.replicators.edit("r")),
]


@pytest.mark.parametrize("ask", EDITS, ids=ids_of(EDITS))
async def test_editing(newest: AsyncLXDClient, standin: StandIn, ask: Ask) -> None:
    async with ask.call(newest) as found:
        found.description = "edited"
    assert standin.calls == [f"GET {ask.asked}", f"PUT {ask.asked}"]
    assert standin.body(f"PUT {ask.asked}")["description"] == "edited"


async def test_a_change_of_a_project_keeps_its_configuration(
    newest: AsyncLXDClient, standin: StandIn
) -> None:
    standin.on(f"GET {PROJECTS}/p", {"name": "p", "config": {"features.images": "true", "user.x": "1"}})
    await newest.projects.update_configuration_subset("p", {"config": {"user.x": 2}}).wait()
    assert standin.body(f"PUT {PROJECTS}/p")["config"] == {"features.images": "true", "user.x": "2"}
    assert standin.sent(f"PUT {PROJECTS}/p").headers["If-Match"] == "abc"


async def test_a_change_of_a_member_keeps_the_rest(newest: AsyncLXDClient, standin: StandIn) -> None:
    kept = {"roles": ["database"], "groups": ["default"], "failure_domain": "rack1", "description": "old"}
    standin.on(f"GET {MEMBERS}/n1", {"server_name": "n1", **kept})
    await newest.cluster.members.update_configuration_subset("n1", {"config": {"user.x": 1}}).wait()
    assert standin.body(f"PUT {MEMBERS}/n1").items() >= {"config": {"user.x": "1"}, **kept}.items()
    assert standin.sent(f"PUT {MEMBERS}/n1").headers["If-Match"] == "abc"


async def test_members_by_a_filter(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {MEMBERS}", [{"server_name": "n1", "status": "Online"}, {"server_name": "n2"}])
    links = await newest.cluster.members.list(0, filter=F.status == "Online")
    assert [link.url for link in links] == [f"{MEMBERS}/n1"]


async def test_a_join_token(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.answering = "in the background"  # no server issues one at once
    told = {"serverName": "n2", "secret": "s3cret", "fingerprint": "ab", "addresses": ["192.0.2.1:8443"]}
    standin.on(f"POST {MEMBERS}", {**told, "expiresAt": "2030-01-02T03:04:05Z"})
    token = await newest.cluster.members.create_join_token("n2")
    assert standin.body(f"POST {MEMBERS}") == {"server_name": "n2"}
    assert (token.name, token.fingerprint, token.addresses) == ("n2", "ab", ("192.0.2.1:8443",))
    assert json.loads(base64.b64decode(token.text)) == {
        "server_name": "n2",
        "fingerprint": "ab",
        "addresses": ["192.0.2.1:8443"],
        "secret": "s3cret",
        "expires_at": "2030-01-02T03:04:05Z",
    }
    assert "s3cret" not in repr(token)
    assert token.text not in repr(token)


async def test_joining_without_a_token(newest: AsyncLXDClient, standin: StandIn) -> None:
    with pytest.raises(LXDError, match="that is no join token"):
        await newest.cluster.join("secret", server_address="192.0.2.2:8443")
    assert standin.calls == []


async def test_the_token_of_a_cluster_link(newest: AsyncLXDClient, standin: StandIn) -> None:
    told = {"client_name": "other", "secret": "s3cret", "fingerprint": "ab", "addresses": ["192.0.2.1:8443"]}
    standin.on(f"POST {CLUSTER_LINKS}", {**told, "type": "Cluster link certificate", "expires_at": None})
    token = await newest.cluster.links.create_token({"name": "other"})
    assert (token.name, token.type) == ("other", "Cluster link certificate")
    assert "s3cret" not in repr(token)


async def test_a_cluster_link_of_a_token(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"POST {CLUSTER_LINKS}", None)
    await newest.cluster.links.create({"name": "other", "trust_token": "abc"})
    assert standin.body(f"POST {CLUSTER_LINKS}") == {"name": "other", "trust_token": "abc"}


async def test_restoring_a_member_only(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.extensions.append("clustering_restore_skip_mode")
    await newest.cluster.members.restore("n1", mode="skip").wait()
    assert standin.body(f"POST {MEMBERS}/n1/state") == {"action": "restore", "mode": "skip"}


async def test_servers_that_cannot_restore_a_member_only(newest: AsyncLXDClient, standin: StandIn) -> None:
    with pytest.raises(ExtensionMissing, match="'clustering_restore_skip_mode'"):
        await newest.cluster.members.restore("n1", mode="skip")
    assert standin.calls == []
