"""LXD as another release of Debian has it, beside the machine's own: fetched once, and run without installing it."""

import fcntl
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from .errors import LabUnavailable
from .programs import run_program

__all__ = ["PACKAGES", "fetch_lxd"]

PACKAGES = {"patchelf": "patchelf"}
"""The package of Debian that brings each program this takes."""

_KEPT = Path(__file__).resolve().parents[2] / "build" / "lab"
"""Where it is kept: in the checkout, where git does not look."""

_KEYS = "/usr/share/keyrings/debian-archive-keyring.gpg"


def fetch_lxd(release: str) -> Path:
    """Returns the program of another release's LXD, and fetches it first where it is not there yet.

    It runs with its release's libraries, and all else (`lxcfs`, `rsync`, `nft` and the like) is the machine's.

    Args:
        release: the name of the release, such as "trixie".

    Raises:
        LabUnavailable: it cannot be fetched.
    """
    directory = _KEPT / release
    directory.mkdir(parents=True, exist_ok=True)
    program, apt, root = (directory / name for name in ("lxd", "apt", "root"))
    lock = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)  # another lab may be fetching it
        if not program.exists():
            for left in (apt, root):  # by a try that failed
                shutil.rmtree(left, ignore_errors=True)
                left.mkdir()
            for package in _download(release, apt):
                _run("dpkg-deb", "--extract", str(package), str(root))
            for rest in (apt, root / "usr/share"):
                shutil.rmtree(rest)
            _settle(root, program)
    finally:
        os.close(lock)
    return program


def _download(release: str, directory: Path) -> Sequence[Path]:
    """Downloads its packages, and those that they need, by lists of their own: nothing of the machine's changes."""
    for name in ("state/lists/partial", "cache/archives/partial"):
        (directory / name).mkdir(parents=True)
    (directory / "status").touch()  # nothing is installed: all that is needed is wanted
    sites = _run("apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages").split()
    if not sites:
        raise LabUnavailable(f"apt-get knows no place to fetch {release}'s LXD from")
    (directory / "sources.list").write_text(f"deb [signed-by={_KEYS}] {sites[0]} {release} main\n")
    options = {
        "Dir::State": directory / "state",
        "Dir::State::status": directory / "status",
        "Dir::Cache": directory / "cache",
        "Dir::Etc::sourcelist": directory / "sources.list",
        "Dir::Etc::sourceparts": "/dev/null",
        "APT::Sandbox::User": "root",
        "Acquire::Languages": "none",
        "Acquire::http::Timeout": 15,
    }
    apt = ["apt-get", "--quiet", "--yes", *(f"--option={name}={value}" for name, value in options.items())]
    _run(*apt, "update")
    _run(*apt, "install", "--download-only", "--no-install-recommends", "lxd")
    return sorted((directory / "cache" / "archives").glob("*.deb"))


def _settle(root: Path, program: Path) -> None:
    """Puts the program where it belongs, to be run with the libraries beside it."""
    (libraries,) = {path.parent for path in root.glob("usr/lib/*/libc.so.6")}
    (loader,) = libraries.glob("ld-linux*.so.*")
    made = program.with_suffix(".new")
    shutil.copy(root / "usr/bin/lxd", made)
    # For the libraries' own libraries, too, hence RPATH and not RUNPATH.
    rpath = ["--force-rpath", "--set-rpath", str(libraries)]
    _run("patchelf", "--set-interpreter", str(loader), *rpath, str(made))
    made.rename(program)


def _run(*command: str) -> str:
    done = run_program(*command, DEBIAN_FRONTEND="noninteractive")
    if done.returncode != 0:
        words = done.stderr.strip() or done.stdout.strip() or "no reason given"
        raise LabUnavailable(f"{command[0]}: {words.splitlines()[-1]}")
    return done.stdout
