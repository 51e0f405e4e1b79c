"""Images as the server knows them: what is sent, and both ways in which servers answer."""

from __future__ import annotations

import pytest

from lxd import AsyncLXDClient
from lxd.errors import Conflict, ExtensionMissing, LXDError, OperationTimeout, RemoteError
from lxd.filters import F
from tests import envelopes
from tests._async.conftest import Clock
from tests.fakes import FakeLXD
from tests.standin import StandIn

IMAGES = "/1.0/images"
FINGERPRINT = "ab" * 32
ONE = f"{IMAGES}/{FINGERPRINT}"


async def test_they_are_listed(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {IMAGES}", [{"fingerprint": FINGERPRINT}])
    assert [image.fingerprint for image in await newest.images.list(project="p")] == [FINGERPRINT]
    assert standin.calls == [f"GET {IMAGES}?recursion=1&project=p"]


async def test_the_server_picks(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.images.list(filter=F.type == "container")
    assert [call.partition("filter=")[2] for call in standin.calls] == ["type eq ^(?-i)container$"]


async def test_of_all_projects(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.images.list(all_projects=True, entitlements=["can_edit"])
    assert standin.calls == [f"GET {IMAGES}?recursion=1&all-projects=true&with-access-entitlements=can_edit"]


async def test_links(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {IMAGES}", [f"{ONE}?project=p"])
    standin.on(f"GET {ONE}", {"fingerprint": FINGERPRINT})
    (link,) = await newest.images.list(0, filter="public eq true")
    assert (link.name, link.project) == (FINGERPRINT, "p")
    assert (await link.fetch()).fingerprint == FINGERPRINT
    assert standin.calls == [f"GET {IMAGES}?filter=public eq true", f"GET {ONE}?project=p"]


async def test_one_is_got(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {ONE}", {"fingerprint": FINGERPRINT, "size": 5})
    assert (await newest.images.get(FINGERPRINT, secret="s")).size == 5
    assert standin.calls == [f"GET {ONE}?secret=s"]


async def test_creating(newest: AsyncLXDClient, standin: StandIn) -> None:
    source = {"type": "instance", "name": "c1"}
    standin.on(f"POST {IMAGES}", {"fingerprint": FINGERPRINT})
    state = await newest.images.create({"source": source, "properties": {"n": 1}}, project="p").wait()
    assert state.metadata == {"fingerprint": FINGERPRINT}
    assert standin.body(f"POST {IMAGES}") == {"source": source, "properties": {"n": "1"}}


async def test_replacing(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.images.update_configuration(FINGERPRINT, {"public": True}).wait()
    assert standin.body(f"PUT {ONE}") == {"public": True}


async def test_changing(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.images.update_configuration_subset(FINGERPRINT, {"auto_update": True}, project="p").wait()
    assert standin.calls == [f"PATCH {ONE}?project=p"]
    assert standin.body(f"PATCH {ONE}") == {"auto_update": True}


async def test_editing(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {ONE}", {"fingerprint": FINGERPRINT, "properties": {"os": "x"}})
    async with newest.images.edit(FINGERPRINT) as image:
        image.properties["os"] = "y"
    assert standin.sent(f"PUT {ONE}").headers["If-Match"] == "abc"
    assert standin.body(f"PUT {ONE}")["properties"] == {"os": "y"}


async def test_deleting(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.images.delete(FINGERPRINT, project="p").wait()
    assert standin.calls == [f"DELETE {ONE}?project=p"]


@pytest.mark.parametrize(("told", "expected"), [(True, True), (False, False), ("true", True)])
async def test_refreshing(newest: AsyncLXDClient, standin: StandIn, told: bool | str, expected: bool) -> None:
    standin.on(f"POST {ONE}/refresh", {"refreshed": told})
    operation = await newest.images.refresh(FINGERPRINT)
    await operation.wait()
    assert operation.refreshed is expected


async def test_a_secret(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"POST {ONE}/secret", {"secret": "s3cret"})
    made = await newest.images.create_secret(FINGERPRINT, project="p")
    assert made.secret == "s3cret"
    assert "s3cret" not in repr(made)
    assert standin.calls == [f"POST {ONE}/secret?project=p"]


async def test_pushing(newest: AsyncLXDClient, standin: StandIn) -> None:
    target = {"target": "https://other:8443", "secret": "s"}
    await newest.images.push(FINGERPRINT, target, project="p").wait()
    assert standin.calls == [f"POST {ONE}/export?project=p"]
    assert standin.body(f"POST {ONE}/export") == target


async def test_pulling(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"POST {IMAGES}", {"fingerprint": FINGERPRINT})
    standin.on(f"GET {ONE}", {"fingerprint": FINGERPRINT})
    source = {"type": "image", "mode": "pull", "server": "https://other", "alias": "x"}
    image = await newest.images.pull(source, type="container", auto_update=True, profiles=["a"])
    assert image.fingerprint == FINGERPRINT
    assert standin.body(f"POST {IMAGES}") == {
        "source": {**source, "image_type": "container"},
        "public": False,
        "auto_update": True,
        "profiles": ["a"],
    }


@pytest.mark.parametrize("known", [{"alias": "x"}, {"fingerprint": FINGERPRINT}])
async def test_pulling_again(newest: AsyncLXDClient, standin: StandIn, known: dict[str, str]) -> None:
    standin.on(f"POST {IMAGES}", {"fingerprint": FINGERPRINT})
    standin.on(f"GET {ONE}", {"fingerprint": FINGERPRINT})
    standin.on(f"GET {IMAGES}/aliases/web", {"name": "web", "target": FINGERPRINT})
    source = {"type": "image", "mode": "pull", "server": "https://other", **known}
    assert (await newest.images.pull(source, aliases=["web"])).fingerprint == FINGERPRINT


async def test_pulling_where_another_image_has_the_alias(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"POST {IMAGES}", {"fingerprint": FINGERPRINT})
    standin.on(f"GET {IMAGES}/aliases/web", {"name": "web", "target": "cd" * 32})
    source = {"type": "image", "mode": "pull", "server": "https://other", "fingerprint": FINGERPRINT}
    with pytest.raises(Conflict, match="another image has the alias 'web'"):
        await newest.images.pull(source, aliases=["web"])
    assert f"POST {IMAGES}" not in standin.calls
    del source["fingerprint"]
    with pytest.raises(Conflict, match=f"the image is there, without it: {FINGERPRINT}"):
        await newest.images.pull({**source, "alias": "x"}, aliases=["web"])


async def test_pulling_that_takes_too_long_is_cancelled(
    client: AsyncLXDClient, lxd: FakeLXD, clock: Clock
) -> None:
    running = envelopes.sync(envelopes.operation(103))
    lxd.on(f"POST {IMAGES}", envelopes.started())
    lxd.on(f"GET {envelopes.WAIT}", clock.after(2, running), envelopes.sync(envelopes.operation(401)))
    lxd.on(f"GET {envelopes.OPERATION}", running)
    lxd.on(f"DELETE {envelopes.OPERATION}", envelopes.sync())
    with pytest.raises(
        OperationTimeout, match="fetching the image was not done after 1 s and was broken off"
    ):
        await client.images.pull({"type": "image", "alias": "x"}, timeout=1)
    assert lxd.count(f"DELETE {envelopes.OPERATION}") == 1


async def test_pulling_from_a_remote_of_lxc(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"POST {IMAGES}", {"fingerprint": FINGERPRINT})
    await newest.images.pull("ubuntu:24.04")
    source = standin.body(f"POST {IMAGES}")["source"]
    assert (source["protocol"], source["alias"]) == ("simplestreams", "24.04")


async def test_pulling_from_no_remote(newest: AsyncLXDClient) -> None:
    with pytest.raises(RemoteError, match="names no remote"):
        await newest.images.pull("24.04")


async def test_an_extension_that_is_missing() -> None:
    older = StandIn(without=("images_all_projects",))
    async with AsyncLXDClient("/run/lxd.socket", transport=older.transport) as client:
        with pytest.raises(ExtensionMissing, match="images_all_projects"):
            await client.images.list(all_projects=True)


async def test_a_secret_is_not_to_be_waited_for(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"POST {ONE}/secret", {"secret": "s3cret"})
    made = await newest.images.create_secret(FINGERPRINT)
    made.state.class_ = "token"
    made.state.status_code = 103
    with pytest.raises(LXDError, match="is a token"):
        await made.wait()
