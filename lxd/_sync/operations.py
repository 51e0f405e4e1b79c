# Written by scripts/unasync.py from lxd/_async/operations.py. Change that, and run `make sync`.

"""Background operations: handles to them, and the area."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, Self, TypeVar, overload

from lxd_api import models
from lxd_api import operations as api

from lxd._core.answers import Answer
from lxd._core.filtering import FilterLike, select
from lxd._core.operations import error_of, finished, is_final, timed_out
from lxd._sync._io import Fetchable
from lxd._sync.area import Area
from lxd._sync.waiting import follow, poll
from lxd.entities import operations as entities
from lxd.errors import LXDError, OperationError

if TYPE_CHECKING:
    from lxd._sync.client import LXDClient

__all__ = ["Operation", "OperationLink", "Operations"]

M = TypeVar("M")


class Operation:
    """A handle to a background operation, or to what the server did at once.

    Args:
        client: the client that started it.
        state: the operation as last seen.
        project: the project that it was started in; None for the server's default.
    """

    def __init__(self, client: LXDClient, state: models.Operation, *, project: str | None = None) -> None:
        self._client = client
        self._project = project
        self.state = state
        """The operation as last seen; `wait` and `refresh` renew it."""

    @classmethod
    def from_answer(cls, client: LXDClient, answer: Answer, project: str | None) -> Self:
        """Makes the handle for an answer; one that the server gave at once is of a finished operation."""
        if answer.type == "async":
            return cls(client, answer.read(models.Operation.from_dict), project=project)
        return cls(
            client, finished(answer.metadata if isinstance(answer.metadata, dict) else None), project=project
        )

    @classmethod
    def done(cls, client: LXDClient) -> Self:
        """Makes the handle for what is done already, without an answer that says so."""
        return cls(client, finished())

    @property
    def id(self) -> str:
        """Its id; empty where the server did it at once."""
        return self.state.id

    @property
    def description(self) -> str:
        """What it does, in LXD's words."""
        return self.state.description

    @property
    def status(self) -> str:
        """``"Running"``, ``"Success"``, … as last seen."""
        return self.state.status

    @property
    def status_code(self) -> int:
        """The status as a number; 200 and above are final."""
        return self.state.status_code

    @property
    def is_done(self) -> bool:
        """Whether it had ended, well or not, when last seen."""
        return is_final(self.state)

    @property
    def metadata(self) -> dict[str, Any]:
        """What it tells of its result, as last seen; of an answer given at once: the answer's metadata."""
        return self.state.metadata

    @property
    def resources(self) -> dict[str, list[str]]:
        """URLs of the objects that it works on, by kind."""
        return self.state.resources

    def wait(
        self, timeout: float | None = None, *, progress: entities.ProgressCallback | None = None
    ) -> models.Operation:
        """Waits for its end; see `Operations.wait`.

        An operation of class ``token`` never ends by itself, and has its result from the start in `metadata`.

        Raises:
            OperationError: it did not succeed, or not in time.
            LXDError: it is of class ``token``.
        """
        if self.is_done:
            if error := error_of(self.state, None):
                raise error
            return self.state
        if self.state.class_ == "token":
            raise LXDError(
                f"operation {self.id} is a token: it waits to be used, and never ends by itself",
                hint="its result is in `metadata` already; cancel() revokes it",
            )
        try:
            self.state = self._client.operations.wait(
                self.id, timeout=timeout, progress=progress, project=self._project
            )
        except OperationError as error:
            self.state = error.operation or self.state
            raise
        return self.state

    def cancel(self) -> None:
        """Cancels it; see `Operations.cancel`."""
        if not self.is_done:
            self._client.operations.cancel(self.id)

    def refresh(self) -> models.Operation:
        """Asks for its present state.

        Raises:
            NotFound: LXD has forgotten it.
        """
        if not self.is_done:
            self.state = self._client.operations.get(self.id)
        return self.state

    def get_children(self) -> list[models.Operation]:
        """Gets its parts, such as each instance's of `instances.update_state_of_all`; empty where it has none.

        Endpoint: ``GET /1.0/operations/{id}``; API extension ``bulk_operations``.

        Raises:
            ExtensionMissing: this server does all in one part.
            NotFound: LXD has forgotten it.
        """
        return (self._client.operations.get(self.id, recursion=1)).children if self.id else []

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id or 'done at once'}: {self.status}>"


class OperationLink(entities.OperationLink, Fetchable[models.Operation]):
    """A link to an operation of one client's server."""

    __slots__ = ("_area",)

    def __init__(self, area: Operations, url: str) -> None:
        super().__init__(url)
        self._area = area

    def fetch(self) -> models.Operation:
        """Fetches the operation."""
        return self._area.get(self.id)


class Operations(Area):
    """What the server does in the background."""

    @overload
    def list(
        self,
        recursion: Literal[0] = 0,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
    ) -> list[OperationLink]: ...
    @overload
    def list(
        self,
        recursion: Literal[1],
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
    ) -> list[models.Operation]: ...
    @overload
    def list(
        self,
        recursion: Literal[2],
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
    ) -> list[models.OperationFull]: ...
    @overload
    def list(
        self,
        recursion: int,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
    ) -> list[OperationLink] | list[models.Operation] | list[models.OperationFull]: ...
    def list(
        self,
        recursion: int = 0,
        *,
        filter: FilterLike | None = None,
        project: str | None = None,
        all_projects: bool = False,
    ) -> list[OperationLink] | list[models.Operation] | list[models.OperationFull]:
        """Lists the operations that run, or ended a short time ago: five seconds, those of many parts a day.

        Endpoint: ``GET /1.0/operations``; `all_projects` needs the API extension ``operations_get_query_all_projects``,
        recursion 2 ``bulk_operations``.

        Args:
            recursion: 0: links; 1: operations; 2: with their parts.
            filter: which operations; LXD cannot filter them, so that all are fetched and then picked from.
            project: the project; default: the client's.
            all_projects: of all projects instead.

        Raises:
            FilterError: the filter is none.
        """
        everywhere = all_projects or None
        if recursion == 0 and filter is None:
            links = self._client.send(
                api.operations_get(recursion=0, project=project, all_projects=everywhere)
            )
            return [OperationLink(self, url) for urls in links.values() for url in urls]
        if recursion == 2:
            full = self._client.send(
                api.operations_get(recursion=2, project=project, all_projects=everywhere)
            )
            return _picked(filter, full)
        operations = self._client.send(
            api.operations_get(recursion=1, project=project, all_projects=everywhere)
        )
        picked = _picked(filter, operations)
        if recursion == 0:
            return [OperationLink(self, f"/1.0/operations/{each.id}") for each in picked]
        return picked

    @overload
    def get(self, id: str, recursion: Literal[0] = 0) -> models.Operation: ...
    @overload
    def get(self, id: str, recursion: Literal[1]) -> models.OperationFull: ...
    @overload
    def get(self, id: str, recursion: int) -> models.Operation | models.OperationFull: ...
    def get(self, id: str, recursion: int = 0) -> models.Operation | models.OperationFull:
        """Gets an operation's state.

        Endpoint: ``GET /1.0/operations/{id}``; recursion 1 needs the API extension ``bulk_operations``.

        Args:
            id: its id.
            recursion: 0: the operation; 1: with its parts, ``children``, where it is done in parts.

        Raises:
            BadRequest: it is a part of another one: get that, with its parts.
            NotFound: there is none, or it ended more than five seconds ago.
        """
        return self._client.send(api.operation_get(id, recursion=recursion))

    def cancel(self, id: str) -> None:
        """Cancels an operation, and returns when it is cancelled.

        Endpoint: ``DELETE /1.0/operations/{id}``.

        Raises:
            BadRequest: it cannot be cancelled, or has ended.
            NotFound: there is none, or it ended more than five seconds ago.
        """
        self._finish(api.operation_delete(id))

    def wait(
        self,
        id: str,
        *,
        timeout: float | None = None,
        progress: entities.ProgressCallback | None = None,
        project: str | None = None,
    ) -> models.Operation:
        """Waits for an operation's end.

        Endpoint: ``GET /1.0/operations/{id}/wait``; with `progress` also the events of type ``operation``.

        Args:
            id: its id; the empty one of an operation that the server did at once returns at once.
            timeout: seconds to wait; None or a negative number: as long as it takes. The operation itself goes on.
            progress: called with how far it is, whenever the server tells.
            project: the project that it was started in, where `progress` is to be told; default: the client's.

        Returns:
            The operation in its final state.

        Raises:
            OperationFailed: it ended in failure.
            OperationCancelled: it was cancelled.
            OperationTimeout: it is still running.
            OperationNotFound: LXD knows no such operation, or not any more: the outcome is unknown.
            LXDConnectionError: the server cannot be reached any more.
        """
        if not id:
            return finished()
        if progress is not None:
            state = follow(self._client, id, timeout, progress, project)
        else:
            state = poll(self._client, id, timeout)
        asked = self._client._transport.asked("GET", f"/1.0/operations/{id}/wait")
        if state is None or not is_final(state):
            raise timed_out(state, timeout, asked)
        if error := error_of(state, asked):
            raise error
        return state


def _picked(filter: FilterLike | None, groups: Mapping[str, Sequence[M]]) -> list[M]:
    found = [operation for group in groups.values() for operation in group]
    return found if filter is None else select(filter, found)
