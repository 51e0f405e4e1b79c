# Written by scripts/unasync.py from tests/_async/test_images.py. Change that, and run `make sync`.

"""Images as the server knows them: what is sent, and both ways in which servers answer."""

from __future__ import annotations

import pytest

from lxd import LXDClient
from lxd.errors import Conflict, ExtensionMissing, LXDError, OperationTimeout, RemoteError
from lxd.filters import F
from tests import envelopes
from tests._sync.conftest import Clock
from tests.fakes import FakeLXD
from tests.standin import StandIn

IMAGES = "/1.0/images"
FINGERPRINT = "ab" * 32
ONE = f"{IMAGES}/{FINGERPRINT}"


def test_they_are_listed(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {IMAGES}", [{"fingerprint": FINGERPRINT}])
    assert [image.fingerprint for image in newest.images.list(project="p")] == [FINGERPRINT]
    assert standin.calls == [f"GET {IMAGES}?recursion=1&project=p"]


def test_the_server_picks(newest: LXDClient, standin: StandIn) -> None:
    newest.images.list(filter=F.type == "container")
    assert [call.partition("filter=")[2] for call in standin.calls] == ["type eq ^(?-i)container$"]


def test_of_all_projects(newest: LXDClient, standin: StandIn) -> None:
    newest.images.list(all_projects=True, entitlements=["can_edit"])
    assert standin.calls == [f"GET {IMAGES}?recursion=1&all-projects=true&with-access-entitlements=can_edit"]


def test_links(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {IMAGES}", [f"{ONE}?project=p"])
    standin.on(f"GET {ONE}", {"fingerprint": FINGERPRINT})
    (link,) = newest.images.list(0, filter="public eq true")
    assert (link.name, link.project) == (FINGERPRINT, "p")
    assert (link.fetch()).fingerprint == FINGERPRINT
    assert standin.calls == [f"GET {IMAGES}?filter=public eq true", f"GET {ONE}?project=p"]


def test_one_is_got(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {ONE}", {"fingerprint": FINGERPRINT, "size": 5})
    assert (newest.images.get(FINGERPRINT, secret="s")).size == 5
    assert standin.calls == [f"GET {ONE}?secret=s"]


def test_creating(newest: LXDClient, standin: StandIn) -> None:
    source = {"type": "instance", "name": "c1"}
    standin.on(f"POST {IMAGES}", {"fingerprint": FINGERPRINT})
    state = newest.images.create({"source": source, "properties": {"n": 1}}, project="p").wait()
    assert state.metadata == {"fingerprint": FINGERPRINT}
    assert standin.body(f"POST {IMAGES}") == {"source": source, "properties": {"n": "1"}}


def test_replacing(newest: LXDClient, standin: StandIn) -> None:
    newest.images.update_configuration(FINGERPRINT, {"public": True}).wait()
    assert standin.body(f"PUT {ONE}") == {"public": True}


def test_changing(newest: LXDClient, standin: StandIn) -> None:
    newest.images.update_configuration_subset(FINGERPRINT, {"auto_update": True}, project="p").wait()
    assert standin.calls == [f"PATCH {ONE}?project=p"]
    assert standin.body(f"PATCH {ONE}") == {"auto_update": True}


def test_editing(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {ONE}", {"fingerprint": FINGERPRINT, "properties": {"os": "x"}})
    with newest.images.edit(FINGERPRINT) as image:
        image.properties["os"] = "y"
    assert standin.sent(f"PUT {ONE}").headers["If-Match"] == "abc"
    assert standin.body(f"PUT {ONE}")["properties"] == {"os": "y"}


def test_deleting(newest: LXDClient, standin: StandIn) -> None:
    newest.images.delete(FINGERPRINT, project="p").wait()
    assert standin.calls == [f"DELETE {ONE}?project=p"]


@pytest.mark.parametrize(("told", "expected"), [(True, True), (False, False), ("true", True)])
def test_refreshing(newest: LXDClient, standin: StandIn, told: bool | str, expected: bool) -> None:
    standin.on(f"POST {ONE}/refresh", {"refreshed": told})
    operation = newest.images.refresh(FINGERPRINT)
    operation.wait()
    assert operation.refreshed is expected


def test_a_secret(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"POST {ONE}/secret", {"secret": "s3cret"})
    made = newest.images.create_secret(FINGERPRINT, project="p")
    assert made.secret == "s3cret"
    assert "s3cret" not in repr(made)
    assert standin.calls == [f"POST {ONE}/secret?project=p"]


def test_pushing(newest: LXDClient, standin: StandIn) -> None:
    target = {"target": "https://other:8443", "secret": "s"}
    newest.images.push(FINGERPRINT, target, project="p").wait()
    assert standin.calls == [f"POST {ONE}/export?project=p"]
    assert standin.body(f"POST {ONE}/export") == target


def test_pulling(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"POST {IMAGES}", {"fingerprint": FINGERPRINT})
    standin.on(f"GET {ONE}", {"fingerprint": FINGERPRINT})
    source = {"type": "image", "mode": "pull", "server": "https://other", "alias": "x"}
    image = newest.images.pull(source, type="container", auto_update=True, profiles=["a"])
    assert image.fingerprint == FINGERPRINT
    assert standin.body(f"POST {IMAGES}") == {
        "source": {**source, "image_type": "container"},
        "public": False,
        "auto_update": True,
        "profiles": ["a"],
    }


@pytest.mark.parametrize("known", [{"alias": "x"}, {"fingerprint": FINGERPRINT}])
def test_pulling_again(newest: LXDClient, standin: StandIn, known: dict[str, str]) -> None:
    standin.on(f"POST {IMAGES}", {"fingerprint": FINGERPRINT})
    standin.on(f"GET {ONE}", {"fingerprint": FINGERPRINT})
    standin.on(f"GET {IMAGES}/aliases/web", {"name": "web", "target": FINGERPRINT})
    source = {"type": "image", "mode": "pull", "server": "https://other", **known}
    assert (newest.images.pull(source, aliases=["web"])).fingerprint == FINGERPRINT


def test_pulling_where_another_image_has_the_alias(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"POST {IMAGES}", {"fingerprint": FINGERPRINT})
    standin.on(f"GET {IMAGES}/aliases/web", {"name": "web", "target": "cd" * 32})
    source = {"type": "image", "mode": "pull", "server": "https://other", "fingerprint": FINGERPRINT}
    with pytest.raises(Conflict, match="another image has the alias 'web'"):
        newest.images.pull(source, aliases=["web"])
    assert f"POST {IMAGES}" not in standin.calls
    del source["fingerprint"]
    with pytest.raises(Conflict, match=f"the image is there, without it: {FINGERPRINT}"):
        newest.images.pull({**source, "alias": "x"}, aliases=["web"])


def test_pulling_that_takes_too_long_is_cancelled(client: LXDClient, lxd: FakeLXD, clock: Clock) -> None:
    running = envelopes.sync(envelopes.operation(103))
    lxd.on(f"POST {IMAGES}", envelopes.started())
    lxd.on(f"GET {envelopes.WAIT}", clock.after(2, running), envelopes.sync(envelopes.operation(401)))
    lxd.on(f"GET {envelopes.OPERATION}", running)
    lxd.on(f"DELETE {envelopes.OPERATION}", envelopes.sync())
    with pytest.raises(
        OperationTimeout, match="fetching the image was not done after 1 s and was broken off"
    ):
        client.images.pull({"type": "image", "alias": "x"}, timeout=1)
    assert lxd.count(f"DELETE {envelopes.OPERATION}") == 1


def test_pulling_from_a_remote_of_lxc(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"POST {IMAGES}", {"fingerprint": FINGERPRINT})
    newest.images.pull("ubuntu:24.04")
    source = standin.body(f"POST {IMAGES}")["source"]
    assert (source["protocol"], source["alias"]) == ("simplestreams", "24.04")


def test_pulling_from_no_remote(newest: LXDClient) -> None:
    with pytest.raises(RemoteError, match="names no remote"):
        newest.images.pull("24.04")


def test_an_extension_that_is_missing() -> None:
    older = StandIn(without=("images_all_projects",))
    with LXDClient("/run/lxd.socket", transport=older.transport) as client:
        with pytest.raises(ExtensionMissing, match="images_all_projects"):
            client.images.list(all_projects=True)


def test_a_secret_is_not_to_be_waited_for(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"POST {ONE}/secret", {"secret": "s3cret"})
    made = newest.images.create_secret(FINGERPRINT)
    made.state.class_ = "token"
    made.state.status_code = 103
    with pytest.raises(LXDError, match="is a token"):
        made.wait()
