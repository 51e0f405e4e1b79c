"""The client itself: what it sends, and what it makes of answers."""

from __future__ import annotations

import httpx
import pytest
from lxd_api import instances as api
from lxd_api import metrics, models
from lxd_api import server as server_api

from lxd import AsyncLXDClient, LXDError, __version__
from lxd.errors import NotFound, UnexpectedAnswer
from tests import envelopes
from tests.fakes import FakeLXD


async def test_metadata_is_read_as_a_model(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/instances/c1", envelopes.sync({"name": "c1"}))
    assert await client.send(api.instance_get("c1")) == models.Instance(name="c1")


async def test_a_request_that_starts_something_gives_the_operation(
    client: AsyncLXDClient, lxd: FakeLXD
) -> None:
    lxd.on("DELETE /1.0/instances/c1", envelopes.started())
    operation = await client.send(api.instance_delete("c1"))
    assert operation is not None
    assert operation.id == envelopes.ID


async def test_a_request_that_might_have_started_something_gives_none(
    client: AsyncLXDClient, lxd: FakeLXD
) -> None:
    lxd.on("DELETE /1.0/instances/c1", envelopes.sync())
    assert await client.send(api.instance_delete("c1")) is None


async def test_a_result_that_comes_in_the_background_is_waited_for(
    client: AsyncLXDClient, lxd: FakeLXD
) -> None:
    lxd.on("GET /1.0", envelopes.started())
    lxd.on(f"GET {envelopes.WAIT}", envelopes.sync(envelopes.operation(200, metadata={"auth": "trusted"})))
    assert (await client.send(server_api.server_get())).auth == "trusted"


async def test_text_is_given_as_text(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/metrics", httpx.Response(200, text="# HELP lxd é"))
    assert await client.send(metrics.metrics_get()) == "# HELP lxd é"


async def test_a_file_is_given_as_bytes(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/instances/c1/files", httpx.Response(200, content=b"\x00\xff"))
    assert await client.send(api.instance_files_get("c1", path="/etc/hosts")) == b"\x00\xff"


async def test_an_error_instead_of_a_file_is_raised(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/instances/c1/files", envelopes.error(404, "no such file"))
    with pytest.raises(NotFound, match="no such file"):
        await client.send(api.instance_files_get("c1", path="/etc/hosts"))


async def test_a_stream_is_no_answer(client: AsyncLXDClient) -> None:
    with pytest.raises(TypeError, match="opens a stream"):
        await client.send(server_api.events_get())


@pytest.mark.parametrize("metadata", ["text", 1, [1], True])
async def test_metadata_of_the_wrong_form_is_reported_as_such(
    client: AsyncLXDClient, lxd: FakeLXD, metadata: object
) -> None:
    lxd.on("GET /1.0/instances/c1", envelopes.sync(metadata))
    with pytest.raises(UnexpectedAnswer):
        await client.instances.get("c1")


async def test_a_list_that_is_none_is_reported_as_such(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/instances", envelopes.sync("text"))
    with pytest.raises(UnexpectedAnswer):
        await client.instances.list()


async def test_an_operation_without_its_description_is_known_by_its_url(
    client: AsyncLXDClient, lxd: FakeLXD
) -> None:
    lxd.on("DELETE /1.0/instances/c1", envelopes.started() | {"metadata": None})
    assert (await client.start(api.instance_delete("c1"))).id == envelopes.ID


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
async def test_a_name_is_quoted_in_the_path(
    client: AsyncLXDClient, lxd: FakeLXD, name: str, quoted: str
) -> None:
    lxd.on(f"GET /1.0/instances/{quoted}", envelopes.sync({}))
    await client.instances.get(name)
    assert lxd.calls == [f"GET /1.0/instances/{quoted}"]


@pytest.mark.parametrize("value", ["a b", "a+b", "a&b=c", "a%b", "a#b", "é"])
async def test_a_query_is_quoted(client: AsyncLXDClient, lxd: FakeLXD, value: str) -> None:
    lxd.on("GET /1.0/instances", envelopes.sync([]))
    await client.instances.list(filter=value)
    assert httpx.QueryParams(lxd.requests[0].url.query)["filter"] == value


async def test_the_client_names_itself(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server()))
    await client.server.get()
    assert lxd.requests[0].headers["User-Agent"] == f"lxd-python/{__version__}"


async def test_the_client_names_itself_as_it_is_told(lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server()))
    async with AsyncLXDClient("/run/s", transport=lxd.transport, user_agent="mine/1") as client:
        await client.server.get()
    assert lxd.requests[0].headers["User-Agent"] == "mine/1"


async def test_the_host_is_the_servers(lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server()))
    async with AsyncLXDClient("https://[2001:db8::1]:9000", transport=lxd.transport) as client:
        await client.server.get()
    assert lxd.requests[0].headers["Host"] == "[2001:db8::1]:9000"


async def test_if_nothing_else_is_said_the_server_has_a_minute(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server()))
    await client.server.get()
    assert lxd.requests[0].extensions["timeout"]["read"] == 60


async def test_a_client_may_be_told_to_wait_for_ever(lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server()))
    async with AsyncLXDClient("/run/s", transport=lxd.transport, timeout=None) as client:
        await client.server.get()
    assert lxd.requests[0].extensions["timeout"]["read"] is None


async def test_a_body_is_sent_as_json(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("POST /1.0/instances/c1", envelopes.started())
    await client.instances.rename("c1", "c2")
    assert lxd.requests[0].headers["Content-Type"] == "application/json"


async def test_without_a_body_none_is_announced(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server()))
    await client.server.get()
    assert "Content-Type" not in lxd.requests[0].headers


async def test_a_closed_client_refuses(client: AsyncLXDClient) -> None:
    await client.aclose()
    with pytest.raises(LXDError, match="this client is closed"):
        await client.server.get()


async def test_a_client_may_be_closed_twice(client: AsyncLXDClient) -> None:
    await client.aclose()
    await client.aclose()


async def test_leaving_the_block_closes_the_client(lxd: FakeLXD) -> None:
    async with AsyncLXDClient("/run/s", transport=lxd.transport) as client:
        pass
    with pytest.raises(LXDError, match="this client is closed"):
        await client.server.get()


async def test_making_a_client_connects_nowhere(lxd: FakeLXD) -> None:
    async with AsyncLXDClient("/run/s", transport=lxd.transport):
        assert lxd.requests == []


async def test_the_areas_are_always_the_same(client: AsyncLXDClient) -> None:
    assert client.instances is client.instances


async def test_a_client_shows_its_server(client: AsyncLXDClient) -> None:
    assert repr(client) == "<AsyncLXDClient unix:/run/lxd.socket>"


async def test_a_client_shows_its_scope(client: AsyncLXDClient) -> None:
    scoped = client.with_scope(project="p", target="n1")
    assert repr(scoped) == "<AsyncLXDClient unix:/run/lxd.socket project=p target=n1>"


async def test_an_area_shows_its_client(client: AsyncLXDClient) -> None:
    assert repr(client.instances) == f"<AsyncInstances of {client!r}>"


async def test_a_bad_endpoint_is_refused_at_once() -> None:
    with pytest.raises(LXDError, match="is no endpoint"):
        AsyncLXDClient("http://lxd.example")
