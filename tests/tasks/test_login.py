"""A login that is waited for, and then not any more."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from lxd import AsyncLXDClient
from lxd._async import login
from lxd._async.access import AsyncAccess
from lxd.oidc import OIDC, DeviceCode
from tests.identities import Identity, Trust, server_context
from tests.openid_lxd import OpenIDLXD
from tests.openid_provider import OpenIDProvider
from tests.peers import PATIENCE, PeerServer


async def test_a_login_that_is_cancelled_leaves_the_next_request_to_log_in(
    provider: OpenIDProvider, server_identity: Identity
) -> None:
    codes: asyncio.Queue[DeviceCode] = asyncio.Queue()
    trust: Trust = {"endpoint_cert_path": server_identity.cert_path}
    with PeerServer(OpenIDLXD(provider), tls=server_context(server_identity)) as server:
        async with AsyncLXDClient(server.endpoint, **trust, oidc=OIDC(on_code=codes.put_nowait)) as client:
            first = asyncio.create_task(client.server.get())
            await asyncio.wait_for(codes.get(), PATIENCE)
            first.cancel()
            with pytest.raises(asyncio.CancelledError):
                await first
            second = asyncio.create_task(client.server.get())
            code = await asyncio.wait_for(codes.get(), PATIENCE)
            provider.decide(code.user_code)
            assert (await second).auth == "trusted"


async def test_a_refresh_that_is_cancelled_loses_no_tokens(
    provider: OpenIDProvider, server_identity: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes: list[DeviceCode] = []
    answered, may_go_on = asyncio.Event(), asyncio.Event()
    ask = login._ask

    def accept(code: DeviceCode) -> None:
        codes.append(code)
        provider.decide(code.user_code)

    async def ask_and_tell(*arguments: Any) -> Any:
        answer = await ask(*arguments)
        if arguments[1] == "POST" and arguments[-1].get("grant_type") == "refresh_token":
            answered.set()
            await may_go_on.wait()
        return answer

    trust: Trust = {"endpoint_cert_path": server_identity.cert_path}
    lxd = OpenIDLXD(provider)
    with PeerServer(lxd, tls=server_context(server_identity)) as server:
        async with AsyncLXDClient(server.endpoint, **trust, oidc=OIDC(on_code=accept)) as client:
            await client.server.get()
            provider.expire(lxd.tokens[-1])
            lxd.end_sessions()
            monkeypatch.setattr(login, "_ask", ask_and_tell)
            request = asyncio.create_task(client.server.get())
            await asyncio.wait_for(answered.wait(), PATIENCE)
            request.cancel()
            may_go_on.set()
            with pytest.raises(asyncio.CancelledError):
                await request
            assert (await client.server.get()).auth == "trusted"
    assert len(codes) == 1


async def test_websockets_whose_cookies_are_being_kept_are_closed(
    provider: OpenIDProvider, server_identity: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeping = asyncio.Event()

    async def keep_cookies(*_: object) -> None:
        keeping.set()
        await asyncio.Event().wait()

    trust: Trust = {"endpoint_cert_path": server_identity.cert_path}
    oidc = OIDC(on_code=lambda code: provider.decide(code.user_code))
    with PeerServer(OpenIDLXD(provider), tls=server_context(server_identity)) as server:
        async with AsyncLXDClient(server.endpoint, **trust, oidc=oidc) as client:
            await client.server.get()
            monkeypatch.setattr(AsyncAccess, "keep_cookies", keep_cookies)
            opening = asyncio.create_task(client._transport.websocket("/1.0/events"))
            await asyncio.wait_for(keeping.wait(), PATIENCE)
            peer = server.peers[-1]
            opening.cancel()
            with pytest.raises(asyncio.CancelledError):
                await opening
            assert await asyncio.to_thread(peer.gone.wait, PATIENCE)
