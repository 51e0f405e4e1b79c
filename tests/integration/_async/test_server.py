"""The server itself, against a real LXD."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from lab import Lab

from lxd import AsyncLXDClient
from lxd.errors import BadRequest, ExtensionMissing

from ..support import Identity


@pytest.fixture
def configuration(lab: Lab) -> Iterator[dict[str, str]]:
    """The server's configuration, put back after the test."""
    before = lab.request("GET", "/1.0")["config"]
    yield dict(before)
    lab.request("PUT", "/1.0", {"config": before})


async def test_get(client: AsyncLXDClient, lab: Lab) -> None:
    server = await client.server.get()
    assert server.auth == "trusted"
    assert server.environment.server_version == lab.version
    assert server.config["core.https_address"] in lab.url


async def test_has_extension(client: AsyncLXDClient) -> None:
    assert await client.server.has_extension("etag")
    assert not await client.server.has_extension("no_such_extension")


async def test_update_configuration_replaces(client: AsyncLXDClient, configuration: dict[str, str]) -> None:
    await client.server.update_configuration({**configuration, "images.remote_cache_expiry": 5})
    assert (await client.server.get()).config["images.remote_cache_expiry"] == "5"
    await client.server.update_configuration(configuration)
    assert "images.remote_cache_expiry" not in (await client.server.get()).config


async def test_secrets_survive_being_put_back(
    local: AsyncLXDClient,
    lab: Lab,
    configuration: dict[str, str],
    new_identity: Callable[[], Identity],
) -> None:
    # The trust password reads back as `true`; written back, that must not become the password.
    config = (await local.server.get()).config
    assert config["core.trust_password"] is True
    await local.server.update_configuration(config)
    identity = new_identity()
    async with AsyncLXDClient(lab.url, endpoint_cert_path=lab.server_cert, **identity.paths) as stranger:
        await stranger.authenticate(cert_path=identity.cert_path, password=lab.trust_password)


async def test_update_configuration_subset(client: AsyncLXDClient, configuration: dict[str, str]) -> None:
    await client.server.update_configuration_subset({"images.remote_cache_expiry": 2})
    config = (await client.server.get()).config
    assert config["images.remote_cache_expiry"] == "2"
    assert config["core.https_address"] == configuration["core.https_address"]


async def test_an_unknown_key_is_refused(client: AsyncLXDClient, configuration: dict[str, str]) -> None:
    with pytest.raises(BadRequest, match=r"no\.such"):
        await client.server.update_configuration_subset({"no.such.key": "x"})
    # Debian 13's LXD forgets its own address with that; it is told again what its configuration was.


async def test_get_resources(client: AsyncLXDClient) -> None:
    resources = await client.server.get_resources()
    assert resources.cpu.total > 0


async def test_get_metrics(client: AsyncLXDClient, running: str) -> None:
    # LXD keeps them for some seconds, so what they say of this very container depends on who asked before.
    text = await client.server.get_metrics()
    assert text.startswith("# HELP lxd_")
    assert 'type="container"' in text


async def test_get_metric_samples(client: AsyncLXDClient, running: str) -> None:
    samples = await client.server.get_metric_samples()
    text = await client.server.get_metrics()
    assert {sample.name for sample in samples} == {
        line.partition(" ")[0].partition("{")[0] for line in text.splitlines() if not line.startswith("#")
    }
    (total, *_) = (sample for sample in samples if sample.name == "lxd_memory_MemTotal_bytes")
    assert total.labels["type"] == "container"
    assert total.value > 0
    assert (total.type, bool(total.help)) == ("gauge", True)


async def test_get_api_versions(client: AsyncLXDClient) -> None:
    assert await client.server.get_api_versions() == ["/1.0"]


async def test_edit(client: AsyncLXDClient, configuration: dict[str, str], lab: Lab) -> None:
    async with client.server.edit() as server:
        server.config["images.remote_cache_expiry"] = "7"
        lab.request("PATCH", "/1.0", {"config": {"images.auto_update_interval": "3"}})
    config = (await client.server.get()).config
    assert (config["images.remote_cache_expiry"], config["images.auto_update_interval"]) == ("7", "3")


async def test_edit_keeps_secrets(
    local: AsyncLXDClient,
    lab: Lab,
    configuration: dict[str, str],
    new_identity: Callable[[], Identity],
) -> None:
    async with local.server.edit() as server:
        server.config["images.remote_cache_expiry"] = "8"
    identity = new_identity()
    async with AsyncLXDClient(lab.url, endpoint_cert_path=lab.server_cert, **identity.paths) as stranger:
        await stranger.authenticate(cert_path=identity.cert_path, password=lab.trust_password)


async def test_what_this_server_lacks(local: AsyncLXDClient) -> None:
    with pytest.raises(ExtensionMissing, match=r"LXD 5\.0"):
        await local.server.get(entitlements=["can_edit"])
    with pytest.raises(ExtensionMissing, match=r"LXD 5\.0"):
        await local.server.get_configuration_metadata()
