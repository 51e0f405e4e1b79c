"""Downloads that go on where they broke off."""

from __future__ import annotations

from pathlib import PurePath

import pytest

from lxd._core.transfers import Download, is_passing, part_path
from lxd.errors import (
    Asked,
    CertificateError,
    LXDConnectionError,
    LXDError,
    LXDTimeout,
    NotFound,
    Unavailable,
    UnexpectedAnswer,
)

ASKED = Asked("GET", "/1.0/file", "unix:/lxd.socket")
CHANGED = "Wed, 25 Nov 2026 00:58:19 GMT"
WHOLE = {"content-length": "10", "last-modified": CHANGED}


def part(begin: int, total: int = 10, changed: str = CHANGED) -> dict[str, str]:
    """The headers of the rest of some content."""
    return {
        "content-length": str(total - begin),
        "content-range": f"bytes {begin}-{total - 1}/{total}",
        "last-modified": changed,
    }


def begun(*pieces: bytes) -> Download:
    """A download that was cut after some pieces."""
    download = Download()
    download.begin(200, WHOLE, ASKED)
    for piece in pieces:
        download.take(piece)
    return download


def test_the_first_request_asks_for_everything() -> None:
    assert Download().headers == {}


def test_a_whole_download() -> None:
    download = begun(b"01234", b"56789")
    download.end(ASKED)
    assert (download.received, download.total) == (10, 10)


def test_the_next_request_asks_for_what_is_missing() -> None:
    assert begun(b"0123").headers == {"Range": "bytes=4-", "If-Range": CHANGED}


def test_a_part_of_something_that_does_not_say_when_it_changed() -> None:
    download = Download()
    download.begin(200, {"content-length": "10"}, ASKED)
    download.take(b"0123")
    assert download.headers == {"Range": "bytes=4-"}


def test_it_goes_on_where_it_was_cut() -> None:
    download = begun(b"0123")
    download.begin(206, part(4), ASKED)
    assert download.take(b"456789") == b"456789"
    download.end(ASKED)


def test_a_server_that_sends_everything_again() -> None:
    download = begun(b"0123")
    download.begin(200, WHOLE, ASKED)
    assert [download.take(piece) for piece in (b"01", b"2345", b"6789")] == [b"", b"45", b"6789"]
    download.end(ASKED)


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        (206, part(4, changed="Thu, 26 Nov 2026 00:00:00 GMT")),
        (206, part(4, total=11)),
        (206, part(5)),
        (200, {"content-length": "11", "last-modified": CHANGED}),
        (200, {"content-length": "10", "last-modified": "Thu, 26 Nov 2026 00:00:00 GMT"}),
    ],
)
def test_content_that_has_changed(status: int, headers: dict[str, str]) -> None:
    with pytest.raises(UnexpectedAnswer, match="changed"):
        begun(b"0123").begin(status, headers, ASKED)


def test_a_part_that_does_not_say_which() -> None:
    with pytest.raises(UnexpectedAnswer, match="which part"):
        begun(b"0123").begin(206, {"content-length": "6"}, ASKED)


def test_a_part_that_nobody_asked_for() -> None:
    with pytest.raises(UnexpectedAnswer, match="beginning"):
        Download().begin(206, part(4), ASKED)


def test_content_that_ends_too_early() -> None:
    with pytest.raises(LXDConnectionError, match="only 4 of 10 bytes"):
        begun(b"0123").end(ASKED)


def test_content_that_ends_too_late() -> None:
    with pytest.raises(UnexpectedAnswer, match="11 bytes came where 10"):
        begun(b"0123456789a").end(ASKED)


def test_content_of_unknown_length() -> None:
    download = Download()
    download.begin(200, {}, ASKED)
    download.take(b"0123")
    download.end(ASKED)
    assert download.total is None


@pytest.mark.parametrize(
    "error",
    [LXDConnectionError("cut"), LXDTimeout("silent"), Unavailable("starting", status=503)],
)
def test_faults_that_pass(error: LXDError) -> None:
    assert is_passing(error)


@pytest.mark.parametrize(
    "error",
    [NotFound("gone", status=404), CertificateError("another server"), UnexpectedAnswer("changed")],
)
def test_faults_that_stay(error: LXDError) -> None:
    assert not is_passing(error)


def test_the_name_until_it_is_complete() -> None:
    assert part_path(PurePath("/a/b.tar.gz")) == PurePath("/a/b.tar.gz.part")
