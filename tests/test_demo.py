"""The demo's parts that need no LXD; `tests/integration/documents/test_demo.py` runs it."""

from __future__ import annotations

import inspect
import io
import textwrap
from functools import partial
from pathlib import Path
from types import ModuleType

import demo
import pytest
from demolib import async_tour, places, sync_tour
from demolib.places import LocalProject, PlaceUnavailable, ThrowAway
from demolib.screen import Screen, duration, source_of
from lablib.errors import LabUnavailable
from rich.console import Console


def a_step(text: str) -> list[str]:
    """Says what it was given."""
    words = text.split()
    first = words[0]

    return [first, words[-1]]


async def an_async_step(text: str) -> list[str]:
    """Says what it was given."""
    word = text

    return [word]


@pytest.fixture
def screen() -> Screen:
    """A screen of 60 columns that no terminal belongs to."""
    return Screen(Console(file=io.StringIO(), width=60, highlight=False))


def shown(screen: Screen) -> list[str]:
    """Returns the lines on a screen, without the blanks at their ends."""
    assert isinstance(screen.console.file, io.StringIO)
    return [line.rstrip() for line in screen.console.file.getvalue().splitlines()]


def test_a_step_is_shown_as_it_stands_in_its_file() -> None:
    assert source_of(a_step) == "words = text.split()\nfirst = words[0]"


def test_a_step_shows_its_code_then_what_came_of_it(screen: Screen) -> None:
    screen.step("A step", partial(a_step, "one two"))
    lines = shown(screen)
    assert lines[:4] == ["", "A step", "    words = text.split()", "    first = words[0]"]
    assert lines[4].startswith(" → one ")
    assert lines[4].endswith(" ms")
    assert lines[5:] == [" → two"]


async def test_an_async_step_is_shown_alike(screen: Screen) -> None:
    await screen.async_step("A step", partial(an_async_step, "one"))
    assert shown(screen)[1:3] == ["A step", "    word = text"]


def test_a_line_that_comes_again_is_told_once(screen: Screen) -> None:
    for text in ("one", "one", "two"):
        screen.tell(text)
    assert shown(screen) == [" - one", " - two"]


def test_no_line_is_wider_than_the_screen() -> None:
    screen = Screen(Console(file=io.StringIO(), width=20, highlight=False))
    screen.plan(["a plan with rather more words than fit"])
    screen.step("A step with a long title", partial(a_step, "one " + "long" * 20))
    assert max(map(len, shown(screen))) <= 20


def test_plain_marks_where_there_is_no_unicode() -> None:
    file = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    Screen(Console(file=file, width=60)).done("well")
    file.flush()
    assert isinstance(file.buffer, io.BytesIO)
    assert file.buffer.getvalue().startswith(b" * well")


@pytest.mark.parametrize(("seconds", "text"), [(0.0123, "12 ms"), (1.25, "1.2 s")])
def test_durations(seconds: float, text: str) -> None:
    assert duration(seconds) == text


@pytest.mark.parametrize("tour", [sync_tour, async_tour])
def test_code_that_is_shown_fits_a_terminal(tour: ModuleType) -> None:
    steps = [
        function
        for name, function in inspect.getmembers(tour, inspect.isfunction)
        if function.__module__ == tour.__name__ and "return (" in textwrap.dedent(inspect.getsource(function))
    ]
    assert steps
    widest = {step.__name__: max(map(len, source_of(step).splitlines())) for step in steps}
    assert {name: width for name, width in widest.items() if width > 75} == {}


def test_without_any_lxd_it_says_what_to_do_in_two_lines(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> None:
        raise LabUnavailable("it needs root")

    monkeypatch.setenv("LXD_SOCKET", str(tmp_path / "unix.socket"))
    monkeypatch.setattr(places, "check_machine", refuse)
    monkeypatch.setattr("sys.argv", ["demo.py"])
    assert demo.main() == 1
    output, errors = capsys.readouterr()
    assert output == ""
    first, second = errors.splitlines()
    assert (
        first
        == f"demo: no LXD here: there is no socket {tmp_path}/unix.socket; no throw-away LXD: it needs root"
    )
    assert second.startswith("What to do: ")


def test_the_lxd_of_the_machine_comes_first() -> None:
    assert [type(place) for place in places.places()] == [LocalProject, ThrowAway]


@pytest.mark.parametrize(("wish", "kind"), [("lab", ThrowAway), ("local", LocalProject)])
def test_a_wish_is_a_wish(wish: str, kind: type) -> None:
    assert [type(place) for place in places.places(wish)] == [kind]


def test_a_throw_away_lxd_says_what_it_installs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "check_machine", lambda: None)
    monkeypatch.setattr(places, "check_installable", lambda packages: None)
    monkeypatch.setattr(places, "missing_packages", lambda: ["lxd", "nftables"])
    place = ThrowAway()
    place.check()
    assert place.plan()[0] == "install packages of Debian, which stay: lxd, nftables"


def test_a_socket_that_nobody_listens_at_is_no_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LXD_SOCKET", str(tmp_path / "unix.socket"))
    with pytest.raises(PlaceUnavailable) as caught:
        LocalProject().check()
    assert caught.value.hint
