"""Files and trees on this machine: what is pulled must not be written anywhere else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lxd._core.file_attributes import NewAttributes
from lxd._local_sources import LocalEntry, SourceFile, by_depth, look_at, made_from, scan
from lxd._local_trees import LocalTree


def write(tree: LocalTree, *parts: str, content: bytes = b"new", mode: int = 0o644) -> None:
    file = tree.create(parts)
    try:
        file.write([content])
        file.commit(mode, None, 1000.0)
    finally:
        file.close()


def fill(target: Path) -> None:
    tree = LocalTree(str(target))
    try:
        tree.mkdir(("sub",))
        write(tree, "sub", "a", content=b"one")
        write(tree, "b", content=b"two", mode=0o400)
        tree.symlink(("link",), "../nowhere")
        tree.settle(("sub",), 0o750, None, 2000.0)
        tree.commit()
    finally:
        tree.close()


def everything(directory: Path) -> set[str]:
    return {str(path.relative_to(directory)) for path in directory.rglob("*")}


@pytest.mark.parametrize("is_new", [True, False])
def test_a_tree_is_written(tmp_path: Path, is_new: bool) -> None:
    target = tmp_path / "target"
    if not is_new:
        target.mkdir()
    fill(target)
    assert everything(tmp_path) == {"target", "target/sub", "target/sub/a", "target/b", "target/link"}
    assert (target / "sub" / "a").read_bytes() == b"one"
    assert (target / "b").stat().st_mode & 0o777 == 0o400
    assert (target / "sub").stat().st_mode & 0o777 == 0o750
    assert (target / "sub").stat().st_mtime == 2000
    assert os.readlink(target / "link") == "../nowhere"


def test_a_tree_is_added_to(tmp_path: Path) -> None:
    fill(tmp_path / "target")
    (tmp_path / "target" / "other").write_bytes(b"stays")
    (tmp_path / "target" / "sub" / "a").write_bytes(b"is replaced")
    fill(tmp_path / "target")
    assert (tmp_path / "target" / "other").read_bytes() == b"stays"
    assert (tmp_path / "target" / "sub" / "a").read_bytes() == b"one"


def test_a_new_tree_has_its_name_only_at_the_end(tmp_path: Path) -> None:
    tree = LocalTree(str(tmp_path / "target"))
    write(tree, "a")
    assert not (tmp_path / "target").exists()
    tree.close()
    assert everything(tmp_path) == set()


def test_a_file_has_its_name_only_at_the_end(tmp_path: Path) -> None:
    tree = LocalTree(str(tmp_path), single=True)
    (tmp_path / "a").write_bytes(b"old")
    file = tree.create(("a",))
    file.write([b"half"])
    assert (tmp_path / "a").read_bytes() == b"old"
    file.close()
    tree.close()
    assert everything(tmp_path) == {"a"}


def test_what_is_begun_is_for_nobody_else(tmp_path: Path) -> None:
    tree = LocalTree(str(tmp_path / "target"))
    file = tree.create(("a",))
    (begun,) = tmp_path.iterdir()
    assert begun.stat().st_mode & 0o777 == 0o700
    assert (begun / "a").stat().st_mode & 0o777 == 0o600
    file.close()
    tree.close()


@pytest.mark.parametrize("is_new", [True, False])
def test_nothing_is_written_through_a_link_to_a_directory(tmp_path: Path, is_new: bool) -> None:
    elsewhere, target = tmp_path / "elsewhere", tmp_path / "target"
    elsewhere.mkdir()
    if not is_new:
        target.mkdir()
    tree = LocalTree(str(target))
    tree.symlink(("sub",), str(elsewhere))
    with pytest.raises(OSError, match="sub"):
        tree.mkdir(("sub",))
    with pytest.raises(NotADirectoryError):
        tree.create(("sub", "a"))
    tree.close()
    assert everything(elsewhere) == set()


def test_a_link_is_replaced_and_not_written_through(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"stays")
    target = tmp_path / "target"
    target.mkdir()
    (target / "a").symlink_to(elsewhere)
    tree = LocalTree(str(target))
    write(tree, "a")
    tree.close()
    assert elsewhere.read_bytes() == b"stays"
    assert not (target / "a").is_symlink()


def test_a_name_that_comes_twice_is_refused(tmp_path: Path) -> None:
    tree = LocalTree(str(tmp_path / "target"))
    tree.symlink(("a",), "/etc/passwd")
    with pytest.raises(FileExistsError):
        tree.create(("a",))
    tree.close()
    assert everything(tmp_path) == set()


def test_a_directory_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "target" / "a").mkdir(parents=True)
    tree = LocalTree(str(tmp_path / "target"))
    with pytest.raises(IsADirectoryError, match="a"):
        tree.create(("a",))
    tree.close()


def test_a_name_that_was_taken_meanwhile_is_told(tmp_path: Path) -> None:
    tree = LocalTree(str(tmp_path / "target"))
    (tmp_path / "target").mkdir()
    with pytest.raises(FileExistsError):
        tree.commit()
    tree.close()
    assert everything(tmp_path) == {"target"}


def test_many_pieces_are_written_in_order(tmp_path: Path) -> None:
    tree = LocalTree(str(tmp_path), single=True)
    file = tree.create(("a",))
    pieces = [b"%d," % number for number in range(2000)]
    file.write(pieces)
    file.commit(0o644, None, 0.0)
    file.close()
    tree.close()
    assert (tmp_path / "a").read_bytes() == b"".join(pieces)


def test_no_files_are_left_open(tmp_path: Path) -> None:
    before = len(os.listdir("/dev/fd"))
    for number in range(3):
        fill(tmp_path / str(number))
    with pytest.raises(FileNotFoundError):
        LocalTree(str(tmp_path / "nowhere" / "target"))
    assert len(os.listdir("/dev/fd")) == before


def test_a_tree_is_looked_at_from_the_top_down(tmp_path: Path) -> None:
    (tmp_path / "d" / "e").mkdir(parents=True)
    (tmp_path / "d" / "f").write_bytes(b"123")
    (tmp_path / "l").symlink_to("d")
    os.mkfifo(tmp_path / "p")
    found = {entry.parts: entry for entry in scan(str(tmp_path))}
    assert list(found) == [("d",), ("d", "e"), ("d", "f"), ("l",), ("p",)]
    assert [entry.type for entry in found.values()] == ["directory", "directory", "file", "symlink", "other"]
    assert (found["d", "f"].size, found["l",].target) == (3, "d")


def test_directories_are_sorted_by_depth(tmp_path: Path) -> None:
    for path in ("a/b/c", "d/e"):
        (tmp_path / path).mkdir(parents=True)
    levels = by_depth(list(scan(str(tmp_path))))
    assert [[entry.parts[-1] for entry in level] for level in levels] == [["a", "d"], ["b", "e"], ["c"]]


def test_a_file_is_read_in_blocks(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(bytes(range(10)))
    source = SourceFile(look_at(str(tmp_path / "a")))
    assert [len(block) for block in source.read(4, 2)] == [4, 4]
    assert [len(block) for block in source.read(4, 2)] == [2]
    assert source.read(4, 2) == []
    source.close()


@pytest.mark.parametrize("kind", ["link", "pipe"])
def test_what_has_become_something_else_is_not_read(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"")
    entry = look_at(str(path), ("a",))
    path.unlink()
    if kind == "link":
        path.symlink_to("/etc/passwd")
    else:
        os.mkfifo(path)
    with pytest.raises(OSError, match="a"):
        SourceFile(entry)


@pytest.mark.parametrize(
    ("wanted", "is_directory", "expected"),
    [
        (NewAttributes(), False, (0o640, 5, 6, True)),
        (NewAttributes(mode=0o600), False, (0o600, 5, 6, True)),
        (NewAttributes(mode=0o600), True, (0o640, 5, 6, True)),
        (NewAttributes(uid=0), False, (0o640, 0, 6, False)),
    ],
)
def test_a_copy_is_like_what_it_is_made_from(
    wanted: NewAttributes, is_directory: bool, expected: tuple[int, int, int, bool]
) -> None:
    entry = LocalEntry(("a",), "/a", "file", 0o640, 5, 6, 1, (1, 2))
    made = made_from(entry, wanted, is_directory=is_directory)
    assert (made.mode, made.uid, made.gid, made.is_wish) == expected
    assert made.times == (1, 2)
