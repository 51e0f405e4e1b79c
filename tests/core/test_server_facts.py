"""What a client has learnt about its server."""

from __future__ import annotations

import pytest

from lxd._core.server_facts import ServerFacts
from lxd.errors import Asked, ExtensionMissing

ASKED = Asked("GET", "/1.0/replicators", "unix:/run/s")


@pytest.fixture
def facts() -> ServerFacts:
    facts = ServerFacts()
    facts.learn(["a", "b"], "5.0.2")
    return facts


def test_nothing_is_known_at_first() -> None:
    assert not ServerFacts().are_known


def test_a_server_without_extensions_is_known_too() -> None:
    facts = ServerFacts()
    facts.learn([], "4.0")
    assert facts.are_known


def test_an_extension_that_is_there(facts: ServerFacts) -> None:
    assert facts.has("a")


def test_an_extension_that_is_missing(facts: ServerFacts) -> None:
    assert not facts.has("c")


def test_before_anything_is_known_no_extension_is_there() -> None:
    assert not ServerFacts().has("a")


def test_what_was_learnt_later_counts(facts: ServerFacts) -> None:
    facts.learn(["c"], "6.9")
    assert (facts.has("a"), facts.has("c"), facts.version) == (False, True, "6.9")


def test_what_is_there_may_be_required(facts: ServerFacts) -> None:
    facts.require({"field x": "a", "parameter y": "b"})


def test_what_is_missing_may_not_be_required(facts: ServerFacts) -> None:
    with pytest.raises(ExtensionMissing) as caught:
        facts.require({"field x": "a", "parameter y": "c"}, ASKED)
    error = caught.value
    assert (error.extension, error.needed_for, error.version, error.asked) == (
        "c",
        "parameter y",
        "5.0.2",
        ASKED,
    )


def test_the_error_says_what_needs_what_and_which_server_lacks_it(facts: ServerFacts) -> None:
    with pytest.raises(
        ExtensionMissing,
        match=r"parameter y needs the API extension 'c', which the server \(LXD 5.0.2\) lacks",
    ):
        facts.require({"parameter y": "c"})


def test_a_server_that_does_not_tell_its_version_is_just_the_server() -> None:
    facts = ServerFacts()
    facts.learn([], "")
    with pytest.raises(ExtensionMissing, match="'c', which the server lacks"):
        facts.require({"x": "c"})
