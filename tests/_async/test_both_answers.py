"""What one server does at once and another in the background looks the same: the calls around instances."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import pytest

from lxd import AsyncLXDClient
from tests.standin import StandIn

Call: TypeAlias = Callable[[AsyncLXDClient], Any]

CALLS: dict[str, Call] = {
    "POST /1.0/instances": lambda client: client.instances.create({"name": "c1", "source": {"type": "none"}}),
    "DELETE /1.0/instances/c1": lambda client: client.instances.delete("c1"),
    "POST /1.0/instances/c1": lambda client: client.instances.rename("c1", "c2"),
    "PUT /1.0/instances/c1": lambda client: client.instances.update_configuration("c1", {"config": {}}),
    "PATCH /1.0/instances/c1": lambda client: client.instances.update_configuration_subset(
        "c1", {"config": {}}
    ),
    "PUT /1.0/instances/c1/state": lambda client: client.instances.update_state("c1", action="start"),
    "POST /1.0/instances/c1/rebuild": lambda client: client.instances.rebuild("c1", None),
    "POST /1.0/instances/c1/snapshots": lambda client: client.instances.snapshots.create("c1", "s1"),
    "POST /1.0/instances/c1/snapshots/s1": lambda client: client.instances.snapshots.rename("c1", "s1", "s2"),
    "DELETE /1.0/instances/c1/snapshots/s1": lambda client: client.instances.snapshots.delete("c1", "s1"),
    "POST /1.0/instances/c1/backups": lambda client: client.instances.backups.create("c1", "b1"),
    "POST /1.0/instances/c1/backups/b1": lambda client: client.instances.backups.rename("c1", "b1", "b2"),
    "DELETE /1.0/instances/c1/backups/b1": lambda client: client.instances.backups.delete("c1", "b1"),
    "PUT /1.0/instances/c1/metadata": lambda client: client.instances.metadata.update_configuration(
        "c1", {"properties": {}}
    ),
    "PATCH /1.0/instances/c1/metadata": lambda client: client.instances.metadata.update_configuration_subset(
        "c1", {"properties": {}}
    ),
    "POST /1.0/instances/c1/metadata/templates": lambda client: client.instances.templates.create(
        "c1", "t", "x"
    ),
    "DELETE /1.0/instances/c1/metadata/templates": lambda client: client.instances.templates.delete(
        "c1", "t"
    ),
    "PUT /1.0/instances/c1/uefi-vars": lambda client: client.instances.uefi_vars.update_configuration(
        "c1", {"variables": {}}
    ),
}


@pytest.mark.parametrize("call", CALLS)
async def test_a_handle_that_is_finished_when_it_has_been_waited_for(
    newest: AsyncLXDClient, standin: StandIn, call: str
) -> None:
    operation = await CALLS[call](newest)
    await operation.wait(timeout=10)
    assert operation.is_done
    assert [asked.partition("?")[0] for asked in standin.calls] == [call]


@pytest.mark.parametrize(
    ("asked", "call"),
    [
        ("PUT /1.0", lambda client: client.server.update_configuration({})),
        ("PATCH /1.0", lambda client: client.server.update_configuration_subset({"core.proxy_http": "x"})),
        (
            "PATCH /1.0/certificates/ab",
            lambda client: client.certificates.update_configuration_subset("ab", name="x"),
        ),
        ("DELETE /1.0/certificates/ab", lambda client: client.certificates.remove("ab")),
        ("DELETE /1.0/instances/c1/console", lambda client: client.instances.console.clear_log("c1")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_what_is_done_when_the_call_returns(
    newest: AsyncLXDClient, standin: StandIn, asked: str, call: Call
) -> None:
    await call(newest)
    assert standin.calls[-1].partition("?")[0] == asked
