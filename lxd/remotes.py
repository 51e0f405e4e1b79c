"""Remotes: the servers that ``lxc`` knows by name, from the same files.

::

    from lxd.remotes import read_remotes

    remotes = read_remotes()
    print(remotes["prod"].addr)

Nothing is ever written.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import frozen

from lxd.errors import RemoteError, RemoteNotFound

__all__ = ["Remote", "Remotes", "read_remotes"]

_SNAP_DIRECTORY = "~/snap/lxd/common/config"
_DIRECTORY = "~/.config/lxc"
_GLOBAL_DIRECTORY = "/etc/lxd"

_DEFAULT_ALIAS = "default"
"""The alias that ``lxc`` takes for an image of which only the remote is named."""


@frozen
class Remote:
    """A server that ``lxc`` knows by name.

    Args:
        name: the name.
        addr: its URL; ``"unix://"`` is the local socket.
        protocol: ``"lxd"``, or ``"simplestreams"`` for servers that have images and nothing else.
        auth_type: ``"tls"`` or ``"oidc"``; empty for a public one.
        project: the project that is meant where none is named; empty: LXD's own default.
        public: whether it serves everybody, but no more than public images.
        is_static: whether it is one that ``lxc`` knows without being told.
        certificate_path: where the certificate that it has to show is kept, if there is one.
    """

    name: str
    addr: str
    protocol: str = "lxd"
    auth_type: str = ""
    project: str = ""
    public: bool = False
    is_static: bool = False
    certificate_path: Path | None = None

    def read_certificate(self) -> str | None:
        """Reads the certificate that the server has to show (PEM); None where none is kept.

        Raises:
            RemoteError: the file cannot be read.
        """
        if self.certificate_path is None:
            return None
        return _read_file(self.certificate_path)

    def image_source(self, image: str) -> dict[str, str]:
        """Returns what tells another server to pull an image from here.

        Args:
            image: its alias, or fingerprint; empty: the alias ``default``.

        Raises:
            RemoteError: no server can pull from here.
        """
        if not self.addr.startswith("https://"):
            raise RemoteError(
                f"an image cannot be pulled from the remote {self.name!r} at {self.addr}: it has no https address",
                hint="copy the image to the server first, or name a remote that it can reach",
            )
        if self.protocol not in ("lxd", "simplestreams"):
            raise RemoteError(f"the remote {self.name!r} speaks {self.protocol!r}, which LXD does not know")
        source = {
            "type": "image",
            "mode": "pull",
            "server": self.addr,
            "protocol": self.protocol,
            "alias": image or _DEFAULT_ALIAS,
        }
        if self.protocol == "lxd":
            if certificate := self.read_certificate():
                source["certificate"] = certificate
            if self.project:
                source["project"] = self.project
        return source


_STATIC = {
    remote.name: remote
    for remote in (
        Remote("local", "unix://", auth_type="tls", is_static=True),
        *(
            Remote(name, addr, "simplestreams", public=True, is_static=True)
            for name, addr in (
                ("images", "https://images.lxd.canonical.com"),
                ("ubuntu", "https://cloud-images.ubuntu.com/releases/"),
                ("ubuntu-daily", "https://cloud-images.ubuntu.com/daily/"),
                ("ubuntu-minimal", "https://cloud-images.ubuntu.com/minimal/releases/"),
                ("ubuntu-minimal-daily", "https://cloud-images.ubuntu.com/minimal/daily/"),
            )
        ),
    )
}
"""The remotes that ``lxc`` knows without being told."""


class Remotes(Mapping[str, Remote]):
    """All remotes, by name."""

    def __init__(self, remotes: Mapping[str, Remote]) -> None:
        self._remotes = dict(remotes)

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


def read_remotes(environ: Mapping[str, str] | None = None) -> Remotes:
    """Reads the remotes as ``lxc`` does: its own, those of the whole machine, and those it knows without being told.

    They are in ``config.yml`` in the directory ``LXD_CONF``, or in the snap's, or ``~/.config/lxc``; those of the
    whole machine in ``LXD_GLOBAL_CONF``, or ``/etc/lxd``. A file that is missing is an empty one.

    Args:
        environ: the environment to look in; default: the process's.

    Raises:
        RemoteError: a file cannot be read, or is not what ``lxc`` writes.
    """
    environ = os.environ if environ is None else environ
    remotes = _read_directory(Path(environ.get("LXD_GLOBAL_CONF") or _GLOBAL_DIRECTORY))
    remotes |= _read_directory(_own_directory(environ))
    for name, static in _STATIC.items():
        # Of those only the project can be changed.
        project = remotes[name].project if name in remotes else ""
        remotes[name] = Remote(
            name, static.addr, static.protocol, static.auth_type, project, static.public, is_static=True
        )
    return Remotes(remotes)


def _own_directory(environ: Mapping[str, str]) -> Path:
    if directory := environ.get("LXD_CONF"):
        return Path(os.path.expandvars(directory)).expanduser()
    home = environ.get("HOME") or "~"
    snap, own = (Path(path.replace("~", home, 1)).expanduser() for path in (_SNAP_DIRECTORY, _DIRECTORY))
    return snap if snap.is_dir() else own


def _read_directory(directory: Path) -> dict[str, Remote]:
    path = directory / "config.yml"
    text = _read_file(path)
    if text is None:
        return {}
    configuration = _parse(text, path)
    if configuration is None:
        return {}
    listed = configuration.get("remotes") if isinstance(configuration, dict) else configuration
    if listed is None:
        return {}
    if not isinstance(listed, dict):
        raise RemoteError(f"{path} is not lxc's: there has to be a map of remotes in it")
    return {str(name): _read_remote(str(name), told, path) for name, told in listed.items()}


def _read_remote(name: str, told: Any, path: Path) -> Remote:
    if not isinstance(told, dict):
        raise RemoteError(f"{path}: the remote {name!r} has to be a map")
    for key, kind in (
        ("addr", str),
        ("auth_type", str),
        ("project", str),
        ("protocol", str),
        ("public", bool),
    ):
        if not isinstance(told.get(key), kind | None):
            raise RemoteError(f"{path}: {key!r} of the remote {name!r} has to be a {kind.__name__}")
    if not told.get("addr"):
        raise RemoteError(f"{path}: the remote {name!r} has no addr")
    # A name is a part of the path of a file below.
    is_safe = name not in ("", ".", "..") and "/" not in name and "\0" not in name
    if not is_safe:
        raise RemoteError(f"{path}: {name!r} cannot be the name of a remote")
    public = bool(told.get("public"))
    return Remote(
        name,
        told["addr"],
        told.get("protocol") or "lxd",
        told.get("auth_type") or ("" if public else "tls"),
        told.get("project") or "",
        public,
        certificate_path=path.parent / "servercerts" / f"{name}.crt",
    )


def _parse(text: str, path: Path) -> Any:
    import yaml  # who names no remote needs none of it

    try:
        return yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise RemoteError(f"{path} is no YAML: {line}{error.problem}") from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise RemoteError(f"{path} is no YAML: {type(error).__name__}") from None


def _read_file(path: Path) -> str | None:
    try:
        return path.read_text()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except UnicodeDecodeError:
        raise RemoteError(f"{path} is no text") from None
    except OSError as error:
        raise RemoteError(f"{path} cannot be read: {error.strerror}") from error
