"""Lists of storage volumes: of one pool or of all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, overload

from lxd_api import models
from lxd_api import storage as api
from lxd_api.types import Request

from lxd._async.area import AsyncArea
from lxd._async.links import AsyncLink
from lxd._core.filtering import FilterLike
from lxd.entities.storage import VolumeType

__all__ = ["AsyncVolumeLink", "AsyncVolumeListing"]


class AsyncVolumeLink(AsyncLink[models.StorageVolume]):
    """A link to a storage volume, or to a snapshot of one.

    What the link to a snapshot fetches is a `StorageVolume` too.
    """

    __slots__ = ()

    @property
    def pool(self) -> str:
        """The storage pool."""
        return self.names[1]

    @property
    def type(self) -> str:
        """What kind of volume it is."""
        return self.names[3]

    @property
    def name(self) -> str:
        """The volume's name; of a snapshot: ``volume/snapshot``."""
        return "/".join(self.names[4::2])


class AsyncVolumeListing(AsyncArea):
    """Lists storage volumes."""

    @overload
    async def list(
        self,
        pool: str | None,
        recursion: Literal[0],
        *,
        type: VolumeType | None = ...,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        target: str | None = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[AsyncVolumeLink]: ...

    @overload
    async def list(
        self,
        pool: str | None = ...,
        *,
        recursion: Literal[0],
        type: VolumeType | None = ...,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        target: str | None = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[AsyncVolumeLink]: ...

    @overload
    async def list(
        self,
        pool: str | None = ...,
        recursion: Literal[1] = 1,
        *,
        type: VolumeType | None = ...,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        target: str | None = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[models.StorageVolume]: ...

    @overload
    async def list(
        self,
        pool: str | None = ...,
        recursion: int = ...,
        *,
        type: VolumeType | None = ...,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        target: str | None = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[AsyncVolumeLink] | list[models.StorageVolume]: ...

    async def list(
        self,
        pool: str | None = None,
        recursion: int = 1,
        *,
        type: VolumeType | None = None,
        filter: FilterLike | None = None,
        project: str | None = None,
        all_projects: bool = False,
        target: str | None = None,
        entitlements: Sequence[str] | None = None,
    ) -> list[AsyncVolumeLink] | list[models.StorageVolume]:
        """Lists storage volumes of a pool, or of all pools; their snapshots, called ``volume/snapshot``, too.

        Endpoints: ``GET /1.0/storage-pools/{poolName}/volumes`` and ``GET
        /1.0/storage-pools/{poolName}/volumes/{type}``; of all pools ``GET /1.0/storage-volumes`` and ``GET
        /1.0/storage-volumes/{type}``, which need the API extension ``storage_volumes_all``. `all_projects` needs
        ``storage_volumes_all_projects``, `filter` ``storage_volume_api_filtering``, `entitlements`
        ``entities_with_entitlements``.

        Args:
            pool: the storage pool; default: all of them.
            recursion: 0: links; 1: volumes.
            type: of one kind only: ``"custom"``, ``"container"``, ``"virtual-machine"`` or ``"image"``.
            filter: which volumes: built with `lxd.filters.F`, ``F.content_type == "block"``, or in LXD's own words.
                The server picks them.
            project: the project; default: the client's.
            all_projects: of all projects instead.
            target: of one cluster member only; default: the client's.
            entitlements: what to tell of each whether this client may do it, such as ``["can_edit"]``: what it may
                is in ``access_entitlements``.

        Raises:
            BadRequest: LXD does not understand the filter, or a volume does not have one of its fields.
            ExtensionMissing: the server cannot list all pools at once.
            FilterError: this server cannot be told of that filter.
            NotFound: there is no such pool.
        """
        options: dict[str, Any] = {
            "filter": await self._server_filter(filter),
            "project": project,
            "all_projects": all_projects or None,
            "target": target,
        }
        if recursion == 0:
            urls: Request[list[str]]
            if pool is None and type is None:
                urls = api.storage_volumes_get(recursion=0, **options)
            elif pool is None:
                urls = api.storage_volumes_type_get(type or "", recursion=0, **options)
            elif type is None:
                urls = api.storage_pool_volumes_get(pool, recursion=0, **options)
            else:
                urls = api.storage_pool_volumes_type_get(pool, type, recursion=0, **options)
            # LXD leaves its default project out of URLs, whatever the client's own is.
            implied = "default" if all_projects else project
            return [AsyncVolumeLink(url, implied, self._fetch) for url in await self._filtered(urls)]
        options["with_access_entitlements"] = entitlements
        objects: Request[list[models.StorageVolume]]
        if pool is None and type is None:
            objects = api.storage_volumes_get(recursion=1, **options)
        elif pool is None:
            objects = api.storage_volumes_type_get(type or "", recursion=1, **options)
        elif type is None:
            objects = api.storage_pool_volumes_get(pool, recursion=1, **options)
        else:
            objects = api.storage_pool_volumes_type_get(pool, type, recursion=1, **options)
        return await self._filtered(objects)

    async def _fetch(self, link: AsyncLink[models.StorageVolume]) -> models.StorageVolume:
        _, pool, _, kind, volume, *snapshot = link.names
        if not snapshot:
            return await self._client.send(
                api.storage_pool_volume_type_get(pool, kind, volume, project=link.project, target=link.target)
            )
        found = await self._client.send(
            api.storage_pool_volumes_type_snapshot_get(
                pool, kind, volume, snapshot[-1], project=link.project, target=link.target
            )
        )
        return models.StorageVolume(
            config=found.config,
            content_type=found.content_type,
            created_at=found.created_at,
            description=found.description,
            location=link.target or "",
            name=f"{volume}/{snapshot[-1]}",
            pool=pool,
            project=link.project or "",
            type=kind,
        )
