# Written by scripts/unasync.py from lxd/_async/sftp/push.py. Change that, and run `make sync`.

"""From this machine to an instance: files, and trees of them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from lxd._core.file_attributes import NewAttributes
from lxd._core.files import joined
from lxd._core.progress import Meter
from lxd._core.sftp import WRITE_SIZE, Kind, Open
from lxd._core.sftp_values import Attributes, text_field
from lxd._core.trees import batches, placed
from lxd._local_sources import LocalEntry, SourceFile, by_depth, look_at, made_from, scan
from lxd._sync._io import in_thread, now
from lxd._sync.sftp.batch import Batches
from lxd.entities import files as entities
from lxd.entities.operations import ProgressCallback
from lxd.errors import FileExists, FileIsNoDirectory

if TYPE_CHECKING:
    from lxd._sync.sftp.changes import Changes
    from lxd._sync.sftp.file import File
    from lxd._sync.sftp.opening import Opener
    from lxd._sync.sftp.wire import Wire

__all__ = ["Push"]

_BLOCKS = 4
"""Blocks to read at a time."""

_BATCH, _BATCH_SIZE = 64, 1 << 21
"""Small files to push at a time, and the bytes that they may have together."""


class Push:
    """One transfer to an instance.

    Args:
        wire: the session.
        changes: what changes directories in it.
        opener: what opens files.
        wanted: permissions and owner of all files; what is None is as it is here.
        progress: called with how far it is.
    """

    def __init__(
        self,
        wire: Wire,
        changes: Changes,
        opener: Opener,
        *,
        wanted: NewAttributes,
        progress: ProgressCallback | None,
    ) -> None:
        self._wire = wire
        self._changes = changes
        self._opener = opener
        self._wanted = wanted
        self._meter = Meter(progress, "push", clock=now)
        self._done = entities.Transferred()

    def run(self, local: str | os.PathLike[str], path: str) -> entities.Transferred:
        """Pushes a file or a tree.

        Args:
            local: the file or directory; of a symbolic link, what it leads to.
            path: what it is to be called there; one that ends with a slash: the directory that it is to be in.

        Raises:
            FileError: it cannot be written there.
            OSError: it cannot be read here.
        """
        top = in_thread(look_at, os.fspath(local), follow_symlinks=True)
        if path.endswith("/"):
            path = joined(path, os.path.basename(os.path.abspath(top.path)))
        if top.type == "directory":
            self._push_tree(top, path)
        elif top.type == "file":
            self._meter.total = top.size
            self._push_large(top, path, is_new=False)
        else:
            raise OSError(22, "it is no regular file, and cannot be copied", top.path)
        self._meter.done()
        return self._done

    def _push_tree(self, top: LocalEntry, path: str) -> None:
        entries = in_thread(lambda: list(scan(top.path)))
        self._meter.total = sum(entry.size for entry in entries if entry.type == "file")
        path, current = self._changes._follow(path)
        if current is None:
            with self._opener.staged(path) as staging:
                self._fill(staging, entries, is_new=True)
                self._settle([(staging, top)])
        elif current.is_directory:
            self._fill(path, entries, is_new=False)
        else:
            raise FileIsNoDirectory("is no directory", path=path, errno=20, asked=self._wire.asked)
        self._done.directories += 1

    def _fill(self, base: str, entries: Sequence[LocalEntry], *, is_new: bool) -> None:
        """Copies what is in a tree to below a directory."""
        kinds = {
            kind: [entry for entry in entries if entry.type == kind]
            for kind in ("directory", "file", "symlink")
        }
        made: list[LocalEntry] = []
        for level in by_depth(kinds["directory"]):
            made += self._make_directories(base, level, is_new=is_new)
        small = Batches(self._wire, self._opener, self._wanted, is_new=is_new)
        for batch in batches(kinds["file"], _size, small=WRITE_SIZE, most=_BATCH, together=_BATCH_SIZE):
            left = batch if batch[0].size > WRITE_SIZE else small.push(base, batch, self._count)
            for entry in left:
                self._push_large(entry, placed(base, entry.parts), is_new=is_new)
        self._make_links(base, kinds["symlink"], is_new=is_new)
        self._settle([(placed(base, entry.parts), entry) for entry in reversed(made)])
        self._done.directories += len(kinds["directory"])
        self._done.symlinks += len(kinds["symlink"])
        self._done.skipped += [entry.path for entry in entries if entry.type == "other"]

    def _push_large(self, entry: LocalEntry, path: str, *, is_new: bool) -> None:
        """Pushes a file of any length."""
        source = in_thread(SourceFile, entry)
        try:
            with self._target(path, made_from(entry, self._wanted), is_new) as file:
                while blocks := in_thread(source.read, WRITE_SIZE, _BLOCKS):
                    for block in blocks:
                        file.write(block)
                        self._meter.add(len(block))
                        self._done.bytes += len(block)
        finally:
            in_thread(source.close)
        self._done.files += 1

    @contextmanager
    def _target(self, path: str, wanted: NewAttributes, is_new: bool) -> Iterator[File]:
        if is_new:  # nobody sees it before the tree is complete
            with self._opener.opened(path, Open.WRITE | Open.CREATE | Open.EXCLUSIVE) as file:
                yield file
                file.flush()
                file.change(wanted.changes(None))
            return
        where, current = self._changes._follow(path)
        with self._opener.replacing(where, current, wanted) as file:
            yield file

    def _count(self, size: int) -> None:
        self._meter.add(size)
        self._done.bytes += size
        self._done.files += 1

    def _make_directories(
        self, base: str, entries: Sequence[LocalEntry], *, is_new: bool
    ) -> list[LocalEntry]:
        """Makes directories that have the same depth; returns those that were not there."""
        paths = [placed(base, entry.parts) for entry in entries]
        asked = [(Kind.MKDIR, (text_field(path), Attributes().write())) for path in paths]
        made = []
        for entry, path, reply in zip(entries, paths, self._wire.ask_all(asked), strict=True):
            try:
                self._wire.check(reply, path)
                made.append(entry)
            except FileExists:
                if is_new or not (self._changes.stat(path, follow_symlinks=True)).is_directory:
                    raise
        return made

    def _make_links(self, base: str, entries: Sequence[LocalEntry], *, is_new: bool) -> None:
        paths = [placed(base, entry.parts) for entry in entries]
        asked = [
            (Kind.SYMLINK, (text_field(entry.target or ""), text_field(path)))
            for entry, path in zip(entries, paths, strict=True)
        ]
        for entry, path, reply in zip(entries, paths, self._wire.ask_all(asked), strict=True):
            try:
                self._wire.check(reply, path)
            except FileExists:
                if is_new or (self._changes.stat(path)).is_directory:
                    raise
                self._opener.replace_by_link(path, entry.target or "")

    def _settle(self, directories: Sequence[tuple[str, LocalEntry]]) -> None:
        """Gives directories their owners, permissions and times, when all that is in them has been written."""
        for path, entry in directories:
            self._changes._become(path, made_from(entry, self._wanted, is_directory=True))


def _size(entry: LocalEntry) -> int:
    return entry.size
