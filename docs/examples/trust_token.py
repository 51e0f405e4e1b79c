"""Lets another client in, with nothing but a token."""

from lxd import LXDClient

# Somebody whom the server trusts makes the token, and gives its text away.
with LXDClient() as admin:
    token = admin.certificates.create_token("laptop", restricted=True, projects=["default"])
    print(token.name, "may use it at", token.addresses)

# Whoever has the text is in, and lxc knows the server as "work" from now on.
with LXDClient.from_token(token.text, remote="work") as client:
    print(client.endpoint, client.server.get().auth)

with LXDClient.from_remote("work") as client:
    print(len(client.instances.list()), "instances")
