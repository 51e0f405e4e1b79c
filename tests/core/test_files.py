"""Rules of files in instances."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from lxd._core.file_attributes import NewAttributes, octal, owner
from lxd._core.file_errors import file_error, told_by_api
from lxd._core.files import (
    absolute,
    check_file,
    check_name,
    file_stat,
    link_target,
    parent_and_name,
    temporary_name,
)
from lxd._core.sftp_values import Attributes
from lxd._core.trees import batches, placed, relative
from lxd.entities.files import FileStat, FileType
from lxd.errors import (
    Asked,
    FileError,
    FileExists,
    FileForbidden,
    FileIsDirectory,
    FileIsNoDirectory,
    FileNotFound,
    LXDAPIError,
    NotFound,
    ServerError,
    UnsafePath,
)

ASKED = Asked("SFTP", "/1.0/instances/c1/sftp", "unix:/run/s")


FILE = FileStat("/f", "file", mode=0o600, uid=5, gid=6, size=3, modified=None)


@pytest.mark.parametrize(
    ("code", "words", "kind", "number"),
    [
        (2, "open /x: no such file or directory", FileNotFound, errno.ENOENT),
        (2, "file does not exist", FileNotFound, errno.ENOENT),
        (2, "", FileNotFound, errno.ENOENT),
        (3, "permission denied", FileForbidden, errno.EACCES),
        (3, "chmod /x: operation not permitted", FileForbidden, errno.EPERM),
        (4, "open /x: file exists", FileExists, errno.EEXIST),
        (4, "open /x: is a directory", FileIsDirectory, errno.EISDIR),
        (4, "mkdir /x/y: not a directory", FileIsNoDirectory, errno.ENOTDIR),
        (4, "write /x: no space left on device", FileError, errno.ENOSPC),
        (4, "write /x: disk quota exceeded", FileError, errno.EDQUOT),
        (4, "remove /x: directory not empty", FileError, errno.ENOTEMPTY),
        (4, "something odd", FileError, 0),
        (8, "unsupported", FileError, errno.ENOTSUP),
        (99, "", FileError, 0),
    ],
)
def test_errors_are_told_apart(code: int, words: str, kind: type[FileError], number: int) -> None:
    error = file_error(code, words, "/x", ASKED)
    assert type(error) is kind
    assert error.errno == number
    assert error.path == "/x"
    assert "'/x'" in str(error)
    assert str(ASKED) in str(error)


def test_a_full_disk_says_so() -> None:
    assert "disk is full" in str(file_error(4, "write /x: no space left on device", "/x", ASKED))


def test_errors_can_be_caught_as_pythons_own() -> None:
    missing = file_error(2, "", "/x", ASKED)
    assert isinstance(missing, FileNotFoundError | NotFound)
    assert isinstance(missing, FileNotFoundError)
    assert isinstance(missing, NotFound)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (NotFound("Not Found", status=404, asked=ASKED), FileNotFound),
        (
            NotFound('Failed accessing "/x" in instance "c1": file does not exist', status=404, asked=ASKED),
            FileNotFound,
        ),
        (
            ServerError('sftp: "open /x: is a directory" (SSH_FX_FAILURE)', status=500, asked=ASKED),
            FileIsDirectory,
        ),
    ],
)
def test_the_api_speaks_of_files(error: LXDAPIError, kind: type[FileError]) -> None:
    assert type(told_by_api(error, "/x")) is kind


@pytest.mark.parametrize(
    "error",
    [
        NotFound("Instance not found", status=404, asked=ASKED),
        NotFound("Project not found", status=404, asked=ASKED),
        ServerError("LXD VM agent is not currently running", status=500, asked=ASKED),
    ],
)
def test_the_api_speaks_of_something_else(error: LXDAPIError) -> None:
    assert told_by_api(error, "/x") is None


@pytest.mark.parametrize(
    ("given", "expected"), [("/a", "/a"), ("a/b", "/a/b"), ("/", "/"), ("/a/../b", "/a/../b")]
)
def test_paths_begin_at_the_root(given: str, expected: str) -> None:
    assert absolute(given) == expected


@pytest.mark.parametrize("path", ["", "a\0b"])
def test_what_is_no_path_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="path"):
        absolute(path)


@pytest.mark.parametrize(
    ("path", "expected"),
    [("/a/b", ("/a", "b")), ("/a", ("/", "a")), ("/a/b/", ("/a", "b")), ("/", ("/", ""))],
)
def test_paths_are_split(path: str, expected: tuple[str, str]) -> None:
    assert parent_and_name(path) == expected


@pytest.mark.parametrize(
    ("link", "target", "expected"),
    [("/a/l", "b", "/a/b"), ("/a/l", "../b", "/a/../b"), ("/a/l", "/b", "/b"), ("/l", "b", "/b")],
)
def test_links_lead_somewhere(link: str, target: str, expected: str) -> None:
    assert link_target(link, target) == expected


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "/etc/passwd", "../x", "a\0b"])
def test_names_that_lead_elsewhere_are_refused(name: str) -> None:
    with pytest.raises(UnsafePath) as caught:
        check_name(name, "/srv", ASKED)
    assert caught.value.path == "/srv"


@pytest.mark.parametrize("name", ["a", "...", "a b", "ä", "-rf", "a?b#c%d", "\udcff", "a\\b", "~"])
def test_odd_names_are_names(name: str) -> None:
    check_name(name, "/srv", ASKED)


@pytest.mark.parametrize("name", ["a", "ä" * 127, "x" * 255, "日" * 85])
def test_temporary_names_are_not_too_long(name: str) -> None:
    assert len(os.fsencode(temporary_name(name))) <= 255


def test_temporary_names_differ() -> None:
    assert len({temporary_name("a") for _ in range(100)}) == 100


@pytest.mark.parametrize(("mode", "text"), [(0o644, "0644"), (0, "0000"), (0o4755, "04755"), (0o7, "0007")])
def test_modes_have_a_leading_zero(mode: int, text: str) -> None:
    assert octal(mode) == text


@pytest.mark.parametrize("mode", [-1, 0o10000, 100644])
def test_what_is_no_mode_is_refused(mode: int) -> None:
    with pytest.raises(ValueError, match="octal"):
        octal(mode)


@pytest.mark.parametrize("number", [-1, 2**32 - 1])
def test_what_is_no_user_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="user"):
        owner(number, None)


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        (stat.S_IFREG, "file"),
        (stat.S_IFDIR, "directory"),
        (stat.S_IFLNK, "symlink"),
        (stat.S_IFIFO, "other"),
        (stat.S_IFCHR, "other"),
        (stat.S_IFSOCK, "other"),
    ],
)
def test_kinds_of_files(mode: int, kind: str) -> None:
    assert file_stat("/f", Attributes(mode=mode | 0o4751)).type == kind
    assert file_stat("/f", Attributes(mode=mode | 0o4751)).mode == 0o4751


def test_what_is_told_of_a_file() -> None:
    found = file_stat("/a/f", Attributes(5, (1, 2), 0o100644, (3, 4)))
    assert (found.name, found.size, found.uid, found.gid) == ("f", 5, 1, 2)
    assert found.modified == datetime(1970, 1, 1, 0, 0, 4, tzinfo=UTC)


def test_what_is_not_told_of_a_file() -> None:
    assert file_stat("/f", Attributes()).modified is None


def test_a_new_file_gets_the_usual_permissions() -> None:
    assert [change.attributes for change in NewAttributes().changes(None)] == [Attributes(mode=0o644)]


def test_a_file_keeps_owner_and_permissions_of_the_one_it_replaces() -> None:
    changes = [change.attributes for change in NewAttributes().changes(FILE)]
    assert changes == [Attributes(owner=(5, 6)), Attributes(mode=0o600)]


def test_what_is_wanted_comes_first() -> None:
    wanted = NewAttributes(mode=0o640, gid=9, times=(1, 2))
    changes = [change.attributes for change in wanted.changes(FILE)]
    assert changes == [Attributes(owner=(5, 9)), Attributes(mode=0o640), Attributes(times=(1, 2))]


def test_one_half_of_an_owner_leaves_the_other() -> None:
    (change,) = NewAttributes(uid=7).given()
    assert change.attributes.owner == (7, 0xFFFFFFFF)


@pytest.mark.parametrize(("kind", "error"), [("directory", FileIsDirectory), ("other", FileError)])
def test_only_files_are_replaced(kind: FileType, error: type[FileError]) -> None:
    with pytest.raises(error):
        check_file("/f", replace(FILE, type=kind), ASKED)


def test_files_and_nothing_are_replaced() -> None:
    check_file("/f", FILE, ASKED)
    check_file("/f", None, ASKED)


@pytest.mark.parametrize("top", ["/srv", "/srv/"])
def test_paths_below_a_directory(top: str) -> None:
    assert relative("/srv/a/b", top) == ("a", "b")
    assert placed(top, ("a", "b")) == "/srv/a/b"


def test_small_files_go_together() -> None:
    sizes = [1, 2, 100, 3, 4, 5, 6]
    grouped = list(batches(sizes, lambda size: size, small=10, most=3, together=12))
    assert grouped == [[100], [1, 2, 3], [4, 5], [6]]
