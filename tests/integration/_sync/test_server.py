# Written by scripts/unasync.py from tests/integration/_async/test_server.py. Change that, and run `make sync`.

"""The server itself, against a real LXD."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from lab import Lab

from lxd import LXDClient
from lxd.errors import BadRequest, ExtensionMissing

from ..support import Identity


@pytest.fixture
def configuration(lab: Lab) -> Iterator[dict[str, str]]:
    """The server's configuration, put back after the test."""
    before = lab.request("GET", "/1.0")["config"]
    yield dict(before)
    lab.request("PUT", "/1.0", {"config": before})


def test_get(client: LXDClient, lab: Lab) -> None:
    server = client.server.get()
    assert server.auth == "trusted"
    assert server.environment.server_version == lab.version
    assert server.config["core.https_address"] in lab.url


def test_has_extension(client: LXDClient) -> None:
    assert client.server.has_extension("etag")
    assert not client.server.has_extension("no_such_extension")


def test_update_configuration_replaces(client: LXDClient, configuration: dict[str, str]) -> None:
    client.server.update_configuration({**configuration, "images.remote_cache_expiry": 5})
    assert (client.server.get()).config["images.remote_cache_expiry"] == "5"
    client.server.update_configuration(configuration)
    assert "images.remote_cache_expiry" not in (client.server.get()).config


def test_secrets_survive_being_put_back(
    local: LXDClient,
    lab: Lab,
    configuration: dict[str, str],
    new_identity: Callable[[], Identity],
) -> None:
    # The trust password reads back as `true`; written back, that must not become the password.
    config = (local.server.get()).config
    assert config["core.trust_password"] is True
    local.server.update_configuration(config)
    identity = new_identity()
    with LXDClient(lab.url, endpoint_cert_path=lab.server_cert, **identity.paths) as stranger:
        stranger.authenticate(cert_path=identity.cert_path, password=lab.trust_password)


def test_update_configuration_subset(client: LXDClient, configuration: dict[str, str]) -> None:
    client.server.update_configuration_subset({"images.remote_cache_expiry": 2})
    config = (client.server.get()).config
    assert config["images.remote_cache_expiry"] == "2"
    assert config["core.https_address"] == configuration["core.https_address"]


def test_an_unknown_key_is_refused(client: LXDClient, configuration: dict[str, str]) -> None:
    with pytest.raises(BadRequest, match=r"no\.such"):
        client.server.update_configuration_subset({"no.such.key": "x"})
    # Debian 13's LXD forgets its own address with that; it is told again what its configuration was.


def test_get_resources(client: LXDClient) -> None:
    resources = client.server.get_resources()
    assert resources.cpu.total > 0


def test_get_metrics(client: LXDClient, running: str) -> None:
    # LXD keeps them for some seconds, so what they say of this very container depends on who asked before.
    text = client.server.get_metrics()
    assert text.startswith("# HELP lxd_")
    assert 'type="container"' in text


def test_get_metric_samples(client: LXDClient, running: str) -> None:
    samples = client.server.get_metric_samples()
    text = client.server.get_metrics()
    assert {sample.name for sample in samples} == {
        line.partition(" ")[0].partition("{")[0] for line in text.splitlines() if not line.startswith("#")
    }
    (total, *_) = (sample for sample in samples if sample.name == "lxd_memory_MemTotal_bytes")
    assert total.labels["type"] == "container"
    assert total.value > 0
    assert (total.type, bool(total.help)) == ("gauge", True)


def test_get_api_versions(client: LXDClient) -> None:
    assert client.server.get_api_versions() == ["/1.0"]


def test_edit(client: LXDClient, configuration: dict[str, str], lab: Lab) -> None:
    with client.server.edit() as server:
        server.config["images.remote_cache_expiry"] = "7"
        lab.request("PATCH", "/1.0", {"config": {"images.auto_update_interval": "3"}})
    config = (client.server.get()).config
    assert (config["images.remote_cache_expiry"], config["images.auto_update_interval"]) == ("7", "3")


def test_edit_keeps_secrets(
    local: LXDClient,
    lab: Lab,
    configuration: dict[str, str],
    new_identity: Callable[[], Identity],
) -> None:
    with local.server.edit() as server:
        server.config["images.remote_cache_expiry"] = "8"
    identity = new_identity()
    with LXDClient(lab.url, endpoint_cert_path=lab.server_cert, **identity.paths) as stranger:
        stranger.authenticate(cert_path=identity.cert_path, password=lab.trust_password)


def test_what_this_server_lacks(local: LXDClient) -> None:
    with pytest.raises(ExtensionMissing, match=r"LXD 5\.0"):
        local.server.get(entitlements=["can_edit"])
    with pytest.raises(ExtensionMissing, match=r"LXD 5\.0"):
        local.server.get_configuration_metadata()
