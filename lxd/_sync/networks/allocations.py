# Written by scripts/unasync.py from lxd/_async/networks/allocations.py. Change that, and run `make sync`.

"""``client.network_allocations``: which addresses are taken."""

from __future__ import annotations

from lxd_api import models
from lxd_api import network_allocations as api

from lxd._core.filtering import FilterLike
from lxd._sync.area import Area

__all__ = ["NetworkAllocations"]


class NetworkAllocations(Area):
    """Network allocations: which addresses are taken, and by what."""

    def list(
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
        return self._objects(
            api.network_allocations_get(project=project, all_projects=all_projects or None), filter
        )
