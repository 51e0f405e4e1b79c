"""The tour with `LXDClient`. What a step's function does is shown to the reader as it stands here."""

import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from lxd_api import profiles
from lxd_api.models import InstanceState

from lxd import LXDClient
from lxd.entities.operations import Progress
from lxd.errors import NotFound, OperationTimeout

from .screen import Screen

Show = Callable[[Progress], None]


def tour(client: LXDClient, image: str, screen: Screen) -> None:
    """Takes a container through its life.

    Args:
        client: the client.
        image: the alias of an image.
        screen: where to show it.
    """
    name = "demo"
    screen.step("Who is there?", partial(meet, client))
    screen.step("A container, please", partial(launch, client, name, image, screen.progress))
    screen.step("What is it doing?", partial(look_inside, client, name))
    screen.step("Configuration takes numbers and booleans", partial(configure, client, name))
    screen.step("Run commands in it, to the end or while they run", partial(run_commands, client, name))
    with tempfile.TemporaryDirectory() as directory:
        here = Path(directory)
        screen.step("Files, there and back", partial(copy_files, client, name, here))
        screen.step("A snapshot, and back to it", partial(go_back, client, name))
        screen.step("The whole container, as a file", partial(export, client, name, here, screen.progress))
    screen.step("Any of LXD's requests can be sent, typed", partial(send, client))
    screen.step("An error says what was asked of which server", partial(fail, client))
    screen.step("Stop it; waiting may have a limit", partial(stop, client, name))
    screen.step("Delete it", partial(delete, client, name))


def meet(client: LXDClient) -> Sequence[str]:
    """Asks the server what it is."""
    server = client.server.get()
    can_bulk = client.server.has_extension("bulk_operations")

    environment = server.environment
    return (
        f"LXD {environment.server_version} on {environment.os_name} {environment.os_version}, "
        f"{len(server.api_extensions)} API extensions; this client is {server.auth}",
        f"bulk_operations, of LXD 6.8: {'yes' if can_bulk else 'no'}",
    )


def launch(client: LXDClient, name: str, image: str, show: Show) -> Sequence[str]:
    """Creates a container and starts it."""
    instance = client.instances.launch(name, image, timeout=60, progress=show)

    return (f"{instance.name} is {instance.status}",)


def look_inside(client: LXDClient, name: str) -> Sequence[str]:
    """Waits until commands can be run, and gets the container's state."""
    state = client.instances.wait_ready(name, timeout=60)
    memory = state.memory.usage / 2**20

    found = ", ".join(addresses(state)) or "none yet that others can reach"
    return (f"{state.status}: {state.processes} processes, {memory:.1f} MiB of memory, addresses: {found}",)


def addresses(state: InstanceState) -> list[str]:
    """Returns the addresses that others can reach."""
    every = [address for card in state.network.values() for address in card.addresses]
    return [address.address for address in every if address.scope == "global"]


def configure(client: LXDClient, name: str) -> Sequence[str]:
    """Changes two keys."""
    changes = {"limits.processes": 200, "user.demo": True}
    client.instances.update_configuration_subset(name, {"config": changes})
    config = client.instances.get(name).config

    return (", ".join(f"{key} = {config[key]!r}" for key in changes),)


def run_commands(client: LXDClient, name: str) -> Sequence[str]:
    """Runs a command to its end, and reads what another one writes."""
    system = client.instances.run(name, ["uname", "-sr"], check=True).stdout
    command = ["sh", "-c", "echo one; echo two; exit 3"]
    with client.instances.exec(name, command) as process:
        lines = list(process.stdout.lines())
        status = process.wait(timeout=30)

    return f"it runs on {system.strip()}", f"{lines}, and exit code {status}"


def copy_files(client: LXDClient, name: str, here: Path) -> Sequence[str]:
    """Copies a tree into the container, adds a file to it, and copies it back."""
    (here / "site").mkdir()
    (here / "site" / "index.html").write_text("<h1>Hello</h1>")
    client.instances.files.push(name, here / "site", "/root/site")
    client.instances.files.put(name, "/root/site/note", "hello", mode=0o600)
    client.instances.files.pull(name, "/root/site", here / "copy")

    found = ", ".join(sorted(path.name for path in (here / "copy").iterdir()))
    return (f"back here: {found}",)


def go_back(client: LXDClient, name: str) -> Sequence[str]:
    """Takes a snapshot, deletes something, and restores it."""
    client.instances.snapshots.create(name, "before").wait(timeout=60)
    client.instances.files.delete(name, "/root/site", recursive=True)
    client.instances.snapshots.restore(name, "before").wait(timeout=60)
    is_back = client.instances.files.exists(name, "/root/site/note")

    return (f"/root/site/note is {'back' if is_back else 'lost'}",)


def export(client: LXDClient, name: str, here: Path, show: Show) -> Sequence[str]:
    """Writes the container into a file."""
    path = here / f"{name}.tar.gz"
    size = client.instances.backups.export(name, path, progress=show)

    return (f"{path.name} has {size / 1e6:.1f} MB",)


def send(client: LXDClient) -> Sequence[str]:
    """Sends a request that the client has no method for."""
    profile = client.send(profiles.profile_get("default"))

    return (f"profile {profile.name!r} has the devices {', '.join(profile.devices)}",)


def fail(client: LXDClient) -> Sequence[str]:
    """Asks for what is not there."""
    try:
        client.instances.get("nobody")
    except NotFound as error:
        message, status = str(error), error.status

    return f"NotFound: {message}", f"error.status is {status}"


def stop(client: LXDClient, name: str) -> Sequence[str]:
    """Stops the container, impatiently at first."""
    operation = client.instances.update_state(name, action="stop")
    known = client.operations.list(recursion=1)
    impatience = "no need to"
    try:
        operation.wait(timeout=0.1)
    except OperationTimeout as error:
        impatience = str(error)
    operation.wait(timeout=60)

    running = ", ".join(other.description for other in known if other.status == "Running")
    return (
        f"{operation.description}: {operation.status}",
        f"running meanwhile: {running}",
        f"waiting no longer than 0.1 s: {impatience}",
    )


def delete(client: LXDClient, name: str) -> Sequence[str]:
    """Deletes the container."""
    client.instances.delete(name).wait()
    left = client.instances.list()

    return (f"{len(left)} instances left",)
