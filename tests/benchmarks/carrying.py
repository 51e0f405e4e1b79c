"""Bytes in and out of a container: how many a second, and what memory that takes."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from lxd import LXDClient

from .carriers import CURL, LXC, Carried, carriers, carry_by_client
from .carry_once import ASYNC_OURS, BLOCK, OURS, PYLXD, Job
from .measure import in_turns, paired_ratio
from .programs import ProgramFailed, ProgramHangs, lxc
from .report import Goal, Report
from .targets import INSTANCE, Target

__all__ = ["measure"]

_MB = 10**6
_ROUNDS, _SIZE, _SIZES = 5, 500 * _MB, (10 * _MB, 100 * _MB, 1000 * _MB)
_QUICK_ROUNDS, _QUICK_SIZE, _QUICK_SIZES = 1, 50 * _MB, (5 * _MB, 50 * _MB)

_MEMORY = 16 << 20
"""Bytes that carrying however much may add to the process."""

_GROWTH = 2 << 20
"""Bytes by which that may differ between a small job and a large one."""

_SHARED_MEMORY = Path("/dev/shm")


@dataclass(frozen=True)
class _Subject:
    """Something to be carried: what it is called, whom to compare with, and what to reach."""

    title: str
    others: Sequence[str]
    reach: Mapping[str, float]
    in_sizes: bool = True


_SUBJECTS = {
    "stdout": _Subject("The standard output of a command", (LXC, PYLXD), {LXC: 2, PYLXD: 1.5}),
    "stdin": _Subject("The standard input of a command", (LXC, PYLXD), {}),
    "push": _Subject("Push a file", (CURL, LXC, PYLXD), {CURL: 0.95}),
    "pull": _Subject("Pull a file", (CURL, LXC, PYLXD), {CURL: 0.95}),
    "download": _Subject("Download a backup", (CURL,), {CURL: 0.95}, in_sizes=False),
    "export": _Subject("Make a backup, download it, delete it", (LXC,), {}, in_sizes=False),
}

_INWARD = ("pull", "download", "export")
"""What writes a local file."""

_Attempt = Carried | str
"""A job that is done, or why it failed."""


def measure(report: Report, targets: list[Target], quick: bool, wanted: Sequence[str]) -> None:
    """Measures subjects, such as "stdout", against each real target."""
    targets = [target for target in targets if target.is_real]
    if not targets:
        return
    rounds, size = (_QUICK_ROUNDS, _QUICK_SIZE) if quick else (_ROUNDS, _SIZE)
    sizes = _QUICK_SIZES if quick else _SIZES
    for what in wanted:
        subject = _SUBJECTS[what]
        with _place(targets[0], what, _whole(size)) as (small, job):
            for target in targets:
                with lxc(target) as program:
                    runs = carriers(target, program, small, job)
                    attempts = {
                        name: _Attempts(run, job, may_fail=name not in (OURS, ASYNC_OURS))
                        for name, run in runs.items()
                    }
                    _show(report, subject, target, job, in_turns(attempts, rounds, warm_up=0))
        if subject.in_sizes:
            _measure_memory(report, subject, targets, what, [_whole(size) for size in sizes])


def _whole(size: int) -> int:
    return size // BLOCK * BLOCK


class _Attempts:
    """Lets somebody do a job, again and again; one that hung is not asked again.

    Args:
        run: does the job.
        job: the job.
        may_fail: whether that is told in the table, rather than ends it all.
    """

    def __init__(self, run: Callable[[], Carried], job: Job, may_fail: bool) -> None:
        self._run = run
        self._job = job
        self._may_fail = may_fail
        self._hung = ""

    def __call__(self) -> _Attempt:
        if self._hung:
            return self._hung
        if self._job.what in _INWARD:
            # Who writes beside an older file until it is complete would need memory that the others do not.
            Path(self._job.local).unlink(missing_ok=True)
        try:
            return self._run()
        except ProgramFailed as error:
            if not self._may_fail:
                raise
            self._hung = str(error) if isinstance(error, ProgramHangs) else ""
            return str(error)


def _show(
    report: Report, subject: _Subject, target: Target, job: Job, attempts: Mapping[str, Sequence[_Attempt]]
) -> None:
    rows = []
    for name, tried in attempts.items():
        done = _successes(tried)
        if not done:
            rows.append((name, "fails", *[""] * (3 + len(subject.others))))
            report.line(f"{name} fails to carry {job.what} · {target.title}: {tried[-1]}")
            continue
        added = [each.added for each in done if each.added is not None]
        rows.append(
            (
                name,
                f"{job.size / median(each.seconds for each in done) / _MB:.0f}",
                f"{max(each.peak for each in done) / _MB:.0f}",
                f"{max(added) / _MB:.1f}" if added else "",
                str(len(tried) - len(done)),
                *(_ratio_text(attempts, name, other) for other in subject.others),
            )
        )
    columns = (
        "client",
        "MB/s",
        "peak memory, MB",
        "added by it, MB",
        "failed",
        *(f"rate vs {other}" for other in subject.others),
    )
    title = f"{subject.title}, {job.size / _MB:.0f} MB · {target.title}"
    report.table(title, columns, rows, _goals(subject, target, job, attempts))


def _goals(
    subject: _Subject, target: Target, job: Job, attempts: Mapping[str, Sequence[_Attempt]]
) -> list[Goal]:
    goals = []
    for name, short in ((OURS, job.what), (ASYNC_OURS, f"async {job.what}")):
        # Over HTTPS it is the cipher that sets the pace: that says little of a client.
        for other, limit in subject.reach.items() if target.socket else ():
            ratio = _ratio(attempts, name, other)
            if ratio is not None:
                goals.append(
                    Goal(f"rate of {short} vs {other} · {target.title}", ratio, limit, at_least=True)
                )
    if not subject.in_sizes:
        ours = [each for name in (OURS, ASYNC_OURS) for each in _successes(attempts[name])]
        added = max((each.added or 0 for each in ours), default=0)
        goals.append(_memory_goal(f"{job.what} · {target.title}", job.size, added))
    return goals


def _memory_goal(what: str, size: int, added: int) -> Goal:
    return Goal(f"MiB that {size / _MB:.0f} MB add at most: {what}", _mebibytes(added), _MEMORY >> 20)


def _ratio(attempts: Mapping[str, Sequence[_Attempt]], name: str, other: str) -> float | None:
    """How many times as fast, over the rounds in which both did it."""
    pairs = [
        (one, two)
        for one, two in zip(attempts[name], attempts[other], strict=True)
        if isinstance(one, Carried) and isinstance(two, Carried)
    ]
    if not pairs:
        return None
    return paired_ratio([two.seconds for _, two in pairs], [one.seconds for one, _ in pairs])


def _ratio_text(attempts: Mapping[str, Sequence[_Attempt]], name: str, other: str) -> str:
    ratio = _ratio(attempts, name, other)
    return "" if ratio is None else f"{ratio:.2f}"


def _successes(attempts: Sequence[_Attempt]) -> list[Carried]:
    return [each for each in attempts if isinstance(each, Carried)]


def _measure_memory(
    report: Report, subject: _Subject, targets: list[Target], what: str, sizes: Sequence[int]
) -> None:
    added: dict[tuple[str, Target], list[int]] = {
        (name, target): [] for target in targets for name in (OURS, ASYNC_OURS)
    }
    for size in sizes:
        with _place(targets[0], what, size) as (small, job):
            for (name, target), found in added.items():
                found.append(carry_by_client(name, target, small, job).added or 0)
    rows = [
        (f"{name} · {target.title}", *(f"{each / (1 << 20):.1f}" for each in found))
        for (name, target), found in added.items()
    ]
    most = max(found[-1] for found in added.values())
    growth = max(found[-1] - found[-2] for found in added.values())
    text = f"MiB that {sizes[-1] / _MB:.0f} MB add over {sizes[-2] / _MB:.0f} MB: {what}"
    goals = [
        _memory_goal(what, sizes[-1], most),
        Goal(text, _mebibytes(growth), _GROWTH >> 20),
    ]
    columns = ("client", *(f"{size / _MB:.0f} MB" for size in sizes))
    report.table(f"{subject.title}: MiB that it adds to the process", columns, rows, goals)


def _mebibytes(size: int) -> float:
    return max(size / (1 << 20), 0.01)


@contextmanager
def _place(target: Target, what: str, size: int) -> Iterator[tuple[Job, Job]]:
    """A small and a large job, with all that they need; it is removed at the end."""
    room = _SHARED_MEMORY if _has_room(_SHARED_MEMORY, 3 * size) else None
    with (
        tempfile.TemporaryDirectory(prefix="lxd-bench-", dir=room) as name,
        LXDClient(**target.options()) as client,
    ):
        jobs = [_job(what, count, Path(name)) for count in (BLOCK, size)]
        try:
            for job in jobs:
                _provide(client, job)
            yield jobs[0], jobs[1]
        finally:
            client.instances.run(INSTANCE, ["sh", "-c", "rm -f /root/bench-*"])
            for backup in client.instances.backups.list(INSTANCE):
                client.instances.backups.delete(INSTANCE, backup.name).wait()


def _has_room(directory: Path, size: int) -> bool:
    return directory.is_dir() and shutil.disk_usage(directory).free > size


def _job(what: str, size: int, directory: Path) -> Job:
    local = directory / f"{what}-{size}"
    remote = f"bench-{size}" if what == "download" else f"/root/bench-{what}-{size}"
    return Job(what, size, str(local), remote)


def _provide(client: LXDClient, job: Job) -> None:
    make = ["dd", "if=/dev/urandom", f"bs={BLOCK}", f"count={job.size // BLOCK}"]
    match job.what:
        case "stdin" | "push":
            with Path(job.local).open("wb") as file:
                for _ in range(job.size // BLOCK):
                    file.write(bytes(BLOCK))
        case "pull":
            client.instances.run(INSTANCE, [*make, f"of={job.remote}"], check=True)
        case "download" | "export":
            client.instances.run(INSTANCE, [*make, "of=/root/bench-content"], check=True)
            if job.what == "download":
                client.instances.backups.create(
                    INSTANCE, job.remote, compression="none", instance_only=True
                ).wait()
