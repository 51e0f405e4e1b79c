# Written by scripts/unasync.py from tests/_async/test_connections.py. Change that, and run `make sync`.

"""A few connections, taken and given back."""

from __future__ import annotations

import pytest

from lxd._sync.connection import Connection
from lxd._sync.connections import Connections
from tests._sync._io import Running


class Fake(Connection):
    """A connection that remembers what was done to it."""

    def __init__(self) -> None:
        self.is_closed = False
        self.is_interrupted = False

    def interrupt(self) -> None:
        self.is_interrupted = True

    def close(self) -> None:
        self.is_closed = True


class Failing:
    """Makes connections, but not the first ones."""

    def __init__(self, failures: int) -> None:
        self._failures = failures

    def __call__(self) -> Connection:
        if self._failures:
            self._failures -= 1
            raise FileNotFoundError("the certificate is missing")
        return Fake()


def test_nothing_is_made_before_it_is_wanted() -> None:
    made: list[Fake] = []

    def make() -> Fake:
        made.append(Fake())
        return made[-1]

    Connections(make, 2)
    assert made == []


def test_one_that_was_given_back_is_taken_again() -> None:
    connections = Connections(Fake, 2)
    first = connections.take()
    connections.give_back(first)
    assert connections.take() is first


def test_the_last_one_given_back_is_the_next_one_taken() -> None:
    connections = Connections(Fake, 3)
    first, second = connections.take(), connections.take()
    connections.give_back(second)
    connections.give_back(first)
    assert connections.take() is first


def test_those_in_use_are_different_ones() -> None:
    connections = Connections(Fake, 2)
    assert connections.take() is not connections.take()


def test_who_finds_none_gets_the_first_that_is_given_back() -> None:
    connections = Connections(Fake, 1)
    first = connections.take()
    waiting = Running(connections.take)
    connections.give_back(first)
    assert waiting.result() is first


def test_all_who_wait_are_served() -> None:
    connections = Connections(Fake, 2)
    taken = [connections.take(), connections.take()]

    def use() -> Connection:
        connection = connections.take()
        connections.give_back(connection)
        return connection

    waiting = [Running(use) for _ in range(6)]
    for connection in taken:
        connections.give_back(connection)
    assert {id(each.result()) for each in waiting} <= {id(connection) for connection in taken}


def test_without_limit_nobody_waits() -> None:
    connections = Connections(Fake, None)
    taken = [connections.take() for _ in range(50)]
    assert len({id(connection) for connection in taken}) == 50


def test_without_limit_only_a_few_are_kept() -> None:
    connections = Connections(Fake, None)
    taken = [connections.take() for _ in range(50)]
    for connection in taken:
        connections.give_back(connection)
    kept = [connection for connection in taken if isinstance(connection, Fake) and not connection.is_closed]
    assert len(kept) == 8


def test_closing_closes_those_that_are_idle() -> None:
    connections = Connections(Fake, 2)
    connection = connections.take()
    connections.give_back(connection)
    connections.close()
    assert isinstance(connection, Fake)
    assert connection.is_closed


def test_closing_interrupts_those_in_use_and_closes_them_when_they_are_given_back() -> None:
    connections = Connections(Fake, 2)
    connection = connections.take()
    assert isinstance(connection, Fake)
    connections.close()
    assert connection.is_interrupted
    connections.give_back(connection)
    assert connection.is_closed


def test_one_that_cannot_be_made_takes_no_place() -> None:
    connections = Connections(Failing(1), 1)
    with pytest.raises(FileNotFoundError):
        connections.take()
    assert isinstance(Running(connections.take).result(), Fake)
