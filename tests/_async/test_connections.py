"""A few connections, taken and given back."""

from __future__ import annotations

import pytest

from lxd._async.connection import AsyncConnection
from lxd._async.connections import Connections
from tests._async._io import Running


class Fake(AsyncConnection):
    """A connection that remembers what was done to it."""

    def __init__(self) -> None:
        self.is_closed = False
        self.is_interrupted = False

    def interrupt(self) -> None:
        self.is_interrupted = True

    async def aclose(self) -> None:
        self.is_closed = True


class Failing:
    """Makes connections, but not the first ones."""

    def __init__(self, failures: int) -> None:
        self._failures = failures

    def __call__(self) -> AsyncConnection:
        if self._failures:
            self._failures -= 1
            raise FileNotFoundError("the certificate is missing")
        return Fake()


async def test_nothing_is_made_before_it_is_wanted() -> None:
    made: list[Fake] = []

    def make() -> Fake:
        made.append(Fake())
        return made[-1]

    Connections(make, 2)
    assert made == []


async def test_one_that_was_given_back_is_taken_again() -> None:
    connections = Connections(Fake, 2)
    first = await connections.take()
    await connections.give_back(first)
    assert await connections.take() is first


async def test_the_last_one_given_back_is_the_next_one_taken() -> None:
    connections = Connections(Fake, 3)
    first, second = await connections.take(), await connections.take()
    await connections.give_back(second)
    await connections.give_back(first)
    assert await connections.take() is first


async def test_those_in_use_are_different_ones() -> None:
    connections = Connections(Fake, 2)
    assert await connections.take() is not await connections.take()


async def test_who_finds_none_gets_the_first_that_is_given_back() -> None:
    connections = Connections(Fake, 1)
    first = await connections.take()
    waiting = Running(connections.take)
    await connections.give_back(first)
    assert await waiting.result() is first


async def test_all_who_wait_are_served() -> None:
    connections = Connections(Fake, 2)
    taken = [await connections.take(), await connections.take()]

    async def use() -> AsyncConnection:
        connection = await connections.take()
        await connections.give_back(connection)
        return connection

    waiting = [Running(use) for _ in range(6)]
    for connection in taken:
        await connections.give_back(connection)
    assert {id(await each.result()) for each in waiting} <= {id(connection) for connection in taken}


async def test_without_limit_nobody_waits() -> None:
    connections = Connections(Fake, None)
    taken = [await connections.take() for _ in range(50)]
    assert len({id(connection) for connection in taken}) == 50


async def test_without_limit_only_a_few_are_kept() -> None:
    connections = Connections(Fake, None)
    taken = [await connections.take() for _ in range(50)]
    for connection in taken:
        await connections.give_back(connection)
    kept = [connection for connection in taken if isinstance(connection, Fake) and not connection.is_closed]
    assert len(kept) == 8


async def test_closing_closes_those_that_are_idle() -> None:
    connections = Connections(Fake, 2)
    connection = await connections.take()
    await connections.give_back(connection)
    await connections.aclose()
    assert isinstance(connection, Fake)
    assert connection.is_closed


async def test_closing_interrupts_those_in_use_and_closes_them_when_they_are_given_back() -> None:
    connections = Connections(Fake, 2)
    connection = await connections.take()
    assert isinstance(connection, Fake)
    await connections.aclose()
    assert connection.is_interrupted
    await connections.give_back(connection)
    assert connection.is_closed


async def test_one_that_cannot_be_made_takes_no_place() -> None:
    connections = Connections(Failing(1), 1)
    with pytest.raises(FileNotFoundError):
        await connections.take()
    assert isinstance(await Running(connections.take).result(), Fake)
