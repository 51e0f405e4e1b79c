"""Certificates in the forms that LXD wants."""

from __future__ import annotations

import base64

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization

from lxd._core.certificates import der_base64, fingerprint, pem_text
from lxd.errors import LXDError
from tests.identities import Identity


def der_of(identity: Identity) -> bytes:
    certificate = x509.load_pem_x509_certificate(identity.pem)
    return certificate.public_bytes(serialization.Encoding.DER)


def test_a_certificate_is_sent_as_base64_of_der(client_identity: Identity) -> None:
    assert base64.b64decode(der_base64(client_identity.pem)) == der_of(client_identity)


def test_a_certificate_may_be_text(client_identity: Identity) -> None:
    assert der_base64(client_identity.pem.decode()) == der_base64(client_identity.pem)


def test_what_is_sent_is_one_line(client_identity: Identity) -> None:
    assert not set(der_base64(client_identity.pem)) & set("\n\r -")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"subject=CN = me\n", b""),
        (b"", b"\n\n"),
        (b"", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"),
        (b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", b""),
        ("subject=CN = Zoë\n".encode(), b""),
    ],
    ids=["text before", "empty lines after", "chain", "key before", "text that is not ASCII"],
)
def test_what_stands_around_a_certificate_does_not_matter(
    client_identity: Identity, before: bytes, after: bytes
) -> None:
    assert der_base64(before + client_identity.pem + after) == der_base64(client_identity.pem)


def test_lines_may_end_as_on_windows(client_identity: Identity) -> None:
    assert der_base64(client_identity.pem.replace(b"\n", b"\r\n")) == der_base64(client_identity.pem)


@pytest.mark.parametrize(
    "text", ["", "hello", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"]
)
def test_without_a_certificate_it_is_refused(text: str) -> None:
    with pytest.raises(LXDError, match="no certificate in PEM form"):
        der_base64(text)


@pytest.mark.parametrize(
    "text",
    [
        "-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\nAAA\n-----END CERTIFICATE-----\n",
    ],
)
def test_a_certificate_that_is_no_base64_is_refused(text: str) -> None:
    with pytest.raises(LXDError, match="no valid PEM"):
        der_base64(text)


def test_a_certificate_that_is_cut_off_is_refused(client_identity: Identity) -> None:
    cut = b"".join(client_identity.pem.splitlines(keepends=True)[:4])
    with pytest.raises(LXDError, match="PEM"):
        der_base64(cut)


def test_an_error_about_a_certificate_does_not_show_the_key_beside_it() -> None:
    text = "-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----\n"
    text += "-----BEGIN CERTIFICATE-----\nAAA\n-----END CERTIFICATE-----\n"
    with pytest.raises(LXDError) as caught:
        der_base64(text)
    assert "hunter2" not in f"{caught.value} {caught.value!r}"


def test_the_fingerprint_is_sha256_of_der(client_identity: Identity) -> None:
    certificate = x509.load_pem_x509_certificate(client_identity.pem)
    assert fingerprint(client_identity.pem) == certificate.fingerprint(hashes.SHA256()).hex()


def test_pem_stays_text(client_identity: Identity) -> None:
    assert pem_text(client_identity.pem) == client_identity.pem.decode()


def test_pem_that_is_no_certificate_is_refused() -> None:
    with pytest.raises(LXDError, match="no certificate in PEM form"):
        pem_text("hello")


def test_pem_sent_to_the_server_has_no_private_key_in_it(client_identity: Identity) -> None:
    key = b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
    assert "PRIVATE KEY" not in pem_text(key + client_identity.pem)
