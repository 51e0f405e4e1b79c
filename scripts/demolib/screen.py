"""What the reader of the demo sees."""

import ast
import inspect
import io
import sys
import textwrap
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text

from lxd.entities.operations import Progress
from lxd.progress import ProgressBar

_WIDEST = 100
"""Columns that are used at most: longer lines are hard to read."""


class Step(Protocol):
    """A step of the tour: a function with its arguments. It returns the lines to show."""

    @property
    def func(self) -> Callable[..., object]: ...

    def __call__(self) -> Sequence[str]: ...


class AsyncStep(Protocol):
    """The same of a coroutine function."""

    @property
    def func(self) -> Callable[..., object]: ...

    def __call__(self) -> Awaitable[Sequence[str]]: ...


class Screen:
    """Prints the demo, on a terminal of any width or into a file.

    Args:
        console: where to print; default: the standard output.
    """

    def __init__(self, console: Console | None = None) -> None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="replace")
        self.console = console or Console(highlight=False)
        self.console.width = min(self.console.width, _WIDEST)
        has_unicode = self.console.encoding.lower().startswith("utf")
        self._arrow, self._done, self._failed = ("→", "✓", "✗") if has_unicode else (">", "*", "!")
        self._bar: ProgressBar | None = None
        self._told = ""

    # Around the steps

    def title(self, text: str) -> None:
        """Begins the demo."""
        self.console.print()
        self.console.print(Text(text, style="bold"))

    def plan(self, points: Sequence[str]) -> None:
        """Says what is about to happen."""
        for point in points:
            self._line("-", point)

    def chapter(self, text: str, code: str = "") -> None:
        """Begins a part of the tour."""
        self.console.print()
        self.console.print(Rule(Text(text, style="bold cyan"), align="left", style="cyan"))
        if code:
            self._code(code)

    def done(self, text: str, seconds: float | None = None) -> None:
        """Says that something went well."""
        self._line(self._done, text, style="green", seconds=seconds)

    def failed(self, text: str) -> None:
        """Says that something went wrong."""
        self._line(self._failed, text, style="red")

    def note(self, text: str) -> None:
        """Says something by the way."""
        self.console.print(Text(text, style="dim"))

    # Steps

    def step(self, title: str, run: Step) -> None:
        """Shows a step's code, performs it, and shows what came of it.

        Args:
            title: what it is about.
            run: the step, a function with its arguments; it returns the lines to show.
        """
        with self._shown(title, run) as say:
            say(run())

    async def async_step(self, title: str, run: AsyncStep) -> None:
        """The same for a coroutine function."""
        with self._shown(title, run) as say:
            say(await run())

    def tell(self, text: str) -> None:
        """Prints a line at once, from inside a step; the same line again is left out."""
        if text != self._told:
            self._line("-", text, style="dim")
        self._told = text

    def progress(self, report: Progress) -> None:
        """Shows how far something is, where there is a terminal to redraw."""
        if self._bar is not None:
            self._bar(report)

    @contextmanager
    def _shown(self, title: str, run: Step | AsyncStep) -> Iterator[Callable[[Sequence[str]], None]]:
        self._told = ""
        self.console.print()
        self.console.print(Text(title, style="bold"))
        self._code(source_of(run.func))
        begin = time.perf_counter()

        def say(lines: Sequence[str]) -> None:
            seconds = time.perf_counter() - begin
            for number, line in enumerate(lines):
                self._line(self._arrow, line, style="green", seconds=seconds if number == 0 else None)

        with ProgressBar(self.console, transient=True) as self._bar:
            try:
                yield say
            finally:
                self._bar = None

    def _code(self, code: str) -> None:
        shown = Syntax(code, "python", theme="ansi_dark", background_color="default", word_wrap=True)
        self.console.print(Padding(shown, (0, 0, 0, 4)))

    def _line(self, mark: str, text: str, *, style: str = "", seconds: float | None = None) -> None:
        grid = Table.grid(padding=(0, 1), expand=True)
        grid.add_column(width=2, justify="right")
        grid.add_column(ratio=1, overflow="fold")
        grid.add_column(justify="right", no_wrap=True)
        took = "" if seconds is None else duration(seconds)
        grid.add_row(Text(mark, style=style), Text(text), Text(took, style="dim"))
        self.console.print(grid)


def duration(seconds: float) -> str:
    """Writes a duration for people."""
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"


def source_of(function: Callable[..., object]) -> str:
    """Returns what a step does as it stands in its file: from below the docstring to the first empty line.

    What follows only puts into words what came of it.
    """
    source = textwrap.dedent(inspect.getsource(function))
    definition = ast.parse(source).body[0]
    assert isinstance(definition, ast.FunctionDef | ast.AsyncFunctionDef)
    body = "\n".join(source.splitlines()[definition.body[1].lineno - 1 :])
    return textwrap.dedent(body.partition("\n\n")[0])
