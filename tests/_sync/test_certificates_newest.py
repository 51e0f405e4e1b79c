# Written by scripts/unasync.py from tests/_async/test_certificates_newest.py. Change that, and run `make sync`.

"""The trust store, as newer servers have it."""

from __future__ import annotations

from lxd import LXDClient
from lxd.filters import F
from tests.standin import StandIn

CERTIFICATES = "/1.0/certificates"
ONE = f"{CERTIFICATES}/ab12"
LAPTOP = {
    "name": "laptop",
    "fingerprint": "ab12",
    "type": "client",
    "restricted": False,
    "certificate": "PEM",
}
DESK = {"name": "desk", "fingerprint": "cd34", "type": "client", "restricted": True, "projects": ["p"]}


def test_they_are_filtered(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {CERTIFICATES}", [LAPTOP, DESK])
    found = newest.certificates.list(filter=F.restricted == True, entitlements=["can_edit"])  # noqa: E712
    assert [certificate.name for certificate in found] == ["desk"]
    assert standin.calls == [f"GET {CERTIFICATES}?recursion=1&with-access-entitlements=can_edit"]


def test_links_by_a_filter(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {CERTIFICATES}", [LAPTOP, DESK])
    standin.on(f"GET {ONE}", LAPTOP)
    (link,) = newest.certificates.list(0, filter=F.name == "laptop")
    assert (link.fetch()).name == "laptop"


def test_what_a_client_may_do_to_one(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {ONE}", {**LAPTOP, "access_entitlements": ["can_delete"]})
    certificate = newest.certificates.get("ab12", entitlements=["can_edit", "can_delete"])
    assert certificate.access_entitlements == ["can_delete"]
    assert standin.calls == [f"GET {ONE}?with-access-entitlements=can_edit,can_delete"]


def test_editing(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {ONE}", LAPTOP)
    with newest.certificates.edit("ab12") as certificate:
        certificate.restricted = True
        certificate.projects = ["p"]
    assert standin.sent(f"PUT {ONE}").headers["If-Match"] == "abc"
    body = standin.body(f"PUT {ONE}")
    assert (body["restricted"], body["projects"], body["certificate"]) == (True, ["p"], "PEM")
