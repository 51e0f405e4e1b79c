# Written by scripts/unasync.py from lxd/_async/instances/recording.py. Change that, and run `make sync`.

"""Running a command whose output the server records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, AnyStr

from lxd_api import instances as api
from lxd_api import models
from lxd_api import operations as operations_api

from lxd._core.coding import Coding
from lxd._core.exec import STDERR, STDOUT, output_urls, returncode_of
from lxd._sync._io import to_the_end
from lxd.entities import exec as entities
from lxd.errors import CommandTimeout, LXDError, OperationError, OperationTimeout, UnexpectedAnswer

if TYPE_CHECKING:
    from lxd._sync.client import LXDClient

__all__ = ["run_recorded"]

_CANCEL = 2.0
"""Seconds that the server gets to cancel an operation."""


def run_recorded(
    client: LXDClient,
    name: str,
    body: Mapping[str, Any],
    coding: Coding[AnyStr],
    *,
    keep: bool,
    timeout: float | None,
    project: str | None,
) -> entities.ExecResult[AnyStr]:
    """Runs a command, fetches its recorded output and deletes that; see `InstanceCommands.run`.

    Args:
        client: the client.
        name: the instance.
        body: the body of the request.
        coding: how output is decoded.
        keep: whether to fetch the output.
        timeout: seconds that it gets; None: as long as it takes.
        project: the instance's project; default: the client's.
    """
    operation = client.start(api.instance_exec_post(name, body=body, project=project))
    fault: OperationError | None = None
    try:
        state = operation.wait(timeout)
    except OperationTimeout as error:
        gone = _cancel(client, operation.id)
        hint = (
            "it was ended" if gone else "it goes on; this server cannot end a command whose output it records"
        )
        raise CommandTimeout(body["command"], instance=name, timeout=timeout or 0.0, hint=hint) from error
    except OperationError as error:
        if error.operation is None:
            raise
        state, fault = error.operation, error
    except BaseException:
        to_the_end(partial(_cancel, client, operation.id))
        raise
    output = _fetch(client, state, keep, project or client.project)
    returncode = returncode_of(state)
    if returncode is None:
        raise fault or UnexpectedAnswer(f"the end of operation {operation.id} tells no exit code")
    return entities.ExecResult(
        command=list(body["command"]),
        returncode=returncode,
        stdout=coding.decode(output.get(STDOUT, b"")),
        stderr=coding.decode(output.get(STDERR, b"")),
        instance=name,
    )


def _fetch(client: LXDClient, state: models.Operation, keep: bool, project: str | None) -> dict[str, bytes]:
    """Fetches the recorded output by stream, and deletes it in any case."""
    query = {"project": project} if project else {}
    urls = output_urls(state)
    output: dict[str, bytes] = {}
    try:
        for stream, url in urls.items() if keep else ():
            output[stream] = (client.raw("GET", url, query=query)).content
    finally:
        to_the_end(partial(_delete, client, urls.values(), query))
    return output


def _delete(client: LXDClient, urls: Iterable[str], query: Mapping[str, str]) -> None:
    """Deletes recorded output; all that can be."""
    fault: LXDError | None = None
    for url in urls:
        try:
            client.raw("DELETE", url, query=query)
        except LXDError as error:
            fault = fault or error
    if fault is not None:
        raise fault


def _cancel(client: LXDClient, id: str) -> bool:
    """Cancels an operation, where the server can do that; returns whether it could."""
    try:
        client.exchange(operations_api.operation_delete(id), timeout=_CANCEL)
    except LXDError:
        return False
    return True
