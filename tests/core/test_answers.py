"""What the bytes of an answer mean."""

from __future__ import annotations

import gc
import json
from typing import Any

import pytest

from lxd._core.answers import Answer, api_error, read_answer, read_content
from lxd._core.codec import LARGE
from lxd.errors import (
    Asked,
    BadRequest,
    Conflict,
    Forbidden,
    LXDAPIError,
    NotAuthenticated,
    NotFound,
    NotImplementedOnServer,
    PreconditionFailed,
    ServerError,
    Unavailable,
    UnexpectedAnswer,
)
from tests import envelopes

ASKED = Asked("GET", "/1.0/instances", "unix:/run/s")


def read(envelope: Any, status: int = 200) -> Answer:
    return read_answer(status, {}, json.dumps(envelope).encode(), ASKED)


def test_a_sync_answer_gives_its_metadata() -> None:
    assert read(envelopes.sync({"a": 1})).metadata == {"a": 1}


def test_a_sync_answer_says_so() -> None:
    assert read(envelopes.sync()).type == "sync"


@pytest.mark.parametrize("status", [200, 201, 202])
def test_the_body_and_not_the_status_says_what_an_answer_is(status: int) -> None:
    assert read(envelopes.sync(), status).type == "sync"


def test_null_metadata_is_none() -> None:
    assert read(envelopes.sync(None)).metadata is None


def test_missing_metadata_is_none() -> None:
    assert read({"type": "sync"}).metadata is None


def test_an_async_answer_names_its_operation() -> None:
    assert read(envelopes.started(), 202).operation == envelopes.OPERATION


def test_an_async_answer_under_http_200_is_still_async() -> None:
    assert read(envelopes.started()).type == "async"


def test_an_async_answers_metadata_is_the_operation() -> None:
    assert read(envelopes.started()).metadata["id"] == envelopes.ID


def test_the_largest_number_that_go_sends_is_read_exactly() -> None:
    assert read(envelopes.sync(2**64 - 1)).metadata == 2**64 - 1


def test_a_large_answer_is_read_whole() -> None:
    text = "x" * LARGE
    assert read(envelopes.sync(text)).metadata == text


@pytest.mark.parametrize("metadata", [{"a": 1}, [1, {"b": 2}], "text", None])
def test_a_large_answer_means_the_same_as_a_small_one(metadata: Any) -> None:
    assert read(envelopes.sync(metadata) | {"later": "x" * LARGE}).metadata == metadata


def test_the_metadata_of_a_large_answer_can_be_had_again() -> None:
    answer = read(envelopes.sync(list(range(LARGE // 2))))
    assert answer.metadata == answer.metadata == list(range(LARGE // 2))


def test_a_large_answer_is_read_with_the_collector_held() -> None:
    answer = read(envelopes.sync([1]) | {"later": "x" * LARGE})
    assert not answer.read(lambda _: gc.isenabled())


def test_a_small_answer_is_read_as_ever() -> None:
    assert read(envelopes.sync([1])).read(lambda _: gc.isenabled())


def test_a_large_error_is_an_error() -> None:
    with pytest.raises(NotFound, match="no such thing"):
        read(envelopes.error(404, "no such thing") | {"later": "x" * LARGE}, 404)


@pytest.mark.parametrize("metadata", [b"[1, }", b"[" * 1000, b"[1] [2]", b"[tru]", b""])
def test_a_large_answer_with_a_fault_in_its_metadata_is_reported(metadata: bytes) -> None:
    content = b'{"type":"sync","later":"%s","metadata":%s}' % (b"x" * LARGE, metadata)
    with pytest.raises(UnexpectedAnswer):
        _ = read_answer(200, {}, content, ASKED).metadata


def test_metadata_that_cannot_be_read_is_reported() -> None:
    with pytest.raises(UnexpectedAnswer, match="not of the form"):
        read(envelopes.sync("text")).read(lambda metadata: metadata.get("a"))


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (400, BadRequest),
        (401, NotAuthenticated),
        (403, Forbidden),
        (404, NotFound),
        (409, Conflict),
        (412, PreconditionFailed),
        (418, LXDAPIError),
        (500, ServerError),
        (501, NotImplementedOnServer),
        (502, ServerError),
        (503, Unavailable),
    ],
)
def test_each_status_has_its_exception(code: int, kind: type[LXDAPIError]) -> None:
    assert type(api_error("no", code, ASKED)) is kind


def test_an_error_says_what_was_asked_and_lxds_own_words() -> None:
    with pytest.raises(NotFound) as caught:
        read(envelopes.error(404, "Instance not found"), 404)
    assert str(caught.value) == "GET /1.0/instances on unix:/run/s: 404 Instance not found"


def test_an_error_has_its_status() -> None:
    with pytest.raises(LXDAPIError) as caught:
        read(envelopes.error(404, "Instance not found"), 404)
    assert caught.value.status == 404


def test_an_error_has_lxds_own_words() -> None:
    with pytest.raises(LXDAPIError) as caught:
        read(envelopes.error(404, "Instance not found"), 404)
    assert caught.value.error == "Instance not found"


def test_an_error_under_http_200_is_an_error() -> None:
    with pytest.raises(NotFound):
        read(envelopes.error(404, "Instance not found"), 200)


def test_an_error_remembers_the_http_status_it_came_under() -> None:
    with pytest.raises(LXDAPIError) as caught:
        read(envelopes.error(404, "Instance not found"), 200)
    assert caught.value.http_status == 200


@pytest.mark.parametrize("code", [0, None])
def test_an_error_without_a_code_has_the_http_status(code: int | None) -> None:
    with pytest.raises(Conflict):
        read({"type": "error", "error": "exists", "error_code": code}, 409)


@pytest.mark.parametrize("text", ["", None])
def test_an_error_without_words_says_so(text: str | None) -> None:
    with pytest.raises(BadRequest, match="no reason given"):
        read({"type": "error", "error": text, "error_code": 400}, 400)


@pytest.mark.parametrize(
    ("code", "hint"),
    [(401, "login"), (403, "authenticate"), (412, "read it again"), (503, "try again in a moment")],
)
def test_an_error_says_what_to_do_where_that_is_known(code: int, hint: str) -> None:
    assert hint in str(api_error("no", code, ASKED))


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("Missing event connection with target cluster member", "not online"),
        (
            'Post "https://127.0.0.1:8443/1.0/instances": Unable to connect to: 127.0.0.1:8443 ([dial tcp '
            "127.0.0.1:8443: connect: connection refused])",
            "not online",
        ),
        ("Failed to begin transaction: context deadline exceeded", "majority"),
    ],
)
def test_what_ails_a_cluster_is_known_by_lxds_words(words: str, hint: str) -> None:
    assert hint in str(api_error(words, 500, ASKED))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html><h1>502 Bad Gateway</h1></html>",
        b'{"type":"sync","metadata":{"a":',
        b'"sync"',
        b"[]",
        b"null",
        b"{}",
        b'{"type":"later"}',
        b'{"type":null}',
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b"[" * 2_000_000,
    ],
    ids=[
        "empty",
        "html",
        "cut",
        "text",
        "list",
        "null",
        "object",
        "type",
        "no type",
        "binary",
        "deep",
        "large and deep",
    ],
)
def test_what_is_no_answer_of_lxd_is_reported_as_such(content: bytes) -> None:
    with pytest.raises(UnexpectedAnswer):
        read_answer(200, {}, content, ASKED)


def test_an_unexpected_answer_shows_its_status_and_beginning() -> None:
    with pytest.raises(UnexpectedAnswer, match=r"HTTP 502 .* begins '<h1>Bad Gateway</h1>'"):
        read_answer(502, {}, b"<h1>Bad Gateway</h1>", ASKED)


def test_an_empty_unexpected_answer_is_said_to_be_empty() -> None:
    with pytest.raises(UnexpectedAnswer, match=r"HTTP 502 .* it is empty"):
        read_answer(502, {}, b"", ASKED)


def test_an_unexpected_answer_keeps_only_the_beginning_of_a_long_page() -> None:
    with pytest.raises(UnexpectedAnswer) as caught:
        read_answer(502, {}, b"x" * 100_000, ASKED)
    assert len(caught.value.content) == 200


def test_an_unexpected_answer_has_its_status() -> None:
    with pytest.raises(UnexpectedAnswer) as caught:
        read_answer(502, {}, b"", ASKED)
    assert caught.value.status == 502


def test_content_is_given_as_it_came() -> None:
    assert read_content(200, {}, b"\x00\xff", ASKED).content == b"\x00\xff"


def test_content_that_looks_like_an_error_is_content() -> None:
    file = json.dumps(envelopes.error(404, "not mine")).encode()
    assert read_content(200, {}, file, ASKED).type == "content"


def test_an_error_instead_of_content_is_an_error() -> None:
    with pytest.raises(NotFound):
        read_content(404, {}, json.dumps(envelopes.error(404, "no such file")).encode(), ASKED)


@pytest.mark.parametrize("content", [b"<html>", b'{"type":"sync","metadata":null}'])
def test_an_error_of_another_service_instead_of_content_is_unexpected(content: bytes) -> None:
    with pytest.raises(UnexpectedAnswer):
        read_content(502, {}, content, ASKED)


def test_an_answer_has_its_etag() -> None:
    assert read_answer(200, {"etag": "abc"}, b'{"type":"sync"}', ASKED).etag == "abc"


def test_an_answer_without_etag_has_none() -> None:
    assert read(envelopes.sync()).etag is None


def test_an_answer_has_the_location_of_what_was_made() -> None:
    headers = {"location": "/1.0/instances/c1"}
    assert read_answer(201, headers, b'{"type":"sync"}', ASKED).location == "/1.0/instances/c1"
