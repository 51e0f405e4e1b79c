# Written by scripts/unasync.py from tests/_async/test_files.py. Change that, and run `make sync`.

"""Files: what each call sends, and what it makes of the answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import httpx
import pytest

from lxd import LXDClient
from lxd.entities.operations import Progress
from lxd.errors import BadRequest, FileError, FileIsDirectory, FileNotFound, NotFound
from tests import envelopes
from tests.fakes import FakeLXD

FILES = "/1.0/instances/c1/files"
FILE = {"X-LXD-type": "file", "X-LXD-mode": "0644"}


def file(content: bytes, **headers: str) -> httpx.Response:
    return httpx.Response(
        200, headers={**FILE, "Content-Type": "application/octet-stream", **headers}, content=content
    )


def facts(*extensions: str) -> dict[str, Any]:
    return envelopes.sync({"api_extensions": list(extensions), "environment": {"server_version": "5.0.2"}})


def test_a_file_is_read(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {FILES}", file(b"\xff\x00content"))
    assert client.instances.files.get("c1", "/etc/motd") == b"\xff\x00content"
    assert lxd.calls == [f"GET {FILES}?path=/etc/motd"]


def test_a_file_is_read_as_text(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {FILES}", file("hällo".encode()))
    assert client.instances.files.get_text("c1", "/etc/motd") == "hällo"


def test_a_file_of_json_is_a_file(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {FILES}", file(b'{"type": "error"}', **{"Content-Type": "application/json"}))
    assert client.instances.files.get("c1", "/a.json") == b'{"type": "error"}'


@pytest.mark.parametrize("path", ["/a b", "/a?b", "/a#b", "/a%2Fb", "/ä", "/a&b=c", "/a+b"])
def test_odd_paths_are_quoted(client: LXDClient, lxd: FakeLXD, path: str) -> None:
    lxd.on(f"GET {FILES}", file(b""))
    client.instances.files.get("c1", path)
    assert lxd.requests[0].url.params["path"] == path


def test_a_path_begins_at_the_root(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {FILES}", file(b""))
    client.instances.files.get("c1", "etc/motd")
    assert lxd.requests[0].url.params["path"] == "/etc/motd"


@pytest.mark.parametrize("path", ["", "a\0b"])
def test_no_path_is_refused_before_anything_is_sent(client: LXDClient, lxd: FakeLXD, path: str) -> None:
    with pytest.raises(ValueError, match="path"):
        client.instances.files.get("c1", path)
    assert lxd.calls == []


def test_the_project_is_asked(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {FILES}", file(b""))
    client.instances.files.get("c1", "/a", project="p")
    client.with_scope(project="q").instances.files.get("c1", "/a")
    assert [request.url.params["project"] for request in lxd.requests] == ["p", "q"]


def test_a_missing_file_is_told_from_a_missing_instance(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {FILES}", envelopes.error(404, "Not Found"), envelopes.error(404, "Instance not found"))
    with pytest.raises(FileNotFound) as missing:
        client.instances.files.get("c1", "/a")
    assert missing.value.path == "/a"
    with pytest.raises(NotFound) as caught:
        client.instances.files.get("c1", "/a")
    assert not isinstance(caught.value, FileNotFound)


def test_a_file_is_written_in_place(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"POST {FILES}", envelopes.sync(None))
    client.instances.files.put("c1", "/a", "hällo", in_place=True)
    request = lxd.sent(f"POST {FILES}")
    assert request.content == "hällo".encode()
    assert request.headers["content-length"] == "6"
    assert request.headers["x-lxd-type"] == "file"
    assert request.headers["x-lxd-write"] == "overwrite"
    assert "x-lxd-mode" not in request.headers


def test_a_body_of_unknown_length_is_sent_in_chunks(client: LXDClient, lxd: FakeLXD) -> None:
    def parts() -> Iterator[bytes]:
        yield b"a"
        yield b"b"

    lxd.on(f"POST {FILES}", envelopes.sync(None))
    client.instances.files.put("c1", "/a", parts(), in_place=True)
    assert lxd.sent(f"POST {FILES}").content == b"ab"
    assert lxd.sent(f"POST {FILES}").headers["transfer-encoding"] == "chunked"


def test_permissions_of_a_file_there_is_are_changed_where_the_server_can(
    client: LXDClient, lxd: FakeLXD
) -> None:
    lxd.on("GET /1.0", facts("instances_files_modify_permissions"))
    lxd.on(f"POST {FILES}", envelopes.sync(None))
    client.instances.files.put("c1", "/a", b"x", mode=0o4750, uid=5, in_place=True)
    headers = lxd.sent(f"POST {FILES}").headers
    assert (headers["x-lxd-mode"], headers["x-lxd-uid"]) == ("04750", "5")
    assert headers["x-lxd-modify-perm"] == "uid,mode"


@pytest.mark.parametrize(
    ("mode", "uid", "gid"), [(100644, None, None), (None, -1, None), (None, None, 2**32)]
)
def test_nonsense_is_refused_before_anything_is_sent(
    client: LXDClient, lxd: FakeLXD, mode: int | None, uid: int | None, gid: int | None
) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        client.instances.files.put("c1", "/a", b"x", mode=mode, uid=uid, gid=gid, in_place=True)
    assert lxd.calls == []


def test_what_cannot_be_written_is_refused(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"POST {FILES}", envelopes.sync(None))
    with pytest.raises(TypeError, match="str"):
        client.instances.files.put("c1", "/a", cast(list[bytes], ["text"]), in_place=True)


def test_progress_is_told(client: LXDClient, lxd: FakeLXD) -> None:
    told: list[Progress] = []
    lxd.on(f"POST {FILES}", envelopes.sync(None))
    client.instances.files.put("c1", "/a", bytes(1 << 20), in_place=True, progress=told.append)
    assert (told[-1].stage, told[-1].processed, told[-1].total) == ("push", 1 << 20, 1 << 20)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ('sftp: "open /a: is a directory" (SSH_FX_FAILURE)', FileIsDirectory),
        ('sftp: "write /a: no space left on device" (SSH_FX_FAILURE)', FileError),
    ],
)
def test_what_the_server_says_of_a_file_is_an_error_about_it(
    client: LXDClient, lxd: FakeLXD, words: str, kind: type[FileError]
) -> None:
    lxd.on(f"POST {FILES}", envelopes.error(500, words))
    with pytest.raises(FileError) as caught:
        client.instances.files.put("c1", "/a", b"x", in_place=True)
    assert type(caught.value) is kind


def test_what_the_server_says_of_something_else_is_not(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"POST {FILES}", envelopes.error(400, "Invalid instance name"))
    with pytest.raises(BadRequest):
        client.instances.files.put("c1", "/a", b"x", in_place=True)


def test_a_file_is_deleted(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"DELETE {FILES}", envelopes.sync(None))
    client.instances.files.delete("c1", "/a")
    assert lxd.calls == [f"DELETE {FILES}?path=/a"]


def test_a_missing_file_may_be_deleted(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"DELETE {FILES}", envelopes.error(404, "Not Found"))
    client.instances.files.delete("c1", "/a", missing_ok=True)
    with pytest.raises(FileNotFound):
        client.instances.files.delete("c1", "/a")
