"""`generate.py` and `generate.py --check`."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import generate
import pytest

from tests.spec.bindings import STRING, array, document, model, operation, parameter, write

Check = Callable[[], int]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package that is up to date."""
    assert (
        generate.main(["--spec", str(write(document(), tmp_path)), "--output", str(tmp_path / "lxd_api")])
        == 0
    )
    return tmp_path / "lxd_api"


@pytest.fixture
def check(package: Path) -> Check:
    """Runs the check against it."""
    spec = package.parent / "openapi.yaml"
    return lambda: generate.main(["--check", "--spec", str(spec), "--output", str(package)])


def test_check_of_what_is_up_to_date(check: Check) -> None:
    assert check() == 0


@pytest.mark.usefixtures("package")
def test_check_ignores_compiled_files(check: Check, package: Path) -> None:
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "types.cpython-311.pyc").touch()
    assert check() == 0


def test_check_finds_a_difference(check: Check, package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (package / "types.py").write_text("")
    assert check() == 1
    assert capsys.readouterr().out.splitlines()[-1] == f"different: {package / 'types.py'}"


def test_check_finds_a_missing_file(check: Check, package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (package / "models" / "thing.py").unlink()
    assert check() == 1
    assert capsys.readouterr().out.splitlines()[-1] == f"missing: {package / 'models' / 'thing.py'}"


def test_check_finds_an_extra_file(check: Check, package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (package / "more.txt").touch()
    assert check() == 1
    assert capsys.readouterr().out.splitlines()[-1] == f"extra: {package / 'more.txt'}"


def test_check_writes_nothing(check: Check, package: Path) -> None:
    (package / "types.py").write_text("")
    before = contents(package.parent)
    check()
    assert contents(package.parent) == before


def test_refusal_is_an_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert generate.main(["--spec", str(tmp_path / "no.yaml"), "--output", str(tmp_path / "lxd_api")]) == 1
    assert capsys.readouterr().err.startswith("generate.py: ")


def test_stale_files_go(package: Path) -> None:
    (package / "stale.py").touch()
    generate.generate(package.parent / "openapi.yaml", package)
    assert not (package / "stale.py").exists()


def test_nothing_is_left_beside_the_package(package: Path) -> None:
    assert sorted(path.name for path in package.parent.iterdir()) == ["lxd_api", "openapi.yaml"]


def test_type_checkers_are_told(package: Path) -> None:
    assert (package / "py.typed").exists()


def test_each_file_says_where_it_comes_from(package: Path) -> None:
    unsigned = [path for path in package.rglob("*.py") if generate.HEADER not in path.read_text()]
    assert unsigned == []


def test_hash_seed_makes_no_difference(tmp_path: Path) -> None:
    names = [f"name{number}" for number in range(20)]
    things = document(
        {
            "/1.0/things": {
                "get": operation(
                    "things_get",
                    parameters=[parameter(name) for name in names],
                    result=array(STRING),
                    scope=["project", "target"],
                )
            }
        },
        Card=model(**dict.fromkeys(names, STRING)),
    )
    spec, written = write(things, tmp_path), []
    for seed in ("1", "2"):
        output = tmp_path / seed / "lxd_api"
        command = [sys.executable, generate.__file__, "--spec", str(spec), "--output", str(output)]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed})
        written.append(contents(output))
    assert written[0] == written[1]
