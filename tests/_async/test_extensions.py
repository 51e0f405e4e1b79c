"""API extensions: asked for once, and nothing is sent that the server does not know."""

from __future__ import annotations

import threading
from functools import partial

import pytest
from lxd_api import auth_groups, certificates

from lxd import AsyncLXDClient
from lxd.errors import ExtensionMissing, Forbidden
from tests import envelopes
from tests._async._io import gather
from tests._async.conftest import Serve
from tests.fakes import FakeLXD
from tests.peers import Asked, Peer


async def test_an_extension_that_is_there(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server("metrics")))
    assert await client.server.has_extension("metrics")


async def test_an_extension_that_is_missing(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server("metrics")))
    assert not await client.server.has_extension("replicators")


async def test_the_server_is_asked_once(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server()))
    for name in ("a", "b", "c"):
        await client.server.has_extension(name)
    assert lxd.calls == ["GET /1.0"]


async def test_the_server_is_asked_once_by_many_at_the_same_time(serve: Serve) -> None:
    asked: list[Asked] = []
    second = threading.Event()

    def play(peer: Peer) -> None:
        while request := peer.request():
            asked.append(request)
            if len(asked) > 1:
                second.set()
            second.wait(0.05)  # gives the others the time to ask, too
            peer.answer(envelopes.sync(envelopes.server()))

    async with AsyncLXDClient(serve(play).endpoint) as client:
        await gather(*[partial(client.server.has_extension, "a")] * 5)
    assert len(asked) == 1


async def test_whoever_got_the_server_need_not_ask_again(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server()))
    await client.server.get()
    await client.server.has_extension("a")
    assert lxd.calls == ["GET /1.0"]


async def test_after_an_upgrade_the_server_is_believed(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server()), envelopes.sync(envelopes.server("new")))
    await client.server.has_extension("new")
    await client.server.get()
    assert await client.server.has_extension("new")


async def test_a_call_without_extensions_asks_nothing(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/instances/c1", envelopes.sync({"name": "c1"}))
    await client.instances.get("c1")
    assert lxd.calls == ["GET /1.0/instances/c1"]


async def test_a_parameter_that_the_server_lacks_is_refused(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server()))
    with pytest.raises(ExtensionMissing, match=r"parameter .* 'entities_with_entitlements', .*LXD 5\.0\.2"):
        await client.send(certificates.certificate_get("ab", with_access_entitlements=["can_edit"]))


async def test_a_field_that_the_server_lacks_is_refused(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server()))
    with pytest.raises(ExtensionMissing, match="field trust_token"):
        await client.send(certificates.certificates_post(body={"type": "client", "trust_token": "x"}))


async def test_a_call_that_the_server_lacks_is_refused(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server()))
    with pytest.raises(ExtensionMissing, match=r"auth_groups_get .* 'access_management'"):
        await client.send(auth_groups.auth_groups_get())


async def test_what_the_server_lacks_is_not_sent(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server()))
    with pytest.raises(ExtensionMissing):
        await client.send(auth_groups.auth_groups_get())
    assert lxd.calls == ["GET /1.0"]


async def test_the_error_says_what_was_to_be_asked(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server()))
    with pytest.raises(ExtensionMissing) as caught:
        await client.send(auth_groups.auth_groups_get())
    assert str(caught.value.asked) == "GET /1.0/auth/groups on unix:/run/lxd.socket"


async def test_what_the_server_has_is_sent(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server("access_management")))
    lxd.on("GET /1.0/auth/groups", envelopes.sync([]))
    await client.send(auth_groups.auth_groups_get())
    assert lxd.calls[-1] == "GET /1.0/auth/groups"


async def test_a_fault_is_shared_by_all_who_waited_for_the_answer(serve: Serve) -> None:
    asked: list[Asked] = []
    second = threading.Event()

    def play(peer: Peer) -> None:
        while request := peer.request():
            asked.append(request)
            if len(asked) > 1:
                second.set()
            second.wait(0.05)  # gives the others the time to wait
            peer.answer(envelopes.error(403, "not authorized"))

    async def ask() -> None:
        with pytest.raises(Forbidden):
            await client.server.has_extension("a")

    async with AsyncLXDClient(serve(play).endpoint) as client:
        await gather(*[ask] * 5)
    assert len(asked) == 1
