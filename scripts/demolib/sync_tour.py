"""The tour with `LXDClient`. What a step's function does is shown to the reader as it stands here."""

import time
from collections.abc import Callable, Sequence
from functools import partial

from lxd_api import profiles
from lxd_api.models import InstanceState

from lxd import LXDClient
from lxd.entities.instances import InstanceAction
from lxd.entities.operations import Progress
from lxd.entities.server import Event, LifecycleEvent, OperationEvent
from lxd.errors import NotFound, OperationTimeout

from .screen import Screen

Show = Callable[[Progress], None]
Tell = Callable[[str], None]


def tour(client: LXDClient, image: str, screen: Screen) -> None:
    """Takes a container through its life.

    Args:
        client: the client.
        image: the alias of an image.
        screen: where to show it.
    """
    name = "demo"
    screen.step("Who is there?", partial(meet, client))
    screen.step("A container, please", partial(create, client, name, image, screen.progress))
    screen.step("Start it, and listen to what happens", partial(start, client, name, screen.tell))
    screen.step("A list of links: one request for each that is fetched", partial(follow_link, client))
    screen.step("What is it doing?", partial(look_inside, client, name))
    screen.step("Configuration takes numbers and booleans", partial(configure, client, name))
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


def create(client: LXDClient, name: str, image: str, show: Show) -> Sequence[str]:
    """Creates a container."""
    source = {"type": "image", "alias": image}
    operation = client.instances.create({"name": name, "source": source})
    operation.wait(timeout=60, progress=show)

    return (f"{operation.description}: {operation.status}",)


def start(client: LXDClient, name: str, tell: Tell) -> Sequence[str]:
    """Starts the container while listening to events."""
    with client.server.get_events(type=["operation", "lifecycle"]) as events:
        client.instances.update_state(name, action=InstanceAction.START)
        while not is_start(event := events.receive(timeout=30)):
            tell(in_words(event))

    return (in_words(event),)


def is_start(event: Event) -> bool:
    """Whether an event says that an instance was started."""
    return isinstance(event, LifecycleEvent) and event.metadata.action == "instance-started"


def in_words(event: Event) -> str:
    """Puts an event into words."""
    match event:
        case OperationEvent():
            return f"operation: {event.metadata.description}, {event.metadata.status}"
        case LifecycleEvent():
            return f"lifecycle: {event.metadata.action}, {event.metadata.source}"
        case _:
            return event.type


def follow_link(client: LXDClient) -> Sequence[str]:
    """Fetches a link twice."""
    links = client.instances.list(recursion=0)
    first = links[0].fetch()
    again = links[0].fetch()

    return f"{links[0]}: {first.name} is {first.status}", f"fetched again: {again.name} is {again.status}"


def look_inside(client: LXDClient, name: str) -> Sequence[str]:
    """Gets the container's state, and waits a little for an address."""
    state = client.instances.get_state(name)
    for _ in range(30):
        if "eth0" not in state.network or addresses(state):
            break
        time.sleep(0.1)
        state = client.instances.get_state(name)

    memory = state.memory.usage / 2**20
    found = ", ".join(addresses(state)) or "of its own only"
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
