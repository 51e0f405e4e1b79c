# Written by scripts/unasync.py from lxd/_async/sftp/pull.py. Change that, and run `make sync`.

"""From an instance to this machine: files, and trees of them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from lxd._core.file_errors import shrunk
from lxd._core.files import check_name
from lxd._core.progress import Meter
from lxd._core.sftp import READ_SIZE, Kind, Open, Reply
from lxd._core.sftp_values import Attributes, data_field, long_field, number_field, text_field
from lxd._core.trees import Found, batches, relative
from lxd._local_trees import LocalTree, copied
from lxd._sync._io import in_thread, now
from lxd.entities import files as entities
from lxd.entities.operations import ProgressCallback
from lxd.errors import FileError

if TYPE_CHECKING:
    from lxd._sync.sftp.listing import Listing
    from lxd._sync.sftp.opening import Opener
    from lxd._sync.sftp.wire import Wire

__all__ = ["Pull"]

_BLOCK = 1 << 20
"""Bytes to write at a time."""

_BATCH = 64
"""Small files to pull at a time."""


class Pull:
    """One transfer from an instance.

    Args:
        wire: the session.
        listing: what looks around in it.
        opener: what opens files.
        owner: whether files are to belong to the users of the same numbers here.
        progress: called with how far it is.
    """

    def __init__(
        self,
        wire: Wire,
        listing: Listing,
        opener: Opener,
        *,
        owner: bool,
        progress: ProgressCallback | None,
    ) -> None:
        self._wire = wire
        self._listing = listing
        self._opener = opener
        self._owner = owner
        self._meter = Meter(progress, "pull", clock=now)
        self._done = entities.Transferred()

    def run(self, path: str, local: str | os.PathLike[str]) -> entities.Transferred:
        """Pulls a file or a tree.

        Args:
            path: the file or directory; of a symbolic link, what it leads to.
            local: what it is to be called here; one that ends with a slash: the directory that it is to be in.

        Raises:
            FileError: it cannot be read.
            OSError: it cannot be written here.
            UnsafePath: the server named something that would have been written elsewhere.
        """
        found = self._listing.stat(path, follow_symlinks=True)
        target = os.fspath(local)
        if target.endswith("/"):
            check_name(found.name, path, self._wire.asked)
            target = os.path.join(target, found.name)
        if found.is_directory:
            self._pull_tree(path, target)
        elif found.is_file:
            self._pull_file(found, target)
        else:
            raise FileError(
                "is no regular file, and cannot be copied", path=path, errno=22, asked=self._wire.asked
            )
        self._meter.done()
        return self._done

    def _pull_file(self, found: entities.FileStat, target: str) -> None:
        real = in_thread(os.path.realpath, target)
        directory, name = os.path.split(real)
        if in_thread(os.path.isdir, real):
            raise IsADirectoryError(21, "it is a directory; end it with a slash to pull into it", target)
        self._meter.total = found.size
        tree = in_thread(LocalTree, directory, single=True)
        try:
            self._pull_large(tree, (name,), found)
        finally:
            in_thread(tree.close)

    def _pull_tree(self, path: str, target: str) -> None:
        entries: list[Found] = []
        top = self._listing.stat(path, follow_symlinks=True)
        for _, below, others in self._listing.walk(path):
            entries += [Found(relative(file.path, path), file) for file in (*below, *others)]
        files = [entry for entry in entries if entry.file.is_file]
        self._meter.total = sum(entry.file.size for entry in files)
        tree = in_thread(LocalTree, target)
        try:
            directories = [entry for entry in entries if entry.file.is_directory]
            in_thread(_make, tree, directories)
            for batch in batches(files, _size, small=READ_SIZE, most=_BATCH, together=_BATCH * READ_SIZE):
                if len(batch) > 1 or batch[0].file.size <= READ_SIZE:
                    self._pull_small(tree, batch)
                else:
                    self._pull_large(tree, batch[0].parts, batch[0].file)
            links = [entry for entry in entries if entry.file.is_symlink]
            in_thread(_link, tree, links)
            in_thread(self._settle, tree, [Found((), top), *directories])
            in_thread(tree.commit)
        finally:
            in_thread(tree.close)
        self._done.directories += 1 + len(directories)
        self._done.symlinks += len(links)
        self._done.skipped += [entry.file.path for entry in entries if entry.file.type == "other"]

    def _pull_large(self, tree: LocalTree, parts: tuple[str, ...], found: entities.FileStat) -> None:
        """Pulls a file of any length."""
        with self._opener.opened(found.path, Open.READ, size=found.size) as source:
            file = in_thread(tree.create, parts)
            try:
                count = 0
                pieces: list[memoryview] = []
                size = 0
                for piece in source.pieces():
                    pieces.append(piece)
                    size += len(piece)
                    if size >= _BLOCK:
                        in_thread(file.write, pieces)
                        self._meter.add(size)
                        count += size
                        pieces, size = [], 0
                in_thread(file.write, pieces)
                self._meter.add(size)
                count += size
                if count < found.size:
                    raise shrunk(found, count, self._wire.asked)
                in_thread(file.commit, *copied(found, self._owner))
            finally:
                in_thread(file.close)
        self._done.files += 1
        self._done.bytes += count

    def _pull_small(self, tree: LocalTree, batch: Sequence[Found]) -> None:
        """Pulls files of one piece each, all at once."""
        contents = self._read_small([entry.file for entry in batch])
        whole = [
            (entry, content) for entry, content in zip(batch, contents, strict=True) if content is not None
        ]
        in_thread(self._write_small, tree, whole)
        self._done.files += len(whole)
        for entry, content in zip(batch, contents, strict=True):
            if content is None:  # it has grown since it was listed
                self._pull_large(tree, entry.parts, entry.file)
            else:
                self._done.bytes += len(content)
                self._meter.add(len(content))

    def _read_small(self, files: Sequence[entities.FileStat]) -> list[bytes | None]:
        wire = self._wire
        flags = number_field(Open.READ), Attributes().write()
        opened = wire.ask_all([(Kind.OPEN, (text_field(file.path), *flags)) for file in files])
        handles = [reply.handle() if reply.kind == Kind.HANDLE else None for reply in opened]
        requests: list[tuple[Kind, Sequence[bytes]]] = []
        for file, handle in zip(files, handles, strict=True):
            if handle is not None:
                field = data_field(handle)
                requests.append((Kind.READ, (field, long_field(0), number_field(READ_SIZE))))
                requests.append((Kind.READ, (field, long_field(file.size), number_field(1))))
                requests.append((Kind.CLOSE, (field,)))
        replies = iter(wire.ask_all(requests))
        contents: list[bytes | None] = []
        for file, reply in zip(files, opened, strict=True):
            wire.read(reply, file.path, Reply.handle)
            data, end, closed = next(replies), next(replies), next(replies)
            content = b"" if wire.is_end(data) else bytes(wire.read(data, file.path, Reply.data))
            wire.check(closed, file.path)
            if len(content) < file.size:
                raise shrunk(file, len(content), wire.asked)
            contents.append(content if wire.is_end(end) and len(content) == file.size else None)
        return contents

    def _write_small(self, tree: LocalTree, files: Sequence[tuple[Found, bytes]]) -> None:
        for entry, content in files:
            file = tree.create(entry.parts)
            try:
                file.write([content])
                file.commit(*copied(entry.file, self._owner))
            finally:
                file.close()

    def _settle(self, tree: LocalTree, directories: Sequence[Found]) -> None:
        for entry in reversed(directories):
            if tree.is_new or entry.parts in tree.made:
                tree.settle(entry.parts, *copied(entry.file, self._owner))


def _size(entry: Found) -> int:
    return entry.file.size


def _make(tree: LocalTree, directories: Sequence[Found]) -> None:
    for entry in directories:
        tree.mkdir(entry.parts)


def _link(tree: LocalTree, links: Sequence[Found]) -> None:
    for entry in links:
        tree.symlink(entry.parts, entry.file.target or "")
