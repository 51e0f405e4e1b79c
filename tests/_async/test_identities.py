"""Identities: what is sent, and both ways in which servers answer."""

from __future__ import annotations

import base64
import json

import pytest

from lxd import AsyncLXDClient
from lxd.errors import UnexpectedAnswer
from lxd.filters import F
from tests.identities import Identity
from tests.standin import StandIn

IDENTITIES = "/1.0/auth/identities"
TLS = f"{IDENTITIES}/tls"
OIDC = f"{IDENTITIES}/oidc"
BEARER = f"{IDENTITIES}/bearer"
LAPTOP = {"authentication_method": "tls", "id": "ab12", "name": "laptop", "type": "Client certificate"}
ALICE = {
    "authentication_method": "oidc",
    "id": "alice@example.org",
    "name": "Alice",
    "type": "OIDC client",
}
ISSUED = {
    "client_name": "laptop",
    "fingerprint": "cd34",
    "addresses": ["127.0.0.1:8443"],
    "secret": "open sesame",
    "expires_at": "2026-12-01T00:00:00Z",
    "type": "Client certificate (pending)",
}


async def test_all_are_listed(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {IDENTITIES}", [LAPTOP, ALICE])
    found = await newest.auth.identities.list(entitlements=["can_edit"])
    assert [identity.name for identity in found] == ["laptop", "Alice"]
    assert standin.calls == [f"GET {IDENTITIES}?recursion=1&with-access-entitlements=can_edit"]


@pytest.mark.parametrize(
    "url",
    [f"{TLS}/ab12", f"{OIDC}/alice%40example.org", f"{BEARER}/6b1f0a0e"],
    ids=["tls", "oidc", "bearer"],
)
async def test_links_of_each_kind(newest: AsyncLXDClient, standin: StandIn, url: str) -> None:
    standin.on(f"GET {IDENTITIES}", [url])
    standin.on(f"GET {url}", LAPTOP)
    (link,) = await newest.auth.identities.list(0)
    assert (await link.fetch()).name == "laptop"
    assert standin.calls[-1] == f"GET {url}"


async def test_a_link_of_an_unknown_kind(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {IDENTITIES}", [f"{IDENTITIES}/voice/alice"])
    (link,) = await newest.auth.identities.list(0)
    with pytest.raises(UnexpectedAnswer, match="no identities by the method 'voice'"):
        await link.fetch()


async def test_links_of_all_by_a_filter(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {IDENTITIES}", [LAPTOP, ALICE])
    (link,) = await newest.auth.identities.list(0, filter=F.authentication_method == "oidc")
    assert link.url == f"{OIDC}/alice%40example.org"


async def test_who_this_client_is(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {IDENTITIES}/current", {**LAPTOP, "effective_groups": ["staff"], "fine_grained": True})
    me = await newest.auth.identities.get_current()
    assert (me.id, me.effective_groups, me.fine_grained) == ("ab12", ["staff"], True)


async def test_tls_identities_are_listed(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {TLS}", [LAPTOP, {**LAPTOP, "name": "desk", "id": "ef56"}])
    found = await newest.auth.identities.tls.list(filter=F.name == "desk")
    assert [identity.id for identity in found] == ["ef56"]
    assert standin.calls == [f"GET {TLS}?recursion=1"]


async def test_links_to_tls_identities(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {TLS}", [f"{TLS}/ab12"])
    standin.on(f"GET {TLS}/ab12", LAPTOP)
    (link,) = await newest.auth.identities.tls.list(0)
    assert (await link.fetch()).name == "laptop"


async def test_links_to_tls_identities_by_a_filter(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {TLS}", [LAPTOP, {**LAPTOP, "name": "desk", "id": "ef56"}])
    links = await newest.auth.identities.tls.list(0, filter=F.name == "desk")
    assert [link.url for link in links] == [f"{TLS}/ef56"]


async def test_a_tls_identity_is_got(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {TLS}/laptop", {**LAPTOP, "access_entitlements": ["can_delete"]})
    identity = await newest.auth.identities.tls.get("laptop", entitlements=["can_edit", "can_delete"])
    assert identity.access_entitlements == ["can_delete"]
    assert standin.calls == [f"GET {TLS}/laptop?with-access-entitlements=can_edit,can_delete"]


async def test_creating_one_for_a_certificate(
    newest: AsyncLXDClient, standin: StandIn, client_identity: Identity
) -> None:
    pem = client_identity.cert_path.read_text()
    standin.on(f"POST {TLS}", None)
    await newest.auth.identities.tls.create("laptop", pem, groups=["staff"])
    sent = standin.body(f"POST {TLS}")
    assert base64.b64decode(sent.pop("certificate")).startswith(b"\x30")
    assert sent == {"name": "laptop", "groups": ["staff"]}


async def test_a_token_for_one(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"POST {TLS}", ISSUED)
    token = await newest.auth.identities.tls.create_token("laptop", groups=["staff"])
    assert standin.body(f"POST {TLS}") == {"name": "laptop", "token": True, "groups": ["staff"]}
    assert (token.name, token.fingerprint, [*token.addresses]) == ("laptop", "cd34", ["127.0.0.1:8443"])
    assert json.loads(base64.b64decode(token.text)) == ISSUED
    assert "sesame" not in repr(token)
    assert token.text not in repr(token)


async def test_no_token_where_one_was_asked_for(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"POST {TLS}", None)
    with pytest.raises(UnexpectedAnswer, match="issued no token"):
        await newest.auth.identities.tls.create_token("laptop")


async def test_replacing_a_tls_identity(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.auth.identities.tls.update_configuration("laptop", {"groups": ["staff"]}).wait()
    assert standin.body(f"PUT {TLS}/laptop") == {"groups": ["staff"]}


async def test_changing_a_tls_identity(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {TLS}/laptop", {**LAPTOP, "groups": ["staff"]})
    await newest.auth.identities.tls.update_configuration_subset("laptop", {"groups": []}).wait()
    assert standin.body(f"PUT {TLS}/laptop")["groups"] == []
    assert standin.sent(f"PUT {TLS}/laptop").headers["If-Match"] == "abc"


async def test_editing_a_tls_identity(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {TLS}/laptop", LAPTOP)
    async with newest.auth.identities.tls.edit("laptop") as identity:
        identity.groups.append("staff")
    assert standin.sent(f"PUT {TLS}/laptop").headers["If-Match"] == "abc"
    assert standin.body(f"PUT {TLS}/laptop")["groups"] == ["staff"]


async def test_deleting_a_tls_identity(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.auth.identities.tls.delete("laptop").wait()
    assert standin.calls == [f"DELETE {TLS}/laptop"]


async def test_oidc_identities_are_listed(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {OIDC}", [ALICE])
    assert [identity.name for identity in await newest.auth.identities.oidc.list()] == ["Alice"]


async def test_links_to_oidc_identities(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {OIDC}", [ALICE])
    standin.on(f"GET {OIDC}/alice%40example.org", ALICE)
    (link,) = await newest.auth.identities.oidc.list(0, filter=F.name == "Alice")
    assert link.name == "alice@example.org"
    assert (await link.fetch()).name == "Alice"


async def test_an_oidc_identity_is_got(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {OIDC}/alice%40example.org", ALICE)
    assert (await newest.auth.identities.oidc.get("alice@example.org")).type == "OIDC client"


async def test_replacing_an_oidc_identity(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.auth.identities.oidc.update_configuration("Alice", {"groups": ["staff"]}).wait()
    assert standin.body(f"PUT {OIDC}/Alice") == {"groups": ["staff"]}


async def test_changing_an_oidc_identity(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {OIDC}/Alice", {**ALICE, "groups": ["staff"]})
    await newest.auth.identities.oidc.update_configuration_subset("Alice", {"groups": []}).wait()
    assert standin.body(f"PUT {OIDC}/Alice")["groups"] == []
    assert standin.sent(f"PUT {OIDC}/Alice").headers["If-Match"] == "abc"


async def test_editing_an_oidc_identity(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {OIDC}/Alice", ALICE)
    async with newest.auth.identities.oidc.edit("Alice") as identity:
        identity.groups.append("staff")
    assert standin.body(f"PUT {OIDC}/Alice")["groups"] == ["staff"]


async def test_deleting_an_oidc_identity(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.auth.identities.oidc.delete("Alice").wait()
    assert standin.calls == [f"DELETE {OIDC}/Alice"]


async def test_bearer_identities_are_listed(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {BEARER}", [{"name": "ci", "id": "6b1f"}, {"name": "cd", "id": "7c20"}])
    assert [identity.name for identity in await newest.auth.identities.bearer.list()] == ["ci", "cd"]
    assert standin.calls == [f"GET {BEARER}?recursion=1"]


async def test_links_to_bearer_identities(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {BEARER}", [{"name": "ci", "id": "6b1f"}, {"name": "cd", "id": "7c20"}])
    standin.on(f"GET {BEARER}/6b1f", {"name": "ci", "id": "6b1f"})
    (link,) = await newest.auth.identities.bearer.list(0, filter=F.name == "ci")
    assert (await link.fetch()).name == "ci"


async def test_a_bearer_identity_is_got(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {BEARER}/ci", {"name": "ci", "id": "6b1f"})
    assert (await newest.auth.identities.bearer.get("ci")).id == "6b1f"


async def test_creating_a_bearer_identity(newest: AsyncLXDClient, standin: StandIn) -> None:
    wanted = {"name": "ci", "type": "Client token bearer", "groups": ["staff"]}
    await newest.auth.identities.bearer.create(wanted).wait()
    assert standin.body(f"POST {BEARER}") == wanted


async def test_replacing_a_bearer_identity(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.auth.identities.bearer.update_configuration("ci", {"groups": ["staff"]}).wait()
    assert standin.body(f"PUT {BEARER}/ci") == {"groups": ["staff"]}


async def test_changing_a_bearer_identity(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {BEARER}/ci", {"name": "ci", "id": "6b1f", "groups": ["staff"]})
    await newest.auth.identities.bearer.update_configuration_subset("ci", {"groups": []}).wait()
    assert standin.body(f"PUT {BEARER}/ci")["groups"] == []
    assert standin.sent(f"PUT {BEARER}/ci").headers["If-Match"] == "abc"


async def test_editing_a_bearer_identity(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {BEARER}/ci", {"name": "ci", "id": "6b1f"})
    async with newest.auth.identities.bearer.edit("ci") as identity:
        identity.groups.append("staff")
    assert standin.body(f"PUT {BEARER}/ci")["groups"] == ["staff"]


async def test_deleting_a_bearer_identity(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.auth.identities.bearer.delete("ci").wait()
    assert standin.calls == [f"DELETE {BEARER}/ci"]


@pytest.mark.parametrize("expiry", [None, "30d"])
async def test_issuing_a_token(newest: AsyncLXDClient, standin: StandIn, expiry: str | None) -> None:
    standin.on(f"POST {BEARER}/ci/token", {"token": "open.sesame.now"})
    token = await newest.auth.identities.bearer.issue_token("ci", expiry=expiry)
    assert token.text == "open.sesame.now"
    assert "sesame" not in repr(token)
    assert standin.body(f"POST {BEARER}/ci/token") == ({"expiry": expiry} if expiry else {})


async def test_revoking_a_token(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.auth.identities.bearer.revoke_token("ci")
    assert standin.calls == [f"DELETE {BEARER}/ci/token"]


async def test_changing_an_identity_keeps_its_groups(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {TLS}/laptop", {**LAPTOP, "groups": ["staff"]})
    change = {"tls_certificate": "CERT"}
    await newest.auth.identities.tls.update_configuration_subset("laptop", change).wait()
    assert standin.body(f"PUT {TLS}/laptop").items() >= {**change, "groups": ["staff"]}.items()
