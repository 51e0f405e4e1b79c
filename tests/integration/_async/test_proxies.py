"""Proxies on the way to a real LXD: requests, commands, files and events go through them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import quote

import pytest
from lab import Lab

from lxd import AsyncLXDClient
from tests.identities import make_identity, server_context
from tests.proxies import PASSWORD, USER, ProxyServer

from ..support import https_options


@pytest.fixture(params=["http", "https", "socks5"])
def proxy(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[ProxyServer]:
    """A proxy that wants to know who one is."""
    tls = None
    if request.param == "https":
        shown = make_identity(tmp_path, "proxy", addresses=["127.0.0.1"])
        monkeypatch.setenv("SSL_CERT_FILE", str(shown.cert_path))
        tls = server_context(shown)
    kind: Literal["http", "socks5"] = "socks5" if request.param == "socks5" else "http"
    with ProxyServer(kind, password=True, tls=tls) as proxy:
        yield proxy


@pytest.fixture
async def distant(lab: Lab, proxy: ProxyServer) -> AsyncIterator[AsyncLXDClient]:
    """A client that reaches the server through the proxy alone."""
    url = proxy.url(f"{USER}:{quote(PASSWORD, '')}")
    async with AsyncLXDClient(**https_options(lab), proxy=url) as client:
        yield client


async def test_requests(distant: AsyncLXDClient, lab: Lab, proxy: ProxyServer) -> None:
    assert (await distant.server.get()).auth == "trusted"
    assert proxy.asked == [lab.url.removeprefix("https://")]


async def test_commands(distant: AsyncLXDClient, running: str, proxy: ProxyServer) -> None:
    command = ["sh", "-c", "cat; echo no >&2"]
    result = await distant.instances.run(running, command, input=b"x" * 3_000_000, text=False)
    assert (result.stdout, result.stderr) == (b"x" * 3_000_000, b"no\n")
    assert len(proxy.asked) > 4  # a connection for requests, and one for each stream


async def test_files(distant: AsyncLXDClient, running: str) -> None:
    content = b"y" * 1_000_000
    async with distant.instances.files.sftp(running) as sftp:
        await sftp.put("/root/file", content)
        assert await sftp.get("/root/file") == content
    assert await distant.instances.files.get(running, "/root/file") == content


async def test_events(distant: AsyncLXDClient, running: str) -> None:
    async with distant.server.get_events(type="lifecycle") as events:
        await distant.instances.update_configuration_subset(running, {"description": "new"})
        async for event in events:
            assert event.metadata.source == f"/1.0/instances/{running}"
            break
