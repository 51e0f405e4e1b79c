"""Sends a request with httpx itself."""

import os

import httpx
from lxd_api import profiles

transport = httpx.HTTPTransport(uds=os.environ["LXD_SOCKET"])
with httpx.Client(transport=transport) as http:
    request = profiles.profile_get("default")
    answer = http.send(request.to_httpx("http://lxd"))
    profile = request.decode(answer.json()["metadata"])
    print(profile.name, profile.devices)
