# Written by scripts/unasync.py from lxd/_async/instances/files/changes.py. Change that, and run `make sync`.

"""What ``client.instances.files`` changes of files, beside their content."""

from __future__ import annotations

from datetime import datetime

from lxd_api import instances as api

from lxd._core.file_attributes import DIRECTORY_MODE
from lxd._core.files import absolute
from lxd._sync.instances.files.sessions import FileSessions, PathLike
from lxd.errors import FileNotFound

__all__ = ["FileChanges"]


class FileChanges(FileSessions):
    """The part that changes what files are called, whose they are and where they are."""

    def mkdir(
        self,
        name: str,
        path: PathLike,
        *,
        mode: int = DIRECTORY_MODE,
        uid: int | None = None,
        gid: int | None = None,
        parents: bool = False,
        exist_ok: bool = False,
        project: str | None = None,
    ) -> None:
        """Makes a directory.

        Endpoint: ``GET /1.0/instances/{name}/sftp``.

        Args:
            name: the instance.
            path: the directory.
            mode: its permissions.
            uid: the number of the user that it belongs to, inside the instance; default: root.
            gid: the number of the group.
            parents: make those above it, too, where they are missing; with the usual permissions.
            exist_ok: let it be if it is there already, permissions and owner included.
            project: the instance's project; default: the client's.

        Raises:
            FileExists: there is something of that name.
            FileIsNoDirectory: what it is to be in is none.
            FileNotFound: the directory that it is to be in does not exist.
            NotFound: there is no such instance.
        """
        with self.sftp(name, project=project) as sftp:
            sftp.mkdir(path, mode=mode, uid=uid, gid=gid, parents=parents, exist_ok=exist_ok)

    def symlink(self, name: str, path: PathLike, target: PathLike, *, project: str | None = None) -> None:
        """Makes a symbolic link.

        Endpoint: ``GET /1.0/instances/{name}/sftp``.

        Args:
            name: the instance.
            path: the link.
            target: what it points to, which need not exist; one that is relative begins where the link is.
            project: the instance's project; default: the client's.

        Raises:
            FileExists: there is something of that name.
            FileNotFound: the directory that it is to be in does not exist.
            NotFound: there is no such instance.
        """
        with self.sftp(name, project=project) as sftp:
            sftp.symlink(path, target)

    def rename(self, name: str, path: PathLike, new_path: PathLike, *, project: str | None = None) -> None:
        """Renames a file or directory, or moves it within its filesystem; a file of the new name is replaced.

        Endpoint: ``GET /1.0/instances/{name}/sftp``.

        Args:
            name: the instance.
            path: what it is called.
            new_path: all of its new path.
            project: the instance's project; default: the client's.

        Raises:
            FileError: `new_path` is on another filesystem, or a directory that is not empty.
            FileNotFound: there is none, or no directory to move it to.
            NotFound: there is no such instance.
        """
        with self.sftp(name, project=project) as sftp:
            sftp.rename(path, new_path)

    def delete(
        self,
        name: str,
        path: PathLike,
        *,
        recursive: bool = False,
        missing_ok: bool = False,
        project: str | None = None,
    ) -> None:
        """Deletes a file, a symbolic link or a directory.

        Endpoint: ``DELETE /1.0/instances/{name}/files``; what is recursive is done over SFTP.

        Args:
            name: the instance.
            path: the file; of a symbolic link, the link.
            recursive: delete a directory with all that is in it; links in it are not followed.
            missing_ok: let it be if it does not exist.
            project: the instance's project; default: the client's.

        Raises:
            FileError: it is a directory that is not empty, or something is mounted there.
            FileNotFound: there is none.
            NotFound: there is no such instance.
        """
        text = absolute(path)
        if recursive:
            with self.sftp(name, project=project) as sftp:
                sftp.delete(text, recursive=True, missing_ok=missing_ok)
            return
        try:
            with self._telling(text):
                self._finish(api.instance_files_delete(name, path=text, project=project))
        except FileNotFound:
            if not missing_ok:
                raise

    def chmod(self, name: str, path: PathLike, mode: int, *, project: str | None = None) -> None:
        """Changes the permissions of a file; of a symbolic link, those of what it points to.

        Endpoint: ``GET /1.0/instances/{name}/sftp``.

        Args:
            name: the instance.
            path: the file.
            mode: such as ``0o644``. Setuid, setgid and sticky bits are left out by LXD 5.0.
            project: the instance's project; default: the client's.

        Raises:
            FileNotFound: there is none.
            NotFound: there is no such instance.
        """
        with self.sftp(name, project=project) as sftp:
            sftp.chmod(path, mode)

    def chown(
        self,
        name: str,
        path: PathLike,
        uid: int | None = None,
        gid: int | None = None,
        *,
        project: str | None = None,
    ) -> None:
        """Changes whose a file is; of a symbolic link, what it points to.

        Endpoint: ``GET /1.0/instances/{name}/sftp``.

        Args:
            name: the instance.
            path: the file.
            uid: the number of the user, inside the instance; default: as it is.
            gid: the number of the group; default: as it is.
            project: the instance's project; default: the client's.

        Raises:
            FileError: the instance has no such user.
            FileNotFound: there is no such file.
            NotFound: there is no such instance.
        """
        with self.sftp(name, project=project) as sftp:
            sftp.chown(path, uid, gid)

    def set_times(
        self,
        name: str,
        path: PathLike,
        modified: datetime,
        accessed: datetime | None = None,
        *,
        project: str | None = None,
    ) -> None:
        """Changes when a file was changed and read last, to the second; of a symbolic link, what it points to.

        Endpoint: ``GET /1.0/instances/{name}/sftp``.

        Args:
            name: the instance.
            path: the file.
            modified: when its content was changed.
            accessed: when it was read; default: then, too.
            project: the instance's project; default: the client's.

        Raises:
            FileNotFound: there is none.
            NotFound: there is no such instance.
        """
        with self.sftp(name, project=project) as sftp:
            sftp.set_times(path, modified, accessed)
