# Written by scripts/unasync.py from tests/_async/test_answers.py. Change that, and run `make sync`.

"""Envelopes and what is none, as a user of the client sees them."""

from __future__ import annotations

import httpx
import pytest

from lxd import LXDClient
from lxd.errors import Conflict, Forbidden, NotFound, ServerError, UnexpectedAnswer
from tests import envelopes
from tests.fakes import FakeLXD, as_response


@pytest.mark.parametrize("recursion", [0, 1, 2])
def test_null_is_an_empty_list_of_instances(client: LXDClient, lxd: FakeLXD, recursion: int) -> None:
    lxd.on("GET /1.0/instances", envelopes.sync(None))
    assert client.instances.list(recursion) == []


@pytest.mark.parametrize("recursion", [0, 1])
def test_null_is_an_empty_list_of_certificates(client: LXDClient, lxd: FakeLXD, recursion: int) -> None:
    lxd.on("GET /1.0/certificates", envelopes.sync(None))
    assert client.certificates.list(recursion) == []


@pytest.mark.parametrize("recursion", [0, 1])
def test_null_is_an_empty_list_of_operations(client: LXDClient, lxd: FakeLXD, recursion: int) -> None:
    lxd.on("GET /1.0/operations", envelopes.sync(None))
    assert client.operations.list(recursion) == []


def test_an_error_names_the_server(lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/instances/c1", envelopes.error(404, "Instance not found"))
    with LXDClient("https://lxd.example", transport=lxd.transport) as client:
        with pytest.raises(NotFound) as caught:
            client.instances.get("c1")
    assert str(caught.value) == "GET /1.0/instances/c1 on https://lxd.example:8443: 404 Instance not found"


def test_an_error_shows_the_query(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/instances/c1", envelopes.error(404, "Instance not found"))
    with pytest.raises(NotFound, match=r"GET /1.0/instances/c1\?project=p "):
        client.instances.get("c1", project="p")


def test_a_403_says_how_to_be_trusted(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/instances", envelopes.error(403, "not authorized"))
    with pytest.raises(Forbidden, match="authenticate"):
        client.instances.list()


def test_an_error_under_http_200_is_raised(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/instances", httpx.Response(200, json=envelopes.error(500, "database locked")))
    with pytest.raises(ServerError, match="database locked"):
        client.instances.list()


def test_a_conflict_is_told_apart(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("POST /1.0/instances", envelopes.error(409, "exists"))
    with pytest.raises(Conflict):
        client.instances.create({"name": "c1", "source": {"type": "none"}})


@pytest.mark.parametrize(
    "response",
    [
        httpx.Response(502, html="<h1>Bad Gateway</h1>"),
        httpx.Response(502),
        httpx.Response(200, html="<h1>Welcome to the hotel</h1>"),
        httpx.Response(200, json={"hello": "world"}),
        httpx.Response(200, content=b'{"type": "sync", "metadata": ['),
        httpx.Response(204),
        httpx.Response(304),
        httpx.Response(301, headers={"Location": "/1.0/instances/"}),
    ],
    ids=["502 page", "502 empty", "page", "other JSON", "cut", "204", "304", "301"],
)
def test_an_answer_of_another_service_is_reported_as_such(
    client: LXDClient, lxd: FakeLXD, response: httpx.Response
) -> None:
    lxd.on("GET /1.0/instances", response)
    with pytest.raises(UnexpectedAnswer, match="proxy or another service"):
        client.instances.list()


def test_unknown_fields_are_kept(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/instances/c1", envelopes.sync({"name": "c1", "later": {"a": 1}}))
    assert (client.instances.get("c1")).additional_properties == {"later": {"a": 1}}


def test_http_201_is_as_good_as_200(client: LXDClient, lxd: FakeLXD) -> None:
    made = as_response(envelopes.sync(), Location="/1.0/instances/c1")
    made.status_code = 201
    lxd.on("POST /1.0/instances", made)
    assert (client.instances.create({"name": "c1"})).is_done
