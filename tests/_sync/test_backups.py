# Written by scripts/unasync.py from tests/_async/test_backups.py. Change that, and run `make sync`.

"""Backups: what each call sends, and what an export leaves behind when something fails."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import httpx
import pytest

from lxd import LXDClient
from lxd.errors import (
    Conflict,
    LXDConnectionError,
    LXDTimeout,
    NotFound,
    OperationFailed,
    OperationTimeout,
    ServerError,
    UnexpectedAnswer,
)
from lxd.filters import F
from tests import envelopes
from tests._sync.conftest import Clock
from tests.fakes import AwaitedFile, FakeLXD

BACKUPS = "/1.0/instances/c1/backups"
CONTENT = bytes(range(256)) * 8192  # 2 MiB
HEADERS = {"Last-Modified": "Wed, 25 Nov 2026 00:58:19 GMT"}
DONE = envelopes.sync(envelopes.operation(200))


class Exporting(FakeLXD):
    """A server that makes backups of c1 and gives their content; it is told what to do where it should not.

    Args:
        answers: what it answers to downloads, one after the other; default: the content.
    """

    def __init__(self, *answers: httpx.Response) -> None:
        super().__init__()
        self.made: list[str] = []
        self.on(f"POST {BACKUPS}", self._make)
        self.on(f"GET {envelopes.WAIT}", DONE)
        self.on(f"GET {envelopes.OPERATION}", DONE)
        self._answers = list(answers)

    def _make(self, request: httpx.Request) -> httpx.Response:
        name = re.search(r'"name":\s*"(export-[0-9a-f]+)"', request.content.decode())
        assert name is not None
        self.made.append(name[1])
        self.on(f"GET {BACKUPS}/{name[1]}/export", *(self._answers or [whole()]))
        self.on(f"DELETE {BACKUPS}/{name[1]}", envelopes.sync())
        return httpx.Response(202, json=envelopes.started())

    @property
    def deleted(self) -> list[str]:
        """The backups that were deleted."""
        return [call.rpartition("/")[2] for call in self.calls if call.startswith("DELETE")]


def whole() -> httpx.Response:
    """The content."""
    return httpx.Response(200, content=CONTENT, headers=HEADERS)


def client_of(lxd: FakeLXD) -> LXDClient:
    """A client of a server in memory."""
    return LXDClient("/run/lxd.socket", transport=lxd.transport)


def test_backups_are_listed_with_recursion_1(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {BACKUPS}", envelopes.sync([{"name": "b0"}]))
    assert [backup.name for backup in client.instances.backups.list("c1")] == ["b0"]
    assert lxd.calls == [f"GET {BACKUPS}?recursion=1"]


def test_links_to_backups(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {BACKUPS}", envelopes.sync([f"{BACKUPS}/b%200"]))
    lxd.on(f"GET {BACKUPS}/b%200", envelopes.sync({"name": "b 0"}))
    (link,) = client.instances.backups.list("c1", recursion=0, project="p")
    assert (link.instance, link.name, link.project) == ("c1", "b 0", "p")
    assert (link.fetch()).name == "b 0"
    assert lxd.calls[-1] == f"GET {BACKUPS}/b%200?project=p"


def test_backups_are_picked_here(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {BACKUPS}", envelopes.sync([{"name": "b0"}, {"name": "b 1", "instance_only": True}]))
    found = client.instances.backups.list("c1", filter=F.instance_only == True)  # noqa: E712
    assert [backup.name for backup in found] == ["b 1"]
    (link,) = client.instances.backups.list("c1", 0, filter=F.name == "b 1", project="p")
    assert (link.url, link.instance, link.project) == (f"{BACKUPS}/b%201", "c1", "p")
    assert lxd.calls == [f"GET {BACKUPS}?recursion=1", f"GET {BACKUPS}?recursion=1&project=p"]


def test_creating_one(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"POST {BACKUPS}", envelopes.started())
    operation = client.instances.backups.create("c1", "b0", compression="none", project="p")
    assert operation.id == envelopes.ID
    assert lxd.body(f"POST {BACKUPS}") == {"name": "b0", "compression_algorithm": "none"}
    assert lxd.calls == [f"POST {BACKUPS}?project=p"]


def test_renaming_and_deleting_one(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"POST {BACKUPS}/b0", envelopes.started())
    lxd.on(f"DELETE {BACKUPS}/b0", envelopes.sync())
    assert not (client.instances.backups.rename("c1", "b0", "b1")).is_done
    assert (client.instances.backups.delete("c1", "b0")).is_done
    assert lxd.body(f"POST {BACKUPS}/b0") == {"name": "b1"}


def test_reading_one(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {BACKUPS}/b0/export", whole())
    with client.instances.backups.open("c1", "b0") as content:
        assert content.length == len(CONTENT)
        assert content.read() == CONTENT


@pytest.mark.parametrize("name", ["", ".", ".."])
def test_names_that_would_be_another_endpoint(client: LXDClient, name: str) -> None:
    with pytest.raises(ValueError):
        client.instances.backups.get("c1", name)


# Exports


def test_an_export(tmp_path: Path) -> None:
    lxd = Exporting()
    with client_of(lxd) as client:
        size = client.instances.backups.export("c1", tmp_path / "b.tar")
    assert (tmp_path / "b.tar").read_bytes() == CONTENT
    assert size == len(CONTENT)
    assert lxd.body(f"POST {BACKUPS}")["expires_at"]
    assert lxd.deleted == lxd.made
    assert [path.name for path in tmp_path.iterdir()] == ["b.tar"]


def test_an_export_that_is_kept(tmp_path: Path) -> None:
    lxd = Exporting()
    with client_of(lxd) as client:
        client.instances.backups.export("c1", tmp_path / "b.tar", keep=True)
    assert "expires_at" not in lxd.body(f"POST {BACKUPS}")
    assert lxd.deleted == []


def test_an_export_that_fails_is_not_kept(tmp_path: Path) -> None:
    lxd = Exporting(httpx.Response(500, json=envelopes.error(500, "no")))
    with client_of(lxd) as client:
        with pytest.raises(ServerError):
            client.instances.backups.export("c1", tmp_path / "b.tar", keep=True)
    assert lxd.deleted == lxd.made != []


def test_an_export_that_is_refused(client: LXDClient, lxd: FakeLXD, tmp_path: Path) -> None:
    lxd.on(f"POST {BACKUPS}", envelopes.error(404, "Instance not found"))
    with pytest.raises(NotFound):
        client.instances.backups.export("c1", tmp_path / "b.tar")
    assert lxd.calls == [f"POST {BACKUPS}"]
    assert list(tmp_path.iterdir()) == []


def test_an_export_that_cannot_be_packed(tmp_path: Path) -> None:
    lxd = Exporting()
    lxd.on(f"GET {envelopes.WAIT}", envelopes.sync(envelopes.operation(400, err="No space left on device")))
    with client_of(lxd) as client:
        with pytest.raises(OperationFailed, match="No space"):
            client.instances.backups.export("c1", tmp_path / "b.tar")
    assert lxd.deleted == lxd.made != []
    assert list(tmp_path.iterdir()) == []


def test_an_export_that_ends_too_early(tmp_path: Path, naps: list[float]) -> None:
    def half() -> httpx.Response:
        return httpx.Response(200, content=CONTENT[:1000], headers={**HEADERS, "Content-Length": "2000"})

    lxd = Exporting(half())
    with client_of(lxd) as client:
        with pytest.raises((LXDConnectionError, UnexpectedAnswer)):
            client.instances.backups.export("c1", tmp_path / "b.tar")
    assert lxd.deleted == lxd.made
    assert list(tmp_path.iterdir()) == []


def test_a_backup_that_is_listed_only_later(tmp_path: Path, naps: list[float]) -> None:
    lxd = Exporting()
    lxd.on(f"GET {envelopes.WAIT}", httpx.ReadError("cut"))
    lxd.on(f"GET {envelopes.OPERATION}", envelopes.sync(envelopes.operation()))
    lxd.on(f"DELETE {envelopes.OPERATION}", envelopes.error(400, "This operation can't be cancelled"))

    def make(request: httpx.Request) -> httpx.Response:
        answer = lxd._make(request)
        gone = envelopes.error(404, "Instance backup not found")
        lxd.on(f"DELETE {BACKUPS}/{lxd.made[0]}", gone, gone, envelopes.sync())
        return answer

    lxd.on(f"POST {BACKUPS}", make)
    with client_of(lxd) as client:
        with pytest.raises(LXDConnectionError):
            client.instances.backups.export("c1", tmp_path / "b.tar")
    assert [name for name in lxd.deleted if name != envelopes.ID] == lxd.made * 3


def test_an_export_whose_copy_cannot_be_deleted(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    lxd = Exporting()

    def make(request: httpx.Request) -> httpx.Response:
        answer = lxd._make(request)
        lxd.on(f"DELETE {BACKUPS}/{lxd.made[0]}", envelopes.error(500, "busy"))
        return answer

    lxd.on(f"POST {BACKUPS}", make)
    with client_of(lxd) as client:
        client.instances.backups.export("c1", tmp_path / "b.tar")
    assert (tmp_path / "b.tar").exists()
    assert "was not deleted" in caplog.text


def test_a_full_disk(tmp_path: Path) -> None:
    class FullDisk:
        def write(self, data: bytes) -> int:
            raise OSError(28, "No space left on device")

    lxd = Exporting()
    with client_of(lxd) as client:
        with pytest.raises(OSError, match="No space"):
            client.instances.backups.export("c1", FullDisk())
    assert lxd.deleted == lxd.made != []


def test_no_time_left(tmp_path: Path) -> None:
    lxd = Exporting()
    with client_of(lxd) as client:
        with pytest.raises(LXDTimeout):
            client.instances.backups.export("c1", tmp_path / "b.tar", timeout=0)
    assert lxd.deleted == lxd.made != []
    assert list(tmp_path.iterdir()) == []


def test_packing_that_takes_too_long_is_cancelled_before_the_copy_is_deleted(
    tmp_path: Path, clock: Clock
) -> None:
    lxd = Exporting()
    running = envelopes.sync(envelopes.operation(103))
    lxd.on(f"GET {envelopes.WAIT}", clock.after(2, running), envelopes.sync(envelopes.operation(401)))
    lxd.on(f"GET {envelopes.OPERATION}", running)
    lxd.on(f"DELETE {envelopes.OPERATION}", envelopes.sync())
    with client_of(lxd) as client:
        with pytest.raises(OperationTimeout, match=r"packing the backup .* was broken off$") as failed:
            client.instances.backups.export("c1", tmp_path / "b.tar", timeout=1)
    assert failed.value.hint is None
    assert lxd.deleted == [envelopes.ID, *lxd.made]


def test_an_export_into_what_would_have_to_be_awaited(client: LXDClient, lxd: FakeLXD) -> None:
    with pytest.raises(TypeError, match="has to be awaited"):
        client.instances.backups.export("c1", AwaitedFile())  # type: ignore[arg-type]
    assert lxd.calls == []


def test_an_export_into_what_takes_a_part_at_a_time() -> None:
    class Sip(io.BytesIO):
        """Takes no more than 100000 bytes at a time, as a pipe may."""

        def write(self, data: Any) -> int:
            return super().write(data[:100_000])

    file = Sip()
    with client_of(Exporting()) as client:
        client.instances.backups.export("c1", file)
    assert file.getvalue() == CONTENT


# Downloads


def test_a_download_into_an_open_file(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {BACKUPS}/b0/export", whole())
    file = io.BytesIO()
    assert client.instances.backups.download("c1", "b0", file) == len(CONTENT)
    assert file.getvalue() == CONTENT


def test_a_download_of_nothing(client: LXDClient, lxd: FakeLXD, tmp_path: Path) -> None:
    lxd.on(f"GET {BACKUPS}/b0/export", httpx.Response(200, content=b""))
    assert client.instances.backups.download("c1", "b0", tmp_path / "b.tar") == 0
    assert (tmp_path / "b.tar").read_bytes() == b""


def test_a_download_waits_for_a_server_that_starts(
    client: LXDClient, lxd: FakeLXD, naps: list[float], tmp_path: Path
) -> None:
    starting = envelopes.error(503, "LXD daemon setup in progress")
    lxd.on(f"GET {BACKUPS}/b0/export", starting, starting, whole())
    client.instances.backups.download("c1", "b0", tmp_path / "b.tar")
    assert (tmp_path / "b.tar").read_bytes() == CONTENT


# Imports


def importing(lxd: FakeLXD, *, ending: dict[str, Any] = DONE) -> None:
    """Lets a server make instances of backups."""
    lxd.on("POST /1.0/instances", envelopes.started())
    lxd.on(f"GET {envelopes.WAIT}", ending)
    lxd.on("GET /1.0", envelopes.sync(envelopes.server("import_instance_devices")))
    lxd.on("GET /1.0/instances/c1", envelopes.sync({"name": "c1", "status": "Stopped"}))
    lxd.on("PATCH /1.0/instances/c1", envelopes.sync())
    lxd.on("DELETE /1.0/instances/c1", envelopes.sync())


def test_an_import(client: LXDClient, lxd: FakeLXD, tmp_path: Path) -> None:
    importing(lxd)
    (tmp_path / "b.tar").write_bytes(CONTENT)
    instance = client.instances.backups.import_(
        tmp_path / "b.tar",
        "c1",
        pool="fast",
        devices={"root": {"size": "5GiB"}},
        config={"user.n": 1},
        project="p",
    )
    assert instance.name == "c1"
    sent = lxd.sent("POST /1.0/instances")
    assert sent.content == CONTENT
    assert sent.headers["content-type"] == "application/octet-stream"
    assert sent.headers["content-length"] == str(len(CONTENT))
    assert (sent.headers["x-lxd-name"], sent.headers["x-lxd-pool"]) == ("c1", "fast")
    assert parse_qs(sent.headers["x-lxd-devices"]) == {"root": ["size=5GiB"]}
    assert sent.url.query == b"project=p"
    assert lxd.body("PATCH /1.0/instances/c1") == {"config": {"user.n": "1"}}


def test_an_import_names_no_cluster_member(client: LXDClient, lxd: FakeLXD) -> None:
    importing(lxd)  # and LXD would not heed it
    client.with_scope(target="n2").instances.backups.import_(io.BytesIO(CONTENT), "c1")
    assert "POST /1.0/instances" in lxd.calls


def test_an_import_says_no_more_than_it_must(client: LXDClient, lxd: FakeLXD, tmp_path: Path) -> None:
    importing(lxd)
    (tmp_path / "b.tar").write_bytes(b"content")
    assert (client.instances.backups.import_(tmp_path / "b.tar")).name == "c1"
    assert not {name for name in lxd.sent("POST /1.0/instances").headers if name.startswith("x-lxd")}
    assert lxd.count("PATCH /1.0/instances/c1") == 0


def test_an_import_from_the_middle_of_an_open_file(client: LXDClient, lxd: FakeLXD) -> None:
    importing(lxd)
    file = io.BytesIO(CONTENT)
    file.seek(100)
    client.instances.backups.import_(file, "c1")
    assert lxd.sent("POST /1.0/instances").content == CONTENT[100:]
    assert not file.closed


def test_an_import_that_is_refused(client: LXDClient, lxd: FakeLXD, tmp_path: Path) -> None:
    lxd.on("POST /1.0/instances", envelopes.error(409, "exists"))
    (tmp_path / "b.tar").write_bytes(b"content")
    with pytest.raises(Conflict):
        client.instances.backups.import_(tmp_path / "b.tar", "c1")
    assert len(lxd.calls) == 1


def test_an_import_that_fails_deletes_nothing(client: LXDClient, lxd: FakeLXD, tmp_path: Path) -> None:
    # The instance of that name may be another one.
    importing(lxd, ending=envelopes.sync(envelopes.operation(400, err="already exists")))
    (tmp_path / "b.tar").write_bytes(b"content")
    with pytest.raises(OperationFailed):
        client.instances.backups.import_(tmp_path / "b.tar", "c1")
    assert lxd.count("DELETE /1.0/instances/c1") == 0


def test_an_import_that_cannot_be_configured_is_undone(
    client: LXDClient, lxd: FakeLXD, tmp_path: Path
) -> None:
    importing(lxd)
    lxd.on("PATCH /1.0/instances/c1", envelopes.error(400, "Unknown configuration key"))
    (tmp_path / "b.tar").write_bytes(b"content")
    with pytest.raises(Exception, match="Unknown configuration key"):
        client.instances.backups.import_(tmp_path / "b.tar", "c1", config={"nonsense": 1})
    assert lxd.count("DELETE /1.0/instances/c1") == 1


def test_an_import_that_is_configured_in_the_background(
    client: LXDClient, lxd: FakeLXD, tmp_path: Path
) -> None:
    importing(lxd)
    failed = envelopes.sync(envelopes.operation(400, err="Unknown configuration key"))
    lxd.on(f"GET {envelopes.WAIT}", DONE, failed)
    lxd.on("PATCH /1.0/instances/c1", envelopes.started())
    (tmp_path / "b.tar").write_bytes(b"content")
    with pytest.raises(OperationFailed, match="Unknown configuration key"):
        client.instances.backups.import_(tmp_path / "b.tar", "c1", config={"nonsense": 1})
    assert lxd.count("DELETE /1.0/instances/c1") == 1


def test_an_import_that_takes_too_long_is_cancelled(client: LXDClient, lxd: FakeLXD, clock: Clock) -> None:
    running = envelopes.sync(envelopes.operation(103))
    importing(lxd, ending=running)
    lxd.on(f"GET {envelopes.WAIT}", clock.after(2, running), envelopes.sync(envelopes.operation(401)))
    lxd.on(f"GET {envelopes.OPERATION}", running)
    lxd.on(f"DELETE {envelopes.OPERATION}", envelopes.sync())
    with pytest.raises(
        OperationTimeout, match="importing the instance c1 was not done after 1 s and was broken off"
    ):
        client.instances.backups.import_(io.BytesIO(CONTENT), "c1", timeout=1)
    assert lxd.count(f"DELETE {envelopes.OPERATION}") == 1
    assert lxd.count("DELETE /1.0/instances/c1") == 0  # LXD has removed it


def test_an_import_that_cannot_be_cancelled_is_removed_when_it_is_done(
    client: LXDClient, lxd: FakeLXD, clock: Clock
) -> None:
    running = envelopes.sync(envelopes.operation(103))
    importing(lxd)
    lxd.on(f"GET {envelopes.WAIT}", clock.after(2, running), DONE)
    lxd.on(f"GET {envelopes.OPERATION}", running)
    lxd.on(f"DELETE {envelopes.OPERATION}", envelopes.error(400, "This operation can't be cancelled"))
    with pytest.raises(OperationTimeout, match="was broken off"):
        client.instances.backups.import_(io.BytesIO(CONTENT), "c1", timeout=1)
    assert lxd.count("DELETE /1.0/instances/c1") == 1


def test_an_import_that_cannot_be_ended(
    client: LXDClient, lxd: FakeLXD, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    running = envelopes.sync(envelopes.operation(103))
    importing(lxd, ending=running)
    lxd.on(f"GET {envelopes.OPERATION}", running)
    lxd.on(f"DELETE {envelopes.OPERATION}", envelopes.error(400, "This operation can't be cancelled"))
    with pytest.raises(OperationTimeout, match="could not be broken off") as failed:
        client.instances.backups.import_(io.BytesIO(CONTENT), "c1", timeout=1)
    assert "the server goes on with it" in (failed.value.hint or "")
    assert "the instance c1 is still being imported" in caplog.text
    assert lxd.count("DELETE /1.0/instances/c1") == 0


@pytest.mark.parametrize(("timeout", "patience"), [(None, None), (600, 630)])
def test_the_answer_to_an_import_may_take_as_long_as_the_import(
    client: LXDClient, lxd: FakeLXD, timeout: float | None, patience: float | None
) -> None:
    importing(lxd)
    client.instances.backups.import_(io.BytesIO(CONTENT), "c1", timeout=timeout)
    assert lxd.sent("POST /1.0/instances").extensions["timeout"]["read"] == patience


def test_the_time_before_the_answer_counts(client: LXDClient, lxd: FakeLXD, clock: Clock) -> None:
    importing(lxd)
    lxd.on("POST /1.0/instances", clock.after(7, envelopes.started()))
    client.instances.backups.import_(io.BytesIO(CONTENT), "c1", timeout=10)
    assert f"GET {envelopes.WAIT}?timeout=3" in lxd.calls
