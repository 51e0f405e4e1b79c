# Written by scripts/unasync.py from lxd/_async/instances/files/area.py. Change that, and run `make sync`.

"""Files in instances."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from lxd_api import instances as api

from lxd._core.file_attributes import NewAttributes, octal
from lxd._core.files import absolute, is_made_up
from lxd._core.progress import Meter
from lxd._sync._io import now
from lxd._sync.instances.files.changes import FileChanges
from lxd._sync.instances.files.listing import FileListing
from lxd._sync.instances.files.sessions import PathLike
from lxd._sync.sftp.writing import length, pieces
from lxd.entities import files as entities
from lxd.entities.operations import ProgressCallback

if TYPE_CHECKING:
    from lxd._sync.sftp.file import File

__all__ = ["InstanceFiles"]

_MODIFY = "instances_files_modify_permissions"

_BLOCK = 1 << 18


class InstanceFiles(FileListing, FileChanges):
    """Files in containers, running or not, and in virtual machines whose agent runs.

    Paths begin at the root of the instance. All is done as root there. Numbers of users and groups are those inside.

    Each method is a connection of its own, but for `get`, `delete` and what is written in place, which are plain
    requests; use `sftp` to do many things over one connection.
    """

    def get(self, name: str, path: PathLike, *, project: str | None = None) -> bytes:
        """Reads a file into memory; `open` and `pull` are for those that are large.

        Endpoint: ``GET /1.0/instances/{name}/files``.

        Args:
            name: the instance.
            path: the file. Where it is a symbolic link, what it leads to is read.
            project: the instance's project; default: the client's.

        Raises:
            FileIsDirectory: it is one.
            FileNotFound: there is none.
            NotFound: there is no such instance.
        """
        text = absolute(path)
        if not is_made_up(text):
            request = api.instance_files_get(name, path=text, project=project)
            with self._telling(text):
                answer = self._client.exchange(request)
            # The content type does not tell a directory from a file.
            if answer.headers.get("x-lxd-type", "file") == "file":
                return answer.content
        # LXD answers with no content of a file that the kernel makes up, and with what a link says.
        with self.sftp(name, project=project) as sftp:
            return sftp.get(text)

    def get_text(
        self, name: str, path: PathLike, *, encoding: str = "utf-8", project: str | None = None
    ) -> str:
        """Reads a file of text into memory.

        Endpoint: ``GET /1.0/instances/{name}/files``.

        Args:
            name: the instance.
            path: the file.
            encoding: how the text is written in it.
            project: the instance's project; default: the client's.

        Raises:
            UnicodeDecodeError: it is no such text.
            FileIsDirectory: it is a directory.
            FileNotFound: there is none.
            NotFound: there is no such instance.
        """
        return (self.get(name, path, project=project)).decode(encoding)

    def put(
        self,
        name: str,
        path: PathLike,
        content: entities.Content,
        *,
        mode: int | None = None,
        uid: int | None = None,
        gid: int | None = None,
        append: bool = False,
        in_place: bool = False,
        progress: ProgressCallback | None = None,
        project: str | None = None,
    ) -> None:
        """Writes a file: all of it, or nothing if something goes wrong.

        Endpoint: ``GET /1.0/instances/{name}/sftp``.

        It is written beside the one there is and takes its place when it is whole, over SFTP.

        Args:
            name: the instance.
            path: the file. Where it is a symbolic link, what it leads to is replaced.
            content: what to write: text (as UTF-8), bytes, bytes that come in parts, or an open binary file.
            mode: its permissions, such as ``0o640``; default: as they are, or ``0o644``.
            uid: the number of the user that it is to belong to, inside the instance; default: as it is, or root.
            gid: the number of the group.
            append: write at the end of what is there; what was written stays if something goes wrong.
            in_place: write over the file there is, by ``POST /1.0/instances/{name}/files``. It keeps its other names,
                and can be one that something is mounted on; if something goes wrong it is half-written.
            progress: called with how far it is.
            project: the instance's project; default: the client's.

        Raises:
            FileError: it cannot be written; the disk is full, for instance.
            FileIsDirectory: it is one.
            FileNotFound: there is no directory for it.
            NotFound: there is no such instance.
        """
        text = absolute(path)
        wanted = NewAttributes(mode, uid, gid)
        wanted.check()
        if in_place and not append:
            self._write_in_place(name, text, content, wanted, progress, project)
            return
        with self.sftp(name, project=project) as sftp:
            sftp.put(text, content, mode=mode, uid=uid, gid=gid, append=append, progress=progress)

    @contextmanager
    def open(
        self,
        name: str,
        path: PathLike,
        mode: entities.OpenMode = "r",
        *,
        permissions: int | None = None,
        uid: int | None = None,
        gid: int | None = None,
        in_place: bool = False,
        project: str | None = None,
    ) -> Iterator[File]:
        """Opens a file to read or write it bit by bit, and closes it at the end of ``with``.

        Endpoint: ``GET /1.0/instances/{name}/sftp``.

        ::

            with client.instances.files.open("c1", "/var/log/syslog") as log:
                for line in log:
                    ...

        While it is open, LXD does not finish stopping the instance.

        Args:
            name: the instance.
            path: the file. Where it is a symbolic link, what it leads to.
            mode: ``"r"`` to read; ``"w"`` to write it anew; ``"a"`` to go on at its end; ``"r+"`` to read and write
                what is there. It is always bytes that are read.
            permissions: those of a file that ``"w"`` writes; default: as they are, or ``0o644``.
            uid: the number of the user that it is to belong to, inside the instance; default: as it is, or root.
            gid: the number of the group.
            in_place: let ``"w"`` write over the file there is, rather than put another one into its place at the end
                of ``with``.
            project: the instance's project; default: the client's.

        Raises:
            FileIsDirectory: it is one.
            FileNotFound: there is none, or no directory for it.
            NotFound: there is no such instance.
        """
        owner = {"uid": uid, "gid": gid}
        with self.sftp(name, project=project) as sftp:
            with sftp.open(path, mode, permissions=permissions, in_place=in_place, **owner) as file:
                yield file

    def pull(
        self,
        name: str,
        path: PathLike,
        local: PathLike,
        *,
        owner: bool = False,
        progress: ProgressCallback | None = None,
        project: str | None = None,
    ) -> entities.Transferred:
        """Copies a file, or a directory with all that is in it, to this machine.

        Endpoint: ``GET /1.0/instances/{name}/sftp``.

        Permissions and times are kept; setuid, setgid and sticky bits are not. Symbolic links stay links, and nothing
        is ever written through one. A file has its name only when it is complete; so has a directory that was not
        there before. A directory that was there is added to.

        Args:
            name: the instance.
            path: the file or directory in the instance; of a symbolic link, what it leads to.
            local: what it is to be called here; if it ends with a slash, the directory that it is to be in.
            owner: whether files are to belong to the users of the same numbers here; only root can do that.
            progress: called with how far it is.
            project: the instance's project; default: the client's.

        Raises:
            FileError: something cannot be read.
            FileNotFound: there is no such file.
            NotFound: there is no such instance.
            OSError: something cannot be written here.
            UnsafePath: the server named something that would have been written elsewhere.
        """
        with self.sftp(name, project=project) as sftp:
            return sftp.pull(path, local, owner=owner, progress=progress)

    def push(
        self,
        name: str,
        local: PathLike,
        path: PathLike,
        *,
        mode: int | None = None,
        uid: int | None = None,
        gid: int | None = None,
        progress: ProgressCallback | None = None,
        project: str | None = None,
    ) -> entities.Transferred:
        """Copies a file, or a directory with all that is in it, from this machine.

        Endpoint: ``GET /1.0/instances/{name}/sftp``.

        Permissions, owners and times are kept, where the instance has users of those numbers. Symbolic links stay
        links. A file has its name only when it is complete; so has a directory that was not there before. A directory
        that was there is added to.

        Args:
            name: the instance.
            local: the file or directory here; of a symbolic link, what it leads to.
            path: what it is to be called there; if it ends with a slash, the directory that it is to be in.
            mode: the permissions of all files, such as ``0o644``; directories keep theirs.
            uid: the number of the user that all is to belong to, inside the instance.
            gid: the number of the group.
            progress: called with how far it is.
            project: the instance's project; default: the client's.

        Raises:
            FileError: something cannot be written; the disk is full, for instance.
            FileIsDirectory: a file was to be written there, and it is a directory.
            FileNotFound: there is no directory for it.
            NotFound: there is no such instance.
            OSError: something cannot be read here.
        """
        with self.sftp(name, project=project) as sftp:
            return sftp.push(local, path, mode=mode, uid=uid, gid=gid, progress=progress)

    def _write_in_place(
        self,
        name: str,
        path: str,
        content: entities.Content,
        wanted: NewAttributes,
        progress: ProgressCallback | None,
        project: str | None,
    ) -> None:
        """Writes a file by the files API, which changes permissions of one that is there only if it is new enough."""
        given = [key for key in ("uid", "gid", "mode") if getattr(wanted, key) is not None]
        is_able = bool(given) and self._client.server.has_extension(_MODIFY)
        size = length(content)
        request = api.instance_files_post(
            name,
            path=path,
            content=_metered(content, progress, size),
            mode=None if wanted.mode is None else octal(wanted.mode),
            uid=wanted.uid,
            gid=wanted.gid,
            modify_perm=",".join(given) if is_able else None,
            write="overwrite",
            type="file",
            project=project,
        )
        if size is not None:
            request = request.replace(headers={**request.headers, "Content-Length": str(size)})
        with self._telling(path):
            self._finish(request)
        if given and not is_able:
            with self.sftp(name, project=project) as sftp:
                sftp._become(path, wanted)


def _metered(
    content: entities.Content, progress: ProgressCallback | None, size: int | None
) -> Iterator[bytes]:
    meter = Meter(progress, "push", size, clock=now)
    for piece in pieces(content):
        for start in range(0, len(piece), _BLOCK):
            block = piece[start : start + _BLOCK]
            yield block
            meter.add(len(block))
    meter.done()
