# Written by scripts/unasync.py from tests/typing/_async/areas_cases.py. Change that, and run `make sync`.

"""What type checkers make of the areas of the API: never run, only checked, by mypy and pyright."""

from __future__ import annotations

from typing import assert_type

from lxd_api import models

from lxd import LXDClient
from lxd._sync.editing import Edit
from lxd._sync.links import Link
from lxd._sync.operations import Operation
from lxd.entities.tokens import JoinToken, TrustToken
from lxd.filters import F, Field, Filter, select


def profiles(client: LXDClient, recursion: int) -> None:
    assert_type(client.profiles.list(), list[models.Profile])
    assert_type(client.profiles.list(0), list[Link[models.Profile]])
    assert_type(client.profiles.list(1, filter=F.name == "x", all_projects=True), list[models.Profile])
    assert_type(client.profiles.list(recursion), list[Link[models.Profile]] | list[models.Profile])
    assert_type(client.profiles.get("x"), models.Profile)
    assert_type(client.profiles.edit("x"), Edit[models.Profile])
    assert_type(client.profiles.delete("x"), Operation)
    for link in client.profiles.list(0):
        assert_type(link.name, str)
        assert_type(link.fetch(), models.Profile)


def filters(client: LXDClient) -> None:
    assert_type(F.config["limits.cpu"], Field)
    assert_type(F.name == "x", Filter)
    assert_type(F.name != "x", Filter)
    assert_type((F.name == "x") & ~F.name.in_(["y"]) | F.name.matches("z"), Filter)
    assert_type(select(F.name == "x", client.profiles.list()), list[models.Profile])
    assert_type(client.instances.list(2, filter=F.name == "x", fields=[]), list[models.InstanceFull])


def projects_and_clusters(client: LXDClient, recursion: int) -> None:
    assert_type(client.projects.list(), list[models.Project])
    assert_type(client.projects.list(0), list[Link[models.Project]])
    assert_type(client.projects.list(recursion), list[Link[models.Project]] | list[models.Project])
    assert_type(client.projects.get_state("p"), models.ProjectState)
    assert_type(client.projects.edit("p"), Edit[models.Project])
    assert_type(client.cluster.get(), models.Cluster)
    assert_type(client.cluster.enable("n1"), Operation)
    assert_type(client.cluster.members.list(), list[models.ClusterMember])
    assert_type(client.cluster.members.list(0), list[Link[models.ClusterMember]])
    assert_type(client.cluster.members.create_join_token("n2"), JoinToken)
    assert_type(client.cluster.members.get_state("n1"), models.ClusterMemberState)
    assert_type(client.cluster.groups.get("fast"), models.ClusterGroup)
    assert_type(client.cluster.links.create_token({"name": "x"}), TrustToken)
    assert_type(client.cluster.links.get_state("x"), models.ClusterLinkState)
    assert_type(client.placement_groups.list(1, all_projects=True), list[models.PlacementGroup])
    assert_type(client.replicators.get_state("r"), models.ReplicatorState)
    assert_type(client.replicators.update_state("r", action="start"), Operation)
