"""Connects with a bearer token, which names the certificate of its server."""

from pathlib import Path

from lxd import LXDClient

token = Path("~/lxd-token").expanduser().read_text()

with LXDClient("https://tokenlxd:8443", bearer_token=token) as client:
    print(client.server.get().auth)
