# Written by scripts/unasync.py from lxd/_async/instances/snapshots.py. Change that, and run `make sync`.

"""``client.instances.snapshots``: what instances were at some time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Self, overload

from lxd_api import instances as api
from lxd_api import models

from lxd._core.expiry import expiry_time
from lxd._core.filtering import FilterLike
from lxd._core.names import made_name, own_name
from lxd._core.snapshots import check_name, copy_body, expiry_body, first_since
from lxd._core.values import ConfigValue, plain_body
from lxd._sync._io import Fetchable, starts
from lxd._sync.area import Area
from lxd._sync.editing import Edit
from lxd._sync.operations import Operation
from lxd.entities import instances as entities
from lxd.entities.operations import ProgressCallback

if TYPE_CHECKING:
    from lxd_api.types import Request

    from lxd._core.answers import Answer
    from lxd._core.expiry import Expiry
    from lxd._sync.client import LXDClient

__all__ = ["InstanceSnapshotLink", "InstanceSnapshots", "SnapshotOperation"]

DiskVolumes = Literal["root", "all-exclusive"]
"""Which disks: the root disk alone, or all volumes that no other instance uses, too."""


class InstanceSnapshotLink(entities.InstanceSnapshotLink, Fetchable[models.InstanceSnapshot]):
    """A link to an instance's snapshot."""

    __slots__ = ("_area",)

    def __init__(self, area: InstanceSnapshots, url: str, project: str | None) -> None:
        super().__init__(url, project)
        self._area = area

    def fetch(self) -> models.InstanceSnapshot:
        """Fetches the snapshot."""
        return self._area.get(self.instance, self.name, project=self.project)


class SnapshotOperation(Operation):
    """A handle to the operation that makes a snapshot; `snapshot` is its name."""

    snapshot: str = ""
    """The snapshot's name. Of one that LXD chose it is known at once, or (up to LXD 5.0.2) after `wait`."""

    _instance: str = ""

    @classmethod
    def of(
        cls, client: LXDClient, answer: Answer, instance: str, snapshot: str | None, project: str | None
    ) -> Self:
        """Makes the handle for the answer to a request for a snapshot."""
        handle = cls.from_answer(client, answer, project)
        handle._instance = instance
        handle.snapshot = snapshot or made_name(handle.state, "snapshots")
        return handle

    def wait(
        self, timeout: float | None = None, *, progress: ProgressCallback | None = None
    ) -> models.Operation:
        """Waits for its end; see `Operation.wait`."""
        state = super().wait(timeout, progress=progress)
        if not self.snapshot:
            # LXD 5.0.2 tells only which instance it is of.
            snapshots = self._client.instances.snapshots.list(self._instance, project=self._project)
            self.snapshot = first_since(snapshots, state.created_at)
        return state


class InstanceSnapshots(Area):
    """Snapshots of instances."""

    @overload
    def list(
        self,
        name: str,
        recursion: Literal[0],
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
    ) -> list[InstanceSnapshotLink]: ...
    @overload
    def list(
        self,
        name: str,
        recursion: Literal[1] = 1,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
    ) -> list[models.InstanceSnapshot]: ...
    @overload
    def list(
        self, name: str, recursion: int, *, filter: FilterLike | None = ..., project: str | None = ...
    ) -> list[InstanceSnapshotLink] | list[models.InstanceSnapshot]: ...
    def list(
        self,
        name: str,
        recursion: int = 1,
        *,
        filter: FilterLike | None = None,
        project: str | None = None,
    ) -> list[InstanceSnapshotLink] | list[models.InstanceSnapshot]:
        """Lists an instance's snapshots, the oldest first.

        Endpoint: ``GET /1.0/instances/{name}/snapshots``.

        Args:
            name: the instance.
            recursion: 0: links; 1: snapshots.
            filter: which snapshots: built with `lxd.filters.F`, or in LXD's own words. LXD cannot filter them, so that
                all are fetched and then picked from.
            project: its project; default: the client's.

        Raises:
            FilterError: the filter is none.
            NotFound: there is no such instance.
        """
        objects = api.instance_snapshots_get(name, recursion=1, project=project)
        if recursion == 0:
            urls = self._urls(
                api.instance_snapshots_get(name, recursion=0, project=project),
                project=project,
                filter=filter,
                objects=objects,
                key=own_name,
                in_url=("project",),
            )
            return [InstanceSnapshotLink(self, url, project) for url in urls]
        return self._objects(objects, filter)

    def get(self, name: str, snapshot: str, *, project: str | None = None) -> models.InstanceSnapshot:
        """Gets a snapshot.

        Endpoint: ``GET /1.0/instances/{name}/snapshots/{snapshot}``.

        Args:
            name: the instance.
            snapshot: the snapshot's name.
            project: their project; default: the client's.

        Raises:
            NotFound: there is no such snapshot, or no such instance.
        """
        return self._client.send(api.instance_snapshot_get(name, snapshot, project=project))

    @starts
    def create(
        self,
        name: str,
        snapshot: str | None = None,
        *,
        stateful: bool = False,
        expires_at: Expiry | None = None,
        disk_volumes: DiskVolumes | None = None,
        project: str | None = None,
    ) -> SnapshotOperation:
        """Takes a snapshot.

        Endpoint: ``POST /1.0/instances/{name}/snapshots``; `disk_volumes` needs the API extension
        ``instance_snapshots_multi_volume``.

        Args:
            name: the instance.
            snapshot: the snapshot's name; None: one of LXD's choice, which the operation tells as ``snapshot``.
            stateful: with the state of the memory.
            expires_at: when LXD deletes it: a `datetime`, or a `timedelta` or ``relativedelta`` from now; default:
                what the instance's ``snapshots.expiry`` says.
            disk_volumes: ``"all-exclusive"``: of all volumes that no other instance uses, too; default: only of
                the root disk.
            project: their project; default: the client's.

        Returns:
            The operation; its ``snapshot`` is the snapshot's name.

        Raises:
            BadRequest: that can be no name, or no state can be kept of this instance.
            Conflict: there is a snapshot of that name.
            NotFound: there is no such instance.
            ValueError: it would expire at once; or there is a ``%`` in the name, which many versions of LXD take
                but could not delete again.
        """
        body: dict[str, Any] = {"stateful": stateful}
        if snapshot is not None:
            body["name"] = check_name(snapshot)
        if expires_at is not None:
            body["expires_at"] = expiry_time(expires_at)
        if disk_volumes is not None:
            body["disk_volumes_mode"] = disk_volumes
        request = api.instance_snapshots_post(name, body=plain_body(body), project=project)
        answer = self._client.exchange(request)
        return SnapshotOperation.of(self._client, answer, name, snapshot, project or self._client.project)

    @starts
    def delete(
        self, name: str, snapshot: str, *, disk_volumes: DiskVolumes | None = None, project: str | None = None
    ) -> Operation:
        """Deletes a snapshot.

        Endpoint: ``DELETE /1.0/instances/{name}/snapshots/{snapshot}``; `disk_volumes` needs the API extension
        ``instance_snapshots_multi_volume``.

        Args:
            name: the instance.
            snapshot: the snapshot's name.
            disk_volumes: ``"all-exclusive"``: with the snapshots of other volumes that were taken with it.
            project: their project; default: the client's.

        Raises:
            NotFound: there is no such snapshot, or no such instance.
        """
        return self._client.start(
            api.instance_snapshot_delete(name, snapshot, disk_volumes=disk_volumes, project=project)
        )

    @starts
    def rename(self, name: str, snapshot: str, new_name: str, *, project: str | None = None) -> Operation:
        """Renames a snapshot.

        Endpoint: ``POST /1.0/instances/{name}/snapshots/{snapshot}``.

        Args:
            name: the instance.
            snapshot: the snapshot's name.
            new_name: its name from then on, without the instance's.
            project: their project; default: the client's.

        Raises:
            BadRequest: that can be no name.
            Conflict: there is a snapshot of that name.
            NotFound: there is no such snapshot, or no such instance.
            ValueError: there is a ``%`` in the new name; see `create`.
        """
        return self._client.start(
            api.instance_snapshot_post(name, snapshot, body={"name": check_name(new_name)}, project=project)
        )

    @starts
    def update_configuration(
        self, name: str, snapshot: str, *, expires_at: Expiry | None, project: str | None = None
    ) -> Operation:
        """Replaces all that can be changed of a snapshot: when it expires.

        Endpoint: ``PUT /1.0/instances/{name}/snapshots/{snapshot}``.

        Args:
            name: the instance.
            snapshot: the snapshot's name.
            expires_at: when LXD deletes it: a `datetime`, or a `timedelta` or ``relativedelta`` from now; None:
                never.
            project: their project; default: the client's.

        Raises:
            NotFound: there is no such snapshot, or no such instance.
            ValueError: it would expire at once.
        """
        body = expiry_body({"expires_at": expiry_time(expires_at)})
        return self._client.start(api.instance_snapshot_put(name, snapshot, body=body, project=project))

    def edit(
        self, name: str, snapshot: str, *, timeout: float | None = None, project: str | None = None
    ) -> Edit[models.InstanceSnapshot]:
        """Changes when a snapshot expires, unless somebody else did meanwhile; see `Edit`.

        Endpoints: ``GET`` and ``PUT /1.0/instances/{name}/snapshots/{snapshot}``.

        Args:
            name: the instance.
            snapshot: the snapshot's name.
            timeout: seconds that writing it back may take; None: as long as it takes.
            project: their project; default: the client's.
        """

        def put(body: Mapping[str, Any]) -> Request[models.Operation | None]:
            return api.instance_snapshot_put(name, snapshot, body=expiry_body(body), project=project)

        return Edit(
            self._client, api.instance_snapshot_get(name, snapshot, project=project), put, timeout=timeout
        )

    @starts
    def restore(
        self,
        name: str,
        snapshot: str,
        *,
        stateful: bool = False,
        disk_volumes: DiskVolumes | None = None,
        project: str | None = None,
    ) -> Operation:
        """Makes an instance what it was when the snapshot was taken; one that runs is stopped and started again.

        Endpoint: ``PUT /1.0/instances/{name}``; `disk_volumes` needs the API extension
        ``instance_snapshots_multi_volume``.

        Args:
            name: the instance.
            snapshot: the snapshot's name.
            stateful: with the state of the memory, which the snapshot must have.
            disk_volumes: ``"all-exclusive"``: with the snapshots of other volumes that were taken with it.
            project: their project; default: the client's.

        Raises:
            NotFound: there is no such instance. That there is no such snapshot, the operation tells.
        """
        body: dict[str, Any] = {"restore": snapshot, "stateful": stateful}
        if disk_volumes is not None:
            body["restore_disk_volumes_mode"] = disk_volumes
        return self._client.start(api.instance_put(name, body=body, project=project))

    @starts
    def copy(
        self,
        name: str,
        snapshot: str,
        new_name: str | None,
        *,
        config: Mapping[str, ConfigValue] | None = None,
        devices: Mapping[str, Mapping[str, ConfigValue] | None] | None = None,
        project: str | None = None,
        new_project: str | None = None,
        target: str | None = None,
    ) -> Operation:
        """Makes a new instance of a snapshot, with the profiles, configuration and devices that are in it.

        Endpoints: ``GET /1.0/instances/{name}/snapshots/{snapshot}``, ``POST /1.0/instances``.

        Args:
            name: the instance.
            snapshot: the snapshot's name.
            new_name: the new instance's name; None: one of LXD's choice, in the operation's ``resources``.
            config: configuration that the new one has besides, or instead.
            devices: devices that the new one has besides, or instead, by name.
            project: the snapshot's project; default: the client's.
            new_project: the new instance's project; default: the snapshot's.
            target: the cluster member, or ``@group``; default: LXD's choice.

        Raises:
            Conflict: there is an instance of that name.
            NotFound: there is no such snapshot, or no such instance.
        """
        source = self.get(name, snapshot, project=project)
        origin = project or self._client.project
        body = copy_body(source, f"{name}/{snapshot}", new_name, origin, config or {}, devices or {})
        return self._client.instances.create(body, project=new_project or project, target=target)
