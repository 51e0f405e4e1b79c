# Written by scripts/unasync.py from tests/integration/_async/test_certificates.py. Change that, and run `make sync`.

"""The trust store, against a real LXD."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from lab import Lab

from lxd import LXDClient
from lxd.entities.certificates import CertificateLink
from lxd.errors import CertificateError, Conflict, Forbidden, NotFound
from lxd.filters import F

from ..support import Identity, https_options
from ._io import resolve


def test_life_of_a_certificate(client: LXDClient, new_identity: Callable[[], Identity]) -> None:
    identity = new_identity()
    link = client.certificates.add(identity.pem, name="first")
    assert isinstance(link, CertificateLink)
    assert (resolve(link)).name == "first"
    got = client.certificates.get(identity.fingerprint)
    assert got.certificate.strip() == identity.pem.decode().strip()
    client.certificates.update_configuration_subset(identity.fingerprint, name="second")
    got = client.certificates.get(identity.fingerprint)
    assert (got.name, got.restricted) == ("second", False)
    client.certificates.update_configuration(
        identity.fingerprint,
        certificate=got.certificate,
        name="third",
        projects=["default"],
        restricted=True,
        type="client",
    )
    got = client.certificates.get(identity.fingerprint)
    assert (got.name, got.restricted, got.projects) == ("third", True, ["default"])
    client.certificates.remove(identity.fingerprint)
    with pytest.raises(NotFound):
        client.certificates.get(identity.fingerprint)


def test_list(client: LXDClient, new_identity: Callable[[], Identity]) -> None:
    identity = new_identity()
    client.certificates.add(identity.pem)
    fingerprints = [certificate.fingerprint for certificate in client.certificates.list()]
    links = client.certificates.list(recursion=0)
    assert identity.fingerprint in fingerprints
    assert sorted(link.fingerprint for link in links) == sorted(fingerprints)


def test_a_part_of_the_fingerprint_is_enough(local: LXDClient, new_identity: Callable[[], Identity]) -> None:
    identity = new_identity()
    local.certificates.add(identity.pem)
    assert (local.certificates.get(identity.fingerprint[:20])).fingerprint == identity.fingerprint


def test_add_twice(client: LXDClient, new_identity: Callable[[], Identity]) -> None:
    identity = new_identity()
    client.certificates.add(identity.pem)
    with pytest.raises(Conflict):
        client.certificates.add(identity.pem)


def test_authenticate_with_the_trust_password(lab: Lab, new_identity: Callable[[], Identity]) -> None:
    identity = new_identity()
    with LXDClient(lab.url, endpoint_cert_path=lab.server_cert, **identity.paths) as client:
        with pytest.raises(Forbidden):
            client.instances.list()
        client.authenticate(cert_path=identity.cert_path, password=lab.trust_password)
        client.instances.list()
        client.authenticate(cert_path=identity.cert_path, password="no longer looked at")


def test_authenticate_with_a_wrong_password(lab: Lab, new_identity: Callable[[], Identity]) -> None:
    identity = new_identity()
    with LXDClient(lab.url, endpoint_cert_path=lab.server_cert, **identity.paths) as client:
        with pytest.raises(Forbidden) as caught:
            client.authenticate(cert_path=identity.cert_path, password="guessed-wrong")
    assert "guessed-wrong" not in str(caught.value)


def test_authenticate_with_a_token(lab: Lab, new_identity: Callable[[], Identity], token: str) -> None:
    identity = new_identity()
    with LXDClient(lab.url, endpoint_cert_path=lab.server_cert, **identity.paths) as client:
        client.authenticate(cert_path=identity.cert_path, password=token)
        client.instances.list()


def test_add_as_a_stranger(lab: Lab, new_identity: Callable[[], Identity]) -> None:
    identity = new_identity()
    with LXDClient(lab.url, endpoint_cert_path=lab.server_cert) as stranger:
        stranger.certificates.add(identity.pem, password=lab.trust_password)
    assert f"/1.0/certificates/{identity.fingerprint}" in lab.request("GET", "/1.0/certificates")


def test_the_server_must_have_the_pinned_certificate(
    lab: Lab, new_identity: Callable[[], Identity], tmp_path: Path
) -> None:
    other = new_identity()
    with LXDClient(lab.url, endpoint_cert_path=other.cert_path) as client:
        with pytest.raises(ConnectionError, match="certificate"):
            client.server.get()


def test_a_token_of_another_server_is_not_sent(
    lab: Lab, new_identity: Callable[[], Identity], token: str
) -> None:
    identity = new_identity()
    details = json.loads(base64.b64decode(token))
    foreign = base64.b64encode(json.dumps({**details, "fingerprint": "0" * 64}).encode()).decode()
    with LXDClient(lab.url, endpoint_cert_path=lab.server_cert, **identity.paths) as client:
        with pytest.raises(CertificateError, match="no token was sent"):
            client.authenticate(cert_path=identity.cert_path, password=foreign)
        # LXD takes a token once: that it takes this one shows that it had not seen it before.
        client.authenticate(cert_path=identity.cert_path, password=token)
        client.instances.list()


def test_filter(local: LXDClient, new_identity: Callable[[], Identity]) -> None:
    identity, other = new_identity(), new_identity()
    local.certificates.add(identity.pem, name="one of two", restricted=True, projects=["default"])
    local.certificates.add(other.pem, name="one of two")
    wanted = (F.name == "one of two") & (F.restricted == True)  # noqa: E712
    assert [each.fingerprint for each in local.certificates.list(filter=wanted)] == [identity.fingerprint]
    (link,) = local.certificates.list(0, filter=wanted)
    assert (resolve(link)).projects == ["default"]


def test_edit(client: LXDClient, new_identity: Callable[[], Identity]) -> None:
    identity = new_identity()
    client.certificates.add(identity.pem, name="first")
    with client.certificates.edit(identity.fingerprint) as certificate:
        certificate.name = "second"
        client.certificates.update_configuration_subset(
            identity.fingerprint, restricted=True, projects=["default"]
        )
    got = client.certificates.get(identity.fingerprint)
    assert (got.name, got.restricted, got.projects) == ("second", True, ["default"])


def test_a_token_for_a_client_that_is_trusted_already(lab: Lab, token: str) -> None:
    with LXDClient(**https_options(lab)) as client:
        client.authenticate(token=token)
        assert (client.server.get()).auth == "trusted"
