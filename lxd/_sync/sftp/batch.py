# Written by scripts/unasync.py from lxd/_async/sftp/batch.py. Change that, and run `make sync`.

"""Small files to an instance, many at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from lxd._core.file_attributes import NewAttributes
from lxd._core.files import file_stat, joined, parent_and_name, temporary_name
from lxd._core.sftp import WRITE_SIZE, Kind, Open, Reply
from lxd._core.sftp_values import Attributes, data_field, long_field, number_field, text_field
from lxd._core.trees import placed
from lxd._local_sources import LocalEntry, SourceFile, made_from
from lxd._sync._io import in_thread, to_the_end
from lxd._sync.sftp.wire import Step, Wire
from lxd.errors import FileNotFound, LXDError

if TYPE_CHECKING:
    from lxd._sync.sftp.opening import Opener

__all__ = ["Batches"]

_PRIVATE = Attributes(mode=0o600).write()

_TIDYING = 5.0


class Batches:
    """Pushes files that fit into one packet: what takes a round trip is done for all of a batch at once.

    Args:
        wire: the session.
        opener: what removes half of a batch.
        wanted: permissions and owner of all files; what is None is as it is here.
        is_new: whether the tree is one that nobody sees before it is complete.
    """

    def __init__(self, wire: Wire, opener: Opener, wanted: NewAttributes, *, is_new: bool) -> None:
        self._wire = wire
        self._opener = opener
        self._wanted = wanted
        self._is_new = is_new

    def push(
        self, base: str, entries: Sequence[LocalEntry], count: Callable[[int], None]
    ) -> Sequence[LocalEntry]:
        """Pushes a batch.

        Args:
            base: the directory that the tree is pushed to.
            entries: the files.
            count: told of the length of each that has been written.

        Returns:
            Those that have to be pushed one by one: they have grown, or replace something that is no file.
        """
        contents = in_thread(_read, entries)
        paths = [placed(base, entry.parts) for entry in entries]
        plain = [content is not None for content in contents]
        if not self._is_new:
            plain = [fits and can for fits, can in zip(plain, self._are_replaceable(paths), strict=True)]
        chosen = [
            (entry, path, content)
            for entry, path, content, is_plain in zip(entries, paths, contents, plain, strict=True)
            if is_plain and content is not None
        ]
        self._write(chosen)
        for _, _, content in chosen:
            count(len(content))
        return [entry for entry, is_plain in zip(entries, plain, strict=True) if not is_plain]

    def _are_replaceable(self, paths: Sequence[str]) -> list[bool]:
        """Tells which are files, or nothing."""
        able = []
        for path, reply in zip(
            paths,
            self._wire.ask_all([(Kind.LSTAT, (text_field(path),)) for path in paths]),
            strict=True,
        ):
            try:
                able.append(file_stat(path, self._wire.read(reply, path, Reply.attributes)).is_file)
            except FileNotFound:
                able.append(True)
        return able

    def _write(self, files: Sequence[tuple[LocalEntry, str, bytes]]) -> None:
        if self._is_new:
            names = [path for _, path, _ in files]
            self._write_to(names, files)
            return
        names = []
        for _, path, _ in files:
            parent, name = parent_and_name(path)
            names.append(joined(parent, temporary_name(name)))
        try:
            self._write_to(names, files)
            self._opener.rename_all([(name, path) for name, (_, path, _) in zip(names, files, strict=True)])
        except BaseException:
            to_the_end(partial(self._opener.discard, *names), _TIDYING)
            raise

    def _write_to(self, names: Sequence[str], files: Sequence[tuple[LocalEntry, str, bytes]]) -> None:
        wire = self._wire
        flags = number_field(Open.WRITE | Open.CREATE | Open.EXCLUSIVE), Attributes().write()
        opened = wire.ask_all([(Kind.OPEN, (text_field(name), *flags)) for name in names])
        handles = [
            data_field(wire.read(reply, path, Reply.handle))
            for reply, (_, path, _) in zip(opened, files, strict=True)
        ]
        try:
            self._write_to_handles(handles, files)
        except BaseException:
            to_the_end(partial(self._close, handles), _TIDYING)
            raise

    def _write_to_handles(
        self, handles: Sequence[bytes], files: Sequence[tuple[LocalEntry, str, bytes]]
    ) -> None:
        steps: list[Step] = []
        for handle, (_, path, content) in zip(handles, files, strict=True):
            if not self._is_new:
                steps.append(Step(path, Kind.FSETSTAT, (handle, _PRIVATE)))
            if content:
                steps.append(Step(path, Kind.WRITE, (handle, long_field(0), data_field(content))))
        self._wire.do_all(steps)
        # Not earlier: the server would change the times, and then write.
        steps = []
        for handle, (entry, path, _) in zip(handles, files, strict=True):
            for change in made_from(entry, self._wanted).changes(None):
                steps.append(Step(path, Kind.FSETSTAT, (handle, change.attributes.write()), change.is_wish))
            steps.append(Step(path, Kind.CLOSE, (handle,)))
        self._wire.do_all(steps)

    def _close(self, handles: Sequence[bytes]) -> None:
        if not self._wire.is_broken:
            with suppress(LXDError):
                self._wire.ask_all([(Kind.CLOSE, (handle,)) for handle in handles])


def _read(entries: Sequence[LocalEntry]) -> list[bytes | None]:
    """Reads files that are expected to be small; None where one is not any more."""
    contents: list[bytes | None] = []
    for entry in entries:
        source = SourceFile(entry)
        try:
            blocks = source.read(WRITE_SIZE, 2)
        finally:
            source.close()
        contents.append(b"".join(blocks) if len(blocks) < 2 else None)
    return contents
