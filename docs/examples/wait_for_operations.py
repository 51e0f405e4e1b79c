"""Waits for operations: with progress, with a limit, and for one that fails."""

from lxd import LXDClient
from lxd.entities.operations import Progress
from lxd.errors import OperationFailed, OperationTimeout


def show(progress: Progress) -> None:
    """Prints how far an operation is."""
    print(f"{progress.stage}: {progress.percent} %")


with LXDClient() as client:
    source = {"type": "image", "alias": "my-image"}
    operation = client.instances.create({"name": "second", "source": source})
    operation.wait(timeout=60, progress=show)

    operation = client.instances.update_state("c1", action="stop")
    try:
        operation.wait(timeout=0.01)
    except OperationTimeout:
        print("it takes a little longer")
    print(operation.wait(timeout=60).status)

    # The server checks this in the background, so it fails there.
    body = {
        "name": "broken",
        "source": source,
        "devices": {"root": {"type": "disk", "path": "/"}},
    }
    try:
        client.instances.create(body).wait()
    except OperationFailed as error:
        print(error.code, error.message)
