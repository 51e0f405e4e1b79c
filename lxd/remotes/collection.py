"""All remotes: read, and changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from attrs import evolve

from lxd._core.certificates import pem_text
from lxd._private_files import write_private_file
from lxd.errors import RemoteError, RemoteNotFound
from lxd.remotes.entries import checked_addr, remotes_in, told_of
from lxd.remotes.files import Locations, find_locations, locked, read_document, write_document
from lxd.remotes.remote import STATIC, Remote, is_safe_name, masked

__all__ = ["Remotes", "read_remotes"]

_DEFAULT = "local"


class Remotes(Mapping[str, Remote]):
    """All remotes, by name; `read_remotes` returns them.

    What changes them changes ``lxc``'s files at once, and nothing in them that it does not know.
    """

    def __init__(self, locations: Locations) -> None:
        self._locations = locations
        self._remotes: dict[str, Remote] = dict(STATIC)
        self._kept_default = _DEFAULT

    def __getitem__(self, name: str) -> Remote:
        """Returns a remote.

        Raises:
            RemoteNotFound: there is none of that name.
        """
        try:
            return self._remotes[name]
        except KeyError:
            raise RemoteNotFound(
                f"there is no remote {name!r}", hint=f"there are: {', '.join(sorted(self._remotes))}"
            ) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._remotes)

    def __len__(self) -> int:
        return len(self._remotes)

    def __repr__(self) -> str:
        return f"<Remotes {', '.join(self._remotes)}>"

    @property
    def directory(self) -> Path:
        """The directory in which ``lxc`` keeps all that is this user's."""
        return self._locations.own

    @property
    def default(self) -> str:
        """The name of the remote that is meant where none is named: ``LXC_REMOTE``, or the one of `set_default`."""
        return self._locations.override or self._kept_default

    def parse(self, text: str) -> tuple[Remote, str]:
        """Takes ``remote:name`` apart; without a colon, or with nothing before it, it is of the default remote.

        Args:
            text: ``"prod:c1"``, ``"prod:"``, ``"c1"``.

        Returns:
            The remote, and the name on it; empty where there is none.

        Raises:
            RemoteNotFound: there is no such remote.
        """
        before, colon, after = text.partition(":")
        if not colon:
            return self[self.default], text
        if before not in self and "/" in before:
            return self[self.default], text  # a snapshot may have a colon in its name
        return self[before or self.default], after

    def refresh(self) -> None:
        """Reads the files again.

        Raises:
            RemoteError: a file cannot be read, or is not what ``lxc`` writes.
        """
        own = read_document(self._locations.file)
        remotes = remotes_in(read_document(self._locations.everybodys / "config.yml"), self._locations, True)
        remotes |= remotes_in(own, self._locations, False)
        for name, static in STATIC.items():
            # Of those only the project can be changed.
            project = remotes[name].project if name in remotes else ""
            remotes[name] = evolve(static, project=project)
        self._remotes = remotes
        self._kept_default = own.get("default-remote") or _DEFAULT

    def check_name(self, name: str) -> None:
        """Makes sure that a remote can be added under a name.

        Raises:
            RemoteError: it cannot.
        """
        _check_name(name)
        if name in self:
            raise RemoteError(
                f"there is a remote {name!r} already, at {masked(self[name].addr)}",
                hint="choose another name, or remove that one first",
            )

    def add(
        self,
        name: str,
        addr: str,
        *,
        protocol: str = "lxd",
        auth_type: str = "",
        project: str = "",
        public: bool = False,
        certificate: str | bytes | None = None,
    ) -> Remote:
        """Adds a remote. Nothing is connected: nobody has looked yet whether it is there.

        Args:
            name: the name.
            addr: its URL, ``https://host[:port]`` (port 8443 where none is given), a host, or a socket.
            protocol: ``"lxd"``, or ``"simplestreams"`` for servers that have images and nothing else.
            auth_type: ``"tls"`` or ``"oidc"``; empty: ``"tls"``, or nothing for a public one.
            project: the project that is meant where none is named.
            public: whether to see it as everybody does, without a certificate.
            certificate: the certificate that it has to show (PEM).

        Raises:
            RemoteError: there is one of that name, or one of the arguments makes no sense.
        """
        if protocol not in ("lxd", "simplestreams"):
            raise RemoteError(f"no remote speaks {protocol!r}", hint="it is lxd or simplestreams")
        if auth_type not in ("", "tls", "oidc"):
            raise RemoteError(f"no remote has the auth_type {auth_type!r}", hint="it is tls or oidc")
        told: dict[str, Any] = {"addr": checked_addr(addr, protocol)}
        public = public or protocol == "simplestreams"
        if auth_type or not public:
            told["auth_type"] = auth_type or "tls"
        if project:
            told["project"] = project
        told |= {"protocol": protocol, "public": public}
        pem = None if certificate is None else pem_text(certificate)
        with self._changing() as document:
            self.check_name(name)
            # What was kept for another server of that name must neither pin this one nor be sent to it.
            self._forget(name)
            if pem is not None:
                write_private_file(self._locations.certificate(name), pem)
            document["remotes"][name] = told
        return self[name]

    def rename(self, name: str, new_name: str) -> Remote:
        """Renames a remote, and all files that are kept for it.

        A remote of the whole machine keeps its name there, and gets another one for this user.

        Raises:
            RemoteNotFound: there is none of that name.
            RemoteError: there is one of the new name, or the remote cannot be renamed.
        """
        with ExitStack() as undo:
            with self._changing() as document:
                self._check_changeable(name)
                self.check_name(new_name)
                told = self._adopt(document, name)
                _rename_key(document["remotes"], name, new_name, told)
                if document["default-remote"] == name:
                    document["default-remote"] = new_name
                files = self._locations.kept_for
                for old, new in zip(files(name), files(new_name), strict=True):
                    _remove_file(new)
                    _rename_file(old, new)
                    undo.callback(_rename_file, new, old)
            undo.pop_all()  # the list is written, and says the same
        return self[new_name]

    def remove(self, name: str) -> None:
        """Removes a remote, and all files that are kept for it.

        Raises:
            RemoteNotFound: there is none of that name.
            RemoteError: it is the default, or cannot be removed.
        """
        with self._changing(lambda: self._forget(name)) as document:
            self._check_changeable(name)
            if self[name].is_global:
                raise RemoteError(f"the remote {name!r} is one of the whole machine, and cannot be removed")
            if name in (self.default, self._kept_default):
                raise RemoteError(
                    f"the remote {name!r} is the default, and cannot be removed",
                    hint="make another one the default first",
                )
            del document["remotes"][name]

    def set_default(self, name: str) -> None:
        """Makes a remote the one that is meant where none is named; ``LXC_REMOTE`` still goes before it.

        Raises:
            RemoteNotFound: there is none of that name.
        """
        with self._changing() as document:
            document["default-remote"] = self[name].name

    def set_project(self, name: str, project: str) -> Remote:
        """Sets the project that is meant where none is named.

        Args:
            name: the remote.
            project: the project; empty: LXD's own default.

        Raises:
            RemoteNotFound: there is no remote of that name.
            RemoteError: it has no projects.
        """
        if self[name].protocol != "lxd":
            raise RemoteError(f"the remote {name!r} has images and nothing else, and no projects")
        with self._changing() as document:
            told = self._adopt(document, name)
            told.pop("project", None)
            if project:
                told["project"] = project
        return self[name]

    def set_url(self, name: str, addr: str) -> Remote:
        """Says that a remote is at another address; the certificate that it has to show stays the same.

        Args:
            name: the remote.
            addr: the address, as for `add`.

        Raises:
            RemoteNotFound: there is none of that name.
            RemoteError: it cannot be changed, or that is no address.
        """
        with self._changing() as document:
            self._check_changeable(name)
            checked = checked_addr(addr, self[name].protocol)
            self._adopt(document, name)["addr"] = checked
        return self[name]

    def keep_certificate(self, name: str, certificate: str | bytes) -> None:
        """Keeps the certificate that a remote has to show from now on.

        Args:
            name: the remote.
            certificate: the certificate, PEM.

        Raises:
            RemoteNotFound: there is none of that name.
            RemoteError: the certificate of that one cannot be changed.
        """
        pem = pem_text(certificate)
        with self._changing() as document:
            self._check_changeable(name)
            self._adopt(document, name)
            write_private_file(self._locations.certificate(name), pem)

    def _forget(self, name: str) -> None:
        """Removes all files that are kept for a remote."""
        for path in self._locations.kept_for(name):
            _remove_file(path)

    @contextmanager
    def _changing(self, written: Callable[[], None] | None = None) -> Iterator[dict[str, Any]]:
        """Yields the user's list, as it is now, and writes it afterwards.

        Args:
            written: what to do then, before another program may change it.
        """
        with locked(self._locations.own):
            self.refresh()
            document = read_document(self._locations.file)
            document.setdefault("default-remote", _DEFAULT)
            # To YAML a name of digits is a number.
            document["remotes"] = {str(name): told for name, told in (document.get("remotes") or {}).items()}
            yield document
            write_document(self._locations.file, document)
            if written is not None:
                written()
            self.refresh()

    def _adopt(self, document: dict[str, Any], name: str) -> dict[str, Any]:
        """Returns what the user's list says of a remote, which is put there if it is from elsewhere."""
        remote = self[name]
        listed: dict[str, Any] = document["remotes"]
        if name not in listed:
            listed[name] = told_of(remote)
            certificate = remote.read_certificate() if remote.is_global else None
            if certificate is not None:
                write_private_file(self._locations.certificate(name), certificate)
        told = listed[name]
        assert isinstance(told, dict), "it was read as one"
        return told

    def _check_changeable(self, name: str) -> None:
        if self[name].is_static:
            raise RemoteError(f"the remote {name!r} is built into lxc, and cannot be changed")


def read_remotes(environ: Mapping[str, str] | None = None) -> Remotes:
    """Reads the remotes as ``lxc`` does: its own, those of the whole machine, and those it knows without being told.

    They are in ``config.yml`` in the directory ``LXD_CONF``, or in the snap's, or ``~/.config/lxc``; those of the
    whole machine in ``LXD_GLOBAL_CONF``, or ``/etc/lxd``. A file that is missing is an empty one.

    Args:
        environ: the environment to look in; default: the process's.

    Raises:
        RemoteError: a file cannot be read, or is not what ``lxc`` writes.
    """
    remotes = Remotes(find_locations(environ))
    remotes.refresh()
    return remotes


def _check_name(name: str) -> None:
    if ":" in name or not is_safe_name(name):
        raise RemoteError(
            f"{name!r} cannot be the name of a remote", hint="it has no colons, slashes or control characters"
        )


def _rename_key(values: dict[str, Any], old: str, new: str, value: Any) -> None:
    """Renames a key, and keeps its place."""
    items = [(new, value) if key == old else (key, each) for key, each in values.items()]
    values.clear()
    values.update(items)


def _remove_file(path: Path) -> None:
    try:
        path.unlink()
    except (FileNotFoundError, NotADirectoryError):
        pass  # nothing is kept there
    except OSError as error:
        raise RemoteError(f"cannot remove {path}: {error.strerror}") from error


def _rename_file(old: Path, new: Path) -> None:
    try:
        old.rename(new)
    except (FileNotFoundError, NotADirectoryError):
        pass  # nothing is kept there
    except OSError as error:
        raise RemoteError(f"cannot rename {old}: {error.strerror}") from error
