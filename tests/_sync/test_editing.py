# Written by scripts/unasync.py from tests/_async/test_editing.py. Change that, and run `make sync`.

"""Changing what others change too."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from lxd_api import models

from lxd import LXDClient
from lxd.errors import NotFound, OperationFailed, PreconditionFailed
from tests import envelopes
from tests.envelopes import WAIT, operation, sync
from tests.fakes import FakeLXD, as_response

C1 = "/1.0/instances/c1"
CHANGED = envelopes.error(412, "ETag doesn't match")


def instance(**config: str) -> dict[str, Any]:
    return {"name": "c1", "config": config, "profiles": ["default"], "devices": {}, "later": {"x": 1}}


def at(etag: str, **config: str) -> httpx.Response:
    """An instance as it is told, with its ETag."""
    return as_response(sync(instance(**config)), etag=f'"{etag}"')


def put(lxd: FakeLXD) -> list[tuple[str | None, dict[str, str]]]:
    """What was put: the ETag that went with it, and the configuration."""
    return [
        (request.headers.get("if-match"), json.loads(request.content)["config"])
        for request in lxd.requests
        if request.method == "PUT"
    ]


@pytest.fixture
def lxd(lxd: FakeLXD) -> FakeLXD:
    """A server with one instance."""
    lxd.on(f"GET {C1}", at("1", a="1"))
    lxd.on(f"PUT {C1}", envelopes.started())
    lxd.on(f"GET {WAIT}", sync(operation(200)))
    return lxd


def test_what_the_block_changed_is_put_with_the_etag(client: LXDClient, lxd: FakeLXD) -> None:
    with client.instances.edit("c1", project="p") as edited:
        edited.config["b"] = "2"
    assert put(lxd) == [('"1"', {"a": "1", "b": "2"})]
    assert lxd.body(f"PUT {C1}")["later"] == {"x": 1}
    assert lxd.calls[-1].startswith(f"GET {WAIT}")
    assert lxd.sent(f"PUT {C1}").url.params["project"] == "p"


def test_a_server_that_answers_at_once(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"PUT {C1}", sync())
    with client.instances.edit("c1") as edited:
        edited.config["b"] = "2"
    assert lxd.count(f"GET {WAIT}") == 0


def test_nothing_changed_is_nothing_put(client: LXDClient, lxd: FakeLXD) -> None:
    with client.instances.edit("c1") as edited:
        edited.config["a"] = "1"
    assert put(lxd) == []


def test_a_block_that_raises_changes_nothing(client: LXDClient, lxd: FakeLXD) -> None:
    def fail() -> None:
        with client.instances.edit("c1") as edited:
            edited.config["b"] = "2"
            raise KeyError("x")

    with pytest.raises(KeyError):
        fail()
    assert put(lxd) == []


def test_a_missing_instance(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {C1}", envelopes.error(404, "Instance not found"))
    with pytest.raises(NotFound):
        with client.instances.edit("c1"):
            raise AssertionError("there is nothing to change")


def test_without_etag_none_is_sent(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {C1}", sync(instance(a="1")))
    with client.instances.edit("c1") as edited:
        edited.config["b"] = "2"
    assert put(lxd) == [(None, {"a": "1", "b": "2"})]


def test_the_change_is_done_again_on_what_others_made_of_it(
    client: LXDClient, lxd: FakeLXD, naps: list[float]
) -> None:
    lxd.on(f"GET {C1}", at("1", a="1"), at("2", a="1", theirs="x"), at("3", a="1", theirs="y"))
    lxd.on(f"PUT {C1}", CHANGED, CHANGED, envelopes.started())
    with client.instances.edit("c1") as edited:
        edited.config["b"] = "2"
    assert put(lxd) == [
        ('"1"', {"a": "1", "b": "2"}),
        ('"2"', {"a": "1", "b": "2", "theirs": "x"}),
        ('"3"', {"a": "1", "b": "2", "theirs": "y"}),
    ]


def test_a_removed_key_stays_removed(client: LXDClient, lxd: FakeLXD, naps: list[float]) -> None:
    lxd.on(f"GET {C1}", at("1", a="1"), at("2", a="1", theirs="x"))
    lxd.on(f"PUT {C1}", CHANGED, envelopes.started())
    with client.instances.edit("c1") as edited:
        del edited.config["a"]
    assert put(lxd)[-1] == ('"2"', {"theirs": "x"})


def test_what_both_changed_is_told_by_name_and_not_by_value(
    client: LXDClient, lxd: FakeLXD, naps: list[float]
) -> None:
    lxd.on(f"GET {C1}", at("1", a="1"), at("2", a="s3cr3t"))
    lxd.on(f"PUT {C1}", CHANGED)
    with pytest.raises(PreconditionFailed, match=r"changed the same meanwhile: config\.a") as caught:
        with client.instances.edit("c1") as edited:
            edited.config["a"] = "2"
    assert "s3cr3t" not in str(caught.value)
    assert len(put(lxd)) == 1


def test_somebody_who_made_the_same_change_is_welcome(
    client: LXDClient, lxd: FakeLXD, naps: list[float]
) -> None:
    lxd.on(f"GET {C1}", at("1", a="1"), at("2", a="2"))
    lxd.on(f"PUT {C1}", CHANGED)
    with client.instances.edit("c1") as edited:
        edited.config["a"] = "2"
    assert len(put(lxd)) == 1


def test_it_ends_even_if_others_never_do(client: LXDClient, lxd: FakeLXD, naps: list[float]) -> None:
    lxd.on(f"PUT {C1}", CHANGED)
    with pytest.raises(PreconditionFailed):
        with client.instances.edit("c1") as edited:
            edited.config["b"] = "2"
    assert len(put(lxd)) == 10


def test_an_update_that_met_another_on_the_server_is_repeated(
    client: LXDClient, lxd: FakeLXD, naps: list[float]
) -> None:
    met = "Failed to create instance update operation: A matching non-reusable operation has now succeeded"
    lxd.on(f"GET {WAIT}", sync(operation(400, err=met)), sync(operation(200)))
    with client.instances.edit("c1") as edited:
        edited.config["b"] = "2"
    assert len(put(lxd)) == 2


def test_an_update_that_fails_is_not(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {WAIT}", sync(operation(400, err="Unknown configuration key: b")))
    with pytest.raises(OperationFailed, match="Unknown configuration key"):
        with client.instances.edit("c1") as edited:
            edited.config["b"] = "2"
    assert len(put(lxd)) == 1


def test_a_function_is_called_again_with_what_it_is_then(
    client: LXDClient, lxd: FakeLXD, naps: list[float]
) -> None:
    lxd.on(f"GET {C1}", at("1", n="1"), at("2", n="5"))
    lxd.on(f"PUT {C1}", CHANGED, envelopes.started())

    def count(found: models.Instance) -> None:
        found.config["n"] = str(int(found.config["n"]) + 1)

    written = client.instances.edit("c1").apply(count)
    assert written.config["n"] == "6"
    assert put(lxd) == [('"1"', {"n": "2"}), ('"2"', {"n": "6"})]


def test_a_function_that_changes_nothing(client: LXDClient, lxd: FakeLXD) -> None:
    client.instances.edit("c1").apply(lambda _: None)
    assert put(lxd) == []


def test_a_function_that_raises(client: LXDClient, lxd: FakeLXD) -> None:
    def refuse(_: models.Instance) -> None:
        raise KeyError("x")

    with pytest.raises(KeyError):
        client.instances.edit("c1").apply(refuse)
    assert put(lxd) == []


def test_a_function_ends_even_if_others_never_do(client: LXDClient, lxd: FakeLXD, naps: list[float]) -> None:
    lxd.on(f"PUT {C1}", CHANGED)
    with pytest.raises(PreconditionFailed):
        client.instances.edit("c1").apply(lambda found: found.config.update({"b": "2"}))
    assert len(put(lxd)) == 10


def test_one_edit_may_be_used_again(client: LXDClient, lxd: FakeLXD) -> None:
    edit = client.instances.edit("c1")
    for value in ("2", "3"):
        with edit as edited:
            edited.config["b"] = value
    assert [config["b"] for _, config in put(lxd)] == ["2", "3"]


def test_a_change_of_what_is_given(client: LXDClient, lxd: FakeLXD) -> None:
    (client.instances.edit("c1").update({"config": {"b": 2}})).wait()
    assert put(lxd) == [('"1"', {"a": "1", "b": "2"})]
    assert lxd.body(f"PUT {C1}")["profiles"] == ["default"]


def test_a_change_of_what_is_given_is_made_again_on_what_others_made_of_it(
    client: LXDClient, lxd: FakeLXD, naps: list[float]
) -> None:
    lxd.on(f"GET {C1}", at("1", a="1"), at("2", a="1", other="2"))
    lxd.on(f"PUT {C1}", CHANGED, envelopes.started())
    client.instances.edit("c1").update({"config": {"b": "2"}})
    assert put(lxd) == [('"1"', {"a": "1", "b": "2"}), ('"2"', {"a": "1", "other": "2", "b": "2"})]
    assert len(naps) == 1


def test_a_change_of_what_is_given_ends_even_if_others_never_do(
    client: LXDClient, lxd: FakeLXD, naps: list[float]
) -> None:
    lxd.on(f"PUT {C1}", CHANGED)
    with pytest.raises(PreconditionFailed):
        client.instances.edit("c1").update({"config": {"b": "2"}})
    assert lxd.count(f"PUT {C1}") == 10
    assert len(naps) == 9
