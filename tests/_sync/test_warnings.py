# Written by scripts/unasync.py from tests/_async/test_warnings.py. Change that, and run `make sync`.

"""Warnings: what is sent, and both ways in which servers answer."""

from __future__ import annotations

import pytest

from lxd import LXDClient
from lxd.filters import F, FilterLike
from tests.standin import StandIn

WARNINGS = "/1.0/warnings"
UUID = "e9e9da0d-2538-4351-8047-46d4a8ae4dbb"
ONE = f"{WARNINGS}/{UUID}"


def test_they_are_listed(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {WARNINGS}", [{"uuid": UUID, "status": "new", "severity": "low"}])
    (warning,) = newest.warnings.list(project="p")
    assert warning.severity == "low"
    assert standin.calls == [f"GET {WARNINGS}?recursion=1&project=p"]


def test_the_server_picks_them(newest: LXDClient, standin: StandIn) -> None:
    newest.warnings.list(filter=F.status == "new")
    (asked,) = standin.calls
    assert asked == f"GET {WARNINGS}?recursion=1&filter=status eq ^(?-i)new$"


def test_links(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {WARNINGS}", [ONE])
    standin.on(f"GET {ONE}", {"uuid": UUID})
    (link,) = newest.warnings.list(0, filter="status eq new")
    assert (link.fetch()).uuid == UUID
    assert "filter=status eq new" in standin.calls[0]


def test_one_is_got(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {ONE}", {"uuid": UUID, "count": 3})
    assert (newest.warnings.get(UUID)).count == 3


def test_acknowledging(newest: LXDClient, standin: StandIn) -> None:
    newest.warnings.acknowledge(UUID)
    assert standin.body(f"PATCH {ONE}") == {"status": "acknowledged"}


@pytest.mark.parametrize("status", ["new", "acknowledged"])
def test_replacing(newest: LXDClient, standin: StandIn, status: str) -> None:
    newest.warnings.update_configuration(UUID, {"status": status}).wait()
    assert standin.body(f"PUT {ONE}") == {"status": status}


def test_changing(newest: LXDClient, standin: StandIn) -> None:
    newest.warnings.update_configuration_subset(UUID, {"status": "new"}).wait()
    assert standin.body(f"PATCH {ONE}") == {"status": "new"}


def test_deleting(newest: LXDClient, standin: StandIn) -> None:
    newest.warnings.delete(UUID).wait()
    assert standin.calls == [f"DELETE {ONE}"]


@pytest.mark.parametrize(
    "filter", [F.count == 3, "count eq 3", (F.status == "new") & ~(F.count != 3), "uuid ne x and count eq 3"]
)
def test_by_their_count_they_are_picked_here(newest: LXDClient, standin: StandIn, filter: FilterLike) -> None:
    standin.on(
        f"GET {WARNINGS}",
        [{"uuid": UUID, "status": "new", "count": 3}, {"uuid": "x", "status": "new", "count": 2}],
    )
    assert [warning.uuid for warning in newest.warnings.list(filter=filter)] == [UUID]
    assert [link.url for link in newest.warnings.list(0, filter=filter)] == [ONE]
    assert standin.calls == [f"GET {WARNINGS}?recursion=1"] * 2


def test_a_text_that_is_no_filter_is_the_servers_to_refuse(newest: LXDClient, standin: StandIn) -> None:
    newest.warnings.list(filter="count")
    assert standin.calls == [f"GET {WARNINGS}?recursion=1&filter=count"]


@pytest.mark.parametrize("recursion", [0, 1])
def test_those_of_the_server(newest: LXDClient, standin: StandIn, recursion: int) -> None:
    newest.with_scope(project="p").warnings.list(recursion, all_projects=True)
    assert standin.calls == [f"GET {WARNINGS}?recursion=1" if recursion else f"GET {WARNINGS}"]
