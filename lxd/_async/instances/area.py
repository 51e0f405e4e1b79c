"""``client.instances``: all that can be done with instances, put together."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from lxd._async.instances.commands import AsyncInstanceCommands
from lxd._async.instances.copies import AsyncInstanceCopies
from lxd._async.instances.launching import AsyncInstanceLaunching
from lxd._async.instances.objects import AsyncInstanceObjects
from lxd._async.instances.processes import AsyncInstanceProcesses
from lxd._async.instances.publishing import AsyncInstancePublishing
from lxd._async.instances.readiness import AsyncInstanceReadiness
from lxd._async.instances.states import AsyncInstanceStates

if TYPE_CHECKING:
    from lxd._async.instances.backups import AsyncInstanceBackups
    from lxd._async.instances.console import AsyncConsoles
    from lxd._async.instances.files import AsyncInstanceFiles
    from lxd._async.instances.logs import AsyncInstanceLogs
    from lxd._async.instances.metadata import AsyncInstanceMetadata, AsyncInstanceTemplates
    from lxd._async.instances.snapshots import AsyncInstanceSnapshots
    from lxd._async.instances.uefi import AsyncInstanceUEFIVars

__all__ = ["AsyncInstances"]


class AsyncInstances(
    AsyncInstanceObjects,
    AsyncInstanceCommands,
    AsyncInstanceCopies,
    AsyncInstanceLaunching,
    AsyncInstanceProcesses,
    AsyncInstancePublishing,
    AsyncInstanceReadiness,
    AsyncInstanceStates,
):
    """Containers and virtual machines."""

    @cached_property
    def backups(self) -> AsyncInstanceBackups:
        """Backups, and instances as files."""
        from lxd._async.instances.backups import AsyncInstanceBackups

        return AsyncInstanceBackups(self._client)

    @cached_property
    def console(self) -> AsyncConsoles:
        """Consoles, as text and with graphics."""
        from lxd._async.instances.console import AsyncConsoles

        return AsyncConsoles(self._client)

    @cached_property
    def files(self) -> AsyncInstanceFiles:
        """Files in them."""
        from lxd._async.instances.files import AsyncInstanceFiles

        return AsyncInstanceFiles(self._client)

    @cached_property
    def logs(self) -> AsyncInstanceLogs:
        """What LXD wrote down of instances, and of commands."""
        from lxd._async.instances.logs import AsyncInstanceLogs

        return AsyncInstanceLogs(self._client)

    @cached_property
    def metadata(self) -> AsyncInstanceMetadata:
        """Metadata, as in images."""
        from lxd._async.instances.metadata import AsyncInstanceMetadata

        return AsyncInstanceMetadata(self._client)

    @cached_property
    def snapshots(self) -> AsyncInstanceSnapshots:
        """What instances were at some time."""
        from lxd._async.instances.snapshots import AsyncInstanceSnapshots

        return AsyncInstanceSnapshots(self._client)

    @cached_property
    def templates(self) -> AsyncInstanceTemplates:
        """Files that LXD fills in and writes inside."""
        from lxd._async.instances.metadata import AsyncInstanceTemplates

        return AsyncInstanceTemplates(self._client)

    @cached_property
    def uefi_vars(self) -> AsyncInstanceUEFIVars:
        """The variables of virtual machines' firmware."""
        from lxd._async.instances.uefi import AsyncInstanceUEFIVars

        return AsyncInstanceUEFIVars(self._client)
