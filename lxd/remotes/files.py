"""The files in which remotes are kept: where they are, and ``config.yml`` itself."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen

from lxd._private_files import read_text_file, write_private_file
from lxd.errors import RemoteError

if TYPE_CHECKING:
    import yaml

__all__ = ["Locations", "find_locations", "locked", "read_document", "write_document"]

_SNAP_DIRECTORY = "~/snap/lxd/common/config"
_DIRECTORY = "~/.config/lxc"
_GLOBAL_DIRECTORY = "/etc/lxd"

_MERGED = 1000
"""Entries that a map may get by merging others (``<<``): few lines can ask for billions of them."""


@frozen
class Locations:
    """Where remotes are kept.

    Args:
        own: the user's directory.
        everybodys: that of the whole machine.
        override: the default remote that the environment names; empty if it names none.
    """

    own: Path
    everybodys: Path
    override: str = ""

    @property
    def file(self) -> Path:
        """The user's list."""
        return self.own / "config.yml"

    def certificate(self, name: str) -> Path:
        """Where the certificate is that a remote has to show."""
        return self.own / "servercerts" / f"{name}.crt"

    def kept_for(self, name: str) -> list[Path]:
        """All files that are kept for a remote."""
        return [self.certificate(name), self.tokens(name), self.cookies(name)]

    def tokens(self, name: str) -> Path:
        """Where the tokens of logins at a remote are."""
        return self.own / "oidctokens" / f"{name}.json"

    def cookies(self, name: str) -> Path:
        """Where the cookies of a remote are."""
        return self.own / "jars" / name


def find_locations(environ: Mapping[str, str] | None = None) -> Locations:
    """Finds the places where ``lxc`` would look.

    Args:
        environ: the environment to look in; default: the process's.
    """
    environ = os.environ if environ is None else environ
    return Locations(
        _own_directory(environ),
        Path(environ.get("LXD_GLOBAL_CONF") or _GLOBAL_DIRECTORY),
        environ.get("LXC_REMOTE", ""),
    )


def read_document(path: Path) -> dict[str, Any]:
    """Reads a ``config.yml``; a file that is missing is an empty one.

    Raises:
        RemoteError: it cannot be read, or is not what ``lxc`` writes.
    """
    text = read_text_file(path)
    document = None if text is None else _parse(text, path)
    if document is None:
        return {}
    if not isinstance(document, dict):
        raise RemoteError(f"{path} is not lxc's: there has to be a map of remotes in it")
    for key, kind in (("remotes", dict), ("default-remote", str)):
        if not isinstance(document.get(key), kind | None):
            what = "a map of remotes in it" if kind is dict else f"a text at {key!r}"
            raise RemoteError(f"{path} is not lxc's: there has to be {what}")
    return document


def write_document(path: Path, document: Mapping[str, Any]) -> None:
    """Writes a ``config.yml`` whole or not at all, and keeps who may read it.

    Raises:
        LXDError: it cannot be written.
    """
    import yaml

    text = yaml.safe_dump(
        dict(document), sort_keys=False, allow_unicode=True, default_flow_style=False, width=1 << 20
    )
    write_private_file(path, text, keep_mode=True)


@contextmanager
def locked(directory: Path) -> Iterator[None]:
    """Keeps other programs that use this package from changing a directory meanwhile; ``lxc`` knows no such thing.

    Nor do some file systems, such as NFS, where directories cannot be locked: there nobody is kept from it.

    Raises:
        RemoteError: the directory cannot be made or opened.
    """
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise RemoteError(f"cannot use the directory {directory}: {error.strerror}") from error
    try:
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _own_directory(environ: Mapping[str, str]) -> Path:
    if directory := environ.get("LXD_CONF"):
        return Path(os.path.expandvars(directory)).expanduser()
    home = environ.get("HOME") or "~"
    snap, own = (Path(path.replace("~", home, 1)).expanduser() for path in (_SNAP_DIRECTORY, _DIRECTORY))
    return snap if snap.is_dir() else own


def _parse(text: str, path: Path) -> Any:
    import yaml  # who names no remote needs none of it

    class Loader(yaml.SafeLoader):
        def flatten_mapping(self, node: yaml.MappingNode) -> None:
            super().flatten_mapping(node)
            if len(node.value) > _MERGED:
                raise yaml.constructor.ConstructorError(None, None, "too much is merged", node.start_mark)

    try:
        return yaml.load(text, Loader)
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise RemoteError(f"{path} is no YAML: {line}{error.problem}") from None
    except (yaml.YAMLError, RecursionError, ValueError, TypeError, LookupError, AttributeError) as error:
        raise RemoteError(f"{path} is no YAML: {type(error).__name__}") from None
