# Written by scripts/unasync.py from lxd/_async/area.py. Change that, and run `make sync`.

"""What the areas of the API share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxd_api import models
    from lxd_api.types import Request

    from lxd._sync.client import LXDClient

__all__ = ["Area"]


class Area:
    """A part of LXD's API, such as ``client.instances``."""

    def __init__(self, client: LXDClient) -> None:
        self._client = client

    def _finish(self, request: Request[models.Operation | None]) -> None:
        """Performs a request, and waits for its end where this server does it in the background."""
        operation = self._client.start(request)
        operation.wait()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._client!r}>"
