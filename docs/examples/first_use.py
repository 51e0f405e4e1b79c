"""Meets a server for the first time, and looks at its certificate before it says anything."""

from lxd import LXDClient
from lxd.entities.certificates import ServerCertificate

# What the server's administrator says: `lxc info` shows it there as certificate_fingerprint.
with LXDClient() as admin:
    expected = admin.server.get().environment.certificate_fingerprint


def decide(certificate: ServerCertificate) -> bool:
    print(
        certificate.fingerprint, "is for", certificate.names, "until", certificate.not_after
    )
    return certificate.fingerprint == expected


with LXDClient("https://mylxd:8443", on_unknown_certificate=decide) as client:
    print(client.server.get().auth)

# Whoever knows the fingerprint already needs nobody to decide.
with LXDClient("https://mylxd:8443", endpoint_fingerprint=expected) as client:
    print(client.server.get().auth)
