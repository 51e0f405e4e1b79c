# Written by scripts/unasync.py from tests/_async/test_certificates.py. Change that, and run `make sync`.

"""The trust store: bodies exactly as they are on the wire."""

from __future__ import annotations

import base64

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization

from lxd import LXDClient, LXDError
from lxd.errors import Conflict, NotFound
from tests import envelopes
from tests.fakes import FakeLXD
from tests.identities import Identity

CERTIFICATES = "/1.0/certificates"
ONE = f"{CERTIFICATES}/abcd"


def der_base64(identity: Identity) -> str:
    return base64.b64encode(identity.certificate.public_bytes(serialization.Encoding.DER)).decode()


def test_certificates_are_listed(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {CERTIFICATES}", envelopes.sync([{"name": "laptop"}]))
    assert [certificate.name for certificate in client.certificates.list()] == ["laptop"]


def test_listing_asks_for_recursion_1(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {CERTIFICATES}", envelopes.sync([]))
    client.certificates.list()
    assert lxd.calls == [f"GET {CERTIFICATES}?recursion=1"]


def test_recursion_0_gives_links(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {CERTIFICATES}", envelopes.sync([ONE]))
    assert [link.fingerprint for link in client.certificates.list(recursion=0)] == ["abcd"]


def test_a_link_fetches_its_certificate(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {CERTIFICATES}", envelopes.sync([ONE]))
    lxd.on(f"GET {ONE}", envelopes.sync({"name": "laptop"}))
    (link,) = client.certificates.list(0)
    assert (link.fetch()).name == "laptop"


def test_a_certificate_is_pem(client: LXDClient, lxd: FakeLXD, client_identity: Identity) -> None:
    lxd.on(f"GET {ONE}", envelopes.sync({"certificate": client_identity.pem.decode()}))
    certificate = client.certificates.get("abcd")
    assert x509.load_pem_x509_certificate(certificate.certificate.encode()) == client_identity.certificate


def test_a_missing_certificate_is_not_found(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {ONE}", envelopes.error(404, "Certificate not found"))
    with pytest.raises(NotFound):
        client.certificates.get("abcd")


@pytest.mark.parametrize("form", [bytes, str])
def test_adding_sends_base64_of_der(
    client: LXDClient, lxd: FakeLXD, client_identity: Identity, form: type
) -> None:
    lxd.on(f"POST {CERTIFICATES}", envelopes.sync())
    pem = client_identity.pem if form is bytes else client_identity.pem.decode()
    client.certificates.add(pem)
    assert lxd.body(f"POST {CERTIFICATES}") == {"certificate": der_base64(client_identity), "type": "client"}


def test_adding_sends_what_was_given(client: LXDClient, lxd: FakeLXD, client_identity: Identity) -> None:
    lxd.on(f"POST {CERTIFICATES}", envelopes.sync())
    client.certificates.add(
        client_identity.pem,
        type="metrics",
        name="laptop",
        restricted=True,
        projects=("p", "q"),
        password="hunter2",
    )
    assert lxd.body(f"POST {CERTIFICATES}") == {
        "certificate": der_base64(client_identity),
        "type": "metrics",
        "name": "laptop",
        "restricted": True,
        "projects": ["p", "q"],
        "password": "hunter2",
    }


def test_adding_gives_a_link(client: LXDClient, lxd: FakeLXD, client_identity: Identity) -> None:
    lxd.on(f"POST {CERTIFICATES}", envelopes.sync())
    link = client.certificates.add(client_identity.pem)
    assert link.fingerprint == client_identity.certificate.fingerprint(hashes.SHA256()).hex()


def test_adding_one_that_is_there_already_is_a_conflict(
    client: LXDClient, lxd: FakeLXD, client_identity: Identity
) -> None:
    lxd.on(f"POST {CERTIFICATES}", envelopes.error(409, "Certificate already in trust store"))
    with pytest.raises(Conflict, match="already in trust store"):
        client.certificates.add(client_identity.pem)


def test_what_is_no_certificate_is_not_sent(client: LXDClient, lxd: FakeLXD) -> None:
    with pytest.raises(LXDError, match="no certificate in PEM form"):
        client.certificates.add("hello")
    assert lxd.calls == []


def test_a_key_beside_the_certificate_is_not_sent(
    client: LXDClient, lxd: FakeLXD, client_identity: Identity
) -> None:
    lxd.on(f"PATCH {ONE}", envelopes.sync())
    both = client_identity.key_pem + client_identity.pem
    client.certificates.update_configuration_subset("abcd", certificate=both)
    assert b"PRIVATE KEY" not in lxd.sent(f"PATCH {ONE}").content


def test_replacing_sends_pem(client: LXDClient, lxd: FakeLXD, client_identity: Identity) -> None:
    lxd.on(f"PUT {ONE}", envelopes.sync())
    client.certificates.update_configuration(
        "abcd",
        certificate=client_identity.pem,
        name="laptop",
        projects=["p"],
        restricted=True,
        type="client",
    )
    assert lxd.body(f"PUT {ONE}") == {
        "certificate": client_identity.pem.decode(),
        "name": "laptop",
        "projects": ["p"],
        "restricted": True,
        "type": "client",
    }


def test_changing_a_part_sends_only_that(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"PATCH {ONE}", envelopes.sync())
    client.certificates.update_configuration_subset("abcd", name="laptop")
    assert lxd.body(f"PATCH {ONE}") == {"name": "laptop"}


def test_false_and_empty_are_parts_too(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"PATCH {ONE}", envelopes.sync())
    client.certificates.update_configuration_subset("abcd", restricted=False, projects=[])
    assert lxd.body(f"PATCH {ONE}") == {"restricted": False, "projects": []}


def test_removing(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"DELETE {ONE}", envelopes.sync())
    client.certificates.remove("abcd")
    assert lxd.calls == [f"DELETE {ONE}"]


def test_removing_one_that_is_missing_is_not_found(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"DELETE {ONE}", envelopes.error(404, "Certificate not found"))
    with pytest.raises(NotFound):
        client.certificates.remove("abcd")
