# Written by scripts/unasync.py from lxd/_async/instances/area.py. Change that, and run `make sync`.

"""``client.instances``: all that can be done with instances, put together."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from lxd._sync.instances.commands import InstanceCommands
from lxd._sync.instances.copies import InstanceCopies
from lxd._sync.instances.launching import InstanceLaunching
from lxd._sync.instances.objects import InstanceObjects
from lxd._sync.instances.processes import InstanceProcesses
from lxd._sync.instances.publishing import InstancePublishing
from lxd._sync.instances.readiness import InstanceReadiness
from lxd._sync.instances.states import InstanceStates

if TYPE_CHECKING:
    from lxd._sync.instances.backups import InstanceBackups
    from lxd._sync.instances.console import Consoles
    from lxd._sync.instances.files import InstanceFiles
    from lxd._sync.instances.logs import InstanceLogs
    from lxd._sync.instances.metadata import InstanceMetadata, InstanceTemplates
    from lxd._sync.instances.snapshots import InstanceSnapshots
    from lxd._sync.instances.uefi import InstanceUEFIVars

__all__ = ["Instances"]


class Instances(
    InstanceObjects,
    InstanceCommands,
    InstanceCopies,
    InstanceLaunching,
    InstanceProcesses,
    InstancePublishing,
    InstanceReadiness,
    InstanceStates,
):
    """Containers and virtual machines."""

    @cached_property
    def backups(self) -> InstanceBackups:
        """Backups, and instances as files."""
        from lxd._sync.instances.backups import InstanceBackups

        return InstanceBackups(self._client)

    @cached_property
    def console(self) -> Consoles:
        """Consoles, as text and with graphics."""
        from lxd._sync.instances.console import Consoles

        return Consoles(self._client)

    @cached_property
    def files(self) -> InstanceFiles:
        """Files in them."""
        from lxd._sync.instances.files import InstanceFiles

        return InstanceFiles(self._client)

    @cached_property
    def logs(self) -> InstanceLogs:
        """What LXD wrote down of instances, and of commands."""
        from lxd._sync.instances.logs import InstanceLogs

        return InstanceLogs(self._client)

    @cached_property
    def metadata(self) -> InstanceMetadata:
        """Metadata, as in images."""
        from lxd._sync.instances.metadata import InstanceMetadata

        return InstanceMetadata(self._client)

    @cached_property
    def snapshots(self) -> InstanceSnapshots:
        """What instances were at some time."""
        from lxd._sync.instances.snapshots import InstanceSnapshots

        return InstanceSnapshots(self._client)

    @cached_property
    def templates(self) -> InstanceTemplates:
        """Files that LXD fills in and writes inside."""
        from lxd._sync.instances.metadata import InstanceTemplates

        return InstanceTemplates(self._client)

    @cached_property
    def uefi_vars(self) -> InstanceUEFIVars:
        """The variables of virtual machines' firmware."""
        from lxd._sync.instances.uefi import InstanceUEFIVars

        return InstanceUEFIVars(self._client)
