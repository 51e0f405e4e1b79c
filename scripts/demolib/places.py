"""Where the tour goes: a throw-away LXD, or a project of its own in the LXD of this machine."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from lab import Lab, LabError, LabUnavailable
from lablib.install import check_installable, check_machine, missing_packages

from lxd import LXDClient
from lxd.errors import LXDError

from .project import IMAGE, has_instances, make_project, project_names, remove_project


class PlaceUnavailable(Exception):
    """The tour cannot go there; the message is one sentence that says why.

    Args:
        reason: why.
        hint: what the user can do about it.
    """

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.hint = hint


class Place(Protocol):
    """A LXD with an image to play with. Leaving it removes all that was made there."""

    def check(self) -> None:
        """Finds out whether the tour can go there, without changing anything.

        Raises:
            PlaceUnavailable: it cannot.
        """

    def plan(self) -> list[str]:
        """Says what will be done to this machine."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    @property
    def summary(self) -> str:
        """One line about the place that was made."""

    @property
    def image(self) -> str:
        """The alias of an image."""

    @property
    def local_options(self) -> Mapping[str, Any]:
        """What a client on this machine is made with."""

    @property
    def best_options(self) -> Mapping[str, Any]:
        """The same over HTTPS, where the place has that."""

    def leftovers(self) -> list[str]:
        """After it was left: what is still there and should not be."""


class ThrowAway:
    """The lab: a LXD that is started for the tour, and removed with all its traces."""

    image = "busybox"

    def __init__(self) -> None:
        self._lab: Lab | None = None
        self._directory: Path | None = None
        self._network: str | None = None
        self._packages: list[str] = []

    def check(self) -> None:
        """See `Place`."""
        try:
            check_machine()
            self._packages = missing_packages()
            if self._packages:
                check_installable(self._packages)
        except LabUnavailable as error:
            raise PlaceUnavailable(f"no throw-away LXD: {error}", _advice()) from error

    def plan(self) -> list[str]:
        """See `Place`."""
        packages = ", ".join(self._packages)
        install = [f"install packages of Debian, which stay: {packages}"] if packages else []
        return [*install, "start a throw-away LXD beside whatever runs here, and remove it at the end"]

    def __enter__(self) -> Self:
        try:
            self._lab = _open_lab()
        except LabError as error:
            raise PlaceUnavailable(f"no throw-away LXD: {error}", _advice()) from error
        self._directory, self._network = self._lab.directory.parent, self._lab.bridge
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._lab is not None:
            self._lab.close()

    @property
    def lab(self) -> Lab:
        """The lab, while it is open."""
        assert self._lab is not None
        return self._lab

    @property
    def summary(self) -> str:
        """See `Place`."""
        return f"LXD {self.lab.version} is up, with an image made on the spot"

    @property
    def local_options(self) -> Mapping[str, Any]:
        """See `Place`."""
        return {"endpoint": str(self.lab.socket)}

    @property
    def best_options(self) -> Mapping[str, Any]:
        """See `Place`."""
        return {
            "endpoint": self.lab.url,
            "cert_path": str(self.lab.client_cert),
            "key_path": str(self.lab.client_key),
            "endpoint_cert_path": str(self.lab.server_cert),
        }

    def leftovers(self) -> list[str]:
        """See `Place`."""
        if self._directory is None:
            return []
        mounts = Path("/proc/self/mountinfo").read_text()
        found = {
            f"directory {self._directory}": self._directory.exists(),
            f"mounts below {self._directory}": str(self._directory) in mounts,
            f"network {self._network}": Path("/sys/class/net", self._network or "-").exists(),
            f"processes about {self._directory}": _processes_about(self._directory) > 0,
        }
        return [what for what, is_there in found.items() if is_there]


class LocalProject:
    """A project in the LXD of this machine."""

    image = IMAGE

    def __init__(self) -> None:
        self._client = LXDClient()
        self._name = ""

    def check(self) -> None:
        """See `Place`."""
        try:
            server = self._client.server.get()
        except LXDError as error:
            raise PlaceUnavailable(f"no LXD here: {error.message}", error.hint or "is it running?") from error
        if server.auth != "trusted":
            raise PlaceUnavailable(
                f"no LXD here: {self._client.endpoint} does not trust this user", "use root"
            )

    def plan(self) -> list[str]:
        """See `Place`."""
        where = f"make a project of its own in the LXD at {self._client.endpoint}, and remove it at the end"
        return [where, "leave everything else in that LXD alone"]

    def __enter__(self) -> Self:
        try:
            self._name = make_project(self._client)
        except LabUnavailable as error:
            self._client.close()
            raise PlaceUnavailable(str(error), "install the package busybox-static") from error
        except LXDError as error:
            self._client.close()
            raise PlaceUnavailable(
                f"no project can be made in this LXD: {error}", error.hint or ""
            ) from error
        except BaseException:
            self._client.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            remove_project(self._client, self._name)
        finally:
            self._client.close()

    @property
    def summary(self) -> str:
        """See `Place`."""
        return f"project {self._name} is made, with an image and a profile of its own"

    @property
    def local_options(self) -> Mapping[str, Any]:
        """See `Place`."""
        return {"project": self._name}

    @property
    def best_options(self) -> Mapping[str, Any]:
        """See `Place`."""
        return self.local_options

    def leftovers(self) -> list[str]:
        """See `Place`."""
        with LXDClient() as client:
            if self._name in project_names(client) or has_instances(client, self._name):
                return [f"the project {self._name}"]
        return []


def places(wish: str | None = None) -> list[Place]:
    """Returns where the tour may go, best first: the LXD of this machine, then a throw-away one.

    Args:
        wish: ``"lab"`` or ``"local"``: only that.
    """
    if wish is not None:
        return [ThrowAway() if wish == "lab" else LocalProject()]
    return [LocalProject(), ThrowAway()]


def _open_lab() -> Lab:
    """Opens a lab, with a network where this machine can have one."""
    lab = Lab("demo", network=True)
    try:
        lab.open()
    except LabUnavailable:
        raise
    except LabError:
        lab = Lab("demo")
        lab.open()
    return lab


def _advice() -> str:
    if os.geteuid() != 0:
        return "run `sudo make demo`"
    return "install LXD (`snap install lxd && lxd init --auto`)"


def _processes_about(directory: Path) -> int:
    """Counts the processes whose command line names a directory."""
    count = 0
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # one that has just ended
            count += str(directory) in file.read_text(errors="replace")
    return count
