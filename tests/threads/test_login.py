"""What only the client of threads has to say about logins."""

from __future__ import annotations

import pytest

from lxd import LXDClient
from lxd.oidc import OIDC, DeviceCode
from tests.identities import Identity, Trust, server_context
from tests.openid_lxd import OpenIDLXD
from tests.openid_provider import OpenIDProvider
from tests.peers import PeerServer


async def tell(code: DeviceCode) -> None:
    """Tells somebody, as an `AsyncLXDClient` may be given."""


def test_a_function_that_has_to_be_awaited_is_refused(
    provider: OpenIDProvider, server_identity: Identity
) -> None:
    trust: Trust = {"endpoint_cert_path": server_identity.cert_path}
    with (
        PeerServer(OpenIDLXD(provider), tls=server_context(server_identity)) as server,
        LXDClient(server.endpoint, **trust, oidc=OIDC(on_code=tell)) as client,
        pytest.raises(TypeError, match="needs AsyncLXDClient"),
    ):
        client.server.get()
