"""The tour with `AsyncLXDClient`. What a step's function does is shown to the reader as it stands here."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial

from lxd import AsyncLXDClient

from .screen import Screen

Tell = Callable[[str], None]


async def tour(client: AsyncLXDClient, image: str, screen: Screen) -> None:
    """Takes three containers through their lives, at once.

    Args:
        client: the client.
        image: the alias of an image.
        screen: where to show it.
    """
    names = ["one", "two", "three"]
    await screen.async_step("Three containers at once", partial(create, client, names, image))
    await screen.async_step("Start them, and listen", partial(start, client, names, screen.tell))
    await screen.async_step("Links are awaited, as often as one likes", partial(follow_links, client))
    await screen.async_step("Fifty requests at once", partial(hurry, client))
    await screen.async_step("Everything in one request", partial(list_all, client))
    await screen.async_step("Delete them, running or not", partial(delete, client, names))


async def create(client: AsyncLXDClient, names: Sequence[str], image: str) -> Sequence[str]:
    """Creates containers."""
    source = {"type": "image", "alias": image}
    bodies = [{"name": name, "source": source} for name in names]
    operations = await asyncio.gather(*map(client.instances.create, bodies))
    await asyncio.gather(*(operation.wait() for operation in operations))

    return (f"{', '.join(names)}: {', '.join(operation.status for operation in operations)}",)


async def start(client: AsyncLXDClient, names: Sequence[str], tell: Tell) -> Sequence[str]:
    """Starts containers while listening to events."""
    running = 0
    async with client.server.get_events(type="lifecycle") as events:
        for name in names:
            await client.instances.update_state(name, action="start")
        while running < len(names):
            event = await events.receive(timeout=30)
            if event.metadata.action == "instance-started":
                tell(f"started: {event.metadata.source}")
                running += 1

    return (f"{running} containers run",)


async def follow_links(client: AsyncLXDClient) -> Sequence[str]:
    """Awaits links, all at once and one again."""
    links = await client.instances.list(recursion=0)
    instances = await asyncio.gather(*links)
    again = await links[0]

    statuses = ", ".join(f"{instance.name} is {instance.status}" for instance in instances)
    return statuses, f"again: {again.name} is {again.status}"


async def hurry(client: AsyncLXDClient) -> Sequence[str]:
    """Sends fifty requests."""
    await asyncio.gather(*(client.instances.get("one") for _ in range(50)))

    return ("fifty answers, over eight connections",)


async def list_all(client: AsyncLXDClient) -> Sequence[str]:
    """Lists instances with all there is to know of them."""
    instances = await client.instances.list(recursion=2)

    counts = [(instance.name, instance.state.processes) for instance in instances if instance.state]
    return (", ".join(f"{name} has {count} processes" for name, count in counts),)


async def delete(client: AsyncLXDClient, names: Sequence[str]) -> Sequence[str]:
    """Deletes containers."""
    delete = partial(client.instances.delete, force=True)
    operations = await asyncio.gather(*map(delete, names))
    await asyncio.gather(*(operation.wait() for operation in operations))

    return (f"{len(await client.instances.list())} instances left",)
