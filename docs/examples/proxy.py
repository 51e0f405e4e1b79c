"""Runs a command through a proxy: its streams go there, too."""

from lxd import LXDClient

with LXDClient(
    "https://mylxd:8443",
    cert_path="~/.config/lxc/client.crt",
    key_path="~/.config/lxc/client.key",
    endpoint_cert_path="~/.config/lxc/servercerts/mylxd.crt",
    proxy="http://me:secret@proxy.example.com:3128",
) as client:
    client.authenticate(password="your-trust-password")
    print(client.instances.run("c1", ["hostname"]).stdout)
