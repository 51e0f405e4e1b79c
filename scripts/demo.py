"""Tours the client on real containers: `make demo`.

It uses the LXD of this machine, in a project of its own, where there is one that this user may use; else it starts
a throw-away LXD, for which it has to be root. Either way nothing is left behind, whatever happens.
"""

import argparse
import asyncio
import signal
import sys
import time
from collections.abc import Mapping
from types import FrameType
from typing import Any, NoReturn

from demolib import async_tour, sync_tour
from demolib.places import Place, PlaceUnavailable, places
from demolib.screen import Screen

from lxd import AsyncLXDClient, LXDClient, __version__
from lxd.errors import LXDError

_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""Signals that end the demo early."""


def main() -> int:
    """Runs the command; returns its exit status."""
    parser = argparse.ArgumentParser(description="Tour the client on real containers.")
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--local", dest="wish", action="store_const", const="local", help="only in the LXD here"
    )
    where.add_argument(
        "--lab", dest="wish", action="store_const", const="lab", help="only in a throw-away LXD"
    )
    arguments = parser.parse_args()

    for number in _ENDING:
        signal.signal(number, _leave)
    screen = Screen()
    reasons: list[PlaceUnavailable] = []
    try:
        for place in places(arguments.wish):
            try:
                place.check()
                return show(place, screen)
            except PlaceUnavailable as error:
                reasons.append(error)
    except LXDError as error:
        screen.failed(str(error))
        return 1
    except SystemExit as end:
        screen.failed("ended early")
        return int(end.code or 0)
    print(f"demo: {'; '.join(map(str, reasons))}", file=sys.stderr)
    print(f"What to do: {', or: '.join(reason.hint for reason in reversed(reasons))}", file=sys.stderr)
    return 1


def show(place: Place, screen: Screen) -> int:
    """Shows all of the demo; returns its exit status.

    Raises:
        PlaceUnavailable: the place cannot be made.
        LXDError: something cannot be removed.
    """
    screen.title(f"lxd {__version__}: a tour on real containers. It will")
    screen.plan([*place.plan(), "take some seconds; Ctrl-C ends it early and removes everything too"])
    begin = time.perf_counter()
    with place:
        screen.done(place.summary, time.perf_counter() - begin)
        status = visit(place, screen)
        screen.chapter("Clearing up")
        begin = time.perf_counter()
    if leftovers := place.leftovers():
        screen.failed(f"still there: {', '.join(leftovers)}")
        return 1
    screen.done("all removed, and checked: nothing is left", time.perf_counter() - begin)
    if status == 0:
        screen.note("README.rst has every call of the tour, and more; `make docs` has the whole story.")
    return status


def visit(place: Place, screen: Screen) -> int:
    """Takes the tour; returns its exit status."""
    try:
        screen.chapter("LXDClient", client_code("LXDClient", place.local_options))
        with LXDClient(**place.local_options) as client:
            sync_tour.tour(client, place.image, screen)
        screen.chapter("AsyncLXDClient", client_code("AsyncLXDClient", place.best_options))
        status = asyncio.run(visit_async(place, screen))
    except LXDError as error:
        screen.failed(f"{type(error).__name__}: {error}")
        return 1
    except SystemExit as end:
        status = int(end.code or 0)
    if status:
        screen.failed("ended early")
    return status


async def visit_async(place: Place, screen: Screen) -> int:
    """Takes the tour with the asynchronous client; returns its exit status."""
    loop = asyncio.get_running_loop()
    tour = asyncio.create_task(_tour_async(place, screen))
    received: list[int] = []

    def leave(number: int) -> None:
        # An exception out of a signal handler would hit whatever runs just then; a cancelled task ends in order.
        for each in _ENDING:
            loop.remove_signal_handler(each)
            signal.signal(each, signal.SIG_IGN)
        received.append(number)
        tour.cancel()

    for number in _ENDING:
        loop.add_signal_handler(number, leave, number)
    try:
        await tour
    except asyncio.CancelledError:
        if not received:
            raise
    finally:
        if not received:
            for number in _ENDING:
                loop.remove_signal_handler(number)
                signal.signal(number, _leave)
    return 128 + received[0] if received else 0


async def _tour_async(place: Place, screen: Screen) -> None:
    async with AsyncLXDClient(**place.best_options) as client:
        await async_tour.tour(client, place.image, screen)


def client_code(name: str, options: Mapping[str, Any]) -> str:
    """Returns the code that makes a client."""
    arguments = [repr(value) if key == "endpoint" else f"{key}={value!r}" for key, value in options.items()]
    if len(arguments) == 1:
        return f"client = {name}({arguments[0]})"
    return "\n".join([f"client = {name}(", *(f"    {argument}," for argument in arguments), ")"])


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    """Turns a signal that ends the process into an exception, so that everything is removed first.

    Only the first one: another Ctrl-C must not keep things from being removed.
    """
    for each in _ENDING:
        signal.signal(each, signal.SIG_IGN)
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
