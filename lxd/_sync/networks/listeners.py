# Written by scripts/unasync.py from lxd/_async/networks/listeners.py. Change that, and run `make sync`.

"""What forwards and load balancers share: they listen at an address, which LXD may choose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from lxd._core.networks import heard_at
from lxd._sync.operations import Operation

if TYPE_CHECKING:
    from lxd_api import models
    from lxd_api.types import Request

    from lxd._sync.client import LXDClient

__all__ = ["ListenerOperation"]


class ListenerOperation(Operation):
    """A handle to the operation that creates a forward or a load balancer; `listen_address` is where it listens."""

    _told: str = ""

    @classmethod
    def begin(
        cls, client: LXDClient, request: Request[models.Operation | None], body: Mapping[str, Any]
    ) -> Self:
        """Starts the operation.

        Args:
            client: the client that starts it.
            request: the request for a forward or a load balancer.
            body: its body.
        """
        answer = client.exchange(request)
        handle = cls.from_answer(client, answer, request.query.get("project") or client.project)
        handle._told = heard_at(body.get("listen_address"), answer.headers.get("location"))
        return handle

    @property
    def listen_address(self) -> str:
        """The address that it listens on; ``""`` while LXD has not told which it chose: after `wait` it has."""
        return self.metadata.get("listen_address") or self._told
