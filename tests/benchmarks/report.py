"""Tables for a reader, and what was to be reached beside what was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rich import box
from rich.console import Console
from rich.table import Table

__all__ = ["Goal", "Report"]

_NOISE = 0.05
"""Part by which the same figure differs from run to run."""


@dataclass(frozen=True)
class Goal:
    """Something to be reached.

    Args:
        text: what is compared.
        measured: the ratio, or count, that was measured.
        limit: what it should be at most, or at least.
        at_least: whether more is better.
        ceiling: the most that anybody can have, where that was measured too.
    """

    text: str
    measured: float
    limit: float
    at_least: bool = False
    ceiling: float | None = None

    @property
    def reach(self) -> str:
        """The limit, in signs."""
        return f"{'≥' if self.at_least else '≤'} {self.limit:g}"

    @property
    def verdict(self) -> str:
        """Whether it was reached, in a word and a colour."""
        better = self.measured / self.limit if self.at_least else self.limit / self.measured
        if better >= 1:
            return "[green]met[/]"
        if better >= 1 - _NOISE:
            return "[yellow]within noise[/]"
        if self.ceiling is not None and self.ceiling < self.limit:
            return f"[red]missed[/]; bare sockets {self.ceiling:.2f}"
        return "[red]missed[/]"


@dataclass
class Report:
    """Prints tables as they come, and all goals at the end."""

    console: Console = field(default_factory=lambda: _console())
    goals: list[Goal] = field(default_factory=list)

    def line(self, text: str) -> None:
        """Prints one line."""
        self.console.print(text, markup=False)

    def table(
        self, title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], goals: Sequence[Goal] = ()
    ) -> None:
        """Prints a table.

        Args:
            title: what was measured, and on what.
            columns: their headings; the first column names what a row is about.
            rows: the cells.
            goals: what was to be reached here.
        """
        table = Table(
            title=title, title_justify="left", box=box.SIMPLE_HEAD, title_style="bold", padding=(0, 1)
        )
        for number, column in enumerate(columns):
            table.add_column(column, justify="right" if number else "left", no_wrap=number == 0)
        for number, row in enumerate(rows):
            table.add_row(*row, style="cyan" if number == 0 else None)
        self.console.print(table)
        for goal in goals:
            self.console.print(f"  {goal.text}: {goal.measured:.2f}, reach {goal.reach}: {goal.verdict}")
        self.console.print()
        self.goals += goals

    def summary(self) -> None:
        """Prints the goals of all tables."""
        if not self.goals:
            return
        table = Table(title="Reach", title_justify="left", box=box.SIMPLE_HEAD, title_style="bold")
        for column in ("what", "measured", "reach", ""):
            table.add_column(column, justify="left" if column in ("what", "") else "right")
        for goal in self.goals:
            table.add_row(goal.text, f"{goal.measured:.2f}", goal.reach, goal.verdict)
        self.console.print(table)


def _console() -> Console:
    console = Console(highlight=False)
    # In a file or a pipe there is room: cut headings would say nothing.
    return console if console.is_terminal else Console(highlight=False, width=120)
