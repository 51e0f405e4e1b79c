"""Copies and moves containers on one server."""

from lxd import LXDClient
from lxd_api import projects

with LXDClient() as client:
    copy = client.instances.copy(
        "c1", "c2", config={"user.copied": True}, instance_only=True
    )
    print(copy.name, "is", copy.status)

    client.instances.move("c2", "c3")  # another name

    body = {
        "name": "staging",
        "config": {"features.profiles": "false", "features.images": "false"},
    }
    client.start(projects.projects_post(body=body)).wait()
    moved = client.instances.move("c3", project="staging")
    print(moved.name, "is in", moved.project)
