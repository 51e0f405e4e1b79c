"""A login that is waited for, and then not any more."""

from __future__ import annotations

import asyncio

import pytest

from lxd import AsyncLXDClient
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
