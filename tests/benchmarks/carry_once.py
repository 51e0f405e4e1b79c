"""Carries bytes once, in a process of its own, and tells how long that took and what memory: see `carrying`."""

from __future__ import annotations

import asyncio
import gc
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter
from typing import TypeAlias

from .memory import resident_memory
from .targets import INSTANCE, Target

__all__ = ["ASYNC_OURS", "BLOCK", "OURS", "PYLXD", "Job", "arguments", "read_command", "write_command"]

OURS, ASYNC_OURS, PYLXD = "LXDClient", "AsyncLXDClient", "pylxd"

BLOCK = 64 << 10
"""Bytes that the commands in the container write and read at a time."""


@dataclass(frozen=True)
class Job:
    """What to carry.

    Args:
        what: "stdout", "stdin", "push", "pull", "download" or "export".
        size: bytes; a multiple of `BLOCK`.
        local: the local file that is read or written.
        remote: the path in the container, or the backup.
    """

    what: str
    size: int
    local: str
    remote: str = ""

    def check(self, size: int) -> None:
        """Makes sure that all of it was carried."""
        if size != self.size:
            raise ValueError(f"{self.what}: {size} of {self.size} bytes")


Carry: TypeAlias = Callable[[Job], None]


def write_command(size: int) -> list[str]:
    """The command that writes so much to its standard output."""
    return ["dd", "if=/dev/zero", f"bs={BLOCK}", f"count={size // BLOCK}"]


def read_command() -> list[str]:
    """The command that reads its standard input to the end."""
    return ["dd", "of=/dev/null", f"bs={BLOCK}"]


@contextmanager
def _ours(target: Target) -> Iterator[Carry]:
    from lxd import LXDClient

    with LXDClient(**target.options()) as client:

        def carry(job: Job) -> None:
            instances = client.instances
            match job.what:
                case "stdout":
                    with instances.exec(INSTANCE, write_command(job.size), text=False) as process:
                        job.check(sum(len(chunk) for chunk in process.stdout))
                case "stdin":
                    with Path(job.local).open("rb") as file:
                        instances.run(INSTANCE, read_command(), input=file, check=True)
                case "push":
                    instances.files.push(INSTANCE, job.local, job.remote)
                case "pull":
                    instances.files.pull(INSTANCE, job.remote, job.local)
                case "download":
                    instances.backups.download(INSTANCE, job.remote, job.local)
                case _:
                    instances.backups.export(INSTANCE, job.local, compression="none", instance_only=True)

        yield carry


@contextmanager
def _async_ours(target: Target) -> Iterator[Carry]:
    from lxd import AsyncLXDClient

    client = AsyncLXDClient(**target.options())

    async def carry(job: Job) -> None:
        instances = client.instances
        match job.what:
            case "stdout":
                async with instances.exec(INSTANCE, write_command(job.size), text=False) as process:
                    size = 0
                    async for chunk in process.stdout:
                        size += len(chunk)
                job.check(size)
            case "stdin":
                with Path(job.local).open("rb") as file:
                    await instances.run(INSTANCE, read_command(), input=file, check=True)
            case "push":
                await instances.files.push(INSTANCE, job.local, job.remote)
            case "pull":
                await instances.files.pull(INSTANCE, job.remote, job.local)
            case "download":
                await instances.backups.download(INSTANCE, job.remote, job.local)
            case _:
                await instances.backups.export(INSTANCE, job.local, compression="none", instance_only=True)

    with asyncio.Runner() as runner:
        try:
            yield lambda job: runner.run(carry(job))
        finally:
            runner.run(client.aclose())


@contextmanager
def _pylxd(target: Target) -> Iterator[Carry]:
    from .pylxd_client import pylxd_client

    with pylxd_client(target) as client:
        instance = client.instances.get(INSTANCE)

        def carry(job: Job) -> None:
            match job.what:
                case "stdout":
                    result = instance.execute(write_command(job.size), decode=False)
                    job.check(len(result.stdout))
                case "stdin":
                    with Path(job.local).open("rb") as file:
                        if instance.execute(read_command(), stdin_payload=file).exit_code:
                            raise ValueError("the command failed")
                case "push":
                    with Path(job.local).open("rb") as file:
                        instance.files.put(job.remote, file)
                case "pull":
                    Path(job.local).write_bytes(instance.files.get(job.remote))
                case _:
                    raise ValueError(job.what)

        yield carry


_CLIENTS: dict[str, Callable[[Target], AbstractContextManager[Carry]]] = {
    OURS: _ours,
    ASYNC_OURS: _async_ours,
    PYLXD: _pylxd,
}


def main(name: str, target: Target, small: Job, job: Job) -> None:
    """Does the small job to warm up, then the job; prints the seconds, and the bytes of memory over what was there."""
    with _CLIENTS[name](target) as carry:
        carry(small)
        gc.collect()
        Path("/proc/self/clear_refs").write_text("5")  # forgets the peak so far
        base = resident_memory()
        start = perf_counter()
        carry(job)
        seconds = perf_counter() - start
        peak = resident_memory(peak=True)
    print(json.dumps([seconds, peak, peak - base]))


def arguments(name: str, target: Target, small: Job, job: Job) -> list[str]:
    """What to give this program, for `main` to be called with these."""
    return [name, *(json.dumps(asdict(each)) for each in (target, small, job))]


if __name__ == "__main__":
    _target, _small, _job = map(json.loads, sys.argv[2:])
    main(sys.argv[1], Target(**_target), Job(**_small), Job(**_job))
