# Written by scripts/unasync.py from tests/_async/test_image_aliases.py. Change that, and run `make sync`.

"""Aliases of images: what is sent, and both ways in which servers answer."""

from __future__ import annotations

from lxd import LXDClient
from tests.standin import StandIn

ALIASES = "/1.0/images/aliases"
FINGERPRINT = "ab" * 32
ONE = f"{ALIASES}/web%2F1"


def test_they_are_listed(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {ALIASES}", [{"name": "web"}, {"name": "db"}])
    found = newest.images.aliases.list(filter="name eq db", project="p", entitlements=["can_edit"])
    assert [alias.name for alias in found] == ["db"]
    assert standin.calls == [f"GET {ALIASES}?recursion=1&project=p&with-access-entitlements=can_edit"]


def test_links(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {ALIASES}", [ONE])
    standin.on(f"GET {ONE}", {"name": "web/1", "target": FINGERPRINT})
    (link,) = newest.images.aliases.list(0, project="p")
    assert (link.name, link.project) == ("web/1", "p")
    assert (link.fetch()).target == FINGERPRINT
    assert standin.calls[-1] == f"GET {ONE}?project=p"


def test_one_is_got(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {ONE}", {"name": "web/1", "target": FINGERPRINT})
    assert (newest.images.aliases.get("web/1")).target == FINGERPRINT


def test_creating(newest: LXDClient, standin: StandIn) -> None:
    body = {"name": "web/1", "target": FINGERPRINT}
    newest.images.aliases.create(body, project="p").wait()
    assert standin.calls == [f"POST {ALIASES}?project=p"]
    assert standin.body(f"POST {ALIASES}") == body


def test_replacing(newest: LXDClient, standin: StandIn) -> None:
    body = {"target": FINGERPRINT, "description": "d"}
    newest.images.aliases.update_configuration("web/1", body).wait()
    assert standin.body(f"PUT {ONE}") == body


def test_changing(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {ONE}", {"name": "web/1", "target": FINGERPRINT})
    newest.images.aliases.update_configuration_subset("web/1", {"description": "d"}).wait()
    assert standin.body(f"PUT {ONE}").items() >= {"description": "d", "target": FINGERPRINT}.items()


def test_editing(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {ONE}", {"name": "web/1", "target": FINGERPRINT})
    with newest.images.aliases.edit("web/1") as alias:
        alias.description = "d"
    assert standin.sent(f"PUT {ONE}").headers["If-Match"] == "abc"


def test_renaming(newest: LXDClient, standin: StandIn) -> None:
    newest.images.aliases.rename("web/1", "web", project="p").wait()
    assert standin.calls == [f"POST {ONE}?project=p"]
    assert standin.body(f"POST {ONE}") == {"name": "web"}


def test_deleting(newest: LXDClient, standin: StandIn) -> None:
    newest.images.aliases.delete("web/1").wait()
    assert standin.calls == [f"DELETE {ONE}"]
