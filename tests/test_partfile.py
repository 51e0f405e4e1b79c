"""A file that has its name only when it is complete."""

from __future__ import annotations

import os
import resource
import signal
from pathlib import Path

import pytest

from lxd._partfile import PartFile
from lxd.errors import LXDError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a file is to be written."""
    return tmp_path / "backup.tar"


def names(path: Path) -> set[str]:
    """What is in the directory."""
    return {found.name for found in path.parent.iterdir()}


def test_it_has_its_name_at_the_end(path: Path) -> None:
    part = PartFile(path)
    part.open()
    part.write([b"01", b"", b"234"])
    part.write([b"56"])
    assert names(path) == {"backup.tar.part"}
    part.commit()
    assert names(path) == {"backup.tar"}
    assert path.read_bytes() == b"0123456"
    part.discard()
    assert path.exists()


def test_many_pieces_of_all_sizes(path: Path) -> None:
    pieces = [os.urandom(size) for size in (1, 70_000, 3, 1 << 20, 65_536)] * 20
    part = PartFile(path)
    part.open()
    part.write(pieces)
    part.commit()
    assert path.read_bytes() == b"".join(pieces)


def test_it_is_given_up(path: Path) -> None:
    part = PartFile(path)
    part.open()
    part.write([b"half of it"])
    part.discard()
    part.discard()
    assert names(path) == set()


def test_what_was_there_stays_until_the_end(path: Path) -> None:
    path.write_bytes(b"old")
    part = PartFile(path)
    part.open()
    part.write([b"new"])
    assert path.read_bytes() == b"old"
    part.discard()
    assert path.read_bytes() == b"old"


def test_what_an_earlier_try_left_is_overwritten(path: Path) -> None:
    Path(f"{path}.part").write_bytes(b"much longer than what comes now")
    part = PartFile(path)
    part.open()
    part.write([b"new"])
    part.commit()
    assert path.read_bytes() == b"new"


def test_only_one_writes_at_a_time(path: Path) -> None:
    first, second = PartFile(path), PartFile(path)
    first.open()
    with pytest.raises(LXDError, match="another transfer"):
        second.open()
    first.write([b"first"])
    first.commit()
    second.open()
    second.discard()
    assert path.read_bytes() == b"first"


def test_a_link_stays_a_link(path: Path) -> None:
    target = path.with_name("target.tar")
    path.symlink_to(target)
    part = PartFile(path)
    part.open()
    part.write([b"new"])
    part.commit()
    assert path.is_symlink()
    assert target.read_bytes() == b"new"


def test_the_directory_may_change(path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    part = PartFile("backup.tar")
    part.open()
    monkeypatch.chdir("/")
    part.commit()
    assert path.exists()


def test_a_directory(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError, match="give the name of a file"):
        PartFile(tmp_path).open()


def test_a_device() -> None:
    with pytest.raises(FileExistsError, match="no ordinary file"):
        PartFile("/dev/null").open()


def test_a_directory_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        PartFile(tmp_path / "missing" / "file").open()


def test_a_full_disk(path: Path) -> None:
    part = PartFile(path)
    part.open()
    part.write([b"0123"])
    # A limit of the process does what a full disk does: the first bytes are taken, and then no more.
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8, before[1]))
    try:
        with pytest.raises(OSError, match="large"):
            part.write([b"456789"])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    part.discard()
    assert names(path) == set()
