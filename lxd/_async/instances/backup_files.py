"""Instances on their way into local files, and out of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from lxd_api import instances as api
from lxd_api import models
from lxd_api.types import Request

from lxd._async.exporting import Packing
from lxd._async.importing import Unpacking
from lxd._async.operations import AsyncOperation
from lxd._async.transfers import AsyncUpload
from lxd._core.backups import export_name
from lxd._core.names import made_name
from lxd._core.values import ConfigValue

if TYPE_CHECKING:
    from lxd._async.client import AsyncLXDClient
    from lxd._async.instances.backups import AsyncInstanceBackups

__all__ = ["InstanceExport", "InstanceImport"]


class InstanceExport(Packing):
    """A backup of an instance that is there only to be downloaded."""

    def __init__(
        self, area: AsyncInstanceBackups, name: str, project: str | None, options: Mapping[str, Any]
    ) -> None:
        self._area = area
        self._name = name
        self._project = project
        self._options = options
        self._backup = export_name()
        self.what = f"backup {self._backup} of {name}"
        self.content = api.instance_backup_export(name, self._backup, project=project)

    async def create(self) -> AsyncOperation:
        """Makes it."""
        return await self._area.create(self._name, self._backup, project=self._project, **self._options)

    async def delete(self) -> AsyncOperation:
        """Deletes it."""
        return await self._area.delete(self._name, self._backup, project=self._project)


class InstanceImport(Unpacking[models.Instance]):
    """An instance that is to be made of a backup."""

    def __init__(
        self,
        client: AsyncLXDClient,
        options: Mapping[str, Any],
        config: Mapping[str, ConfigValue] | None,
        project: str | None,
    ) -> None:
        self._client = client
        self._options = options
        self._config = config
        self._project = project
        self.what = f"instance {options['name'] or ''}".rstrip()

    def ask(self, upload: AsyncUpload) -> Request[models.Operation | None]:
        """Makes the request."""
        request = api.instances_post(content=upload, project=self._project, **self._options)
        return request.replace(scope=frozenset({"project"}))  # LXD heeds no cluster member here

    async def finish(self, operation: AsyncOperation) -> models.Instance:
        """Configures and gets it."""
        made = self._made(operation)
        if self._config:
            await self._client.instances.update_configuration_subset(
                made, {"config": self._config}, project=self._project
            ).wait()
        return await self._client.instances.get(made, project=self._project)

    async def delete(self, operation: AsyncOperation) -> AsyncOperation:
        """Deletes it."""
        return await self._client.instances.delete(self._made(operation), project=self._project)

    def _made(self, operation: AsyncOperation) -> str:
        return str(self._options["name"] or made_name(operation.state, "instances"))
