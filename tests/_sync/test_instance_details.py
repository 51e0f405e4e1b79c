# Written by scripts/unasync.py from tests/_async/test_instance_details.py. Change that, and run `make sync`.

"""Logs, metadata, templates and UEFI variables of instances."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from lxd import LXDClient
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


def test_logs_are_listed_by_name(client: LXDClient, new: FakeLXD) -> None:
    assert client.instances.logs.list("c1", project="p") == ["lxc.log", "lxc.conf"]
    assert new.calls == [f"GET {LOGS}?project=p"]


def test_the_output_of_commands_is_no_log(client: LXDClient, old: FakeLXD) -> None:
    assert client.instances.logs.list("c1") == ["lxc.log"]


def test_the_output_of_commands_is_listed(client: LXDClient, new: FakeLXD) -> None:
    assert client.instances.logs.list_command_output("c1") == [OUT]


def test_an_old_server_has_it_among_the_logs(client: LXDClient, old: FakeLXD) -> None:
    assert client.instances.logs.list_command_output("c1") == [OUT]


def test_a_log_is_got(client: LXDClient, new: FakeLXD) -> None:
    new.on(f"GET {LOGS}/lxc.log", content(b"\xfflog"))
    assert client.instances.logs.get("c1", "lxc.log", project="p") == b"\xfflog"
    assert new.calls == [f"GET {LOGS}/lxc.log?project=p"]


def test_a_log_is_read_piece_by_piece(client: LXDClient, new: FakeLXD) -> None:
    new.on(f"GET {LOGS}/lxc.log", content(b"log"))
    with client.instances.logs.stream("c1", "lxc.log") as stream:
        assert [piece for piece in stream] == [b"log"]


def test_the_output_of_a_command_is_got(client: LXDClient, new: FakeLXD) -> None:
    new.on(f"GET {OUTPUTS}/{OUT}", content(b"hi"))
    assert client.instances.logs.get("c1", OUT) == b"hi"


def test_the_output_of_a_command_is_got_of_an_old_server(client: LXDClient, old: FakeLXD) -> None:
    old.on(f"GET {LOGS}/{OUT}", content(b"hi"))
    assert client.instances.logs.get("c1", OUT) == b"hi"


@pytest.mark.parametrize(("code", "kind"), [(400, BadRequest), (404, NotFound), (500, ServerError)])
def test_a_log_that_cannot_be_read(client: LXDClient, new: FakeLXD, code: int, kind: type[Exception]) -> None:
    new.on(f"GET {LOGS}/a%2Fb%3F", envelopes.error(code, "no"))
    with pytest.raises(kind):
        client.instances.logs.get("c1", "a/b?")


def test_the_output_of_a_command_is_deleted(client: LXDClient, new: FakeLXD) -> None:
    new.on(f"DELETE {OUTPUTS}/{OUT}", sync())
    assert (client.instances.logs.delete("c1", OUT, project="p")).is_done
    assert new.calls == [f"DELETE {OUTPUTS}/{OUT}?project=p"]


def test_it_is_deleted_of_an_old_server(client: LXDClient, old: FakeLXD) -> None:
    old.on(f"DELETE {LOGS}/{OUT}", sync())
    assert (client.with_scope(project="p").instances.logs.delete("c1", OUT)).is_done
    assert old.calls[-1] == f"DELETE {LOGS}/{OUT}?project=p"


def test_output_that_is_gone(client: LXDClient, new: FakeLXD) -> None:
    new.on(f"DELETE {OUTPUTS}/{OUT}", envelopes.error(404, "not found"))
    with pytest.raises(NotFound):
        client.instances.logs.delete("c1", OUT)
    assert new.count(f"DELETE {LOGS}/{OUT}") == 0


def test_a_log_of_lxds_own_stays(client: LXDClient, old: FakeLXD) -> None:
    old.on(f"DELETE {OUTPUTS}/lxc.log", envelopes.error(404, "not found"))
    old.on(f"DELETE {LOGS}/lxc.log", envelopes.error(400, "lxc.log and lxc.conf may not be deleted"))
    with pytest.raises(BadRequest, match="may not be deleted"):
        client.instances.logs.delete("c1", "lxc.log")


def test_metadata(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {METADATA}", sync({"properties": {"os": "x"}, "templates": None}))
    metadata = client.instances.metadata.get("c1", project="p")
    assert (metadata.properties, metadata.templates) == ({"os": "x"}, {})
    assert lxd.calls == [f"GET {METADATA}?project=p"]


@pytest.mark.parametrize("answer", [sync(), envelopes.started()])
def test_metadata_is_replaced(client: LXDClient, lxd: FakeLXD, answer: dict[str, Any]) -> None:
    lxd.on(f"PUT {METADATA}", answer)
    client.instances.metadata.update_configuration("c1", {"properties": {"release": 12}})
    assert lxd.body(f"PUT {METADATA}") == {"properties": {"release": "12"}}


def test_metadata_is_changed(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"PATCH {METADATA}", sync())
    client.instances.metadata.update_configuration_subset("c1", {"properties": {"release": "12"}})
    assert lxd.body(f"PATCH {METADATA}") == {"properties": {"release": "12"}}


def test_metadata_is_edited(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {METADATA}", as_response(sync({"properties": {"os": "x"}}), etag='"1"'))
    lxd.on(f"PUT {METADATA}", sync())
    with client.instances.metadata.edit("c1") as metadata:
        metadata.properties["release"] = "12"
    assert lxd.body(f"PUT {METADATA}")["properties"] == {"os": "x", "release": "12"}
    assert lxd.sent(f"PUT {METADATA}").headers["if-match"] == '"1"'


@pytest.mark.parametrize(("told", "expected"), [(["a.tpl"], ["a.tpl"]), ([], []), (None, [])])
def test_templates_are_listed(
    client: LXDClient, lxd: FakeLXD, told: list[str] | None, expected: list[str]
) -> None:
    lxd.on(f"GET {TEMPLATES}", sync(told))
    assert client.with_scope(project="p").instances.templates.list("c1") == expected
    assert lxd.calls == [f"GET {TEMPLATES}?project=p"]


NAME = "a b?#%/ü.tpl"


def test_a_template_is_got(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {TEMPLATES}", content(b"hi"))
    assert client.instances.templates.get("c1", NAME, project="p") == b"hi"
    assert dict(lxd.sent(f"GET {TEMPLATES}").url.params) == {"path": NAME, "project": "p"}


@pytest.mark.parametrize("text", ["ü", "ü".encode()])
def test_a_template_is_created(client: LXDClient, lxd: FakeLXD, text: str | bytes) -> None:
    lxd.on(f"POST {TEMPLATES}", sync())
    client.instances.templates.create("c1", NAME, text)
    sent = lxd.sent(f"POST {TEMPLATES}")
    assert sent.content == "ü".encode()
    assert (sent.headers["content-type"], sent.url.params["path"]) == ("application/octet-stream", NAME)


def test_a_template_is_deleted(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"DELETE {TEMPLATES}", sync())
    client.instances.templates.delete("c1", NAME)
    assert lxd.sent(f"DELETE {TEMPLATES}").url.params["path"] == NAME


def test_a_missing_template(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {TEMPLATES}", envelopes.error(404, "Template not found"))
    with pytest.raises(NotFound):
        client.instances.templates.get("c1", NAME)


VARIABLES = {"BootOrder-8be4df61": {"data": "AQ==", "attr": 7, "timestamp": "", "digest": ""}}


@pytest.fixture
def uefi(lxd: FakeLXD) -> FakeLXD:
    """A server that knows of UEFI variables."""
    lxd.on("GET /1.0", sync(envelopes.server("instances_uefi_vars")))
    lxd.on(f"GET {UEFI}", as_response(sync({"variables": VARIABLES}), etag='"1"'))
    lxd.on(f"PUT {UEFI}", sync())
    return lxd


def test_uefi_variables(client: LXDClient, uefi: FakeLXD) -> None:
    variables = client.instances.uefi_vars.get("c1")
    assert variables.variables["BootOrder-8be4df61"].data == "AQ=="


def test_uefi_variables_are_replaced(client: LXDClient, uefi: FakeLXD) -> None:
    client.instances.uefi_vars.update_configuration("c1", {"variables": {}})
    assert uefi.body(f"PUT {UEFI}") == {"variables": {}}


def test_uefi_variables_are_edited(client: LXDClient, uefi: FakeLXD) -> None:
    with client.instances.uefi_vars.edit("c1") as edited:
        del edited.variables["BootOrder-8be4df61"]
    assert uefi.body(f"PUT {UEFI}") == {"variables": {}}
    assert uefi.sent(f"PUT {UEFI}").headers["if-match"] == '"1"'


def test_an_old_server_knows_no_uefi_variables(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", sync(envelopes.server()))
    with pytest.raises(ExtensionMissing, match="instances_uefi_vars"):
        client.instances.uefi_vars.get("c1")
