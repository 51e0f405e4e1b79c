"""A client's certificate and key, made by the `openssl` command."""

import base64
from pathlib import Path

from .errors import LabError
from .programs import run_program


def make_certificate(certificate: Path, key: Path, name: str = "lxd-lab") -> None:
    """Writes a fresh self-signed certificate and its key, the kind that `lxc` makes for its user.

    Args:
        certificate: the PEM file to write the certificate to.
        key: the PEM file to write the key to; only its owner may read it.
        name: the common name in the certificate.
    """
    # Its own configuration, since the machine's may be missing or add what nobody expects here.
    configuration = "[req]\ndistinguished_name=dn\nx509_extensions=client\n[dn]\n"
    configuration += (
        "[client]\nkeyUsage=critical,digitalSignature,keyEncipherment\nextendedKeyUsage=clientAuth\n"
    )
    command = [
        "openssl",
        "req",
        "-x509",
        "-config",
        "/dev/stdin",
        "-subj",
        f"/CN={name}",
        "-days",
        "3650",
        "-sha384",
    ]
    command += ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:secp384r1", "-nodes"]
    command += ["-out", str(certificate), "-keyout", str(key)]
    made = run_program(*command, text=configuration)
    if made.returncode != 0:
        raise LabError(f"openssl made no certificate: {made.stderr.strip()}")


def base64_der(certificate: Path) -> str:
    """The certificate of a PEM file as LXD takes it in JSON: the base64 text of its DER form."""
    text = certificate.read_text()
    body = text.partition("-----BEGIN CERTIFICATE-----")[2].partition("-----END CERTIFICATE-----")[0]
    return base64.b64encode(base64.b64decode(body)).decode()
