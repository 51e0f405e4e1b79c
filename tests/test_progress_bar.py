"""The bar for terminals, on terminals that are made up."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from contextlib import suppress
from io import StringIO

import pytest
from rich.console import Console

from lxd.entities.operations import Progress
from lxd.progress import ProgressBar


def terminal(width: int = 100) -> Console:
    return Console(file=StringIO(), force_terminal=True, width=width, color_system=None, legacy_windows=False)


def written(console: Console) -> str:
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def shown(*reports: Progress, width: int = 100) -> list[str]:
    """The lines that are left on the terminal, with the spaces in them made one each."""
    console = terminal(width)
    with ProgressBar(console) as bar:
        for report in reports:
            bar(report)
    return last_lines(console)


def last_lines(console: Console) -> list[str]:
    # Each time it is drawn anew the cursor goes up to its first line.
    text = re.split(r"\x1b\[1A\x1b\[2K|\r\x1b\[2K", written(console))[-1]
    lines = re.sub(r"\x1b\[[?0-9;]*[A-Za-z]", "", text).splitlines()
    return [" ".join(line.replace("━", "").split()) for line in lines if line.strip()]


def test_bytes_rate_and_time_are_shown() -> None:
    reports = Progress("export", 20, 100_000_000, 500_000_000, 98_700_000), Progress("export", 100, 5, 5, 9)
    console = terminal()
    with ProgressBar(console) as bar:
        for report in reports:
            bar(report)
    assert "export" in written(console)
    assert "20% 100.0/500.0 MB  98.7 MB/s" in written(console)
    assert last_lines(console) == ["export 100% 5 bytes 9 bytes/s 0:00:00"]


def test_what_the_server_says_stands_for_numbers_it_does_not_tell() -> None:
    console = terminal()
    with ProgressBar(console) as bar:
        bar(Progress("download", 12, text="rootfs: 12% [of it]"))
    assert "rootfs: 12% [of it]" in written(console)


def test_stages_follow_each_other() -> None:
    lines = shown(
        Progress("download", 97, text="rootfs: 97%"),
        Progress("create_instance_from_image_unpack", 45, speed=1000),
        Progress("push", 100, 2000, 2000),
    )
    assert lines == [
        "download 100% 0:00:00",
        "create instance from image unpack 100% 1.0 kB/s 0:00:00",
        "push 100% 2.0 kB 0:00:00",
    ]


def test_two_stages_may_take_turns() -> None:
    lines = shown(
        Progress("one", 10, 1, 10),
        Progress("two", 20, 2, 10),
        Progress("one", 30, 3, 10),
        Progress("two", 40, 4, 10),
    )
    assert lines == ["one 100% 3/10 bytes 0:00:00", "two 100% 4/10 bytes 0:00:00"]


def test_the_next_file_uses_the_same_line() -> None:
    lines = shown(Progress("push", 100, 9, 9), Progress("push", 50, 1, 2), Progress("push", 100, 2, 2))
    assert lines == ["push 100% 2 bytes 0:00:00"]


def test_an_empty_file_is_done() -> None:
    assert shown(Progress("push", 100, 0, 0)) == ["push 100% 0 bytes 0:00:00"]


def test_nothing_need_be_known() -> None:
    assert shown(Progress("relay")) == ["relay 100% 0:00:00"]


def test_nothing_need_happen() -> None:
    assert shown() == []


def test_brackets_are_no_markup() -> None:
    assert shown(Progress("[red]", 100))[0].startswith("[red] 100%")


def test_a_narrow_terminal_has_no_room_for_a_bar() -> None:
    console = terminal(40)
    with ProgressBar(console) as bar:
        bar(Progress("create_instance_from_image_unpack", 100, 5_000_000, 5_000_000))
    assert "━" not in written(console)
    assert last_lines(console) == ["create instance fro… 100% 5.0 MB 0:00:00"]


def test_a_failure_leaves_the_bar_where_it_was() -> None:
    console = terminal()
    with suppress(KeyboardInterrupt), ProgressBar(console) as bar:
        bar(Progress("export", 20, 1, 5))
        raise KeyboardInterrupt
    assert last_lines(console)[0].startswith("export 20% 1/5 bytes")


def test_the_cursor_comes_back() -> None:
    console = terminal()
    with pytest.raises(ValueError, match="full"), ProgressBar(console):
        raise ValueError("full")
    assert written(console).rfind("\x1b[?25h") > written(console).rfind("\x1b[?25l")


def test_no_thread_is_left() -> None:
    before = threading.enumerate()
    shown(Progress("export", 20))
    assert threading.enumerate() == before


def test_it_may_go_away_at_the_end() -> None:
    console = terminal()
    with ProgressBar(console, transient=True) as bar:
        bar(Progress("export", 20))
    assert last_lines(console) == []


def test_nothing_is_shown_where_nobody_watches() -> None:
    console = Console(file=StringIO())
    with ProgressBar(console) as bar:
        bar(Progress("export", 20))
    assert written(console) == ""


def test_it_may_be_used_again() -> None:
    bar = ProgressBar(terminal())
    for _ in range(2):
        with bar:
            bar(Progress("export", 100))


def test_outside_of_its_block_it_says_so() -> None:
    with pytest.raises(RuntimeError, match="with ProgressBar"):
        ProgressBar(terminal())(Progress("export"))


def test_what_a_program_writes_goes_where_it_is_sent() -> None:
    code = (
        "from lxd.progress import ProgressBar\n"
        "from lxd.entities.operations import Progress\n"
        "with ProgressBar() as bar:\n"
        "    bar(Progress('export', 20))\n"
        "    print('written')\n"
    )
    # rich takes anything for a terminal where this is set.
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"FORCE_COLOR": "1"}
    )
    assert result.stdout == "written\n"
    assert "export" in result.stderr
