"""An open file that a download is written to, whatever kind of file it is."""

from __future__ import annotations

import io
import os
from typing import Any

import pytest

from lxd._open_file import OpenFile
from tests.fakes import AwaitedFile


class Odd:
    """A file that answers so to everything.

    Args:
        answers: what it answers.
    """

    def __init__(self, *answers: Any) -> None:
        self.heard: list[bytes] = []
        self._answers = list(answers)

    def write(self, data: bytes) -> Any:
        """Hears it."""
        self.heard.append(data)
        return self._answers.pop(0)


def test_what_takes_a_part_only_gets_the_rest() -> None:
    file = Odd(1, 2, 2)
    OpenFile(file).write([b"01", memoryview(b"234")])
    assert file.heard == [b"01234", b"1234", b"34"]


def test_a_pipe(tmp_path: Any) -> None:
    class Half(io.FileIO):
        """A raw file that takes half of what it gets."""

        def write(self, data: Any) -> int:
            return super().write(data[: (len(data) + 1) // 2]) or 0

    with Half(tmp_path / "file", "wb") as file:
        OpenFile(file).write([bytes(range(256))])
    assert (tmp_path / "file").read_bytes() == bytes(range(256))


@pytest.mark.parametrize("answer", [None, True, "all of it"])
def test_an_answer_that_is_no_number_means_all_of_it(answer: Any) -> None:
    file = Odd(answer)
    OpenFile(file).write([b"01234"])
    assert file.heard == [b"01234"]


@pytest.mark.parametrize("answer", [0, -1])
def test_what_takes_nothing_any_more(answer: int) -> None:
    with pytest.raises(OSError, match="takes no more"):
        OpenFile(Odd(answer)).write([b"01234"])


def test_a_pipe_that_does_not_block() -> None:
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    with open(reading, "rb"), open(writing, "wb", buffering=0) as file, pytest.raises(BlockingIOError):
        OpenFile(file).write([bytes(1 << 20)])


def test_what_would_have_to_be_awaited() -> None:
    with pytest.raises(TypeError, match="has to be awaited: give a path, or a binary file"):
        OpenFile(AwaitedFile())  # type: ignore[arg-type]


@pytest.mark.filterwarnings("error")
def test_what_turns_out_to_have_to_be_awaited() -> None:
    with pytest.raises(TypeError, match="has to be awaited"):
        OpenFile(Odd(AwaitedFile().write(b"0"))).write([b"0"])
