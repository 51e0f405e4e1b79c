# Written by scripts/unasync.py from tests/_async/test_client.py. Change that, and run `make sync`.

"""The client itself: what it sends, and what it makes of answers."""

from __future__ import annotations

import httpx
import pytest
from lxd_api import instances as api
from lxd_api import metrics, models
from lxd_api import server as server_api

from lxd import LXDClient, LXDError, __version__
from lxd.errors import NotFound, UnexpectedAnswer
from tests import envelopes
from tests.fakes import FakeLXD


def test_metadata_is_read_as_a_model(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/instances/c1", envelopes.sync({"name": "c1"}))
    assert client.send(api.instance_get("c1")) == models.Instance(name="c1")


def test_a_request_that_starts_something_gives_the_operation(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("DELETE /1.0/instances/c1", envelopes.started())
    operation = client.send(api.instance_delete("c1"))
    assert operation is not None
    assert operation.id == envelopes.ID


def test_a_request_that_might_have_started_something_gives_none(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("DELETE /1.0/instances/c1", envelopes.sync())
    assert client.send(api.instance_delete("c1")) is None


def test_a_result_that_comes_in_the_background_is_waited_for(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.started())
    lxd.on(f"GET {envelopes.WAIT}", envelopes.sync(envelopes.operation(200, metadata={"auth": "trusted"})))
    assert (client.send(server_api.server_get())).auth == "trusted"


def test_text_is_given_as_text(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/metrics", httpx.Response(200, text="# HELP lxd é"))
    assert client.send(metrics.metrics_get()) == "# HELP lxd é"


def test_a_file_is_given_as_bytes(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/instances/c1/files", httpx.Response(200, content=b"\x00\xff"))
    assert client.send(api.instance_files_get("c1", path="/etc/hosts")) == b"\x00\xff"


def test_an_error_instead_of_a_file_is_raised(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/instances/c1/files", envelopes.error(404, "no such file"))
    with pytest.raises(NotFound, match="no such file"):
        client.send(api.instance_files_get("c1", path="/etc/hosts"))


def test_a_stream_is_no_answer(client: LXDClient) -> None:
    with pytest.raises(TypeError, match="opens a stream"):
        client.send(server_api.events_get())


@pytest.mark.parametrize("metadata", ["text", 1, [1], True])
def test_metadata_of_the_wrong_form_is_reported_as_such(
    client: LXDClient, lxd: FakeLXD, metadata: object
) -> None:
    lxd.on("GET /1.0/instances/c1", envelopes.sync(metadata))
    with pytest.raises(UnexpectedAnswer):
        client.instances.get("c1")


def test_a_list_that_is_none_is_reported_as_such(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/instances", envelopes.sync("text"))
    with pytest.raises(UnexpectedAnswer):
        client.instances.list()


def test_an_operation_without_its_description_is_known_by_its_url(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("DELETE /1.0/instances/c1", envelopes.started() | {"metadata": None})
    assert (client.start(api.instance_delete("c1"))).id == envelopes.ID


@pytest.mark.parametrize(
    ("name", "quoted"),
    [
        ("a/b", "a%2Fb"),
        ("a?b", "a%3Fb"),
        ("a#b", "a%23b"),
        ("a%2Fb", "a%252Fb"),
        ("a b", "a%20b"),
        ("é", "%C3%A9"),
    ],
)
def test_a_name_is_quoted_in_the_path(client: LXDClient, lxd: FakeLXD, name: str, quoted: str) -> None:
    lxd.on(f"GET /1.0/instances/{quoted}", envelopes.sync({}))
    client.instances.get(name)
    assert lxd.calls == [f"GET /1.0/instances/{quoted}"]


@pytest.mark.parametrize("value", ["a b", "a+b", "a&b=c", "a%b", "a#b", "é"])
def test_a_query_is_quoted(client: LXDClient, lxd: FakeLXD, value: str) -> None:
    lxd.on("GET /1.0/instances", envelopes.sync([]))
    client.instances.list(filter=value)
    assert httpx.QueryParams(lxd.requests[0].url.query)["filter"] == value


def test_the_client_names_itself(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server()))
    client.server.get()
    assert lxd.requests[0].headers["User-Agent"] == f"lxd-python/{__version__}"


def test_the_client_names_itself_as_it_is_told(lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server()))
    with LXDClient("/run/s", transport=lxd.transport, user_agent="mine/1") as client:
        client.server.get()
    assert lxd.requests[0].headers["User-Agent"] == "mine/1"


def test_the_host_is_the_servers(lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server()))
    with LXDClient("https://[2001:db8::1]:9000", transport=lxd.transport) as client:
        client.server.get()
    assert lxd.requests[0].headers["Host"] == "[2001:db8::1]:9000"


def test_if_nothing_else_is_said_the_server_has_a_minute(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server()))
    client.server.get()
    assert lxd.requests[0].extensions["timeout"]["read"] == 60


def test_a_client_may_be_told_to_wait_for_ever(lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server()))
    with LXDClient("/run/s", transport=lxd.transport, timeout=None) as client:
        client.server.get()
    assert lxd.requests[0].extensions["timeout"]["read"] is None


def test_a_body_is_sent_as_json(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("POST /1.0/instances/c1", envelopes.started())
    client.instances.rename("c1", "c2")
    assert lxd.requests[0].headers["Content-Type"] == "application/json"


def test_without_a_body_none_is_announced(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server()))
    client.server.get()
    assert "Content-Type" not in lxd.requests[0].headers


def test_a_closed_client_refuses(client: LXDClient) -> None:
    client.close()
    with pytest.raises(LXDError, match="this client is closed"):
        client.server.get()


def test_a_client_may_be_closed_twice(client: LXDClient) -> None:
    client.close()
    client.close()


def test_leaving_the_block_closes_the_client(lxd: FakeLXD) -> None:
    with LXDClient("/run/s", transport=lxd.transport) as client:
        pass
    with pytest.raises(LXDError, match="this client is closed"):
        client.server.get()


def test_making_a_client_connects_nowhere(lxd: FakeLXD) -> None:
    with LXDClient("/run/s", transport=lxd.transport):
        assert lxd.requests == []


def test_the_areas_are_always_the_same(client: LXDClient) -> None:
    assert client.instances is client.instances


def test_a_client_shows_its_server(client: LXDClient) -> None:
    assert repr(client) == "<LXDClient unix:/run/lxd.socket>"


def test_a_client_shows_its_scope(client: LXDClient) -> None:
    scoped = client.with_scope(project="p", target="n1")
    assert repr(scoped) == "<LXDClient unix:/run/lxd.socket project=p target=n1>"


def test_an_area_shows_its_client(client: LXDClient) -> None:
    assert repr(client.instances) == f"<Instances of {client!r}>"


def test_a_bad_endpoint_is_refused_at_once() -> None:
    with pytest.raises(LXDError, match="is no endpoint"):
        LXDClient("http://lxd.example")
