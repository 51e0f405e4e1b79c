"""The bindings of other releases than the pinned one: without a warning, importable, and well typed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import generate
import pytest

from tests.spec.bindings import write
from tests.spec.upstream import PINNED, RELEASES, imported

OTHERS = [release for release in RELEASES if release != PINNED]
IMPORT_ALL = "import lxd_api; from lxd_api import *; [getattr(lxd_api.models, name) for name in lxd_api.models.__all__]"


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """mypy's cache, so that it reads its stubs once."""
    return tmp_path_factory.mktemp("mypy")


@pytest.mark.parametrize("release", OTHERS)
def test_release(release: str, cache: Path, tmp_path: Path) -> None:
    generate.generate(write(imported(release).document, tmp_path), tmp_path / "lxd_api")
    mypy = ["mypy", "--strict", "--config-file=", f"--cache-dir={cache}", "lxd_api"]
    for command in (["-c", IMPORT_ALL], ["-m", *mypy]):
        ran = subprocess.run(
            [sys.executable, *command], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr
