"""Logins and tokens with a real LXD that knows neither: they harm nothing, and get one nowhere."""

from __future__ import annotations

import pytest
from lab import Lab

from lxd import AsyncLXDClient
from lxd.errors import Forbidden
from lxd.oidc import OIDC

from ..support import https_options


async def test_a_certificate_that_is_trusted_needs_no_login(lab: Lab, running: str) -> None:
    async with AsyncLXDClient(**https_options(lab), oidc=OIDC()) as client:
        assert (await client.server.get()).auth == "trusted"
        assert (await client.instances.run(running, ["echo", "hello"])).stdout == "hello\n"


async def test_a_certificate_that_is_trusted_needs_no_token(lab: Lab) -> None:
    async with AsyncLXDClient(**https_options(lab), bearer_token="unknown") as client:
        assert (await client.server.get()).auth == "trusted"


async def test_a_token_that_the_server_does_not_know_is_blamed(lab: Lab) -> None:
    async with AsyncLXDClient(lab.url, endpoint_cert_path=lab.server_cert, bearer_token="unknown") as client:
        assert (await client.server.get()).auth == "untrusted"
        with pytest.raises(Forbidden, match="does not take this bearer token"):
            await client.instances.list()


async def test_a_server_without_a_provider_refuses_whoever_would_log_in(lab: Lab) -> None:
    async with AsyncLXDClient(lab.url, endpoint_cert_path=lab.server_cert, oidc=OIDC()) as client:
        with pytest.raises(Forbidden):
            await client.server.get()
