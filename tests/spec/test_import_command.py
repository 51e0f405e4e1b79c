"""The command: what it prints, what it writes, and that bad input changes nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from spec_import import command, source
from spec_import.diff import changes

from .upstream import ROOT, convert, operation, path_of, small, strings

PINNED = """tag = "lxd-9.9"\nurl = "http://127.0.0.1:9/lxd-9.9.yaml"\nsha256 = "00"\n"""


@pytest.fixture
def spec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A spec folder of its own, with an empty overlay."""
    folder = tmp_path / "spec"
    folder.mkdir()
    (folder / "overlay.yaml").write_text("repairs: []\n")
    (folder / "source.toml").write_text(PINNED)
    monkeypatch.setattr(command, "SPEC", folder)
    return folder


def written(path: Path, swagger: dict[str, Any]) -> Path:
    with path.open("w") as stream:
        YAML(typ="safe").dump(swagger, stream)
    return path


def content(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir()}


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """The small document as a file."""
    return written(tmp_path / "given.yaml", small())


def test_an_import_writes_the_spec_and_its_source(spec: Path, given: Path) -> None:
    assert command.main([str(given)]) == 0
    assert (spec / "openapi.yaml").read_text().startswith("# LXD's REST API as facts")
    assert source.read_source(spec / "source.toml").sha256 != "00"


def test_a_file_name_tells_the_release(spec: Path, given: Path) -> None:
    renamed = given.rename(given.with_name("lxd-7.0.yaml"))
    assert command.main([str(renamed)]) == 0
    pinned = source.read_source(spec / "source.toml")
    assert (pinned.tag, pinned.url) == (
        "lxd-7.0",
        "https://raw.githubusercontent.com/canonical/lxd/lxd-7.0/doc/rest-api.yaml",
    )


def test_an_unknown_file_leaves_the_release_to_the_user(spec: Path, given: Path) -> None:
    assert command.main([str(given)]) == 0
    assert source.read_source(spec / "source.toml").tag == ""


def test_without_a_known_release_a_file_must_be_given(
    spec: Path, given: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command.main([str(given)])
    assert command.main([]) == 1
    assert "give a path or URL" in capsys.readouterr().err


def test_another_output_leaves_the_spec_alone(spec: Path, given: Path, tmp_path: Path) -> None:
    before = content(spec)
    assert command.main([str(given), "--output", str(tmp_path / "other.yaml")]) == 0
    assert content(spec) == before
    assert (tmp_path / "other.yaml").exists()


def test_the_second_import_changes_nothing(
    spec: Path, given: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command.main([str(given)])
    before = content(spec)
    command.main([str(given)])
    assert content(spec) == before
    assert capsys.readouterr().out.endswith("No change against the committed spec.\n")


def test_the_pinned_file_is_checked(
    spec: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(source, "_download", lambda url: b"swagger: '2.0'")
    assert command.main([]) == 1
    assert "is not the pinned file: its SHA-256 is" in capsys.readouterr().err


BAD = {
    "empty": (b"", "is empty"),
    "blank": (b"\n \n", "is empty"),
    "web page": (b"<!DOCTYPE html><html></html>", "is a web page"),
    "no YAML": (b"a: [1, 2\nb: }", "is not valid YAML"),
    "binary": (b"\x7fELF\xff\xfe", "is not a text file in UTF-8"),
    "tabs": (b"a:\n\tb: 1\n", "is not valid YAML"),
    "duplicate keys": (b"swagger: '2.0'\nswagger: '2.0'\n", "is not valid YAML: found duplicate key"),
    "words": (b"just words", "holds no mapping"),
    "list": (b"- 1\n- 2\n", "holds no mapping"),
    "other YAML": (b"a: 1\n", "is not a swagger 2.0 file"),
    "OpenAPI 3": (b"openapi: 3.0.3\npaths: {}\n", "is OpenAPI 3.0.3"),
    "swagger 1": (b"swagger: '1.2'\n", "it says swagger '1.2'"),
    "no paths": (b"swagger: '2.0'\ninfo: {a: 1}\n", "it has no paths"),
    "another API": (
        b"swagger: '2.0'\ninfo: {a: 1}\npaths: {/pets: {}}\ndefinitions: {a: {}}\nresponses: {a: {}}\n",
        "does not describe /1.0",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_line_and_changes_nothing(
    name: str, spec: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, says = BAD[name]
    (tmp_path / "bad.yaml").write_bytes(data)
    before = content(spec)
    assert command.main([str(tmp_path / "bad.yaml")]) == 1
    error = capsys.readouterr().err
    assert error.startswith("error: ")
    assert error.count("\n") == 1
    assert says in error
    assert content(spec) == before


@pytest.mark.parametrize(
    "place", ["/nonexistent/rest-api.yaml", "/", "http://127.0.0.1:9/rest-api.yaml", "https://"]
)
def test_an_unreachable_place_is_one_line(place: str, spec: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([place]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_an_unknown_quirk_changes_nothing(spec: Path, given: Path, tmp_path: Path) -> None:
    command.main([str(given)])
    before = content(spec)
    spoilt = small()
    spoilt["definitions"]["Thing"]["properties"]["name"]["type"] = "bool"
    assert command.main([str(written(tmp_path / "spoilt.yaml", spoilt))]) == 1
    assert content(spec) == before


def test_an_output_that_cannot_be_written_is_one_line(
    spec: Path, given: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main([str(given), "--output", "/nonexistent/openapi.yaml"]) == 1
    assert "/nonexistent/openapi.yaml cannot be written" in capsys.readouterr().err


def test_wrong_usage_is_exit_code_two() -> None:
    with pytest.raises(SystemExit) as caught:
        command.main(["one", "two"])
    assert caught.value.code == 2


def test_changes_are_told() -> None:
    new = small()
    thing = new["definitions"]["Thing"]["properties"]
    thing["name"]["type"] = "integer"
    thing["size"] = {"type": "string", "description": "API extension: thing_size"}
    new["paths"]["/1.0/news"] = {"get": operation("news_get", result=strings())}
    del new["paths"]["/1.0/things/{name}"]
    new["paths"]["/1.0"]["get"]["parameters"] = [{"in": "query", "name": "target", "type": "string"}]
    assert changes(convert(small()), convert(new)) == [
        "~ operation GET /1.0: + parameter query target: string",
        "+ operation GET /1.0/news",
        "- operation PUT /1.0/things/{name}",
        "- schema Operation",
        "~ schema Thing: role both -> response",
        "~ schema Thing: field name: string -> integer",
        "~ schema Thing: + field size: string (extension thing_size)",
        "+ extension thing_size",
    ]


def test_nothing_changed_is_nothing_told() -> None:
    assert changes(convert(small()), convert(small())) == []


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_same_input_gives_the_same_bytes(seed: str, tmp_path: Path) -> None:
    """In processes of their own, since the seed of hashes is set when Python starts."""
    output = tmp_path / "openapi.yaml"
    subprocess.run(
        [sys.executable, ROOT / "scripts" / "import_spec.py", path_of("6.9"), "--output", output],
        env={**os.environ, "PYTHONHASHSEED": seed},
        check=True,
        capture_output=True,
    )
    assert output.read_bytes() == (ROOT / "spec" / "openapi.yaml").read_bytes()


def test_no_temporary_file_is_left_behind(spec: Path, given: Path) -> None:
    shutil.copy(given, spec / "given.yaml")
    command.main([str(spec / "given.yaml")])
    assert sorted(content(spec)) == ["given.yaml", "openapi.yaml", "overlay.yaml", "source.toml"]
