"""Shows a bar while a container is written into a file, then tells in words."""

from lxd import LXDClient
from lxd.entities.operations import Progress
from lxd.progress import ProgressBar


def show(progress: Progress) -> None:
    """Prints a line for each report."""
    print(progress.stage, progress.percent, "%", progress.processed, "bytes")


with LXDClient() as client:
    with ProgressBar() as bar:
        client.instances.backups.export("c1", "c1.tar.gz", progress=bar)

    client.instances.backups.import_("c1.tar.gz", "c2", progress=show)
