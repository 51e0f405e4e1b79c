"""``client.network_allocations``: which addresses are taken."""

from __future__ import annotations

from lxd_api import models
from lxd_api import network_allocations as api

from lxd._async.area import AsyncArea
from lxd._core.filtering import FilterLike

__all__ = ["AsyncNetworkAllocations"]


class AsyncNetworkAllocations(AsyncArea):
    """Network allocations: which addresses are taken, and by what."""

    async def list(
        self, *, filter: FilterLike | None = None, project: str | None = None, all_projects: bool = False
    ) -> list[models.NetworkAllocations]:
        """Lists the addresses of networks, instances, forwards and load balancers.

        Endpoint: ``GET /1.0/network-allocations``; API extension ``network_allocations``.

        Args:
            filter: which addresses, picked from all of them: built with `lxd.filters.F`, or in LXD's own words.
            project: the project; default: the client's.
            all_projects: of all projects instead.

        Raises:
            FilterError: the filter is none.
        """
        return await self._objects(
            api.network_allocations_get(project=project, all_projects=all_projects or None), filter
        )
