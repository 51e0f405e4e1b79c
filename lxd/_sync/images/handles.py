# Written by scripts/unasync.py from lxd/_async/images/handles.py. Change that, and run `make sync`.

"""Handles to operations on images that have a result."""

from __future__ import annotations

from lxd._sync.operations import Operation

__all__ = ["ImageRefresh", "ImageSecret"]


class ImageRefresh(Operation):
    """A handle to the operation that looks for a newer image."""

    @property
    def refreshed(self) -> bool:
        """Whether there was a newer one; of no meaning before the end."""
        return str(self.metadata.get("refreshed", False)).lower() == "true"


class ImageSecret(Operation):
    """A secret for an image, and the operation that keeps it valid; ``cancel()`` ends that."""

    @property
    def secret(self) -> str:
        """The secret."""
        return str(self.metadata.get("secret", ""))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}>"
