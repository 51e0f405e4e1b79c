# Written by scripts/unasync.py from tests/_async/test_raw.py. Change that, and run `make sync`.

"""The way out for what no API description names."""

from __future__ import annotations

import json

import httpx
import pytest
from lxd_api import images, models
from lxd_api.timestamps import Timestamp

from lxd import LXDClient
from lxd.errors import Conflict, NotFound, UnexpectedAnswer
from tests import envelopes
from tests._sync.conftest import Serve
from tests.fakes import FakeLXD, as_response
from tests.peers import Peer


def test_the_answer_has_its_metadata(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/later", envelopes.sync({"a": 1}))
    assert (client.raw("GET", "/1.0/later")).metadata == {"a": 1}


def test_the_answer_has_its_etag(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/later", as_response(envelopes.sync(), ETag="abc"))
    assert (client.raw("GET", "/1.0/later")).etag == "abc"


def test_an_operation_is_not_waited_for(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("POST /1.0/later", envelopes.started())
    assert (client.raw("POST", "/1.0/later")).operation == envelopes.OPERATION


def test_a_query_is_quoted(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/later", envelopes.sync())
    client.raw("GET", "/1.0/later", query={"name": "a b&c"})
    assert lxd.requests[0].url.query == b"name=a+b%26c"


def test_neither_project_nor_target_is_added(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/instances", envelopes.sync([]))
    client.with_scope(project="p", target="n1").raw("GET", "/1.0/instances")
    assert lxd.calls == ["GET /1.0/instances"]


def test_a_body_is_sent_as_it_is(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("PATCH /1.0/instances/c1", envelopes.sync())
    client.raw("PATCH", "/1.0/instances/c1", body={"config": {"limits.cpu": 2}})
    assert lxd.body("PATCH /1.0/instances/c1") == {"config": {"limits.cpu": 2}}


def test_a_body_is_said_to_be_json(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("PUT /1.0/later", envelopes.sync())
    client.raw("PUT", "/1.0/later", body={})
    assert lxd.sent("PUT /1.0/later").headers["Content-Type"] == "application/json"


def test_a_body_may_be_a_model(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("POST /1.0/instances/c1", envelopes.started())
    client.raw("POST", "/1.0/instances/c1", body=models.InstancePost(name="c2"))
    assert lxd.body("POST /1.0/instances/c1") == {"name": "c2"}


def test_a_body_may_hold_models(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("POST /1.0/later", envelopes.sync())
    client.raw("POST", "/1.0/later", body={"source": models.InstanceSource(type="none")})
    assert lxd.body("POST /1.0/later") == {"source": {"type": "none"}}


def test_a_time_in_a_body_is_sent_as_it_came(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("POST /1.0/later", envelopes.sync())
    text = "2026-01-02T03:04:05.123456789Z"
    client.raw("POST", "/1.0/later", body={"expires_at": Timestamp.parse(text)})
    assert lxd.body("POST /1.0/later") == {"expires_at": text}


def test_content_is_sent_as_it_is(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("POST /1.0/images", envelopes.started())
    client.raw("POST", "/1.0/images", content=b"\x00\xff")
    assert lxd.sent("POST /1.0/images").content == b"\x00\xff"


def test_headers_are_sent(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("PUT /1.0/later", envelopes.sync())
    client.raw("PUT", "/1.0/later", headers={"If-Match": "abc"})
    assert lxd.sent("PUT /1.0/later").headers["If-Match"] == "abc"


def test_the_type_of_a_body_may_be_another(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("PUT /1.0/later", envelopes.sync())
    client.raw("PUT", "/1.0/later", body={}, headers={"Content-Type": "application/merge-patch+json"})
    assert lxd.sent("PUT /1.0/later").headers["Content-Type"] == "application/merge-patch+json"


def test_an_answer_that_is_no_json_is_content(client: LXDClient, lxd: FakeLXD) -> None:
    content = httpx.Response(200, content=b"\x00", headers={"Content-Type": "application/octet-stream"})
    lxd.on("GET /1.0/later", content)
    assert (client.raw("GET", "/1.0/later")).content == b"\x00"


def test_an_error_is_raised(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("POST /1.0/later", envelopes.error(409, "exists"))
    with pytest.raises(Conflict, match="exists"):
        client.raw("POST", "/1.0/later")


def test_an_error_under_http_200_is_raised(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/later", httpx.Response(200, json=envelopes.error(404, "gone")))
    with pytest.raises(NotFound):
        client.raw("GET", "/1.0/later")


def test_an_error_is_raised_whatever_type_it_says_it_has(client: LXDClient, lxd: FakeLXD) -> None:
    text = json.dumps(envelopes.error(404, "gone"))
    lxd.on("GET /1.0/later", httpx.Response(404, text=text))
    with pytest.raises(NotFound):
        client.raw("GET", "/1.0/later")


def test_a_page_of_a_proxy_is_reported_as_such(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("POST /1.0/later", httpx.Response(502, html="<h1>Bad Gateway</h1>"))
    with pytest.raises(UnexpectedAnswer, match="<h1>Bad Gateway</h1>"):
        client.raw("POST", "/1.0/later")


@pytest.mark.parametrize("path", ["1.0/instances", "@lxd.example/1.0", ":1/1.0", ""])
def test_a_path_that_would_change_the_server_is_refused(client: LXDClient, lxd: FakeLXD, path: str) -> None:
    with pytest.raises(ValueError, match="path"):
        client.raw("GET", path)
    assert lxd.requests == []


def test_a_redirect_is_not_followed(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/later/", httpx.Response(301, headers={"Location": "https://elsewhere/"}))
    with pytest.raises(UnexpectedAnswer):
        client.raw("GET", "/1.0/later/")


def test_a_list_is_a_body_too(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("PUT /1.0/later", envelopes.sync())
    client.raw("PUT", "/1.0/later", body=["a", {"b": 1}])
    assert lxd.body("PUT /1.0/later") == ["a", {"b": 1}]


def test_content_may_come_in_parts(serve: Serve) -> None:
    bodies: list[bytes] = []

    def play(peer: Peer) -> None:
        while request := peer.request():
            bodies.append(request.body)
            peer.answer(envelopes.sync())

    with LXDClient(serve(play).endpoint) as client:
        client.send(images.images_post(content=iter([b"ab", b"cd"])))
    assert bodies == [b"abcd"]
