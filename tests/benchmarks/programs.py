"""Peers that are programs: `lxc` and `curl`, told how to reach a target."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import IO

from .memory import resident_memory
from .targets import Target

__all__ = ["Finished", "Lxc", "ProgramFailed", "ProgramHangs", "curl_command", "lxc", "run_program"]

_REMOTE = "bench"

_LOOK = 0.01
"""Seconds between two looks at a program's memory."""


class ProgramFailed(Exception):
    """A program ended with another status than 0."""


class ProgramHangs(ProgramFailed):
    """A program did not end."""


@dataclass(frozen=True)
class Finished:
    """A program that has ended: seconds that it took, bytes of memory at its peak, and what it wrote."""

    seconds: float
    peak: int
    output: str


def run_program(
    command: Sequence[str | Path],
    *,
    environment: Mapping[str, str] | None = None,
    stdin: int | IO[bytes] = subprocess.DEVNULL,
    keep_output: bool = False,
    timeout: float = 60,
) -> Finished:
    """Runs a program to its end.

    Raises:
        ProgramFailed: it did not do well.
        ProgramHangs: it did not end.
    """
    start = perf_counter()
    process = subprocess.Popen(
        command,
        stdin=stdin,
        stdout=subprocess.PIPE if keep_output else subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, **(environment or {})},
        text=True,
    )
    # What wait4() tells includes what this process had when it made that one.
    peak = 0
    while True:
        try:
            output, errors = process.communicate(timeout=_LOOK)
            break
        except subprocess.TimeoutExpired:
            peak = max(peak, resident_memory(process.pid, peak=True))
        if perf_counter() - start > timeout:
            process.kill()
            process.communicate()
            raise ProgramHangs(f"no end after {timeout:g} s")
    seconds = perf_counter() - start
    if process.returncode:
        raise ProgramFailed(_last_line(errors))
    return Finished(seconds, peak, output or "")


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1] if lines else "no reason given"


class Lxc:
    """The `lxc` command for one target.

    Args:
        target: the server.
        configuration: an empty directory, for what `lxc` knows of it.
    """

    def __init__(self, target: Target, configuration: Path) -> None:
        self._environment = {"LXD_CONF": str(configuration)}
        self._prefix = ""
        if target.socket:
            self._environment["LXD_SOCKET"] = target.socket
        else:
            self._prefix = f"{_REMOTE}:"
            _know(target, configuration)

    def of(self, name: str) -> str:
        """What `lxc` calls something on the target."""
        return self._prefix + name

    def run(self, *arguments: str | Path, stdin: int | IO[bytes] = subprocess.DEVNULL) -> Finished:
        """Runs `lxc` with these arguments.

        Raises:
            ProgramFailed: it did not do well.
        """
        return run_program(["lxc", *arguments], environment=self._environment, stdin=stdin)


@contextmanager
def lxc(target: Target) -> Iterator[Lxc]:
    """The `lxc` command for a target."""
    with tempfile.TemporaryDirectory(prefix="lxd-bench-") as directory:
        yield Lxc(target, Path(directory))


def _know(target: Target, configuration: Path) -> None:
    certificates = configuration / "servercerts"
    certificates.mkdir()
    shutil.copy(target.server_cert, certificates / f"{_REMOTE}.crt")
    shutil.copy(target.client_cert, configuration / "client.crt")
    shutil.copy(target.client_key, configuration / "client.key")
    (configuration / "config.yml").write_text(
        f"default-remote: local\nremotes:\n  {_REMOTE}:\n"
        f"    addr: {target.url}\n    auth_type: tls\n    protocol: lxd\n    public: false\n"
    )


def curl_command(target: Target, path: str, *options: str | Path) -> list[str | Path]:
    """A curl command that prints the seconds that its transfer took, without its own start."""
    if target.socket:
        way: list[str] = ["--unix-socket", target.socket]
    else:
        way = ["--insecure", "--cert", target.client_cert, "--key", target.client_key]
    return [
        "curl",
        "--silent",
        "--show-error",
        "--fail",
        "--write-out",
        "%{time_total}",
        *way,
        *options,
        target.base_url + path,
    ]
