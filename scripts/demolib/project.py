"""A project of the demo's own in somebody's LXD: made, used, and removed with all that is in it."""

import secrets
from contextlib import suppress

from lablib.image import build_image
from lxd_api import images, instances, profiles, projects, storage

from lxd import LXDClient
from lxd.errors import LXDError

IMAGE = "busybox"
"""The alias of the image in the project."""

_FEATURES = {"features.images": "true", "features.profiles": "true", "features.storage.volumes": "true"}
"""What the project does not share with others: so all that it shows is its own."""


def make_project(client: LXDClient) -> str:
    """Makes a project with an image, and a profile that gives containers a disk; returns its name.

    Raises:
        LabUnavailable: the image cannot be built here.
        LXDError: LXD refuses some of it; then nothing is left.
    """
    image = build_image()
    pool = find_pool(client)
    name = f"python-demo-{secrets.token_hex(3)}"
    body = {
        "name": name,
        "description": "The demo of a Python client; removed at its end",
        "config": _FEATURES,
    }
    try:
        client.start(projects.projects_post(body=body)).wait()
        inside = client.with_scope(project=name)
        root = {"type": "disk", "path": "/", "pool": pool}
        inside.start(profiles.profile_put("default", body={"devices": {"root": root}})).wait()
        uploaded = inside.start(images.images_post(content=image)).wait(timeout=60)
        alias = {"name": IMAGE, "target": uploaded.metadata["fingerprint"]}
        inside.start(images.images_aliases_post(body=alias)).wait()
    except BaseException:
        if name in project_names(client):
            remove_project(client, name)
        raise
    return name


def remove_project(client: LXDClient, name: str) -> None:
    """Removes the project with its instances and images.

    Raises:
        LXDError: LXD refuses some of it.
    """
    inside = client.with_scope(project=name)
    # An instance that is just being started is not deleted before that is done.
    for operation in inside.operations.list(recursion=1):
        with suppress(LXDError):
            inside.operations.wait(operation.id, timeout=30)
    for instance in inside.instances.list():
        inside.instances.delete(instance.name, force=True).wait(timeout=60)
    for image in inside.send(images.images_get(recursion=1)):
        inside.start(images.image_delete(image.fingerprint)).wait(timeout=60)
    client.start(projects.project_delete(name)).wait(timeout=60)


def project_names(client: LXDClient) -> list[str]:
    """Lists the server's projects."""
    return [project.name for project in client.send(projects.projects_get(recursion=1))]


def has_instances(client: LXDClient, project: str) -> bool:
    """Tells whether there is an instance that says it is of this project."""
    everywhere = client.send(instances.instances_get(recursion=1, all_projects=True))
    return any(instance.project == project for instance in everywhere)


def find_pool(client: LXDClient) -> str:
    """Returns the storage pool that the machine's own containers use, or else the first one.

    Raises:
        LXDError: there is none.
    """
    devices = client.send(profiles.profile_get("default", project="default")).devices
    for device in devices.values():
        if device.get("type") == "disk" and device.get("path") == "/" and device.get("pool"):
            return device["pool"]
    pools = client.send(storage.storage_pools_get(recursion=1))
    if not pools:
        raise LXDError("this LXD has no storage pool", hint="`lxd init` makes one")
    return pools[0].name
