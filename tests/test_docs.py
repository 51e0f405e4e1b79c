"""The documentation: that it builds, shows everything that is public, and only code that is run."""

from __future__ import annotations

import importlib
import inspect
import re
import subprocess
import sys
from pathlib import Path

import lxd_api
import pytest
from call_tables import calls

import lxd
import lxd.client
from lxd import AsyncLXDClient, LXDClient
from tests.code_blocks import ROOT
from tests.public_calls import areas

CALLS = calls()
WITHOUT_ENDPOINTS: set[str] = set()
"""Calls that ask LXD nothing themselves."""

BEFORE_THE_DESCRIPTION: set[str] = set()
"""Endpoints that only servers older than LXD's API description have."""

DOCS = ROOT / "docs"
PAGES = sorted(path for path in DOCS.rglob("*.rst") if "_build" not in path.parts)


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documentation as HTML, built without a warning."""
    directory = tmp_path_factory.mktemp("docs")
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-W",
        "--keep-going",
        "-b",
        "html",
        str(DOCS),
        str(directory),
    ]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    return directory


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_every_page_is_built(page: Path, html: Path) -> None:
    assert (html / page.relative_to(DOCS).with_suffix(".html")).exists()


@pytest.mark.parametrize("client", [LXDClient("/nowhere"), AsyncLXDClient("/nowhere")], ids=["sync", "async"])
def test_the_reference_has_every_call(client: LXDClient | AsyncLXDClient, html: Path) -> None:
    tree = "async" if isinstance(client, AsyncLXDClient) else "sync"
    page = (html / "reference" / f"{tree}.html").read_text(encoding="utf-8")
    kinds = {type(area) for _, area in areas(client)} | {
        getattr(lxd.client, name)
        for name in lxd.client.__all__
        if inspect.isclass(kind := getattr(lxd.client, name)) and f"._{tree}." in kind.__module__
    }
    missing = []
    for kind in kinds:
        names = [name for name, _ in inspect.getmembers(kind, inspect.isfunction) if not name.startswith("_")]
        # As `id="lxd._sync.instances.Instances.get"`, or from where users import it.
        missing += [
            f"{kind.__name__}.{name}"
            for name in names
            if not re.search(rf'id="[\w.]+\.{kind.__name__}\.{name}"', page)
        ]
    assert missing == []


def test_every_call_is_tested() -> None:
    assert [f"{call.area}.{call.name}" for call in CALLS if not (call.on_real or call.on_canned)] == []


def test_every_call_names_its_endpoints() -> None:
    silent = {f"{call.area}.{call.name}" for call in CALLS if not call.endpoints}
    assert silent == WITHOUT_ENDPOINTS


def test_every_endpoint_exists() -> None:
    document = (ROOT / "spec" / "openapi.yaml").read_text(encoding="utf-8")
    paths = {re.sub(r"{.*?}", "{}", path) for path in re.findall(r"^  (/\S*):$", document, re.MULTILINE)}
    named = {
        re.sub(r"{.*?}", "{}", endpoint.rpartition(" ")[2]) for call in CALLS for endpoint in call.endpoints
    }
    assert named - paths == BEFORE_THE_DESCRIPTION


def test_the_tables_have_every_call(html: Path) -> None:
    page = (html / "reference" / "calls.html").read_text(encoding="utf-8")
    assert [
        call for call in CALLS if f">{call.name}<" not in page or f"client.{call.area}<" not in page
    ] == []


def test_the_reference_has_every_request(html: Path) -> None:
    page = (html / "reference" / "bindings.html").read_text(encoding="utf-8")
    areas = [
        importlib.import_module(f"lxd_api.{name}")
        for name in lxd_api.__all__
        if name not in ("models", "types")
    ]
    names = [name for area in areas for name in area.__all__]
    assert len(names) > 200
    assert [name for name in names if f">{name}<" not in page] == []


def test_every_reference_leads_somewhere(html: Path) -> None:
    lost = []
    for page in PAGES:
        text = (html / page.relative_to(DOCS).with_suffix(".html")).read_text(encoding="utf-8")
        if "reference" not in page.parts:
            lost += re.findall(r'(?<!">)<code class="xref[^>]*>.*?</code>', text)
    assert lost == []


def test_all_code_is_of_the_examples() -> None:
    """Those are run: see tests/integration/documents/test_examples.py."""
    assert [page.name for page in PAGES if "code-block:: python" in page.read_text(encoding="utf-8")] == []


def test_every_example_is_shown() -> None:
    texts = [page.read_text(encoding="utf-8") for page in PAGES]
    shown = {name for text in texts for name in re.findall(r"literalinclude:: \S*examples/(\S+)", text)}
    assert shown == {path.name for path in (DOCS / "examples").glob("*.py")}


def test_the_changelog_has_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.rst").read_text(encoding="utf-8")
    assert re.search(rf"^{re.escape(lxd.__version__)}\b", changelog, re.MULTILINE)
