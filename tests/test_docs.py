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

import lxd
from tests.code_blocks import ROOT

DOCS = ROOT / "docs"
PAGES = sorted(path for path in DOCS.rglob("*.rst") if "_build" not in path.parts)
AREAS = ("certificates", "instances", "operations", "server")


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


@pytest.mark.parametrize("tree", ["_sync", "_async"])
def test_the_reference_has_every_call(tree: str, html: Path) -> None:
    page = (html / "reference" / f"{tree.removeprefix('_')}.html").read_text(encoding="utf-8")
    missing = []
    for area in AREAS:
        module = importlib.import_module(f"lxd.{tree}.{area}")
        for name in module.__all__:
            kind = getattr(module, name)
            if not inspect.isclass(kind):
                continue
            for member, _ in inspect.getmembers(kind, inspect.isfunction):
                anchors = [f'id="{home}.{name}.{member}"' for home in (module.__name__, "lxd.client")]
                if not member.startswith("_") and not any(anchor in page for anchor in anchors):
                    missing.append(f"{name}.{member}")
    assert missing == []


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
