"""What a lab needs of the machine: root, a Linux kernel with namespaces, and Debian's packages."""

import fcntl
import os
import platform
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from . import ovn, releases
from .errors import LabUnavailable
from .machines import QEMU, check_machines
from .programs import find_program, run_program

PACKAGES = {
    "lxd": "lxd",
    "lxc": "lxd-client",
    "busybox": "busybox-static",
    "nft": "nftables",
    "dnsmasq": "dnsmasq-base",
    "ip": "iproute2",
    "openssl": "openssl",
}
"""The package of Debian that brings each program a lab calls."""

POOL_PACKAGES = {"dir": {}, "btrfs": {"mkfs.btrfs": "btrfs-progs"}}
"""The same, for each kind of storage pool a lab can have."""

MACHINE_PACKAGES = {QEMU: "qemu-system-x86", "/usr/share/OVMF/OVMF_CODE.fd": "ovmf"}
"""The same, for virtual machines; what has a path is a file and no program."""

_POLICY = Path("/usr/sbin/policy-rc.d")
_OUR_POLICY = """\
#!/bin/sh
# Written by the lab of the LXD client for the time of one installation: starts no service.
exit 101
"""


def ensure_ready(
    pool: str = "dir",
    *,
    virtual_machines: bool = False,
    with_ovn: bool = False,
    of_another_release: bool = False,
) -> None:
    """Makes sure that a lab can start here, installing Debian's packages where some are missing.

    Args:
        pool: the kind of the storage pool, "dir" or "btrfs".
        virtual_machines: whether it is to have virtual machines.
        with_ovn: whether it is to have OVN.
        of_another_release: whether its LXD is to be that of another release of Debian.

    Raises:
        LabUnavailable: something is missing that cannot be installed here.
    """
    check_machine()
    if virtual_machines:
        check_machines()
    find_missing = partial(
        missing_packages,
        pool,
        virtual_machines=virtual_machines,
        with_ovn=with_ovn,
        of_another_release=of_another_release,
    )
    packages = find_missing()
    if packages:
        check_installable(packages)
        with _alone():
            # Again: another lab may just have installed them.
            packages = find_missing()
            if packages:
                with _no_service_starts():
                    _install(packages)
    _ensure_subordinate_ids()


def check_machine() -> None:
    """Raises LabUnavailable unless this is Linux, we are root, and namespaces and control groups can be made."""
    if platform.system() != "Linux":
        raise LabUnavailable(f"LXD runs on Linux only, and this is {platform.system()}")
    if os.geteuid() != 0:
        raise LabUnavailable("it needs root (try sudo)")
    if not Path("/proc/self/ns/user").exists():
        raise LabUnavailable("this kernel has no user namespaces, which containers need")
    if find_program("unshare") is None or find_program("setpriv") is None:
        raise LabUnavailable("the commands unshare and setpriv (package util-linux) are not installed")
    probe = run_program("unshare", "--mount", "--pid", "--ipc", "--fork", "--mount-proc", "true")
    if probe.returncode != 0:
        raise LabUnavailable(f"this machine lets root make no namespaces: {_last_line(probe.stderr)}")
    if not any(os.access(path, os.W_OK) for path in ("/sys/fs/cgroup/cgroup.procs", "/sys/fs/cgroup/memory")):
        raise LabUnavailable("control groups cannot be made here: /sys/fs/cgroup is missing or read-only")


def check_installable(packages: Sequence[str]) -> None:
    """Raises LabUnavailable if packages are missing and cannot be installed on this system."""
    if _os_id() != "debian" or find_program("apt-get") is None:
        # On Ubuntu the package `lxd` only installs the snap, hence Debian alone.
        names = ", ".join(packages)
        raise LabUnavailable(f"not installed: {names}; they are installed on the spot on Debian only")


def missing_packages(
    pool: str = "dir",
    *,
    virtual_machines: bool = False,
    with_ovn: bool = False,
    of_another_release: bool = False,
) -> list[str]:
    """The packages of which a program is missing, for a lab with this kind of storage pool."""
    if pool not in POOL_PACKAGES:
        raise ValueError(f"no such kind of storage pool: {pool!r}; choose from {', '.join(POOL_PACKAGES)}")
    wanted = PACKAGES | POOL_PACKAGES[pool] | (MACHINE_PACKAGES if virtual_machines else {})
    wanted |= ovn.PACKAGES if with_ovn else {}
    wanted |= releases.PACKAGES if of_another_release else {}
    return [package for program, package in wanted.items() if not _is_there(program)]


def _is_there(program: str) -> bool:
    return Path(program).exists() if program.startswith("/") else find_program(program) is not None


def _install(packages: Sequence[str]) -> None:
    """Installs from the package lists that are there, and fetches new lists only if that fails."""
    command = ("install", "--yes", "--no-install-recommends", "-o", "Dpkg::Options::=--force-unsafe-io")
    if _apt(*command, *packages) is None:
        return
    _apt("update")  # if it fails, so does what follows, with the clearer reason
    failure = _apt(*command, *packages)
    if failure is not None:
        raise LabUnavailable(f"apt-get could not install {', '.join(packages)}: {failure}")


def _apt(*arguments: str) -> str | None:
    """Runs apt-get; returns the reason if it fails, else None."""
    options = ["--quiet", "-o", "DPkg::Lock::Timeout=120", "-o", "Acquire::http::Timeout=15"]
    debian = Path("/etc/apt/sources.list.d/debian.sources")
    if debian.exists():
        # Other sources on the machine may be slow, gone, or ask for something.
        options += ["-o", "Dir::Etc::sourceparts=/nonexistent", "-o", f"Dir::Etc::sourcelist={debian}"]
    done = run_program("apt-get", *options, *arguments, DEBIAN_FRONTEND="noninteractive")
    return None if done.returncode == 0 else _last_line(done.stderr)


@contextmanager
def _alone() -> Iterator[None]:
    """Lets only one lab at a time install packages."""
    directory = os.open("/var/lib/dpkg", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(directory, fcntl.LOCK_EX)
        yield
    finally:
        os.close(directory)


@contextmanager
def _no_service_starts() -> Iterator[None]:
    """Keeps packages from starting services: the machine's own daemon is none of our business.

    A policy that the machine has already is its owner's, and stays as it is.
    """
    ours = not _POLICY.exists() or _POLICY.read_text(errors="replace") == _OUR_POLICY
    if ours:
        _POLICY.write_text(_OUR_POLICY)
        _POLICY.chmod(0o755)
    try:
        yield
    finally:
        if ours:
            _POLICY.unlink(missing_ok=True)


def _ensure_subordinate_ids() -> None:
    """Gives root a range of user ids for containers, as Debian's package does, but on its first installation only.

    Without one LXD takes a range that `newuidmap` refuses, and then no container starts.
    """
    if find_program("newuidmap") is None:
        return
    for file in (Path("/etc/subuid"), Path("/etc/subgid")):
        lines = file.read_text().splitlines() if file.exists() else []
        if not any(line.startswith(("root:", "0:")) for line in lines):
            file.write_text("\n".join([*lines, "root:1000000:1000000000"]) + "\n")


def _os_id() -> str:
    try:
        return platform.freedesktop_os_release().get("ID", "")
    except OSError:
        return ""


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "no reason given"
