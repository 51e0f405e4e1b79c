"""Background operations: the model, the progress of them and of transfers, and links to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from lxd_api.models import Operation, OperationFull

from lxd.entities.links import Link

__all__ = ["Operation", "OperationFull", "OperationLink", "Progress", "ProgressCallback"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a background operation or a transfer is. What nobody knows is None.

    Args:
        stage: what is being done, such as ``"create_instance_from_image_unpack"``.
        percent: 0 to 100.
        processed: bytes done.
        total: bytes there are to do.
        speed: bytes per second.
        text: the server's own line for people, such as ``"rootfs: 45% (12.3MB/s)"``.
    """

    stage: str
    percent: int | None = None
    processed: int | None = None
    total: int | None = None
    speed: int | None = None
    text: str = ""


ProgressCallback: TypeAlias = Callable[[Progress], object]
"""Called with how far it is: of an operation whenever the server tells, of a transfer up to ten times a second."""


class OperationLink(Link):
    """A link to an operation."""

    __slots__ = ()

    @property
    def id(self) -> str:
        """The operation's id."""
        return self.names[1]
