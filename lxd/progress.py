"""A progress bar for terminals, drawn with rich: ``pip install 'lxd[progress]'``.

::

    from lxd.progress import ProgressBar

    with ProgressBar() as bar:
        client.instances.backups.export("c1", "c1.tar.gz", progress=bar)
"""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Self

from lxd.entities.operations import Progress

try:
    from rich import filesize
    from rich import progress as rich
    from rich.console import Console
    from rich.table import Column
    from rich.text import Text
except ImportError as error:
    raise ImportError(
        "lxd.progress draws with rich, which is not installed: pip install 'lxd[progress]'", name="rich"
    ) from error

__all__ = ["ProgressBar"]

_NARROW = 60
"""Columns that leave room for the bar itself."""

_WIDE = 80
"""Columns that leave room for all there is."""


class ProgressBar:
    """Shows how far operations and transfers are; for the ``progress`` argument of any method of both clients.

    Each stage has a line of its own: what is done, how much of it, how fast, and the time left. Where nobody
    watches, since the output goes to a file or a pipe, nothing is shown at all.

    Args:
        console: where to draw. Default: the standard error, so that it does not get into what a program writes.
        transient: whether the lines go away at the end.
    """

    def __init__(self, console: Console | None = None, *, transient: bool = False) -> None:
        self._console = console or Console(stderr=True)
        self._transient = transient
        self._lines: rich.Progress | None = None
        self._stages: dict[str, rich.TaskID] = {}

    def __enter__(self) -> Self:
        self._stages = {}
        self._lines = rich.Progress(
            *_columns(self._console.width),
            console=self._console,
            transient=self._transient,
            disable=not self._console.is_terminal,
            auto_refresh=False,  # no thread: it is drawn whenever there is something new
            expand=True,
            # rich would draw what is printed meanwhile above the bar: on the standard error, too, even if it was
            # on its way into a file.
            redirect_stdout=sys.stdout.isatty(),
        )
        self._lines.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        assert self._lines is not None
        if error is None:
            self._complete()
        self._lines.stop()
        self._lines = None

    def __call__(self, progress: Progress) -> None:
        """Shows how far something is.

        Raises:
            RuntimeError: outside of its ``with`` block.
        """
        lines = self._lines
        if lines is None:
            raise RuntimeError("a ProgressBar is shown inside of its block: with ProgressBar() as bar: ...")
        total, completed = _extent(progress)
        if progress.stage not in self._stages:
            # What comes before has ended, whatever was said of it last.
            self._complete()
            name = progress.stage.replace("_", " ")
            self._stages[progress.stage] = lines.add_task(name, total=total, numbers="", text="")
        task = self._stages[progress.stage]
        if completed < lines.tasks[task].completed:
            lines.reset(task)  # the same again, of the next file
        numbers = _numbers(progress)
        lines.update(
            task, total=total, completed=completed, numbers=numbers, text=progress.text, refresh=True
        )

    def _complete(self) -> None:
        assert self._lines is not None
        for task in self._lines.tasks:
            total = task.total or task.completed or 1
            self._lines.update(task.id, total=total, completed=total, text="")
        self._lines.refresh()


def _columns(width: int) -> list[rich.ProgressColumn]:
    columns: list[rich.ProgressColumn] = [
        # A server's words are no markup of rich.
        rich.TextColumn(
            "{task.description}",
            markup=False,
            table_column=Column(no_wrap=True, overflow="ellipsis", ratio=1),
        ),
        rich.TaskProgressColumn(),
        # As wide as it mostly gets, so that the rest stays where it is.
        _Said(table_column=Column(no_wrap=True, justify="right", min_width=25 if width >= _WIDE else None)),
        rich.TimeRemainingColumn(elapsed_when_finished=True),
    ]
    if width >= _NARROW:
        columns.insert(1, rich.BarColumn(bar_width=width // 5))
    return columns


class _Said(rich.ProgressColumn):
    """The bytes and the rate; the server's own line where it tells no numbers."""

    def render(self, task: rich.Task) -> Text:
        return Text(task.fields["numbers"] or task.fields["text"], style="progress.download")


def _extent(progress: Progress) -> tuple[float | None, float]:
    """How much there is to do, and how much of it is done: in bytes, or else in percent."""
    if progress.total and progress.processed is not None:
        return progress.total, progress.processed
    if progress.percent is not None:
        return 100, progress.percent
    return None, 0


def _numbers(progress: Progress) -> str:
    parts = []
    if progress.processed is not None:
        parts.append(_bytes(progress.processed, progress.total))
    if progress.speed:
        parts.append(f"{filesize.decimal(progress.speed)}/s")
    return "  ".join(parts)


def _bytes(processed: int, total: int | None) -> str:
    if total is None or total == processed:
        return filesize.decimal(processed)
    unit, suffix = filesize.pick_unit_and_suffix(total, ["bytes", "kB", "MB", "GB", "TB", "PB"], 1000)
    return f"{processed / unit:.{int(unit > 1)}f}/{total / unit:.{int(unit > 1)}f} {suffix}"
