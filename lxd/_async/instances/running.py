"""Running a command over its streams, from its start to its end."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, AnyStr

from lxd._async._io import now, to_the_end
from lxd._async.instances._feeder import Input, Source, started
from lxd._async.instances.execution import AsyncExecution
from lxd._async.instances.feeding import AsyncFeeding
from lxd._core.coding import Coding
from lxd._core.exec import take_merged
from lxd.entities import exec as entities
from lxd.errors import CommandTimeout, LXDTimeout, OutputTruncated

if TYPE_CHECKING:
    from lxd._async.client import AsyncLXDClient

__all__ = ["run_streamed"]

_LEAST = 1.0
"""Seconds that each step of the start gets, however short the time is."""


async def run_streamed(
    client: AsyncLXDClient,
    name: str,
    body: Mapping[str, Any],
    coding: Coding[AnyStr],
    *,
    input: Input | None,
    keep: bool,
    merge: bool,
    timeout: float | None,
    project: str | None,
) -> entities.ExecResult[AnyStr]:
    """Runs a command; see `AsyncInstanceCommands.run`.

    Args:
        client: the client.
        name: the instance.
        body: the body of the request.
        coding: how output is decoded and input encoded.
        input: what the command reads; None: nothing.
        keep: whether to return its output.
        merge: whether its error output belongs to its output.
        timeout: seconds that it gets; None: as long as it takes.
        project: the instance's project; default: the client's.
    """
    deadline = None if timeout is None else now() + timeout
    data: bytes | bytearray | memoryview = b""
    source: Source | None = None
    if isinstance(input, str | bytes | bytearray | memoryview):
        data = coding.encode(input)
    elif input is not None:
        source = input
    try:
        start = partial(
            AsyncExecution.start, client, name, body, project=project, timeout=_step(client, timeout)
        )
        execution = await started(start, AsyncExecution.end)
    except LXDTimeout as error:
        if timeout is None or deadline is None or now() < deadline:
            raise
        raise CommandTimeout(body["command"], instance=name, timeout=timeout) from error
    outlets = (execution.stdout, execution.stderr)
    outputs = (outlets, ()) if merge else (outlets[:1], outlets[1:])
    feeding: AsyncFeeding | None = None
    try:
        for outlet in outlets:
            outlet.keep = keep
            if not merge:
                outlet.gather()
        if source is None:
            execution.queue_input(data)
        else:
            feeding = AsyncFeeding(execution, source, coding)
        returncode = await execution.finish(deadline)
        await execution.aclose()
    except (TimeoutError, OutputTruncated) as error:
        is_of_input = error is execution.input_fault
        stdout, stderr = (take_merged(output, coding, whole=False) for output in outputs)
        has_ended = await to_the_end(execution.end)
        if is_of_input:
            raise
        if isinstance(error, OutputTruncated):
            error.stdout, error.stderr = stdout, stderr
        if timeout is None or isinstance(error, OutputTruncated):
            raise
        hint = "it was ended" if has_ended else "it could not be ended, and may still run"
        raise CommandTimeout(
            body["command"], instance=name, timeout=timeout, stdout=stdout, stderr=stderr, hint=hint
        ) from None
    except BaseException:
        await to_the_end(execution.end)
        raise
    finally:
        if feeding is not None:
            await feeding.stop()
    stdout, stderr = (take_merged(output, coding) for output in outputs)
    return entities.ExecResult(
        command=list(body["command"]), returncode=returncode, stdout=stdout, stderr=stderr, instance=name
    )


def _step(client: AsyncLXDClient, timeout: float | None) -> float | None:
    """Returns the seconds that each step of the start may take."""
    if timeout is None:
        return None
    limit = client._transport.timeout
    timeout = max(timeout, _LEAST)
    return timeout if limit is None else min(timeout, limit)
