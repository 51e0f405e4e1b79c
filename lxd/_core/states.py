"""What is sent to change an instance's state."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from lxd.entities.instances import InstanceAction

__all__ = ["ActionName", "state_body"]

ActionName: TypeAlias = Literal["start", "stop", "restart", "freeze", "unfreeze"]


def state_body(
    action: InstanceAction | ActionName, timeout: int | None, force: bool, stateful: bool
) -> dict[str, Any]:
    """Returns the body.

    Args:
        action: what to do.
        timeout: whole seconds that an instance gets to stop by itself; None: LXD's own limit.
        force: stop it without asking it to.
        stateful: keep, or use, the state of its memory.

    Raises:
        ValueError: the timeout is not a positive number.
    """
    body: dict[str, Any] = {"action": InstanceAction(action).value, "force": force, "stateful": stateful}
    if timeout is not None:
        if timeout <= 0:
            # LXD takes 0 as "pull the plug", whatever `force` says.
            raise ValueError("timeout must be at least 1 second; to stop at once use force=True")
        body["timeout"] = timeout
    return body
