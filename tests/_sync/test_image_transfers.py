# Written by scripts/unasync.py from tests/_async/test_image_transfers.py. Change that, and run `make sync`.

"""Images on their way: what is sent, and what becomes of what is wrong."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any

import httpx
import pytest

from lxd import LXDClient
from lxd._sync.ending import TIDY_TIMEOUT
from lxd.errors import (
    BadRequest,
    Conflict,
    FingerprintMismatch,
    ImageNotFound,
    LXDError,
    LXDTimeout,
    UnexpectedAnswer,
)
from tests import envelopes
from tests._sync.conftest import Clock
from tests.fakes import AwaitedFile, FakeLXD
from tests.standin import StandIn

IMAGES = "/1.0/images"
CONTENT = b"an image" * 1000
FINGERPRINT = hashlib.sha256(CONTENT).hexdigest()
ONE = f"{IMAGES}/{FINGERPRINT}"
MISSING = envelopes.error(404, "Image not found")
HEAD, ROOTFS = b"the metadata", b"\r\n--the root file system\r\n" * 500
SPLIT = hashlib.sha256(HEAD + ROOTFS).hexdigest()


def form(*parts: tuple[str, str, bytes], boundary: str = "b0undary") -> bytes:
    """A form as LXD writes it."""
    written = b"".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
        f"Content-Type: application/octet-stream\r\n\r\n".encode()
        + content
        + b"\r\n"
        for name, filename, content in parts
    )
    return written + f"--{boundary}--\r\n".encode()


def answer(content: bytes, kind: str = "application/octet-stream", **headers: str) -> httpx.Response:
    """An answer that is content, in small pieces."""
    return httpx.Response(
        200,
        content=content,
        headers={"Content-Type": kind, **{k.replace("_", "-"): v for k, v in headers.items()}},
    )


FORM = "multipart/form-data; boundary=b0undary"


def test_uploading(newest: LXDClient, standin: StandIn, tmp_path: Path) -> None:
    class Once(io.BytesIO):
        """A pipe of sorts."""

        def seek(self, *_: int) -> int:
            raise io.UnsupportedOperation

    standin.on(f"POST {IMAGES}", {"fingerprint": FINGERPRINT})
    standin.on(f"GET {ONE}", {"fingerprint": FINGERPRINT})
    image = newest.images.upload(
        Once(CONTENT), filename="a b.tar", public=True, profiles=["x", "y"], project="p"
    )
    assert image.fingerprint == FINGERPRINT
    sent = standin.sent(f"POST {IMAGES}")
    assert sent.content == CONTENT
    assert sent.headers["X-LXD-filename"] == "a b.tar"
    assert sent.headers["X-LXD-profiles"] == "profile=x&profile=y"
    assert sent.headers["X-LXD-public"] == "true"
    assert standin.calls == [f"POST {IMAGES}?project=p", f"GET {ONE}?project=p"]


def test_what_the_server_has_is_not_sent(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {ONE}", {"fingerprint": FINGERPRINT})
    standin.on(f"GET {IMAGES}/aliases/web", {"name": "web", "target": FINGERPRINT})
    newest.images.upload(io.BytesIO(CONTENT), aliases=["web"])
    assert not [call for call in standin.calls if call.startswith("POST")]
    with pytest.raises(Conflict, match="already"):
        newest.images.upload(io.BytesIO(CONTENT), exist_ok=False)


def test_an_alias_is_moved(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {ONE}", {"fingerprint": FINGERPRINT})
    standin.on(f"GET {IMAGES}/aliases/web", {"name": "web", "target": "0", "description": "d"})
    newest.images.upload(io.BytesIO(CONTENT), aliases=["web"], move_aliases=True)
    assert standin.body(f"PUT {IMAGES}/aliases/web") == {"target": FINGERPRINT, "description": "d"}


def test_two_files_are_a_form(client: LXDClient, lxd: FakeLXD, tmp_path: Path) -> None:
    (tmp_path / "meta.tar").write_bytes(HEAD)
    (tmp_path / 'a "b".squashfs').write_bytes(ROOTFS)
    lxd.on(f"GET {IMAGES}/{SPLIT}", MISSING, envelopes.sync({"fingerprint": SPLIT}))
    lxd.on(f"POST {IMAGES}", envelopes.sync({"fingerprint": SPLIT}))
    client.images.upload(tmp_path / "meta.tar", tmp_path / 'a "b".squashfs')
    sent = lxd.sent(f"POST {IMAGES}")
    boundary = sent.headers["Content-Type"].partition("boundary=")[2]
    assert sent.content == form(
        ("metadata", "meta.tar", HEAD), ("rootfs", "a %22b%22.squashfs", ROOTFS), boundary=boundary
    )
    assert int(sent.headers["Content-Length"]) == len(sent.content)
    assert sent.headers["X-LXD-fingerprint"] == SPLIT


def test_an_image_that_came_up_meanwhile(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {ONE}", MISSING, envelopes.sync({"fingerprint": FINGERPRINT}))
    failed = envelopes.operation(400, err="Image with same fingerprint already exists")
    lxd.on(f"POST {IMAGES}", envelopes.started())
    lxd.on(f"GET {envelopes.OPERATION}/wait", envelopes.sync(failed))
    assert (client.images.upload(io.BytesIO(CONTENT))).fingerprint == FINGERPRINT


def test_an_alias_that_came_up_meanwhile(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {ONE}", MISSING, envelopes.sync({"fingerprint": FINGERPRINT}))
    lxd.on(f"GET {IMAGES}/aliases/web", MISSING)
    lxd.on(f"POST {IMAGES}", envelopes.sync({"fingerprint": FINGERPRINT}))
    lxd.on(f"POST {IMAGES}/aliases", envelopes.error(409, 'Alias "web" already exists'))
    with pytest.raises(Conflict, match=f"another image has the alias 'web' .*{FINGERPRINT}"):
        client.images.upload(io.BytesIO(CONTENT), aliases=["web"])


def test_a_file_that_cannot_be_read(client: LXDClient, lxd: FakeLXD) -> None:
    class Broken(io.BytesIO):
        """A bad disk."""

        def seek(self, *_: int) -> int:
            raise io.UnsupportedOperation

        def read(self, _: int | None = -1) -> bytes:
            raise OSError(5, "the disk is bad")

    with pytest.raises(OSError, match="the disk is bad"):
        client.images.upload(Broken())


def test_an_image_that_takes_too_long_is_cancelled(client: LXDClient, lxd: FakeLXD, clock: Clock) -> None:
    running = envelopes.sync(envelopes.operation(103))
    lxd.on(f"GET {ONE}", MISSING)
    lxd.on(f"POST {IMAGES}", envelopes.started())
    lxd.on(f"GET {envelopes.WAIT}", clock.after(2, running), envelopes.sync(envelopes.operation(401)))
    lxd.on(f"GET {envelopes.OPERATION}", running)
    lxd.on(f"DELETE {envelopes.OPERATION}", envelopes.sync())
    with pytest.raises(TimeoutError, match="making the image was not done after 1 s and was broken off"):
        client.images.upload(io.BytesIO(CONTENT), timeout=1)
    assert lxd.count(f"DELETE {envelopes.OPERATION}") == 1
    assert lxd.count(f"DELETE {ONE}") == 0  # LXD has removed it


def test_an_image_that_cannot_be_cancelled_is_removed_when_it_is_done(
    client: LXDClient, lxd: FakeLXD, clock: Clock
) -> None:
    running = envelopes.sync(envelopes.operation(103))
    done = envelopes.sync(envelopes.operation(200, metadata={"fingerprint": FINGERPRINT}))
    lxd.on(f"GET {ONE}", MISSING)
    lxd.on(f"POST {IMAGES}", envelopes.started())
    lxd.on(f"GET {envelopes.WAIT}", clock.after(2, running), done)
    lxd.on(f"GET {envelopes.OPERATION}", running)
    lxd.on(f"DELETE {envelopes.OPERATION}", envelopes.error(400, "This operation can't be cancelled"))
    lxd.on(f"DELETE {ONE}", envelopes.sync())
    with pytest.raises(TimeoutError, match="was broken off"):
        client.images.upload(io.BytesIO(CONTENT), timeout=1)
    assert lxd.count(f"DELETE {ONE}") == 1


def test_the_answer_to_an_image_may_take_as_long_as_there_is_time(
    client: LXDClient, lxd: FakeLXD, clock: Clock
) -> None:
    lxd.on(f"GET {ONE}", MISSING, envelopes.sync({"fingerprint": FINGERPRINT}))
    lxd.on(f"POST {IMAGES}", envelopes.sync({"fingerprint": FINGERPRINT}))
    client.images.upload(io.BytesIO(CONTENT))
    sent = lxd.sent(f"POST {IMAGES}")
    assert (sent.extensions["timeout"]["read"], sent.extensions.get("deadline")) == (None, None)
    lxd.requests.clear()
    lxd.on(f"GET {ONE}", MISSING, envelopes.sync({"fingerprint": FINGERPRINT}))
    client.images.upload(io.BytesIO(CONTENT), timeout=600)
    assert lxd.sent(f"POST {IMAGES}").extensions["deadline"] == clock.time + 600 + TIDY_TIMEOUT


def test_the_fingerprint_is_not_worked_out_for_ever(client: LXDClient, lxd: FakeLXD) -> None:
    class Counting(io.BytesIO):
        """Counts how often it is read."""

        reads = 0

        def read(self, size: int | None = -1) -> bytes:
            self.reads += 1
            return super().read(size)

    file = Counting(bytes(32 << 20))
    file.seek(5)
    with pytest.raises(LXDTimeout, match="before all of the file was read"):
        client.images.upload(file, timeout=0)
    assert file.reads == 8
    assert file.tell() == 5
    assert lxd.calls == []


def test_a_beginning_that_is_too_short_for_the_server(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {IMAGES}/aliases/beef", MISSING)
    lxd.on(
        f"GET {IMAGES}/beef",
        envelopes.error(400, "Image fingerprint prefix must contain 12 characters or more"),
    )
    with pytest.raises(
        ImageNotFound, match=r"there is no image 'beef' .*at least 12 digits of a fingerprint"
    ):
        client.images.export("beef", io.BytesIO())


def test_another_refusal_stays_what_it_is(client: LXDClient, lxd: FakeLXD) -> None:
    beginning = FINGERPRINT[:12]
    lxd.on(f"GET {IMAGES}/aliases/{beginning}", MISSING)
    lxd.on(f"GET {IMAGES}/{beginning}", envelopes.error(400, "More than one image matches"))
    with pytest.raises(BadRequest, match="More than one image"):
        client.images.export(beginning, io.BytesIO())


@pytest.mark.parametrize("number", [0, 1])
def test_an_export_into_what_would_have_to_be_awaited(
    client: LXDClient, lxd: FakeLXD, tmp_path: Path, number: int
) -> None:
    targets: list[Any] = [tmp_path / "a", tmp_path / "b"]
    targets[number] = AwaitedFile()
    with pytest.raises(TypeError, match="has to be awaited"):
        client.images.export(FINGERPRINT, *targets)
    assert lxd.calls == []


def test_no_fingerprint(client: LXDClient) -> None:
    with pytest.raises(ValueError, match="no image's whole fingerprint"):
        client.images.upload(io.BytesIO(CONTENT), fingerprint="abc")


def test_exporting(newest: LXDClient, standin: StandIn, tmp_path: Path) -> None:
    standin.on(f"GET {IMAGES}/aliases/web", {"name": "web", "target": FINGERPRINT})
    standin.on(f"GET {ONE}/export", CONTENT)
    exported = newest.images.export("web", tmp_path / "a", project="p")
    assert (exported.path, exported.size, exported.kind) == (tmp_path / "a", len(CONTENT), "unified")
    assert (tmp_path / "a").read_bytes() == CONTENT
    assert standin.calls == [f"GET {IMAGES}/aliases/web?project=p", f"GET {ONE}/export?project=p"]


def test_reading_it_as_it_comes(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {ONE}/export", CONTENT)
    with newest.images.open(FINGERPRINT, secret="s") as content:
        assert content.read() == CONTENT
    assert standin.calls == [f"GET {ONE}/export?secret=s"]


def test_two_files_are_written(client: LXDClient, lxd: FakeLXD, tmp_path: Path) -> None:
    body = form(("metadata", "m.tar", HEAD), ("rootfs", "r.squashfs", ROOTFS))
    lxd.on(f"GET {IMAGES}/{SPLIT}/export", answer(body, FORM))
    exported = client.images.export(SPLIT, tmp_path)
    assert (exported.path, exported.rootfs) == (tmp_path / "m.tar", tmp_path / "r.squashfs")
    assert (tmp_path / "m.tar").read_bytes() == HEAD
    assert (tmp_path / "r.squashfs").read_bytes() == ROOTFS
    assert exported.size == len(HEAD + ROOTFS)


@pytest.mark.parametrize("name", ["../../evil", "/etc/evil", "..", "a/../evil"])
def test_names_that_lead_elsewhere(client: LXDClient, lxd: FakeLXD, tmp_path: Path, name: str) -> None:
    directory = tmp_path / "in" / "here"
    directory.mkdir(parents=True)
    lxd.on(f"GET {ONE}/export", answer(CONTENT, Content_Disposition=f'inline;filename="{name}"'))
    exported = client.images.export(FINGERPRINT, directory)
    assert exported.path is not None
    assert exported.path.parent == directory
    assert exported.path.name == ("evil" if "evil" in name else FINGERPRINT)


@pytest.mark.parametrize(
    ("body", "kind", "error"),
    [
        (CONTENT + b"!", "application/octet-stream", FingerprintMismatch),
        (form(("metadata", "m", HEAD), ("rootfs", "r", ROOTFS + b"!")), FORM, FingerprintMismatch),
        (form(("metadata", "m", HEAD), ("rootfs", "r", ROOTFS))[:-20], FORM, UnexpectedAnswer),
        (form(("metadata", "m", HEAD)), FORM, UnexpectedAnswer),
        (form(("rootfs", "m", HEAD)), FORM, UnexpectedAnswer),
        (form(("metadata", "m", HEAD), ("x", "r", ROOTFS)), FORM, UnexpectedAnswer),
        (b"what is this", FORM, UnexpectedAnswer),
        (b"", "multipart/form-data", UnexpectedAnswer),
    ],
)
def test_what_is_no_image(
    client: LXDClient, lxd: FakeLXD, tmp_path: Path, body: bytes, kind: str, error: type[LXDError]
) -> None:
    lxd.on(f"GET {ONE}/export", answer(body, kind))
    with pytest.raises(error):
        client.images.export(FINGERPRINT, tmp_path / "a")
    assert not list(tmp_path.iterdir())


def test_one_open_file_for_two(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {ONE}/export", answer(b"", FORM))
    with pytest.raises(LXDError, match="of two files"):
        client.images.export(FINGERPRINT, io.BytesIO())


def test_a_copy_to_where_it_is(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {ONE}", {"fingerprint": FINGERPRINT})
    with pytest.raises(ValueError, match="to where it is"):
        newest.images.copy(FINGERPRINT)


def test_a_copy_that_is_there(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {ONE}", {"fingerprint": FINGERPRINT})
    image = newest.images.copy(FINGERPRINT, project="q", copy_aliases=False)
    assert image.fingerprint == FINGERPRINT
    assert standin.calls == [f"GET {ONE}", f"GET {ONE}?project=q", f"GET {ONE}?project=q"]


@pytest.mark.parametrize("kind", ["application/octet-stream", FORM])
def test_what_is_relayed_stays_as_it_is(client: LXDClient, lxd: FakeLXD, kind: str) -> None:
    there = envelopes.sync({"fingerprint": FINGERPRINT, "filename": "f"})
    lxd.on("GET /1.0", envelopes.sync(envelopes.server()))
    lxd.on(f"GET {ONE}", there, MISSING, there)
    lxd.on(f"GET {ONE}/export", answer(CONTENT, kind))
    lxd.on(f"POST {IMAGES}", envelopes.sync({"fingerprint": FINGERPRINT}))
    client.images.copy(FINGERPRINT, project="q", mode="relay")
    sent = lxd.sent(f"POST {IMAGES}")
    assert sent.content == CONTENT
    assert sent.headers["Content-Type"] == kind
    assert int(sent.headers["Content-Length"]) == len(CONTENT)
    assert sent.headers["X-LXD-fingerprint"] == FINGERPRINT
    assert sent.headers["X-LXD-filename"] == "f"
