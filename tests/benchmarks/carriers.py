"""Who carries bytes: clients in processes of their own, and programs; all with the same jobs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import quote

from .carry_once import ASYNC_OURS, OURS, PYLXD, Job, arguments, read_command, write_command
from .programs import Finished, Lxc, ProgramFailed, ProgramHangs, curl_command, run_program
from .targets import PATH, ROOT, Target

__all__ = ["CURL", "LXC", "Carried", "carriers", "carry_by_client"]

LXC, CURL = "lxc", "curl"

_TIMEOUT = 60.0
"""Seconds that one job may take."""


@dataclass(frozen=True)
class Carried:
    """A job that is done: seconds that it took, and bytes of memory at the peak, in all and over what was there."""

    seconds: float
    peak: int
    added: int | None = None


def carriers(target: Target, lxc: Lxc, small: Job, job: Job) -> dict[str, Callable[[], Carried]]:
    """Who can do a job, and how to let them."""
    found: dict[str, Callable[[], Carried]] = {
        name: partial(carry_by_client, name, target, small, job) for name in (OURS, ASYNC_OURS)
    }
    if job.what not in ("download", "export"):
        found[PYLXD] = partial(carry_by_client, PYLXD, target, small, job)
    if job.what != "download":
        found[LXC] = partial(_by_lxc, lxc, job)
    if job.what in ("push", "pull", "download"):
        found[CURL] = partial(_by_curl, target, job)
    return found


def carry_by_client(name: str, target: Target, small: Job, job: Job) -> Carried:
    """Lets one of the clients do a job in a fresh process, after a small one.

    Raises:
        ProgramFailed: it could not.
        ProgramHangs: it came to no end.
    """
    command = [sys.executable, "-m", f"{__package__}.carry_once", *arguments(name, target, small, job)]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'generated'}", "PYLXD_WARNINGS": "none"}
    try:
        process = subprocess.run(
            command, capture_output=True, text=True, env=environment, cwd=ROOT, timeout=_TIMEOUT, check=False
        )
    except subprocess.TimeoutExpired:
        raise ProgramHangs(f"no end after {_TIMEOUT:g} s") from None
    if process.returncode:
        raise ProgramFailed(process.stderr.strip().splitlines()[-1])
    return Carried(*json.loads(process.stdout))


def _by_lxc(lxc: Lxc, job: Job) -> Carried:
    instance = lxc.of(PATH.rpartition("/")[2])
    match job.what:
        case "stdout":
            done = lxc.run("exec", instance, "--mode=non-interactive", "--", *write_command(job.size))
        case "stdin":
            with Path(job.local).open("rb") as file:
                done = lxc.run("exec", instance, "--mode=non-interactive", "--", *read_command(), stdin=file)
        case "push":
            done = lxc.run("file", "push", job.local, instance + job.remote)
        case "pull":
            done = lxc.run("file", "pull", instance + job.remote, job.local)
        case _:
            done = lxc.run("export", instance, job.local, "--compression=none", "--instance-only")
    return Carried(done.seconds, done.peak)


def _by_curl(target: Target, job: Job) -> Carried:
    path = f"{PATH}/files?path={quote(job.remote, safe='')}"
    options: tuple[str, ...]
    match job.what:
        case "push":
            options = ("--request", "POST", "--upload-file", job.local, "--output", "/dev/null")
        case "pull":
            options = ("--output", job.local)
        case _:
            path, options = f"{PATH}/backups/{job.remote}/export", ("--output", job.local)
    return _timed(run_program(curl_command(target, path, *options), keep_output=True))


def _timed(done: Finished) -> Carried:
    return Carried(float(done.output), done.peak)
