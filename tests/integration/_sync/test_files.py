# Written by scripts/unasync.py from tests/integration/_async/test_files.py. Change that, and run `make sync`.

"""Files, against a real LXD: of containers that run, stand still, or do not run at all."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from lab import Lab

from lxd import LXDClient
from lxd.entities.operations import Progress
from lxd.errors import (
    BadRequest,
    FileError,
    FileExists,
    FileIsDirectory,
    FileIsNoDirectory,
    FileNotFound,
    LXDError,
    NotFound,
)
from tests.cutting_proxy import CuttingProxy
from tests.leftovers import nothing_left

from ..support import PROMPT, https_options
from ._io import in_background, together

LARGE = os.urandom(1 << 20) * 12 + b"end"


@pytest.fixture(params=["running", "stopped"])
def instance(request: pytest.FixtureRequest, lab: Lab, unique_name: str) -> str:
    """The name of a container."""
    if request.param == "running":
        lab.launch(unique_name)
    else:
        source = {"type": "image", "alias": lab.image}
        lab.request("POST", "/1.0/instances", {"name": unique_name, "source": source})
    return unique_name


@pytest.fixture
def small_disk(running: str, lab: Lab) -> str:
    """The name of a container with a filesystem of 1 MiB on ``/mnt``."""
    mount(lab, running, "mkdir -p /mnt && mount -t tmpfs -o size=1m tmpfs /mnt")
    return running


def mount(lab: Lab, name: str, command: str) -> None:
    body = {
        "command": ["sh", "-c", command],
        "environment": {"PATH": "/bin:/sbin"},
        "wait-for-websocket": False,
    }
    done = lab.request("POST", f"/1.0/instances/{name}/exec", body)
    assert done["metadata"]["return"] == 0


@pytest.fixture
def small_place(tmp_path: Path) -> Iterator[Path]:
    """A directory of this machine's with room for 1 MiB."""
    place = tmp_path / "small"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], check=True)
    yield place
    subprocess.run(["umount", str(place)], check=True)


def names(directory: Path) -> set[str]:
    return {str(path.relative_to(directory)) for path in directory.rglob("*")}


def test_life_of_a_file(client: LXDClient, instance: str) -> None:
    files = client.instances.files
    files.put(instance, "/root/f", "hällo\n", mode=0o640, uid=1000, gid=100)
    assert files.get(instance, "/root/f") == "hällo\n".encode()
    found = files.stat(instance, "/root/f")
    assert (found.type, found.mode, found.uid, found.gid, found.size) == ("file", 0o640, 1000, 100, 7)
    files.put(instance, "/root/f", LARGE)
    assert files.get(instance, "/root/f") == LARGE
    found = files.stat(instance, "/root/f")
    assert (found.mode, found.uid, found.gid, found.size) == (0o640, 1000, 100, len(LARGE))
    files.rename(instance, "/root/f", "/root/g")
    files.delete(instance, "/root/g")
    assert not files.exists(instance, "/root/g")


@pytest.mark.parametrize("in_place", [True, False])
def test_permissions_of_a_file_there_is_are_changed(local: LXDClient, instance: str, in_place: bool) -> None:
    files = local.instances.files
    files.put(instance, "/root/f", "old", mode=0o600)
    files.put(instance, "/root/f", "new", mode=0o644, uid=7, in_place=in_place)
    found = files.stat(instance, "/root/f")
    assert (found.mode, found.uid, found.gid) == (0o644, 7, 0)
    assert files.get_text(instance, "/root/f") == "new"


@pytest.mark.parametrize("name", ["a b", "a?b", "a#b", "a%2Fb", "ä日", "a&b=c+d", "-rf", "'\"\\", "\udcff"])
def test_odd_names(client: LXDClient, container: str, name: str) -> None:
    files = client.instances.files
    files.put(container, f"/root/{name}", name.encode("utf-8", "surrogateescape"))
    with files.open(container, f"/root/{name}") as file:
        assert file.read() == name.encode("utf-8", "surrogateescape")
    if name != "\udcff":  # a URL has no such characters
        assert files.get_text(container, f"/root/{name}") == name
        files.put(container, f"/root/{name}", "x", in_place=True)
    assert [file.name for file in files.list(container, "/root")] == [name]
    files.delete(container, f"/root/{name}", recursive=name == "\udcff")


def test_a_file_is_added_to_and_read_line_by_line(client: LXDClient, instance: str) -> None:
    files = client.instances.files
    for line in ("one\n", "two\n"):
        files.put(instance, "/root/log", line, append=True)
    with files.open(instance, "/root/log", "r+") as file:
        assert [line.decode() for line in file] == ["one\n", "two\n"]
        file.write("three\n")
        file.seek(4)
        assert file.read() == b"two\nthree\n"
        file.truncate(3)
    assert files.get(instance, "/root/log") == b"one"


def test_what_the_kernel_makes_up_is_read(client: LXDClient, running: str) -> None:
    assert b"cpu" in client.instances.files.get(running, "/proc/stat")


def test_links_are_links(client: LXDClient, instance: str) -> None:
    files = client.instances.files
    files.mkdir(instance, "/srv/d", parents=True)
    files.symlink(instance, "/srv/d/l", "../f")
    assert (files.stat(instance, "/srv/d/l")).target == "../f"
    files.put(instance, "/srv/d/l", "through")
    assert files.get_text(instance, "/srv/f") == "through"
    assert files.get_text(instance, "/srv/d/l") == "through"
    assert [file.target for file in files.list(instance, "/srv/d")] == ["../f"]
    with pytest.raises(FileExists):
        files.symlink(instance, "/srv/d/l", "elsewhere")


def test_owners_permissions_and_room(local: LXDClient, instance: str) -> None:
    files = local.instances.files
    files.mkdir(instance, "/srv/d", parents=True, mode=0o700, uid=3)
    files.chown(instance, "/srv/d", gid=4)
    files.chmod(instance, "/srv/d", 0o711)
    found = files.stat(instance, "/srv/d")
    assert (found.type, found.mode, found.uid, found.gid) == ("directory", 0o711, 3, 4)
    room = files.filesystem(instance)
    assert 0 < room.available <= room.total


def test_a_user_that_the_instance_has_not(local: LXDClient, running: str, tmp_path: Path) -> None:
    files = local.instances.files
    (tmp_path / "f").touch()
    os.chown(tmp_path / "f", 4_000_000_000, 0)
    files.push(running, tmp_path / "f", "/root/f")
    assert (files.stat(running, "/root/f")).uid == 0
    with pytest.raises(FileError, match="invalid"):
        files.chown(running, "/root/f", uid=4_000_000_000)
    with pytest.raises(FileError, match="invalid"):
        files.put(running, "/root/f", "new", uid=4_000_000_000)
    assert [file.size for file in files.list(running, "/root")] == [0]


def plant(top: Path) -> None:
    (top / "sub" / "empty").mkdir(parents=True)
    (top / "large").write_bytes(LARGE)
    (top / "bad").symlink_to("/etc/passwd")
    (top / "sub" / "relative").symlink_to("../large")
    for number in range(150):
        (top / "sub" / f"x {number}").write_bytes(LARGE[: number * 500])
    (top / "sub" / "x 7").chmod(0o741)
    os.utime(top / "sub" / "x 7", (5, 5))
    os.chown(top / "sub" / "x 8", 1000, 100)
    (top / "sub").chmod(0o750)
    os.utime(top / "sub", (6, 6))


def picture(top: Path) -> dict[str, object]:
    def look(path: Path) -> object:
        if path.is_symlink():
            return os.readlink(path)
        found = path.lstat()
        content = path.read_bytes() if path.is_file() else None
        return content, found.st_mode, found.st_uid, found.st_gid, int(found.st_mtime)

    return {str(path.relative_to(top)): look(path) for path in top.rglob("*")}


def test_a_tree_there_and_back(client: LXDClient, instance: str, tmp_path: Path) -> None:
    files = client.instances.files
    told: list[Progress] = []
    plant(tmp_path / "tree")
    files.mkdir(instance, "/srv", exist_ok=True)
    pushed = files.push(instance, tmp_path / "tree", "/srv/", progress=told.append)
    pulled = files.pull(instance, "/srv/tree", tmp_path / "back", owner=True, progress=told.append)
    assert picture(tmp_path / "back") == picture(tmp_path / "tree")
    assert pushed == pulled
    assert (pushed.files, pushed.directories, pushed.symlinks) == (151, 3, 2)
    assert [told[-1].processed, told[-1].percent] == [pulled.bytes, 100]
    again = files.push(instance, tmp_path / "tree", "/srv/tree")
    assert again == pushed
    assert files.pull(instance, "/srv/tree", tmp_path / "back", owner=True) == pulled
    os.utime(tmp_path / "back" / "sub", (6, 6))  # that of a directory that was there is its own affair
    assert picture(tmp_path / "back") == picture(tmp_path / "tree")
    walked = [directory for directory, _, _ in files.walk(instance, "/srv/tree")]
    assert walked == ["/srv/tree", "/srv/tree/sub", "/srv/tree/sub/empty"]
    assert [file.name for file in files.list(instance, "/srv")] == ["tree"]
    files.delete(instance, "/srv/tree", recursive=True)
    assert files.list(instance, "/srv") == []


def test_a_frozen_container_has_files(local: LXDClient, running: str) -> None:
    (local.instances.update_state(running, action="freeze")).wait(timeout=PROMPT)
    local.instances.files.put(running, "/root/f", "x")
    assert local.instances.files.get(running, "/root/f") == b"x"
    (local.instances.update_state(running, action="unfreeze")).wait(timeout=PROMPT)


def test_a_project_has_files_of_its_own(local: LXDClient, lab: Lab, project: str, unique_name: str) -> None:
    source = {"type": "image", "alias": lab.image}
    lab.request("POST", f"/1.0/instances?project={project}", {"name": unique_name, "source": source})
    try:
        local.instances.files.put(unique_name, "/root/f", "x", project=project)
        scoped = local.with_scope(project=project)
        assert scoped.instances.files.get(unique_name, "/root/f") == b"x"
        with pytest.raises(NotFound):
            local.instances.files.get(unique_name, "/root/f")
    finally:
        lab.request("DELETE", f"/1.0/instances/{unique_name}?project={project}")


def test_what_is_missing_is_told(client: LXDClient, container: str, tmp_path: Path) -> None:
    files = client.instances.files
    for name in ("nobody", container):
        kind = FileNotFound if name == container else NotFound
        for call in (
            lambda name=name: files.get(name, "/nope/f"),
            lambda name=name: files.put(name, "/nope/f", "x"),
            lambda name=name: files.put(name, "/nope/f", "x", in_place=True),
            lambda name=name: files.list(name, "/nope"),
            lambda name=name: files.stat(name, "/nope"),
            lambda name=name: files.delete(name, "/nope"),
            lambda name=name: files.delete(name, "/nope", recursive=True),
            lambda name=name: files.pull(name, "/nope", tmp_path / "target"),
            lambda name=name: files.push(name, __file__, "/nope/f"),
        ):
            with pytest.raises(NotFound) as caught:
                call()
            assert isinstance(caught.value, FileNotFound) is (kind is FileNotFound)
    assert names(tmp_path) == set()


@pytest.mark.parametrize("name", ["a/b", "a?b", "a#b", "a%b", "ä", "..", "a b", ""])
def test_odd_names_of_instances(local: LXDClient, name: str) -> None:
    for call in (local.instances.files.get, local.instances.files.list):
        with pytest.raises((NotFound, BadRequest, ValueError)):
            call(name, "/etc")


def test_a_directory_is_no_file(client: LXDClient, instance: str, tmp_path: Path) -> None:
    files = client.instances.files
    (tmp_path / "d").mkdir()
    (tmp_path / "f").touch()
    files.put(instance, "/root/f", "x")
    for call in (
        lambda: files.get(instance, "/root"),
        lambda: files.put(instance, "/root", "x"),
        lambda: files.put(instance, "/root", "x", in_place=True),
        lambda: files.push(instance, tmp_path / "f", "/root"),
    ):
        with pytest.raises(FileIsDirectory):
            call()
    for other in (
        lambda: files.list(instance, "/root/f"),
        lambda: files.put(instance, "/root/f/g", "x"),
        lambda: files.push(instance, tmp_path / "d", "/root/f"),
    ):
        with pytest.raises(FileIsNoDirectory):
            other()
    with pytest.raises(FileError, match="not empty"):
        files.delete(instance, "/root")
    with pytest.raises(IsADirectoryError):
        files.pull(instance, "/root/f", tmp_path / "d")


def test_a_full_disk_is_told_and_nothing_is_left(client: LXDClient, small_disk: str, tmp_path: Path) -> None:
    files = client.instances.files
    plant(tmp_path / "tree")
    files.put(small_disk, "/mnt/f", "old")
    for call in (
        lambda: files.put(small_disk, "/mnt/f", LARGE),
        lambda: files.push(small_disk, tmp_path / "tree" / "large", "/mnt/f"),
        lambda: files.push(small_disk, tmp_path / "tree", "/mnt/tree"),
        lambda: files.put(small_disk, "/mnt/g", LARGE, append=True),
        lambda: files.put(small_disk, "/mnt/g", LARGE, in_place=True),
    ):
        with pytest.raises(FileError, match="disk is full"):
            call()
        files.delete(small_disk, "/mnt/g", missing_ok=True)
        assert [file.name for file in files.list(small_disk, "/mnt")] == ["f"]
    assert files.get(small_disk, "/mnt/f") == b"old"


def test_a_full_disk_here_is_told_and_nothing_is_left(
    client: LXDClient, container: str, small_place: Path
) -> None:
    files = client.instances.files
    files.put(container, "/root/tree", LARGE)
    files.mkdir(container, "/srv/tree", parents=True)
    files.put(container, "/srv/tree/small", "x")
    files.put(container, "/srv/tree/large", LARGE)
    (small_place / "f").write_bytes(b"old")
    with nothing_left():
        for path, target in (("/root/tree", "f"), ("/srv/tree", "tree")):
            with pytest.raises(OSError, match="No space left") as caught:
                files.pull(container, path, small_place / target)
            assert str(small_place / target) in str(caught.value)
            assert names(small_place) == {"f"}
    assert (small_place / "f").read_bytes() == b"old"


def test_a_place_that_cannot_be_written_is_told(local: LXDClient, container: str, small_place: Path) -> None:
    local.instances.files.put(container, "/root/f", "x")
    subprocess.run(["mount", "-o", "remount,ro", str(small_place)], check=True)
    for path in ("/root/f", "/root"):
        with pytest.raises(OSError, match="Read-only"):
            local.instances.files.pull(container, path, small_place / "f")
    with pytest.raises(FileNotFoundError):
        local.instances.files.pull(container, "/root/f", small_place / "nowhere" / "f")


# Connections that are cut


@pytest.fixture(params=["socket", "https"])
def proxy(request: pytest.FixtureRequest, lab: Lab) -> Iterator[CuttingProxy]:
    """A proxy that cuts connections."""
    target = lab.socket if request.param == "socket" else lab.url
    with CuttingProxy(target) as proxy:
        yield proxy


@pytest.fixture
def frail(proxy: CuttingProxy, lab: Lab) -> Iterator[LXDClient]:
    """A client whose connections are cut."""
    with nothing_left():
        with LXDClient(**{**https_options(lab), "endpoint": proxy.address}, timeout=5) as client:
            yield client


@pytest.mark.parametrize("how", ["push", "put", "tree", "open"])
def test_a_write_that_is_cut_leaves_nothing(
    frail: LXDClient,
    proxy: CuttingProxy,
    local: LXDClient,
    container: str,
    tmp_path: Path,
    how: str,
) -> None:
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree" / "f").write_bytes(LARGE)
    local.instances.files.put(container, "/root/f", "old")
    files = frail.instances.files
    proxy.cut_after(5_000_000, "up", 0)

    def write() -> None:
        match how:
            case "push":
                files.push(container, tmp_path / "tree" / "f", "/root/f")
            case "put":
                files.put(container, "/root/f", [LARGE[:100_000]] * 100)
            case "tree":
                files.push(container, tmp_path / "tree", "/root/tree")
            case "open":
                with files.open(container, "/root/f", "w") as file:
                    file.write(LARGE)

    with pytest.raises(LXDError):
        write()
    listed = local.instances.files.list(container, "/root")
    assert [file.name for file in listed] == ["f"]
    assert local.instances.files.get(container, "/root/f") == b"old"


@pytest.mark.parametrize("how", ["pull", "tree", "open", "get"])
@pytest.mark.parametrize("ending", ["rst", "fin"])
def test_a_read_that_is_cut_leaves_nothing(
    frail: LXDClient,
    proxy: CuttingProxy,
    local: LXDClient,
    container: str,
    tmp_path: Path,
    how: str,
    ending: str,
) -> None:
    local.instances.files.put(container, "/root/f", LARGE)
    (tmp_path / "f").write_bytes(b"old")
    files = frail.instances.files
    # What is a plain GET is asked again when it breaks.
    proxy.cut_after(5_000_000, "down", None if how == "get" else 0, how="fin" if ending == "fin" else "rst")

    def read() -> None:
        match how:
            case "pull":
                files.pull(container, "/root/f", tmp_path / "f")
            case "tree":
                files.pull(container, "/root", tmp_path / "tree")
            case "open":
                with files.open(container, "/root/f") as file:
                    file.read()
            case "get":
                files.get(container, "/root/f")

    with pytest.raises(LXDError):
        read()
    assert names(tmp_path) == {"f"}
    assert (tmp_path / "f").read_bytes() == b"old"


def test_a_server_that_falls_silent_is_told(
    frail: LXDClient, proxy: CuttingProxy, container: str, tmp_path: Path
) -> None:
    proxy.cut_after(1_000, "down", how="stall")
    with pytest.raises(LXDError, match=r"5 s"):
        frail.instances.files.pull(container, "/bin/busybox", tmp_path / "f")
    assert names(tmp_path) == set()
    proxy.cut()  # LXD does not delete an instance while somebody is connected to it


def test_a_session_ends_before_the_instance(local: LXDClient, running: str) -> None:
    files = local.instances.files
    with files.sftp(running) as sftp:
        sftp.put("/root/f", LARGE)
        with sftp.open("/root/f") as file:
            file.read(10)
    (local.instances.update_state(running, action="stop", force=True)).wait(timeout=PROMPT)


def test_many_at_once(client: LXDClient, container: str) -> None:
    files = client.instances.files

    def one(number: int) -> bool:
        files.put(container, f"/root/{number}", LARGE[: number * 100_000])
        return files.get(container, f"/root/{number}") == LARGE[: number * 100_000]

    assert all(together(*(lambda number=number: one(number) for number in range(10))))


def test_a_server_that_dies_is_told(tmp_path: Path) -> None:
    with Lab("mortal") as mortal:
        mortal.launch("c1")
        with LXDClient(mortal.socket, timeout=5) as client:
            with client.instances.files.sftp("c1") as sftp:
                sftp.put("/root/f", "x")
                in_background(mortal.kill)
                with pytest.raises(LXDError):
                    sftp.pull("/root/f", tmp_path / "f")
    assert names(tmp_path) == set()
