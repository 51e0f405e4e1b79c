"""The files that an image is written to."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from lxd._core.images import disposition_filename, fingerprint_mismatch, is_split
from lxd._open_file import OpenFile, Target
from lxd._partfile import PartFile
from lxd.entities.images import ImageExport
from lxd.errors import LXDError

if TYPE_CHECKING:
    from lxd._core.image_parts import ImageParts

__all__ = ["ImageFiles"]


_Destination: TypeAlias = str | os.PathLike[str] | Target
_Piece: TypeAlias = bytes | memoryview


class ImageFiles:
    """One file or two, whatever the server sends. They have their names only when they are complete and right.

    Its methods block; they are for one caller at a time.

    Args:
        target: where the image, or of two files the first one, goes: a path, a directory, or an open file.
        rootfs: where a second file goes; default: beside the first one, as ``<path>.root``.
        fingerprint: the image's fingerprint.
        headers: those of the server's answer.
    """

    def __init__(
        self,
        target: _Destination,
        rootfs: _Destination | None,
        fingerprint: str,
        headers: Mapping[str, str],
    ) -> None:
        self.kind: Literal["unified", "split"] = "split" if is_split(headers) else "unified"
        self._targets = target, rootfs
        self._fingerprint = fingerprint
        self._headers = headers
        self._hash = hashlib.sha256()
        self._size = 0
        self._writers: list[PartFile | OpenFile] = []
        self._parser: ImageParts | None = None

    def open(self) -> None:
        """Opens what can be opened already.

        Raises:
            OSError: there is no writing there.
            UnexpectedAnswer: the server sends no image.
        """
        if self.kind == "unified":
            self._add(disposition_filename(self._headers.get("content-disposition", "")))
            return
        # Most images are one file, and most programs get none.
        from lxd._core.image_parts import ImageParts

        self._parser = ImageParts(self._headers["content-type"])
        first, second = self._targets
        if second is None and not isinstance(first, str | os.PathLike):
            raise LXDError(
                "the image is of two files, and there is but one open file for it",
                hint="give another one as `rootfs`, or a path",
            )

    def write(self, blocks: Sequence[bytes]) -> None:
        """Writes what has come of the answer's body.

        Raises:
            OSError: it cannot be written; the disk is full, for instance.
            UnexpectedAnswer: it is no image.
        """
        for block in blocks:
            if self._parser is None:
                self._write(0, block)
                continue
            for number, piece in self._parser.feed(block):
                while len(self._writers) <= number:
                    self._add(self._parser.parts[len(self._writers)].filename)
                self._write(number, piece)

    def finish(self) -> ImageExport:
        """Gives the files their names, if they are what they should be.

        Raises:
            FingerprintMismatch: they are not.
            OSError: that cannot be done.
        """
        if self._parser is not None:
            self._parser.check_end()
        found = self._hash.hexdigest()
        if found != self._fingerprint:
            raise fingerprint_mismatch("what the server sent", found, self._fingerprint)
        for writer in reversed(self._writers):
            writer.commit()
        first, second, *_ = [*(writer.path for writer in self._writers), None]
        return ImageExport(found, self._size, first, second, self.kind)

    def discard(self) -> None:
        """Removes what has no name yet."""
        with ExitStack() as stack:
            for writer in self._writers:
                stack.callback(writer.discard)

    def _write(self, number: int, piece: _Piece) -> None:
        self._hash.update(piece)
        self._size += len(piece)
        self._writers[number].write((piece,))

    def _add(self, filename: str) -> None:
        """Opens the next file; `filename` is what the server calls it."""
        number = len(self._writers)
        target = self._targets[number]
        if target is not None and not isinstance(target, str | os.PathLike):
            self._writers.append(OpenFile(target))
            return
        first = self._targets[0]
        if target is None:
            assert isinstance(first, str | os.PathLike)
            target = first if Path(first).is_dir() else f"{os.fspath(first)}.root"
        path = Path(target)
        if path.is_dir():
            path /= filename or self._fingerprint + (".root" if number else "")
        writer = PartFile(path)
        writer.open()
        self._writers.append(writer)
