"""What type checkers make of the areas of the API: never run, only checked, by mypy and pyright."""

from __future__ import annotations

from typing import assert_type

from lxd_api import models

from lxd import AsyncLXDClient
from lxd._async.editing import AsyncEdit
from lxd._async.links import AsyncLink
from lxd._async.operations import AsyncOperation
from lxd.entities.tokens import JoinToken, TrustToken
from lxd.filters import F, Field, Filter, select


async def profiles(client: AsyncLXDClient, recursion: int) -> None:
    assert_type(await client.profiles.list(), list[models.Profile])
    assert_type(await client.profiles.list(0), list[AsyncLink[models.Profile]])
    assert_type(await client.profiles.list(1, filter=F.name == "x", all_projects=True), list[models.Profile])
    assert_type(await client.profiles.list(recursion), list[AsyncLink[models.Profile]] | list[models.Profile])
    assert_type(await client.profiles.get("x"), models.Profile)
    assert_type(client.profiles.edit("x"), AsyncEdit[models.Profile])
    assert_type(await client.profiles.delete("x"), AsyncOperation)
    for link in await client.profiles.list(0):
        assert_type(link.name, str)
        assert_type(await link.fetch(), models.Profile)


async def filters(client: AsyncLXDClient) -> None:
    assert_type(F.config["limits.cpu"], Field)
    assert_type(F.name == "x", Filter)
    assert_type(F.name != "x", Filter)
    assert_type((F.name == "x") & ~F.name.in_(["y"]) | F.name.matches("z"), Filter)
    assert_type(select(F.name == "x", await client.profiles.list()), list[models.Profile])
    assert_type(await client.instances.list(2, filter=F.name == "x", fields=[]), list[models.InstanceFull])


async def projects_and_clusters(client: AsyncLXDClient, recursion: int) -> None:
    assert_type(await client.projects.list(), list[models.Project])
    assert_type(await client.projects.list(0), list[AsyncLink[models.Project]])
    assert_type(await client.projects.list(recursion), list[AsyncLink[models.Project]] | list[models.Project])
    assert_type(await client.projects.get_state("p"), models.ProjectState)
    assert_type(client.projects.edit("p"), AsyncEdit[models.Project])
    assert_type(await client.cluster.get(), models.Cluster)
    assert_type(await client.cluster.enable("n1"), AsyncOperation)
    assert_type(await client.cluster.members.list(), list[models.ClusterMember])
    assert_type(await client.cluster.members.list(0), list[AsyncLink[models.ClusterMember]])
    assert_type(await client.cluster.members.create_join_token("n2"), JoinToken)
    assert_type(await client.cluster.members.get_state("n1"), models.ClusterMemberState)
    assert_type(await client.cluster.groups.get("fast"), models.ClusterGroup)
    assert_type(await client.cluster.links.create_token({"name": "x"}), TrustToken)
    assert_type(await client.cluster.links.get_state("x"), models.ClusterLinkState)
    assert_type(await client.placement_groups.list(1, all_projects=True), list[models.PlacementGroup])
    assert_type(await client.replicators.get_state("r"), models.ReplicatorState)
    assert_type(await client.replicators.update_state("r", action="start"), AsyncOperation)
