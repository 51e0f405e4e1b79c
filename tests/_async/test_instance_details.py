"""Logs, metadata, templates and UEFI variables of instances."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from lxd import AsyncLXDClient
from lxd.errors import BadRequest, ExtensionMissing, NotFound, ServerError
from tests import envelopes
from tests.envelopes import sync
from tests.fakes import FakeLXD, as_response

C1 = "/1.0/instances/c1"
LOGS = f"{C1}/logs"
OUTPUTS = f"{LOGS}/exec-output"
OUT = "exec_1.stdout"
METADATA = f"{C1}/metadata"
TEMPLATES = f"{METADATA}/templates"
UEFI = f"{C1}/uefi-vars"


def content(text: bytes) -> httpx.Response:
    return httpx.Response(200, headers={"Content-Type": "application/octet-stream"}, content=text)


@pytest.fixture
def new(lxd: FakeLXD) -> FakeLXD:
    """A server that keeps the output of commands apart."""
    lxd.on(f"GET {LOGS}", sync([f"{LOGS}/lxc.log", f"{LOGS}/lxc.conf?project=p"]))
    lxd.on(f"GET {OUTPUTS}", sync([f"{OUTPUTS}/{OUT}"]))
    return lxd


@pytest.fixture
def old(lxd: FakeLXD) -> FakeLXD:
    """A server before LXD 5.15."""
    lxd.on(f"GET {LOGS}", sync([f"{LOGS}/lxc.log", f"{LOGS}/{OUT}"]))
    lxd.on(f"GET {OUTPUTS}", envelopes.error(400, "log file name exec-output not valid"))
    lxd.on(f"GET {OUTPUTS}/{OUT}", envelopes.error(404, "not found"))
    lxd.on(f"DELETE {OUTPUTS}/{OUT}", envelopes.error(404, "not found"))
    return lxd


async def test_logs_are_listed_by_name(client: AsyncLXDClient, new: FakeLXD) -> None:
    assert await client.instances.logs.list("c1", project="p") == ["lxc.log", "lxc.conf"]
    assert new.calls == [f"GET {LOGS}?project=p"]


async def test_the_output_of_commands_is_no_log(client: AsyncLXDClient, old: FakeLXD) -> None:
    assert await client.instances.logs.list("c1") == ["lxc.log"]


async def test_the_output_of_commands_is_listed(client: AsyncLXDClient, new: FakeLXD) -> None:
    assert await client.instances.logs.list_command_output("c1") == [OUT]


async def test_an_old_server_has_it_among_the_logs(client: AsyncLXDClient, old: FakeLXD) -> None:
    assert await client.instances.logs.list_command_output("c1") == [OUT]


async def test_a_log_is_got(client: AsyncLXDClient, new: FakeLXD) -> None:
    new.on(f"GET {LOGS}/lxc.log", content(b"\xfflog"))
    assert await client.instances.logs.get("c1", "lxc.log", project="p") == b"\xfflog"
    assert new.calls == [f"GET {LOGS}/lxc.log?project=p"]


async def test_a_log_is_read_piece_by_piece(client: AsyncLXDClient, new: FakeLXD) -> None:
    new.on(f"GET {LOGS}/lxc.log", content(b"log"))
    async with client.instances.logs.stream("c1", "lxc.log") as stream:
        assert [piece async for piece in stream] == [b"log"]


async def test_the_output_of_a_command_is_got(client: AsyncLXDClient, new: FakeLXD) -> None:
    new.on(f"GET {OUTPUTS}/{OUT}", content(b"hi"))
    assert await client.instances.logs.get("c1", OUT) == b"hi"


async def test_the_output_of_a_command_is_got_of_an_old_server(client: AsyncLXDClient, old: FakeLXD) -> None:
    old.on(f"GET {LOGS}/{OUT}", content(b"hi"))
    assert await client.instances.logs.get("c1", OUT) == b"hi"


@pytest.mark.parametrize(("code", "kind"), [(400, BadRequest), (404, NotFound), (500, ServerError)])
async def test_a_log_that_cannot_be_read(
    client: AsyncLXDClient, new: FakeLXD, code: int, kind: type[Exception]
) -> None:
    new.on(f"GET {LOGS}/a%2Fb%3F", envelopes.error(code, "no"))
    with pytest.raises(kind):
        await client.instances.logs.get("c1", "a/b?")


async def test_the_output_of_a_command_is_deleted(client: AsyncLXDClient, new: FakeLXD) -> None:
    new.on(f"DELETE {OUTPUTS}/{OUT}", sync())
    assert (await client.instances.logs.delete("c1", OUT, project="p")).is_done
    assert new.calls == [f"DELETE {OUTPUTS}/{OUT}?project=p"]


async def test_it_is_deleted_of_an_old_server(client: AsyncLXDClient, old: FakeLXD) -> None:
    old.on(f"DELETE {LOGS}/{OUT}", sync())
    assert (await client.with_scope(project="p").instances.logs.delete("c1", OUT)).is_done
    assert old.calls[-1] == f"DELETE {LOGS}/{OUT}?project=p"


async def test_output_that_is_gone(client: AsyncLXDClient, new: FakeLXD) -> None:
    new.on(f"DELETE {OUTPUTS}/{OUT}", envelopes.error(404, "not found"))
    with pytest.raises(NotFound):
        await client.instances.logs.delete("c1", OUT)
    assert new.count(f"DELETE {LOGS}/{OUT}") == 0


async def test_a_log_of_lxds_own_stays(client: AsyncLXDClient, old: FakeLXD) -> None:
    old.on(f"DELETE {OUTPUTS}/lxc.log", envelopes.error(404, "not found"))
    old.on(f"DELETE {LOGS}/lxc.log", envelopes.error(400, "lxc.log and lxc.conf may not be deleted"))
    with pytest.raises(BadRequest, match="may not be deleted"):
        await client.instances.logs.delete("c1", "lxc.log")


async def test_metadata(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {METADATA}", sync({"properties": {"os": "x"}, "templates": None}))
    metadata = await client.instances.metadata.get("c1", project="p")
    assert (metadata.properties, metadata.templates) == ({"os": "x"}, {})
    assert lxd.calls == [f"GET {METADATA}?project=p"]


@pytest.mark.parametrize("answer", [sync(), envelopes.started()])
async def test_metadata_is_replaced(client: AsyncLXDClient, lxd: FakeLXD, answer: dict[str, Any]) -> None:
    lxd.on(f"PUT {METADATA}", answer)
    await client.instances.metadata.update_configuration("c1", {"properties": {"release": 12}})
    assert lxd.body(f"PUT {METADATA}") == {"properties": {"release": "12"}}


async def test_metadata_is_changed(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"PATCH {METADATA}", sync())
    await client.instances.metadata.update_configuration_subset("c1", {"properties": {"release": "12"}})
    assert lxd.body(f"PATCH {METADATA}") == {"properties": {"release": "12"}}


async def test_metadata_is_edited(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {METADATA}", as_response(sync({"properties": {"os": "x"}}), etag='"1"'))
    lxd.on(f"PUT {METADATA}", sync())
    async with client.instances.metadata.edit("c1") as metadata:
        metadata.properties["release"] = "12"
    assert lxd.body(f"PUT {METADATA}")["properties"] == {"os": "x", "release": "12"}
    assert lxd.sent(f"PUT {METADATA}").headers["if-match"] == '"1"'


@pytest.mark.parametrize(("told", "expected"), [(["a.tpl"], ["a.tpl"]), ([], []), (None, [])])
async def test_templates_are_listed(
    client: AsyncLXDClient, lxd: FakeLXD, told: list[str] | None, expected: list[str]
) -> None:
    lxd.on(f"GET {TEMPLATES}", sync(told))
    assert await client.with_scope(project="p").instances.templates.list("c1") == expected
    assert lxd.calls == [f"GET {TEMPLATES}?project=p"]


NAME = "a b?#%/ü.tpl"


async def test_a_template_is_got(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {TEMPLATES}", content(b"hi"))
    assert await client.instances.templates.get("c1", NAME, project="p") == b"hi"
    assert dict(lxd.sent(f"GET {TEMPLATES}").url.params) == {"path": NAME, "project": "p"}


@pytest.mark.parametrize("text", ["ü", "ü".encode()])
async def test_a_template_is_created(client: AsyncLXDClient, lxd: FakeLXD, text: str | bytes) -> None:
    lxd.on(f"POST {TEMPLATES}", sync())
    await client.instances.templates.create("c1", NAME, text)
    sent = lxd.sent(f"POST {TEMPLATES}")
    assert sent.content == "ü".encode()
    assert (sent.headers["content-type"], sent.url.params["path"]) == ("application/octet-stream", NAME)


async def test_a_template_is_deleted(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"DELETE {TEMPLATES}", sync())
    await client.instances.templates.delete("c1", NAME)
    assert lxd.sent(f"DELETE {TEMPLATES}").url.params["path"] == NAME


async def test_a_missing_template(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {TEMPLATES}", envelopes.error(404, "Template not found"))
    with pytest.raises(NotFound):
        await client.instances.templates.get("c1", NAME)


VARIABLES = {"BootOrder-8be4df61": {"data": "AQ==", "attr": 7, "timestamp": "", "digest": ""}}


@pytest.fixture
def uefi(lxd: FakeLXD) -> FakeLXD:
    """A server that knows of UEFI variables."""
    lxd.on("GET /1.0", sync(envelopes.server("instances_uefi_vars")))
    lxd.on(f"GET {UEFI}", as_response(sync({"variables": VARIABLES}), etag='"1"'))
    lxd.on(f"PUT {UEFI}", sync())
    return lxd


async def test_uefi_variables(client: AsyncLXDClient, uefi: FakeLXD) -> None:
    variables = await client.instances.uefi_vars.get("c1")
    assert variables.variables["BootOrder-8be4df61"].data == "AQ=="


async def test_uefi_variables_are_replaced(client: AsyncLXDClient, uefi: FakeLXD) -> None:
    await client.instances.uefi_vars.update_configuration("c1", {"variables": {}})
    assert uefi.body(f"PUT {UEFI}") == {"variables": {}}


async def test_uefi_variables_are_edited(client: AsyncLXDClient, uefi: FakeLXD) -> None:
    async with client.instances.uefi_vars.edit("c1") as edited:
        del edited.variables["BootOrder-8be4df61"]
    assert uefi.body(f"PUT {UEFI}") == {"variables": {}}
    assert uefi.sent(f"PUT {UEFI}").headers["if-match"] == '"1"'


async def test_an_old_server_knows_no_uefi_variables(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", sync(envelopes.server()))
    with pytest.raises(ExtensionMissing, match="instances_uefi_vars"):
        await client.instances.uefi_vars.get("c1")
