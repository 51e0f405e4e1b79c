"""Sends requests that the client has no methods for."""

from lxd import LXDClient
from lxd_api import models, networks, profiles

with LXDClient() as client:
    # A typed result.
    for network in client.send(networks.networks_get(recursion=1)):
        print(network.name, network.type)

    # A body: a model, or a mapping with LXD's own names.
    body = models.ProfilesPost(name="small", config={"limits.processes": "100"})
    client.start(profiles.profiles_post(body=body)).wait()
    client.send(profiles.profile_patch("small", body={"description": "few processes"}))
    print(client.send(profiles.profile_get("small")).description)

    # What no API description names.
    print(client.raw("GET", "/1.0/profiles/small").metadata["name"])
