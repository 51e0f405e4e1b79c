"""What truly differs between asyncio and threads; `lxd._async._io` is its twin, and both are written by hand."""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from collections.abc import AsyncIterable, Callable, Coroutine, Iterable
from typing import Any, Generic, ParamSpec, TypeAlias, TypeVar

import httpx

__all__ = [
    "Call",
    "Fetchable",
    "Getter",
    "Inbox",
    "Reader",
    "Trailing",
    "adapt",
    "finish",
    "forsake",
    "in_own_thread",
    "in_thread",
    "new_lock",
    "new_slots",
    "now",
    "owner",
    "read_body",
    "sleep",
    "starts",
    "to_the_end",
]

P = ParamSpec("P")
T = TypeVar("T")
C = TypeVar("C", bound=Callable[..., Any])

Call: TypeAlias = Callable[[], T]
"""Something to be called that takes its time."""

sleep = time.sleep

now = time.monotonic


def new_lock() -> threading.Lock:
    """Returns a lock."""
    return threading.Lock()


def owner() -> object:
    """Returns whose connections these are: a process's, and a child that uses them hears its parent's answers."""
    return os.getpid()


def forsake(connections: list[Any]) -> None:
    """Lets go of a parent process's connections: closes them here, which it does not notice."""
    while connections:
        connections.pop().close()


def adapt(content: Any) -> Any:
    """Makes a body that httpx sends synchronously.

    Raises:
        TypeError: it can only be sent asynchronously.
    """
    if isinstance(content, AsyncIterable):
        raise TypeError(
            "this client sends bytes and iterables of them; what it was given needs AsyncLXDClient"
        )
    return content


class Slots:
    """A number of slots to be taken and given back; who has waited longest is next.

    With a semaphore or a queue the thread that gives a slot back takes it again before any that waits, and some
    wait for seconds. There is no lock in it that an interrupt could leave locked: every step is one of C's.
    """

    def __init__(self, count: int) -> None:
        self._free: list[None] = [None] * count
        self._waiting: deque[threading.Lock] = deque()

    def acquire(self) -> None:
        """Takes a slot, and waits for one if need be."""
        if not self._waiting:
            try:
                self._free.pop()
                return
            except IndexError:
                pass
        turn = threading.Lock()
        turn.acquire()
        try:
            self._waiting.append(turn)
            self._hand_on()
            turn.acquire()
        except BaseException:
            try:
                self._waiting.remove(turn)
            except ValueError:  # it had been handed a slot already
                self.release()
            raise

    def release(self) -> None:
        """Gives a slot back."""
        self._free.append(None)
        self._hand_on()

    def _hand_on(self) -> None:
        while self._waiting:
            try:
                self._free.pop()
            except IndexError:
                return
            try:
                self._waiting.popleft().release()
            except IndexError:
                self._free.append(None)


new_slots = Slots


def finish(result: object) -> None:
    """Makes sure that a user's function is done.

    Raises:
        TypeError: it is an ``async def``, and nobody here can wait for it.
    """
    if isinstance(result, Coroutine):
        result.close()
        raise TypeError("this client calls plain functions; an `async def` needs AsyncLXDClient")


def read_body(response: httpx.Response) -> bytes:
    """Reads an answer's body and gives its connection back."""
    assert isinstance(response.stream, Iterable)
    try:
        parts = list(response.stream)
    finally:
        response.stream.close()
    return parts[0] if len(parts) == 1 else b"".join(parts)


def in_thread(function: Callable[P, T], /, *arguments: P.args, **options: P.kwargs) -> T:
    """Does what may block, such as reading and writing files, right here: this is a thread."""
    return function(*arguments, **options)


in_own_thread = in_thread


class Trailing:
    """Does what may block, one thing after the other: right here, for this is a thread."""

    def do(self, function: Callable[P, None], /, *arguments: P.args, **options: P.kwargs) -> None:
        """Does it."""
        function(*arguments, **options)

    def join(self) -> None:
        """Nothing is left to be waited for."""


def to_the_end(run: Callable[[], T], patience: float | Callable[[], float | None] | None = None) -> T:
    """Runs something that must not be left half-done, such as tidying up: nobody cancels a thread."""
    return run()


A = TypeVar("A")

Getter: TypeAlias = Callable[[A], T]
"""A method that gets something."""


class Fetchable(Generic[T]):
    """Lets a link be fetched, as often as one likes: each time is a request of its own."""

    __slots__ = ()

    def fetch(self) -> T:
        """Fetches the object."""
        raise NotImplementedError


def starts(call: C) -> C:
    """Marks a method that starts a background operation; in the other client there is more to it."""
    return call


class Inbox(Generic[T]):
    """A bounded queue between the thread that reads a socket and the one that wants what it read.

    Args:
        limit: how many items it holds.
        overflow: makes the exception for one item more.
    """

    def __init__(self, limit: int, overflow: Callable[[], Exception]) -> None:
        self._items: deque[T] = deque()
        self._limit = limit
        self._overflow = overflow
        self._fault: Exception | None = None
        self._changed = threading.Condition()

    def put(self, item: T) -> None:
        """Adds an item; one too many fails the inbox instead."""
        with self._changed:
            if len(self._items) < self._limit:
                self._items.append(item)
                self._changed.notify()
                return
        self.fail(self._overflow())
        raise self._overflow()

    def fail(self, fault: Exception) -> None:
        """Lets `get` raise, once what came before has been taken."""
        with self._changed:
            self._fault = self._fault or fault
            self._changed.notify_all()

    def get(self, timeout: float | None = None) -> T:
        """Takes the next item.

        Args:
            timeout: seconds to wait for one; None: for ever.

        Raises:
            TimeoutError: none came.
        """
        with self._changed:
            if not self._changed.wait_for(lambda: self._items or self._fault, timeout):
                raise TimeoutError
            if self._items:
                return self._items.popleft()
            assert self._fault is not None
            raise self._fault


class Reader:
    """A thread that runs beside the caller until it is done."""

    def __init__(self, run: Callable[[], None], name: str) -> None:
        self._thread = threading.Thread(target=run, name=name, daemon=True)
        self._thread.start()

    def join(self) -> None:
        """Waits for its end."""
        self._thread.join()
