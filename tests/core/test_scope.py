"""The project and the cluster member of requests that name none."""

from __future__ import annotations

from lxd._core.scope import Scope

BOTH = frozenset({"project", "target"})


def test_without_defaults_nothing_is_added() -> None:
    assert Scope().apply({"recursion": "1"}, BOTH) == {"recursion": "1"}


def test_the_project_is_added() -> None:
    assert Scope(project="p").apply({}, BOTH) == {"project": "p"}


def test_the_target_is_added() -> None:
    assert Scope(target="n1").apply({}, BOTH) == {"target": "n1"}


def test_what_the_request_says_stays() -> None:
    assert Scope("p").apply({"recursion": "1"}, BOTH) == {"project": "p", "recursion": "1"}


def test_a_request_may_name_another_project() -> None:
    assert Scope("p").apply({"project": "q"}, BOTH) == {"project": "q"}


def test_a_request_may_name_another_target() -> None:
    assert Scope(target="n1").apply({"target": "n2"}, BOTH) == {"target": "n2"}


def test_an_endpoint_that_takes_no_project_gets_none() -> None:
    assert Scope("p").apply({}, frozenset({"target"})) == {}


def test_an_endpoint_that_takes_no_target_gets_none() -> None:
    assert Scope(target="n1").apply({}, frozenset({"project"})) == {}


def test_beside_all_projects_there_is_no_project() -> None:
    assert Scope("p").apply({"all-projects": "true"}, BOTH) == {"all-projects": "true"}


def test_all_projects_that_is_false_does_not_count() -> None:
    assert Scope("p").apply({"all-projects": "false"}, BOTH)["project"] == "p"


def test_the_requests_own_query_is_left_as_it_is() -> None:
    query = {"recursion": "1"}
    Scope("p").apply(query, BOTH)
    assert query == {"recursion": "1"}
