# Written by scripts/unasync.py from lxd/_async/editing.py. Change that, and run `make sync`.

"""Changing an object that others may change too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from lxd_api.base import Model

from lxd._core.edit import is_collision, merge, overlay
from lxd._core.values import Body, plain_body
from lxd._sync._io import sleep
from lxd.errors import OperationFailed, PreconditionFailed

if TYPE_CHECKING:
    from lxd_api import models
    from lxd_api.types import Request

    from lxd._sync.client import LXDClient
    from lxd._sync.operations import Operation

__all__ = ["Edit"]

M = TypeVar("M", bound=Model)

_ATTEMPTS = 10

_PAUSE = 0.05
"""Seconds by which each attempt waits longer than the one before."""


class Edit(Generic[M]):
    """An object to be changed and written back, unless somebody else changed the same of it meanwhile.

    As a context manager it gets the object when entered, and writes it back when left, if it was changed and the
    block raised nothing::

        with client.instances.edit("c1") as instance:
            instance.config["limits.cpu"] = "2"

    Where the object was changed by somebody else meanwhile, what the block changed is done again on what it is now,
    key by key. `apply` calls a function again instead, which can look at what it finds; `update` takes what to change.

    Args:
        client: the client.
        get: the request that gets the object, and its ETag.
        put: makes the request that writes it back.
        timeout: seconds that writing it back may take, where the server does it in the background; None: as long
            as it takes.
    """

    def __init__(
        self,
        client: LXDClient,
        get: Request[M],
        put: Callable[[Mapping[str, Any]], Request[models.Operation | None]],
        *,
        timeout: float | None = None,
    ) -> None:
        self._client = client
        self._get = get
        self._put = put
        self._timeout = timeout
        self._object: M | None = None
        self._base: dict[str, Any] = {}
        self._etag: str | None = None

    def apply(self, change: Callable[[M], object]) -> M:
        """Gets the object, has a function change it, and writes it back; as often as it takes.

        Args:
            change: changes the object that it is given; it may be called several times, each time with the object
                as it is then. What it returns does not matter; what it raises ends it, and nothing is written.

        Returns:
            The object as it was written.

        Raises:
            PreconditionFailed: it was changed by others again and again.
        """
        attempt = 0
        while True:
            attempt += 1
            found = self._fetch()
            change(found)
            try:
                self._write(plain_body(found))
            except PreconditionFailed:
                if attempt >= _ATTEMPTS:
                    raise
                sleep(_PAUSE * attempt)
            else:
                return found

    def update(self, changes: Body) -> Operation:
        """Gets the object, changes what is given of it, and starts to write it back; as often as it takes.

        Args:
            changes: what is given of it. Maps, such as ``config``, are put together key by key, and a key that is None
                or ``""`` is unset; everything else is replaced.

        Raises:
            PreconditionFailed: it was changed by others again and again.
        """
        wanted = plain_body(changes)
        attempt = 0
        while True:
            attempt += 1
            self._fetch()
            try:
                return self._start(overlay(self._base, wanted))
            except PreconditionFailed:
                if attempt >= _ATTEMPTS:
                    raise
                sleep(_PAUSE * attempt)

    def __enter__(self) -> M:
        self._object = self._fetch()
        return self._object

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        edited, self._object = self._object, None
        if error is not None or edited is None:
            return
        base, wanted = self._base, plain_body(edited)
        body = wanted
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                self._write(body)
                return
            except PreconditionFailed as refusal:
                if attempt == _ATTEMPTS:
                    raise
                sleep(_PAUSE * attempt)
                self._fetch()
                body, conflicts = merge(base, wanted, self._base)
                if conflicts:
                    raise PreconditionFailed(
                        f"somebody else changed the same meanwhile: {', '.join(conflicts)}",
                        status=refusal.status,
                        asked=refusal.asked,
                        hint="look at what it is now, and decide again",
                    ) from refusal

    def _fetch(self) -> M:
        answer = self._client.exchange(self._get)
        found = answer.read(self._get.decode)
        self._base, self._etag = plain_body(found), answer.etag
        return found

    def _write(self, body: Mapping[str, Any]) -> None:
        if body == self._base:
            return
        operation = self._start(body)
        try:
            operation.wait(self._timeout)
        except OperationFailed as error:
            if is_collision(error.message):
                raise PreconditionFailed(
                    error.message, status=412, http_status=200, asked=error.asked
                ) from error
            raise

    def _start(self, body: Mapping[str, Any]) -> Operation:
        request = self._put(body)
        if self._etag:
            request = request.replace(headers={**request.headers, "If-Match": self._etag})
        return self._client.start(request)
