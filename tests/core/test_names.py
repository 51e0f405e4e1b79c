"""The name of what an operation makes."""

from __future__ import annotations

from typing import Any

import pytest
from lxd_api.models import Operation

from lxd._core.names import made_name
from tests.envelopes import operation


@pytest.mark.parametrize(
    ("told", "kind", "expected"),
    [
        ({"metadata": {"entity_url": "/1.0/instances/c1/snapshots/snap0?project=p"}}, "snapshots", "snap0"),
        ({"resources": {"instances_snapshots": ["/1.0/instances/c1/snapshots/s"]}}, "snapshots", "s"),
        ({"resources": {"instances": ["/1.0/instances/sane-cow"]}}, "instances", "sane-cow"),
        ({"resources": {"backups": ["/1.0/backups/b0"]}}, "backups", "b0"),
        ({"resources": {"instances_backups": ["/1.0/instances/c1/backups/b0"]}}, "backups", "b0"),
        ({"metadata": {"entity_url": "/1.0/instances/a%2Fb"}}, "instances", "a/b"),
        # LXD 5.0.2 tells only which instance a snapshot is of.
        ({"resources": {"instances": ["/1.0/instances/c1"]}}, "snapshots", ""),
        ({"resources": {"instances": ["/1.0/instances/"]}}, "instances", ""),
        ({"metadata": {"entity_url": 7}, "resources": None}, "instances", ""),
        ({"metadata": None, "resources": {"instances": ["x", ""]}}, "instances", ""),
    ],
)
def test_the_name_is_where_the_server_tells_it(told: dict[str, Any], kind: str, expected: str) -> None:
    assert made_name(Operation.from_dict(operation(**{"resources": {}, **told})), kind) == expected


def test_the_url_of_what_was_made_comes_before_those_of_what_it_works_on() -> None:
    told = operation(
        metadata={"entity_url": "/1.0/instances/new"}, resources={"instances": ["/1.0/instances/old"]}
    )
    assert made_name(Operation.from_dict(told), "instances") == "new"
