"""Connects over HTTPS, and gets the server's trust where it is missing."""

from lxd import LXDClient
from lxd.errors import Forbidden

with LXDClient(
    "https://mylxd:8443",
    cert_path="~/.config/lxc/client.crt",
    key_path="~/.config/lxc/client.key",
    endpoint_cert_path="~/.config/lxc/servercerts/mylxd.crt",
) as client:
    try:
        client.instances.list()
    except Forbidden:
        print("not trusted yet")

    # From LXD 6.1 on, a trust token takes the place of the password.
    client.authenticate(password="your-trust-password")
    print(len(client.instances.list()), "instances")
