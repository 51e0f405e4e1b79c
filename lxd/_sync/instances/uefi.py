# Written by scripts/unasync.py from lxd/_async/instances/uefi.py. Change that, and run `make sync`.

"""``client.instances.uefi_vars``: the variables of virtual machines' firmware."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxd_api import instances as api
from lxd_api import models
from lxd_api.types import Request

from lxd._core.values import plain_body
from lxd._sync._io import starts
from lxd._sync.area import Area
from lxd._sync.editing import Edit
from lxd._sync.operations import Operation

__all__ = ["InstanceUEFIVars"]


class InstanceUEFIVars(Area):
    """The variables of virtual machines' firmware, by name and GUID: ``"BootOrder-8be4df61-93ca-…"``.

    All of it needs the API extension ``instances_uefi_vars``.
    """

    def get(self, name: str, *, project: str | None = None) -> models.InstanceUEFIVars:
        """Gets a virtual machine's variables.

        Endpoint: ``GET /1.0/instances/{name}/uefi-vars``.

        Args:
            name: the virtual machine.
            project: its project; default: the client's.

        Raises:
            BadRequest: it is a container.
            ExtensionMissing: the server is too old.
            NotFound: there is no such instance.
        """
        return self._client.send(api.instance_uefi_vars_get(name, project=project))

    @starts
    def update_configuration(
        self,
        name: str,
        variables: models.InstanceUEFIVars | Mapping[str, Any],
        *,
        project: str | None = None,
    ) -> Operation:
        """Replaces a virtual machine's variables: one that is not given is deleted.

        Endpoint: ``PUT /1.0/instances/{name}/uefi-vars``.

        Args:
            name: the virtual machine, which has to be stopped.
            variables: what `get` returned, changed; or a mapping, ``{"variables": {…}}``.
            project: its project; default: the client's.

        Raises:
            BadRequest: it runs, or is a container, or there is something wrong with what was given.
            ExtensionMissing: the server is too old.
            NotFound: there is no such instance.
        """
        return self._client.start(
            api.instance_uefi_vars_put(name, body=plain_body(variables), project=project)
        )

    def edit(
        self, name: str, *, timeout: float | None = None, project: str | None = None
    ) -> Edit[models.InstanceUEFIVars]:
        """Changes a virtual machine's variables, unless somebody else changes the same meanwhile; see `Edit`.

        Endpoints: ``GET`` and ``PUT /1.0/instances/{name}/uefi-vars``.

        Args:
            name: the virtual machine, which has to be stopped.
            timeout: seconds that writing it back may take; None: as long as it takes.
            project: its project; default: the client's.
        """

        def put(body: Mapping[str, Any]) -> Request[models.Operation | None]:
            return api.instance_uefi_vars_put(name, body=body, project=project)

        return Edit(self._client, api.instance_uefi_vars_get(name, project=project), put, timeout=timeout)
