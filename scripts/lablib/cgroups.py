"""A lab's own control groups: its processes are in them, and they are found by the lab's name when it is dead.

LXC makes the groups of its containers beside the group of the first process it sees, which is the first one of the
lab's PID namespace. So everything a lab starts ends up below its own group, in every hierarchy of the machine
(version 1 has one for each controller, version 2 a single one).
"""

import contextlib
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

_LEAF = "init.scope"
"""Where the lab's first process is. LXC takes the group above one of this name, so that containers become its
neighbours: version 2 gives controllers only to groups that hold no process themselves."""


def make_groups(name: str) -> list[Path]:
    """Makes a lab's group in each hierarchy; returns the directories that its first process has to enter."""
    leaves = []
    for root in _hierarchies():
        try:
            leaves.append(_make_group(_make_group(root, name), _LEAF))
        except OSError:
            _remove_tree(root / name)  # a read-only hierarchy, say: LXD tells if it needs it
    return leaves


def thaw_groups(name: str) -> None:
    """Lets the frozen containers of a lab go on: under version 1 frozen processes cannot be killed."""
    for group in _groups(name):
        state = group / "freezer.state"
        with contextlib.suppress(OSError):
            if state.exists():
                state.write_text("THAWED")


def remove_groups(name: str, timeout: float = 10.0) -> None:
    """Kills whatever is still in a lab's groups, and removes them.

    Raises:
        OSError: a group is still in use after the timeout.
    """
    deadline = time.monotonic() + timeout
    while True:
        thaw_groups(name)
        for process in _processes(name):
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        try:
            for root in _hierarchies():
                _remove_tree(root / name)
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
        time.sleep(0.005)  # killed processes leave their groups in their own time, and nothing tells when


def _hierarchies() -> list[Path]:
    """The mount points of the machine's control group hierarchies."""
    roots: dict[str, Path] = {}
    for line in Path("/proc/self/mountinfo").read_text().splitlines():
        mount, _, kind = line.partition(" - ")
        device, root, mount_point = mount.split()[2:5]
        if kind.startswith(("cgroup ", "cgroup2 ")) and root == "/":
            roots.setdefault(device, Path(mount_point))
    return list(roots.values())


def _make_group(parent: Path, name: str) -> Path:
    group = parent / name
    if (parent / "cgroup.controllers").exists():  # version 2
        for controller in (parent / "cgroup.controllers").read_text().split():
            with contextlib.suppress(OSError):
                (parent / "cgroup.subtree_control").write_text(f"+{controller}")
        group.mkdir()
    else:
        group.mkdir()
        for file in ("cpuset.cpus", "cpuset.mems"):  # empty at first, and then no process may enter
            if (group / file).exists():
                (group / file).write_text((parent / file).read_text())
    return group


def _groups(name: str) -> Iterator[Path]:
    """The groups of a lab and all below them, in all hierarchies."""
    for root in _hierarchies():
        for directory, _, _ in os.walk(root / name):
            yield Path(directory)


def _processes(name: str) -> set[int]:
    found = set[int]()
    for group in _groups(name):
        with contextlib.suppress(OSError):
            found.update(int(line) for line in (group / "cgroup.procs").read_text().split())
    return found - {0}  # which stands for processes of other PID namespaces


def _remove_tree(group: Path) -> None:
    for directory, _, _ in os.walk(group, topdown=False):
        with contextlib.suppress(FileNotFoundError):
            os.rmdir(directory)
