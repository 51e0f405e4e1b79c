"""Removes what dead labs left. A lab is dead when nobody holds the lock on its directory."""

import contextlib
import fcntl
import os
import shutil
import tempfile
import time
from pathlib import Path

from . import ovn
from .cgroups import remove_groups
from .errors import LabError
from .links import remove_links
from .programs import run_program

PREFIX = "lxd-lab."
"""How the names of all labs begin: of their directories, and of their control groups."""

LXD = "lxd"
"""The name of LXD's own directory inside a lab's directory."""

CALLER = "caller"
"""The name of the file with the number of the process for which the lab is."""

_LONGEST = 60
"""LXD's directory may have 92 bytes at most: it puts sockets there, whose paths the kernel limits."""


def base_directory() -> Path:
    """Where labs put their directories: the system's choice if it will do for containers, else /tmp."""
    chosen = Path(tempfile.gettempdir()).resolve()
    # The root user of a container is somebody else outside, and has to get to its files through all parents.
    reachable = all(parent.stat().st_mode & 0o001 for parent in (chosen, *chosen.parents))
    return chosen if reachable and len(os.fsencode(chosen)) <= _LONGEST else Path("/tmp")


def try_lock(directory: Path) -> int | None:
    """Locks the directory of a lab; returns the open file that holds the lock.

    Returns:
        None if somebody else holds it, or if there is no such directory (any more).
    """
    try:
        lock = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if directory.stat().st_ino == os.fstat(lock).st_ino:  # else it has just been removed
            return lock
    except OSError:
        pass
    os.close(lock)
    return None


def remove_dead_labs(patience: float = 0.0) -> list[Path]:
    """Removes whatever labs left that were killed, and returns their directories. Living labs stay.

    Args:
        patience: seconds to wait for labs whose caller is dead, while their keepers remove them.

    Raises:
        LabError: something cannot be removed.
    """
    deadline = time.monotonic() + patience
    removed = []
    for base in {base_directory(), Path("/tmp")}:
        for directory in sorted(base.glob(f"{PREFIX}*")):
            while (
                (lock := try_lock(directory)) is None
                and _is_ending(directory)
                and time.monotonic() < deadline
            ):
                time.sleep(0.02)
            if lock is None:
                continue
            try:
                if os.fstat(lock).st_uid == os.geteuid():  # anybody may write to /tmp
                    remove_lab(directory)
                    removed.append(directory)
            finally:
                os.close(lock)
    return removed


def remove_lab(directory: Path) -> None:
    """Removes everything of one lab whose namespaces are gone; the caller holds its lock.

    The directory goes last: as long as something is left, it is there to be found.

    Raises:
        LabError: something cannot be removed.
    """
    try:
        remove_groups(directory.name)
        networks = directory / LXD / "networks"
        if networks.is_dir():
            remove_links(path.name for path in networks.iterdir())
        ovn.remove(directory)
        _unmount_below(directory)
        _detach_loops(directory)
        shutil.rmtree(directory)
    except OSError as error:
        raise LabError(f"the lab in {directory} cannot be removed: {error}") from error


def _is_ending(directory: Path) -> bool:
    """Whether the caller of a living lab is dead, so that the lab is about to end."""
    try:
        caller = (directory / CALLER).read_text()
    except OSError:
        return directory.exists()  # it is being removed, and that note of its caller went already
    return not Path("/proc", caller).exists()


def _unmount_below(directory: Path) -> None:
    """Unmounts what somebody mounted inside; a lab's own mounts went with its namespace."""
    mounts = [line.split()[4] for line in Path("/proc/self/mountinfo").read_text().splitlines()]
    for mount in reversed(mounts):
        if Path(mount).is_relative_to(directory):
            run_program("umount", "--lazy", mount)


def _detach_loops(directory: Path) -> None:
    """Frees the loop devices of the lab's storage pools, which outlive their mounts for a moment."""
    for file in Path("/sys/block").glob("loop*/loop/backing_file"):
        with contextlib.suppress(OSError):
            if Path(file.read_text().strip()).is_relative_to(directory):
                run_program("losetup", "--detach", f"/dev/{file.parts[3]}")
