# Written by scripts/unasync.py from lxd/_async/instances/states.py. Change that, and run `make sync`.

"""Starting, stopping and freezing instances, one or many."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from lxd_api import instances as api

from lxd._core.states import state_body
from lxd._sync._io import starts
from lxd._sync.area import Area
from lxd._sync.gathering import wait_for_all
from lxd._sync.operations import Operation
from lxd.entities import instances as entities
from lxd.errors import SomeFailed

if TYPE_CHECKING:
    from lxd._core.states import ActionName

__all__ = ["InstanceStates"]


class InstanceStates(Area):
    """What instances do: short forms of `update_state`, and the same for many at once."""

    @starts
    def start(self, name: str, *, stateful: bool = False, project: str | None = None) -> Operation:
        """Starts an instance; a frozen one goes on.

        Endpoint: ``PUT /1.0/instances/{name}/state``.

        Args:
            name: its name.
            stateful: go on with the state of its memory, where `stop` kept it.
            project: its project; default: the client's.

        Raises:
            BadRequest: it is in no state for that.
            NotFound: there is none.
        """
        return self._client.instances.update_state(name, action="start", stateful=stateful, project=project)

    @starts
    def stop(
        self,
        name: str,
        *,
        timeout: int | None = None,
        force: bool = False,
        stateful: bool = False,
        project: str | None = None,
    ) -> Operation:
        """Stops an instance: asks it to, unless `force` is given.

        Endpoint: ``PUT /1.0/instances/{name}/state``.

        Args:
            name: its name.
            timeout: whole seconds that it gets to stop by itself, after which the operation fails and it runs on;
                None: LXD's own limit of ten minutes. How long the end is waited for, `wait` says.
            force: stop it at once, without asking it to.
            stateful: keep the state of its memory.
            project: its project; default: the client's.

        Raises:
            BadRequest: it is in no state for that.
            NotFound: there is none.
            ValueError: the timeout is not a positive number.
        """
        return self._client.instances.update_state(
            name, action="stop", timeout=timeout, force=force, stateful=stateful, project=project
        )

    @starts
    def restart(
        self, name: str, *, timeout: int | None = None, force: bool = False, project: str | None = None
    ) -> Operation:
        """Stops an instance and starts it again.

        Endpoint: ``PUT /1.0/instances/{name}/state``.

        Args:
            name: its name.
            timeout: whole seconds that it gets to stop by itself; see `stop`.
            force: stop it at once, without asking it to.
            project: its project; default: the client's.

        Raises:
            BadRequest: it does not run.
            NotFound: there is none.
            ValueError: the timeout is not a positive number.
        """
        return self._client.instances.update_state(
            name, action="restart", timeout=timeout, force=force, project=project
        )

    @starts
    def freeze(self, name: str, *, project: str | None = None) -> Operation:
        """Freezes an instance: all that runs in it pauses.

        Endpoint: ``PUT /1.0/instances/{name}/state``.

        Args:
            name: its name.
            project: its project; default: the client's.

        Raises:
            BadRequest: it does not run.
            NotFound: there is none.
        """
        return self._client.instances.update_state(name, action="freeze", project=project)

    @starts
    def unfreeze(self, name: str, *, project: str | None = None) -> Operation:
        """Lets a frozen instance go on.

        Endpoint: ``PUT /1.0/instances/{name}/state``.

        Args:
            name: its name.
            project: its project; default: the client's.

        Raises:
            BadRequest: it is not frozen.
            NotFound: there is none.
        """
        return self._client.instances.update_state(name, action="unfreeze", project=project)

    @starts
    def update_state_of_all(
        self,
        *,
        action: entities.InstanceAction | ActionName,
        timeout: int | None = None,
        force: bool = False,
        stateful: bool = False,
        project: str | None = None,
    ) -> Operation:
        """Changes the state of all instances of a project for which it makes sense: stops those that run, and so on.

        Endpoint: ``PUT /1.0/instances``. The server does it in one operation, and where some fail that fails: old ones
        name one of them; those with the API extension ``bulk_operations`` tell of each, in its ``get_children()``.

        Args:
            action: what to do.
            timeout: whole seconds that each gets to stop by itself; see `stop`.
            force: stop them without asking them to.
            stateful: keep, or use, the state of their memory.
            project: the project; default: the client's.

        Raises:
            ValueError: the timeout is not a positive number.
        """
        body = {"state": state_body(action, timeout, force, stateful)}
        return self._client.start(api.instances_put(body=body, project=project))

    def update_states(
        self,
        names: Iterable[str],
        *,
        action: entities.InstanceAction | ActionName,
        timeout: int | None = None,
        force: bool = False,
        stateful: bool = False,
        wait_timeout: float | None = None,
        project: str | None = None,
    ) -> None:
        """Changes the state of several instances side by side, and waits for all of them.

        Endpoint: ``PUT /1.0/instances/{name}/state``, for each.

        Args:
            names: their names.
            action: what to do.
            timeout: whole seconds that each gets to stop by itself; see `stop`.
            force: stop them without asking them to.
            stateful: keep, or use, the state of their memory.
            wait_timeout: seconds to wait for all of them; None: as long as it takes.
            project: their project; default: the client's.

        Raises:
            SomeFailed: some could not be changed; its ``errors`` has the error of each. The others were changed.
            ValueError: the timeout is not a positive number.
        """
        body = state_body(action, timeout, force, stateful)
        requests = {name: api.instance_state_put(name, body=body, project=project) for name in names}
        errors = wait_for_all(self._client, requests, timeout=wait_timeout, project=project)
        if errors:
            raise SomeFailed(errors, len(requests))
