"""The trust store, against a real LXD."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from lab import Lab

from lxd import AsyncLXDClient
from lxd.entities.certificates import CertificateLink
from lxd.errors import CertificateError, Conflict, Forbidden, NotFound
from lxd.filters import F

from ..support import Identity, https_options
from ._io import resolve


async def test_life_of_a_certificate(client: AsyncLXDClient, new_identity: Callable[[], Identity]) -> None:
    identity = new_identity()
    link = await client.certificates.add(identity.pem, name="first")
    assert isinstance(link, CertificateLink)
    assert (await resolve(link)).name == "first"
    got = await client.certificates.get(identity.fingerprint)
    assert got.certificate.strip() == identity.pem.decode().strip()
    await client.certificates.update_configuration_subset(identity.fingerprint, name="second")
    got = await client.certificates.get(identity.fingerprint)
    assert (got.name, got.restricted) == ("second", False)
    await client.certificates.update_configuration(
        identity.fingerprint,
        certificate=got.certificate,
        name="third",
        projects=["default"],
        restricted=True,
        type="client",
    )
    got = await client.certificates.get(identity.fingerprint)
    assert (got.name, got.restricted, got.projects) == ("third", True, ["default"])
    await client.certificates.remove(identity.fingerprint)
    with pytest.raises(NotFound):
        await client.certificates.get(identity.fingerprint)


async def test_list(client: AsyncLXDClient, new_identity: Callable[[], Identity]) -> None:
    identity = new_identity()
    await client.certificates.add(identity.pem)
    fingerprints = [certificate.fingerprint for certificate in await client.certificates.list()]
    links = await client.certificates.list(recursion=0)
    assert identity.fingerprint in fingerprints
    assert sorted(link.fingerprint for link in links) == sorted(fingerprints)


async def test_a_part_of_the_fingerprint_is_enough(
    local: AsyncLXDClient, new_identity: Callable[[], Identity]
) -> None:
    identity = new_identity()
    await local.certificates.add(identity.pem)
    assert (await local.certificates.get(identity.fingerprint[:20])).fingerprint == identity.fingerprint


async def test_add_twice(client: AsyncLXDClient, new_identity: Callable[[], Identity]) -> None:
    identity = new_identity()
    await client.certificates.add(identity.pem)
    with pytest.raises(Conflict):
        await client.certificates.add(identity.pem)


async def test_authenticate_with_the_trust_password(lab: Lab, new_identity: Callable[[], Identity]) -> None:
    identity = new_identity()
    async with AsyncLXDClient(lab.url, endpoint_cert_path=lab.server_cert, **identity.paths) as client:
        with pytest.raises(Forbidden):
            await client.instances.list()
        await client.authenticate(cert_path=identity.cert_path, password=lab.trust_password)
        await client.instances.list()
        await client.authenticate(cert_path=identity.cert_path, password="no longer looked at")


async def test_authenticate_with_a_wrong_password(lab: Lab, new_identity: Callable[[], Identity]) -> None:
    identity = new_identity()
    async with AsyncLXDClient(lab.url, endpoint_cert_path=lab.server_cert, **identity.paths) as client:
        with pytest.raises(Forbidden) as caught:
            await client.authenticate(cert_path=identity.cert_path, password="guessed-wrong")
    assert "guessed-wrong" not in str(caught.value)


async def test_authenticate_with_a_token(lab: Lab, new_identity: Callable[[], Identity], token: str) -> None:
    identity = new_identity()
    async with AsyncLXDClient(lab.url, endpoint_cert_path=lab.server_cert, **identity.paths) as client:
        await client.authenticate(cert_path=identity.cert_path, password=token)
        await client.instances.list()


async def test_add_as_a_stranger(lab: Lab, new_identity: Callable[[], Identity]) -> None:
    identity = new_identity()
    async with AsyncLXDClient(lab.url, endpoint_cert_path=lab.server_cert) as stranger:
        await stranger.certificates.add(identity.pem, password=lab.trust_password)
    assert f"/1.0/certificates/{identity.fingerprint}" in lab.request("GET", "/1.0/certificates")


async def test_the_server_must_have_the_pinned_certificate(
    lab: Lab, new_identity: Callable[[], Identity], tmp_path: Path
) -> None:
    other = new_identity()
    async with AsyncLXDClient(lab.url, endpoint_cert_path=other.cert_path) as client:
        with pytest.raises(ConnectionError, match="certificate"):
            await client.server.get()


async def test_a_token_of_another_server_is_not_sent(
    lab: Lab, new_identity: Callable[[], Identity], token: str
) -> None:
    identity = new_identity()
    details = json.loads(base64.b64decode(token))
    foreign = base64.b64encode(json.dumps({**details, "fingerprint": "0" * 64}).encode()).decode()
    async with AsyncLXDClient(lab.url, endpoint_cert_path=lab.server_cert, **identity.paths) as client:
        with pytest.raises(CertificateError, match="no token was sent"):
            await client.authenticate(cert_path=identity.cert_path, password=foreign)
        # LXD takes a token once: that it takes this one shows that it had not seen it before.
        await client.authenticate(cert_path=identity.cert_path, password=token)
        await client.instances.list()


async def test_filter(local: AsyncLXDClient, new_identity: Callable[[], Identity]) -> None:
    identity, other = new_identity(), new_identity()
    await local.certificates.add(identity.pem, name="one of two", restricted=True, projects=["default"])
    await local.certificates.add(other.pem, name="one of two")
    wanted = (F.name == "one of two") & (F.restricted == True)  # noqa: E712
    assert [each.fingerprint for each in await local.certificates.list(filter=wanted)] == [
        identity.fingerprint
    ]
    (link,) = await local.certificates.list(0, filter=wanted)
    assert (await resolve(link)).projects == ["default"]


async def test_edit(client: AsyncLXDClient, new_identity: Callable[[], Identity]) -> None:
    identity = new_identity()
    await client.certificates.add(identity.pem, name="first")
    async with client.certificates.edit(identity.fingerprint) as certificate:
        certificate.name = "second"
        await client.certificates.update_configuration_subset(
            identity.fingerprint, restricted=True, projects=["default"]
        )
    got = await client.certificates.get(identity.fingerprint)
    assert (got.name, got.restricted, got.projects) == ("second", True, ["default"])


async def test_a_token_for_a_client_that_is_trusted_already(lab: Lab, token: str) -> None:
    async with AsyncLXDClient(**https_options(lab)) as client:
        await client.authenticate(token=token)
        assert (await client.server.get()).auth == "trusted"
