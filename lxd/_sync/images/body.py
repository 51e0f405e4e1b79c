# Written by scripts/unasync.py from lxd/_async/images/body.py. Change that, and run `make sync`.

"""The files of an image on their way to the server."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from typing import Literal, TypeVar

from lxd_api.types import Request

from lxd._core.images import is_disk_image, part_disposition, plain_filename
from lxd._core.progress import Meter
from lxd._sync._io import in_thread, now
from lxd._sync.transfers import Origin, Upload
from lxd.entities.operations import ProgressCallback
from lxd.errors import LXDTimeout

__all__ = ["ImageBody"]

T = TypeVar("T")


class ImageBody:
    """One file or two; iterate over it once.

    Args:
        origins: the files: the image, or its metadata and its root file system.
        type: what is made of it; None: it is looked up in the second file.
        filename: the name that the server keeps; default: that of the last file.
        progress: called with how far it is.
        deadline: when it has to be done.
    """

    def __init__(
        self,
        origins: Sequence[Origin],
        *,
        type: Literal["container", "virtual-machine"] | None,
        filename: str | None,
        progress: ProgressCallback | None,
        deadline: float | None,
    ) -> None:
        self.sent: float | None = None
        """See `Body`."""
        self.filename = filename or _name_of(origins[-1])
        self._uploads = [Upload(origin, stage="upload") for origin in origins]
        self._type = type
        self._progress = progress
        self._deadline = deadline
        self._hash = hashlib.sha256()
        self._is_hashed = False
        self._boundary = os.urandom(24).hex()

    @property
    def fault(self) -> OSError | None:
        """Why a file cannot be read; see `Body`."""
        return next((upload.fault for upload in self._uploads if upload.fault is not None), None)

    @property
    def fingerprint(self) -> str:
        """The fingerprint of what was read: all of it, once it was sent or `examine` could be done."""
        return self._hash.hexdigest()

    def open(self) -> None:
        """Opens the files.

        Raises:
            OSError: that cannot be done.
        """
        for upload in self._uploads:
            upload.open()
        if len(self._uploads) == 2 and self._type is None:
            beginning = bytearray()
            self._uploads[1].examine(beginning.extend, size=4)
            self._type = "virtual-machine" if is_disk_image(bytes(beginning)) else "container"

    def examine(self) -> bool:
        """Works out the fingerprint before anything is sent; returns whether that could be done.

        Raises:
            LXDTimeout: the time is up.
            OSError: a file cannot be read.
        """
        if any(upload.length is None for upload in self._uploads):
            return False
        for upload in self._uploads:
            upload.examine(self._hash.update, deadline=self._deadline)
        self._is_hashed = True
        return True

    def announce(self, request: Request[T]) -> Request[T]:
        """Returns the request with the type of what it sends, and the length where that is known."""
        headers = dict(request.headers)
        if len(self._uploads) == 2:
            headers["Content-Type"] = f"multipart/form-data; boundary={self._boundary}"
        lengths = [upload.length for upload in self._uploads]
        frame = sum(len(piece) for piece in self._frame())
        if None not in lengths:
            headers["Content-Length"] = str(frame + sum(length or 0 for length in lengths))
        return request.replace(headers=headers)

    def close(self) -> None:
        """Closes the files that were opened here."""
        for upload in self._uploads:
            upload.close()

    def __iter__(self) -> Iterator[bytes]:
        """Yields the body block by block.

        Raises:
            LXDTimeout: the time is up.
            OSError: a file cannot be read.
        """
        lengths = [upload.length for upload in self._uploads]
        total = None if None in lengths else sum(length or 0 for length in lengths)
        meter = Meter(self._progress, "upload", total, clock=now)
        *frame, end = self._frame()
        for upload, head in zip(self._uploads, frame, strict=True):
            if head:
                yield head
            for block in upload:
                if self._deadline is not None and now() >= self._deadline:
                    raise LXDTimeout("the time is up before all of the image was sent")
                if not self._is_hashed:
                    in_thread(self._hash.update, block)
                yield block
                meter.add(len(block))
        if end:
            yield end
        self.sent = now()
        meter.done()

    def _frame(self) -> list[bytes]:
        """Returns what stands before each file, and after the last one."""
        if len(self._uploads) == 1:
            return [b"", b""]
        line = f"--{self._boundary}".encode()
        names = ("metadata", "rootfs.img" if self._type == "virtual-machine" else "rootfs")
        filenames = (_name_of(self._uploads[0].origin), self.filename)
        heads = [part_disposition(*pair) for pair in zip(names, filenames, strict=True)]
        return [
            b"%b\r\n%b" % (line, heads[0]),
            b"\r\n%b\r\n%b" % (line, heads[1]),
            b"\r\n%b--\r\n" % line,
        ]


def _name_of(origin: Origin) -> str:
    """Returns the name of a file, or ``""`` where it has none."""
    if isinstance(origin, str | os.PathLike):
        return plain_filename(os.fspath(origin))
    name = getattr(origin, "name", "")  # of a descriptor that was opened it is a number
    return plain_filename(name) if isinstance(name, str) else ""
