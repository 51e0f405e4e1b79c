"""Files over SFTP, against a server that serves a directory and can misbehave."""

from __future__ import annotations

import io
import os
import struct
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from lxd import AsyncLXDClient
from lxd.entities.files import Content, OpenMode
from lxd.entities.operations import Progress
from lxd.errors import (
    FileError,
    FileExists,
    FileIsDirectory,
    FileIsNoDirectory,
    FileNotFound,
    Forbidden,
    LXDConnectionError,
    LXDError,
    UnexpectedAnswer,
    UnsafePath,
)
from tests import envelopes
from tests.leftovers import nothing_left
from tests.peers import Peer, PeerServer
from tests.sftp_server import DATA, HANDLE, NAME, SFTPServer, attributes, status, string

from ._io import gather

LARGE = os.urandom(1 << 20) * 3 + b"end"
OPEN, READ, WRITE, LSTAT, READDIR, READLINK, EXTENDED = 3, 5, 6, 7, 12, 19, 200


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """What is in the instance."""
    root = tmp_path / "instance"
    root.mkdir()
    return root


@pytest.fixture
def local(tmp_path: Path) -> Path:
    """A directory of this machine's."""
    local = tmp_path / "local"
    local.mkdir()
    return local


@pytest.fixture
def server(root: Path) -> SFTPServer:
    """What an instance's SFTP server does."""
    return SFTPServer(root)


@pytest.fixture
async def client(server: SFTPServer, tmp_path: Path) -> AsyncIterator[AsyncLXDClient]:
    """A client of a server that speaks nothing but SFTP."""
    with nothing_left():
        with PeerServer(server, socket_path=tmp_path / "socket") as peers:
            async with AsyncLXDClient(peers.endpoint) as client:
                yield client


def names(directory: Path) -> set[str]:
    return {str(path.relative_to(directory)) for path in directory.rglob("*")}


# Content


@pytest.mark.parametrize("size", [0, 1, 32767, 32768, 32769, 300_000, len(LARGE)])
async def test_content_comes_and_goes_whole(client: AsyncLXDClient, root: Path, size: int) -> None:
    await client.instances.files.put("c1", "/f", LARGE[:size])
    assert (root / "f").read_bytes() == LARGE[:size]
    async with client.instances.files.open("c1", "/f") as file:
        assert await file.read() == LARGE[:size]
    assert names(root) == {"f"}


async def test_content_may_come_in_any_form(client: AsyncLXDClient, root: Path) -> None:
    async def parts() -> AsyncIterator[bytes]:
        yield b"one "
        yield b"two"

    contents: list[Content] = [
        "one two",
        b"one two",
        bytearray(b"one two"),
        memoryview(b"one two"),
        io.BytesIO(b"one two"),
    ]
    for content in (*contents, [b"one ", b"two"], parts()):
        await client.instances.files.put("c1", "/f", content)
        assert (root / "f").read_bytes() == b"one two"
        (root / "f").unlink()


async def test_a_new_file_takes_the_place_of_the_old_one_at_the_end(
    client: AsyncLXDClient, root: Path
) -> None:
    (root / "f").write_bytes(b"old")
    async with client.instances.files.open("c1", "/f", "w") as file:
        await file.write(b"new")
        await file.flush()
        assert (root / "f").read_bytes() == b"old"
    assert (root / "f").read_bytes() == b"new"
    assert names(root) == {"f"}


async def test_what_goes_wrong_leaves_the_old_file(client: AsyncLXDClient, root: Path) -> None:
    (root / "f").write_bytes(b"old")

    async def write() -> None:
        async with client.instances.files.open("c1", "/f", "w") as file:
            await file.write(LARGE)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await write()
    assert (root / "f").read_bytes() == b"old"
    assert names(root) == {"f"}


async def test_what_is_begun_is_for_nobody_else(client: AsyncLXDClient, root: Path) -> None:
    async with client.instances.files.open("c1", "/f", "w", permissions=0o666) as file:
        await file.write(b"secret")
        await file.flush()
        (begun,) = root.iterdir()
        assert begun.stat().st_mode & 0o777 == 0o600
    assert (root / "f").stat().st_mode & 0o777 == 0o666


async def test_a_file_keeps_its_permissions(client: AsyncLXDClient, root: Path) -> None:
    (root / "f").touch()
    (root / "f").chmod(0o751)
    await client.instances.files.put("c1", "/f", "x")
    assert (root / "f").stat().st_mode & 0o777 == 0o751


async def test_where_a_link_leads_is_written(client: AsyncLXDClient, root: Path) -> None:
    (root / "d").mkdir()
    (root / "l").symlink_to("d/m")
    (root / "d" / "m").symlink_to("f")
    await client.instances.files.put("c1", "/l", "x")
    assert (root / "d" / "f").read_bytes() == b"x"
    assert names(root) == {"d", "l", "d/m", "d/f"}


async def test_links_in_a_circle_are_told(client: AsyncLXDClient, root: Path) -> None:
    (root / "l").symlink_to("l")
    with pytest.raises(FileError, match="symbolic links"):
        await client.instances.files.put("c1", "/l", "x")


async def test_a_directory_is_not_replaced(client: AsyncLXDClient, root: Path) -> None:
    (root / "d").mkdir()
    with pytest.raises(FileIsDirectory):
        await client.instances.files.put("c1", "/d", "x")
    with pytest.raises(FileIsDirectory):
        async with client.instances.files.open("c1", "/d"):
            pass


async def test_a_missing_directory_is_told_by_the_name_that_was_asked(client: AsyncLXDClient) -> None:
    with pytest.raises(FileNotFound) as caught:
        await client.instances.files.put("c1", "/d/f", "x")
    assert caught.value.path == "/d/f"
    assert ".part" not in str(caught.value)


@pytest.mark.parametrize("mode", ["r", "r+", "w", "a"])
async def test_a_pipe_is_not_waited_for(client: AsyncLXDClient, root: Path, mode: OpenMode) -> None:
    os.mkfifo(root / "p")
    with pytest.raises(FileError, match="regular"):
        async with client.instances.files.open("c1", "/p", mode):
            pass


async def test_content_is_added_at_the_end(client: AsyncLXDClient, root: Path) -> None:
    for content in ("one ", "two ", LARGE):
        await client.instances.files.put("c1", "/f", content, append=True)
    assert (root / "f").read_bytes() == b"one two " + LARGE


async def test_a_file_is_written_over(client: AsyncLXDClient, root: Path) -> None:
    (root / "f").write_bytes(b"0123456789")
    (root / "other").hardlink_to(root / "f")
    async with client.instances.files.open("c1", "/f", "r+") as file:
        assert await file.read(2) == b"01"
        assert await file.write("AB") == 2
        assert (await file.read(2), file.tell()) == (b"45", 6)
        await file.seek(8)
        await file.truncate()
        assert await file.read() == b""
    assert (root / "other").read_bytes() == b"01AB4567"


async def test_a_file_is_written_anew_in_place(client: AsyncLXDClient, root: Path) -> None:
    (root / "f").write_bytes(b"0123456789")
    (root / "other").hardlink_to(root / "f")
    async with client.instances.files.open("c1", "/f", "w", in_place=True, permissions=0o600) as file:
        await file.write("AB")
    assert (root / "other").read_bytes() == b"AB"
    assert (root / "other").stat().st_mode & 0o777 == 0o600


async def test_lines(client: AsyncLXDClient, root: Path) -> None:
    lines = [b"%d\r x\n" % number for number in range(50_000)] + [b"\n", b"the last"]
    (root / "f").write_bytes(b"".join(lines))
    async with client.instances.files.open("c1", "/f") as file:
        assert [line.split(b"\r") async for line in file] == [line.split(b"\r") for line in lines]


async def test_parts_and_places(client: AsyncLXDClient, root: Path) -> None:
    (root / "f").write_bytes(LARGE)
    async with client.instances.files.open("c1", "/f") as file:
        assert await file.read(10) == LARGE[:10]
        assert await file.read(100_000) == LARGE[10:100_010]
        await file.seek(len(LARGE) - 5)
        assert await file.read(100) == LARGE[-5:]
        assert await file.read(100) == b""
        await file.seek(1_000_000)
        assert b"".join([bytes(chunk) async for chunk in file.chunks()]) == LARGE[1_000_000:]


async def test_a_file_that_grows_is_read_to_its_end(client: AsyncLXDClient, root: Path) -> None:
    (root / "f").write_bytes(LARGE)
    async with client.instances.files.open("c1", "/f") as file:
        await file.read(1)
        with (root / "f").open("ab") as more:
            more.write(LARGE)
        assert await file.read() == LARGE[1:] + LARGE


async def test_a_server_may_read_less_than_it_is_asked_for(
    client: AsyncLXDClient, root: Path, server: SFTPServer
) -> None:
    (root / "f").write_bytes(LARGE[:100_000])

    def short(kind: int, fields: bytes) -> bytes | None:
        if kind != READ:
            return None
        offset, length = struct.unpack(">QI", fields[-12:])
        data = LARGE[offset : min(offset + min(length, 5000), 100_000)]
        return bytes([DATA]) + string(data) if data else status(1, "EOF")

    server.twist = short
    async with client.instances.files.open("c1", "/f") as file:
        assert await file.read() == LARGE[:100_000]


async def test_much_is_asked_for_at_once(client: AsyncLXDClient, root: Path, server: SFTPServer) -> None:
    (root / "f").write_bytes(LARGE)
    async with client.instances.files.open("c1", "/f") as file:
        await file.read()
    assert server.kinds.count(READ) == -(-len(LARGE) // 32768) + 1


async def test_a_refused_write_is_told_and_removed(
    client: AsyncLXDClient, root: Path, server: SFTPServer
) -> None:
    server.twist = lambda kind, _: status(4, "write /f: no space left on device") if kind == WRITE else None
    with pytest.raises(FileError, match="disk is full") as caught:
        await client.instances.files.put("c1", "/f", LARGE)
    assert caught.value.path == "/f"
    assert names(root) == set()


async def test_a_file_read_in_part_does_not_hold_up_others(client: AsyncLXDClient, root: Path) -> None:
    (root / "f").write_bytes(LARGE)
    async with client.instances.files.sftp("c1") as sftp:
        async with sftp.open("/f") as one, sftp.open("/f") as two:
            assert await one.read(1) == await two.read(1)
            await sftp.put("/g", LARGE)
            assert await one.read() == await two.read()
    assert (root / "g").read_bytes() == LARGE


async def test_a_session_is_shared(client: AsyncLXDClient, root: Path) -> None:
    async with client.instances.files.sftp("c1") as sftp:

        async def put(number: int) -> None:
            await sftp.put(f"/{number}", LARGE[number:])
            assert await sftp.get(f"/{number}") == LARGE[number:]

        await gather(*(partial(put, number) for number in range(5)))
    assert names(root) == {"0", "1", "2", "3", "4"}


# What is told of files


async def test_what_is_told_of_a_file(client: AsyncLXDClient, root: Path) -> None:
    (root / "f").write_bytes(b"123")
    (root / "f").chmod(0o640)
    os.utime(root / "f", (1, 1_000_000_000))
    found = await client.instances.files.stat("c1", "/f")
    assert (found.path, found.name, found.type, found.mode, found.size) == ("/f", "f", "file", 0o640, 3)
    assert found.modified == datetime(2001, 9, 9, 1, 46, 40, tzinfo=UTC)


async def test_what_is_told_of_a_link(client: AsyncLXDClient, root: Path) -> None:
    (root / "l").symlink_to("../f")
    found = await client.instances.files.stat("c1", "/l")
    assert (found.type, found.target) == ("symlink", "../f")
    assert await client.instances.files.exists("c1", "/l")
    with pytest.raises(FileNotFound):
        await client.instances.files.stat("c1", "/l", follow_symlinks=True)


async def test_what_is_not_there_does_not_exist(client: AsyncLXDClient) -> None:
    assert not await client.instances.files.exists("c1", "/f")


async def test_a_directory_is_listed_with_everything(client: AsyncLXDClient, root: Path) -> None:
    (root / "d").mkdir()
    (root / "d" / "x y").write_bytes(b"123")
    (root / "d" / "ä").mkdir()
    (root / "d" / "l").symlink_to("x y")
    (root / "d" / "\udcff").touch()
    for number in range(20):
        (root / "d" / f"{number}").touch()
    listed = {file.name: file for file in await client.instances.files.list("c1", "/d")}
    assert set(listed) == set(os.listdir(root / "d"))
    assert list(listed) == sorted(listed)
    assert (listed["x y"].size, listed["l"].target, listed["ä"].type) == (3, "x y", "directory")


async def test_a_file_is_no_directory(client: AsyncLXDClient, root: Path) -> None:
    (root / "f").touch()
    with pytest.raises(FileIsNoDirectory):
        await client.instances.files.list("c1", "/f")


@pytest.mark.parametrize("in_session", [True, False])
async def test_a_tree_is_walked(client: AsyncLXDClient, root: Path, in_session: bool) -> None:
    for path in ("a/b", "a/c/d", "skipped/e"):
        (root / path).mkdir(parents=True)
    (root / "a" / "f").touch()
    (root / "a" / "l").symlink_to("/a")
    seen = []
    async with client.instances.files.sftp("c1") as sftp:
        walk = sftp.walk("/") if in_session else client.instances.files.walk("c1")
        async for directory, directories, others in walk:
            directories[:] = [found for found in directories if found.name != "skipped"]
            seen.append((directory, [found.name for found in others]))
            if in_session:
                assert await sftp.exists(directory)
    assert seen == [("/", []), ("/a", ["f", "l"]), ("/a/b", []), ("/a/c", []), ("/a/c/d", [])]


async def test_a_filesystem(client: AsyncLXDClient) -> None:
    found = await client.instances.files.filesystem("c1")
    assert (found.total, found.free, found.available, found.files) == (409600, 204800, 163840, 9)


# What is changed of files


async def test_directories_are_made(client: AsyncLXDClient, root: Path) -> None:
    files = client.instances.files
    await files.mkdir("c1", "/a", mode=0o711)
    assert (root / "a").stat().st_mode & 0o777 == 0o711
    with pytest.raises(FileExists):
        await files.mkdir("c1", "/a")
    with pytest.raises(FileNotFound):
        await files.mkdir("c1", "/b/c")
    await files.mkdir("c1", "/b/c/d", parents=True)
    await files.mkdir("c1", "/b/c/d", exist_ok=True)
    (root / "f").touch()
    with pytest.raises(FileExists):
        await files.mkdir("c1", "/f", exist_ok=True)


async def test_names_are_changed(client: AsyncLXDClient, root: Path) -> None:
    (root / "f").write_bytes(b"x")
    (root / "g").write_bytes(b"y")
    await client.instances.files.rename("c1", "/f", "/g")
    async with client.instances.files.sftp("c1") as sftp:
        await sftp.link("/h", "/g")
        await sftp.truncate("/h", 0)
    await client.instances.files.symlink("c1", "/l", "g")
    with pytest.raises(FileExists):
        await client.instances.files.symlink("c1", "/l", "h")
    assert os.readlink(root / "l") == "g"
    assert names(root) == {"g", "h", "l"}
    assert (root / "g").read_bytes() == b""


async def test_a_server_without_extensions_renames_too(tmp_path: Path, root: Path) -> None:
    with PeerServer(SFTPServer(root, {}), socket_path=tmp_path / "socket") as peers:
        async with AsyncLXDClient(peers.endpoint) as client:
            await client.instances.files.put("c1", "/f", "x")
            with pytest.raises(LXDError, match=r"hardlink@openssh\.com"):
                async with client.instances.files.sftp("c1") as sftp:
                    await sftp.link("/g", "/f")
    assert names(root) == {"f"}


async def test_permissions_and_times_are_changed(client: AsyncLXDClient, root: Path) -> None:
    (root / "f").touch()
    await client.instances.files.chmod("c1", "/f", 0o604)
    await client.instances.files.chown("c1", "/f", gid=os.getgid())
    await client.instances.files.set_times("c1", "/f", datetime.fromtimestamp(5, UTC))
    found = (root / "f").stat()
    assert (found.st_mode & 0o777, found.st_mtime, found.st_gid) == (0o604, 5, os.getgid())


async def test_a_tree_is_deleted(client: AsyncLXDClient, root: Path) -> None:
    (root / "a" / "b").mkdir(parents=True)
    (root / "a" / "b" / "f").touch()
    (root / "a" / "l").symlink_to("../kept")
    (root / "kept").mkdir()
    (root / "kept" / "f").touch()
    await client.instances.files.delete("c1", "/a", recursive=True)
    assert names(root) == {"kept", "kept/f"}
    await client.instances.files.delete("c1", "/a", recursive=True, missing_ok=True)
    with pytest.raises(FileNotFound):
        await client.instances.files.delete("c1", "/a", recursive=True)


# Trees


def plant(top: Path) -> None:
    (top / "sub" / "empty").mkdir(parents=True)
    (top / "large").write_bytes(LARGE)
    (top / "sub" / "x y#?%").write_bytes(b"odd")
    (top / "sub" / "link").symlink_to("../large")
    (top / "bad").symlink_to("/etc/passwd")
    (top / "empty").touch()
    for number in range(100):
        (top / "sub" / f"{number}").write_bytes(LARGE[: number * 700])
    (top / "sub" / "7").chmod(0o700)
    os.utime(top / "sub" / "7", (5, 5))
    (top / "sub").chmod(0o750)
    os.utime(top / "sub", (6, 6))


def picture(top: Path) -> dict[str, object]:
    def look(path: Path) -> object:
        found = path.lstat()
        if path.is_symlink():
            return os.readlink(path)
        content = path.read_bytes() if path.is_file() else None
        return content, found.st_mode & 0o777, int(found.st_mtime) if found.st_mtime < 100 else None

    return {str(path.relative_to(top)): look(path) for path in top.rglob("*")}


@pytest.mark.parametrize("is_new", [True, False])
@pytest.mark.parametrize("direction", ["push", "pull"])
async def test_trees_are_copied_whole(
    client: AsyncLXDClient, root: Path, local: Path, direction: str, is_new: bool
) -> None:
    told: list[Progress] = []
    source, target = (local, root) if direction == "push" else (root, local)
    (source / "tree").mkdir()
    plant(source / "tree")
    expected = picture(source / "tree")
    if not is_new:
        (target / "copy" / "sub").mkdir(parents=True)
        (target / "copy" / "sub" / "5").write_bytes(b"old")
        (target / "copy" / "sub" / "link").symlink_to("old")
        (target / "copy" / "sub").chmod(0o750)
        (target / "copy" / "kept").touch()
    files = client.instances.files
    if direction == "push":
        done = await files.push("c1", local / "tree", "/copy", progress=told.append)
    else:
        done = await files.pull("c1", "/tree", local / "copy", progress=told.append)
    got = picture(target / "copy")
    if not is_new:
        assert got.pop("kept") is not None
        expected["sub"] = got["sub"]  # the time of a directory that was there is its own affair
    assert got == expected
    assert (done.files, done.directories, done.symlinks, done.skipped) == (103, 3, 2, [])
    assert (told[-1].stage, told[-1].processed, told[-1].total) == (direction, done.bytes, done.bytes)
    assert {path.name for path in target.iterdir()} == {"copy"}


@pytest.mark.parametrize("direction", ["push", "pull"])
async def test_single_files_are_copied(
    client: AsyncLXDClient, root: Path, local: Path, direction: str
) -> None:
    source, target = (local, root) if direction == "push" else (root, local)
    (source / "f").write_bytes(LARGE)
    (source / "f").chmod(0o640)
    (source / "l").symlink_to("f")
    (target / "d").mkdir()
    files = client.instances.files
    for name in ("f", "l"):
        if direction == "push":
            await files.push("c1", local / name, f"/{name}")
            await files.push("c1", local / name, "/d/")
        else:
            await files.pull("c1", f"/{name}", local / name)
            await files.pull("c1", f"/{name}", f"{local}/d/")
    assert names(target) == {"f", "l", "d", "d/f", "d/l"}
    assert (target / "l").read_bytes() == (target / "d" / "l").read_bytes() == LARGE
    assert (target / "l").stat().st_mode & 0o777 == 0o640


async def test_a_directory_is_not_overwritten_by_a_file(
    client: AsyncLXDClient, root: Path, local: Path
) -> None:
    (local / "f").touch()
    (root / "f").touch()
    (local / "d").mkdir()
    (root / "d").mkdir()
    with pytest.raises(FileIsDirectory):
        await client.instances.files.push("c1", local / "f", "/d")
    with pytest.raises(IsADirectoryError):
        await client.instances.files.pull("c1", "/f", local / "d")
    with pytest.raises(FileIsNoDirectory):
        await client.instances.files.push("c1", local / "d", "/f")
    with pytest.raises(NotADirectoryError):
        await client.instances.files.pull("c1", "/d", local / "f")


@pytest.mark.parametrize("direction", ["push", "pull"])
async def test_what_is_no_file_is_left_out_and_told(
    client: AsyncLXDClient, root: Path, local: Path, direction: str
) -> None:
    source = local if direction == "push" else root
    (source / "tree").mkdir()
    os.mkfifo(source / "tree" / "pipe")
    files = client.instances.files
    if direction == "push":
        done = await files.push("c1", local / "tree", "/copy")
    else:
        done = await files.pull("c1", "/tree", local / "copy")
    assert [path.rpartition("/")[2] for path in done.skipped] == ["pipe"]


async def test_what_was_copied_belongs_to_whom_one_says(
    client: AsyncLXDClient, root: Path, local: Path
) -> None:
    (local / "tree" / "d").mkdir(parents=True)
    (local / "tree" / "f").touch()
    await client.instances.files.push(
        "c1", local / "tree", "/copy", mode=0o604, uid=os.getuid(), gid=os.getgid()
    )
    assert (root / "copy" / "f").stat().st_mode & 0o777 == 0o604
    assert (root / "copy" / "d").stat().st_mode & 0o777 == (local / "tree" / "d").stat().st_mode & 0o777


async def test_a_user_that_the_instance_has_not_is_no_error_unless_asked_for(
    client: AsyncLXDClient, root: Path, local: Path, server: SFTPServer
) -> None:
    (local / "tree").mkdir()
    (local / "tree" / "f").touch()

    def refuse(kind: int, fields: bytes) -> bytes | None:
        length = int.from_bytes(fields[:4])
        flags = int.from_bytes(fields[4 + length : 8 + length])
        return status(4, "chown /f: invalid argument") if kind in (9, 10) and flags & 2 else None

    server.twist = refuse
    await client.instances.files.push("c1", local / "tree", "/copy")
    await client.instances.files.push("c1", local / "tree" / "f", "/f")
    with pytest.raises(FileError, match="invalid"):
        await client.instances.files.push("c1", local / "tree", "/other", uid=300000)
    assert names(root) == {"copy", "copy/f", "f"}


@pytest.mark.parametrize("kind", [WRITE, EXTENDED, 20])
@pytest.mark.parametrize("is_new", [True, False])
async def test_a_push_that_goes_wrong_leaves_nothing_half_done(
    client: AsyncLXDClient, root: Path, local: Path, server: SFTPServer, kind: int, is_new: bool
) -> None:
    (local / "tree").mkdir()
    (local / "tree" / "large").write_bytes(LARGE)
    (local / "tree" / "small").write_bytes(b"new")
    (local / "tree" / "link").symlink_to("x")
    if not is_new:
        (root / "copy").mkdir()
        for name in ("large", "small"):
            (root / "copy" / name).write_bytes(b"old")
    server.twist = lambda asked, _: status(4, "disk quota exceeded") if asked == kind else None
    with pytest.raises(FileError, match="quota"):
        await client.instances.files.push("c1", local / "tree", "/copy")
    assert names(root) == (set() if is_new else {"copy", "copy/large", "copy/small"})
    if not is_new:
        assert {(root / "copy" / name).read_bytes() for name in ("large", "small")} <= {b"old", b"new", LARGE}


@pytest.mark.parametrize("is_new", [True, False])
async def test_a_pull_that_goes_wrong_leaves_nothing_half_done(
    client: AsyncLXDClient, root: Path, local: Path, server: SFTPServer, is_new: bool
) -> None:
    (root / "tree").mkdir()
    (root / "tree" / "large").write_bytes(LARGE)
    if not is_new:
        (local / "copy").mkdir()
        (local / "copy" / "large").write_bytes(b"old")
    reads = iter(range(1000))
    server.twist = lambda kind, _: (
        status(4, "input/output error") if kind == READ and next(reads) > 50 else None
    )
    with pytest.raises(FileError, match="input/output"):
        await client.instances.files.pull("c1", "/tree", local / "copy")
    assert names(local) == (set() if is_new else {"copy", "copy/large"})
    if not is_new:
        assert (local / "copy" / "large").read_bytes() == b"old"


@pytest.mark.parametrize("size", [100, len(LARGE)])
async def test_a_file_that_shrinks_while_it_is_pulled_is_told(
    client: AsyncLXDClient, root: Path, local: Path, server: SFTPServer, size: int
) -> None:
    (root / "tree").mkdir()
    (root / "tree" / "f").write_bytes(LARGE[:size])

    def truncate(kind: int, _: bytes) -> None:
        if kind == OPEN:
            os.truncate(root / "tree" / "f", 50)

    server.twist = truncate
    with pytest.raises(FileError, match="only 50"):
        await client.instances.files.pull("c1", "/tree", local / "copy")
    assert names(local) == set()


async def test_a_small_file_that_grows_while_it_is_pulled_is_whole(
    client: AsyncLXDClient, root: Path, local: Path, server: SFTPServer
) -> None:
    (root / "tree").mkdir()
    (root / "tree" / "f").write_bytes(b"small")

    def grow(kind: int, _: bytes) -> None:
        if kind == OPEN:
            (root / "tree" / "f").write_bytes(LARGE)

    server.twist = grow
    await client.instances.files.pull("c1", "/tree", local / "copy")
    assert (local / "copy" / "f").read_bytes() == LARGE


# Servers that are not to be trusted


@pytest.mark.parametrize("name", ["..", "../evil", "/etc/evil", "a/../../evil", ""])
async def test_names_that_lead_out_of_the_tree_are_refused(
    client: AsyncLXDClient, root: Path, local: Path, server: SFTPServer, name: str
) -> None:
    (root / "tree").mkdir()
    entry = string(name.encode()) + string(b"") + attributes(os.stat(__file__))
    listed = iter([bytes([NAME]) + struct.pack(">I", 1) + entry])
    server.twist = lambda kind, _: next(listed, status(1, "EOF")) if kind == READDIR else None
    if name == "..":  # every server lists that, and it means nothing
        await client.instances.files.pull("c1", "/tree", local / "copy")
    else:
        with pytest.raises(UnsafePath, match="lead out"):
            await client.instances.files.pull("c1", "/tree", local / "copy")
    assert names(local) <= {"copy"}


async def test_a_link_and_a_directory_of_the_same_name_are_refused(
    client: AsyncLXDClient, root: Path, local: Path, server: SFTPServer, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / "tree").mkdir()
    (root / "tree" / "f").touch()
    (root / "link").symlink_to(tmp_path / "elsewhere")
    link, file = (attributes(os.lstat(root / name)) for name in ("link", "tree/f"))
    entries = [string(b"x") + string(b"") + kind for kind in (link, file)]
    listed = iter([bytes([NAME]) + struct.pack(">I", 2) + b"".join(entries)])

    def lie(kind: int, fields: bytes) -> bytes | None:
        if kind == READDIR:
            return next(listed, status(1, "EOF"))
        if kind == READLINK:
            return bytes([NAME]) + struct.pack(">I", 1) + string(b"/etc") * 2 + bytes(4)
        if kind == OPEN:
            return bytes([HANDLE]) + string(b"h")
        return status(1, "EOF") if kind == READ else status(0, "") if kind == 4 else None

    server.twist = lie
    with pytest.raises(FileExistsError):
        await client.instances.files.pull("c1", "/tree", local / "copy")
    assert names(local) == set()


async def test_a_path_without_a_name_of_its_own_is_put_nowhere(
    client: AsyncLXDClient, root: Path, local: Path
) -> None:
    (root / "d").mkdir()
    for path in ("/d/..", "/"):
        with pytest.raises(UnsafePath):
            await client.instances.files.pull("c1", path, f"{local}/")
    assert names(local) == set()


async def test_a_setuid_bit_is_not_taken_over(client: AsyncLXDClient, root: Path, local: Path) -> None:
    (root / "f").touch()
    (root / "f").chmod(0o4755)
    await client.instances.files.pull("c1", "/f", local / "f")
    assert (local / "f").stat().st_mode & 0o7777 == 0o755


@pytest.mark.parametrize(
    "reply",
    [
        bytes([DATA]) + string(b"x"),
        bytes([NAME]) + struct.pack(">I", 9),
        bytes([105, 0]),
        bytes([77]),
        status(0, ""),
    ],
)
async def test_nonsense_is_told(client: AsyncLXDClient, server: SFTPServer, reply: bytes) -> None:
    server.twist = lambda kind, _: reply if kind == LSTAT else None
    with pytest.raises(UnexpectedAnswer, match="SFTP"):
        await client.instances.files.stat("c1", "/f")


async def test_more_than_was_asked_for_is_told(
    client: AsyncLXDClient, root: Path, server: SFTPServer
) -> None:
    (root / "f").write_bytes(b"123")
    server.twist = lambda kind, _: bytes([DATA]) + string(bytes(40000)) if kind == READ else None
    with pytest.raises(UnexpectedAnswer, match="more"):
        async with client.instances.files.open("c1", "/f") as file:
            await file.read()


@pytest.mark.parametrize("greeting", [b"SSH-2.0-OpenSSH\r\n" * 9, struct.pack(">IBI", 5, 2, 6), b""])
async def test_another_service_is_told(tmp_path: Path, greeting: bytes) -> None:
    def play(peer: Peer) -> None:
        peer.request()
        peer.send(
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: sftp\r\nConnection: Upgrade\r\n\r\n" + greeting
        )

    with nothing_left():
        with PeerServer(play, socket_path=tmp_path / "socket") as peers:
            async with AsyncLXDClient(peers.endpoint) as client:
                with pytest.raises((UnexpectedAnswer, LXDConnectionError)):
                    await client.instances.files.stat("c1", "/f")


@pytest.mark.parametrize(
    ("words", "status_code", "hint"),
    [
        ("not authorized", 403, "can_connect_sftp"),
        ("Failed getting instance SFTP connection: LXD VM agent is not currently running", 500, "agent"),
        ("Failed getting instance SFTP connection: Instance is not running", 500, "agent"),
    ],
)
async def test_a_refusal_says_what_to_do(tmp_path: Path, words: str, status_code: int, hint: str) -> None:
    def play(peer: Peer) -> None:
        peer.request()
        peer.answer(envelopes.error(status_code, words), status_code)

    with nothing_left():
        with PeerServer(play, socket_path=tmp_path / "socket") as peers:
            async with AsyncLXDClient(peers.endpoint) as client:
                with pytest.raises(LXDError, match=words) as caught:
                    await client.instances.files.list("c1")
                assert hint in str(caught.value)
                assert isinstance(caught.value, Forbidden) == (status_code == 403)


async def test_a_closed_session_says_so(client: AsyncLXDClient) -> None:
    async with client.instances.files.sftp("c1") as sftp:
        pass
    with pytest.raises(LXDError, match="closed"):
        await sftp.list("/")
