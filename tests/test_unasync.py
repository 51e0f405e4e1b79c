"""How the synchronous half is derived, and that nothing wrong gets past the check."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
import unasync


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one file, which is up to date."""
    monkeypatch.setattr(unasync, "ROOT", tmp_path)
    monkeypatch.setattr(unasync, "TREES", {"pkg/_async": "pkg/_sync"})
    rules = [(re.compile(r"\basync (def|with|for)\b"), r"\1"), (re.compile(r"\bawait "), "")]
    monkeypatch.setattr(unasync, "RULES", rules)
    source = tmp_path / "pkg" / "_async"
    source.mkdir(parents=True)
    (source / "a.py").write_text("async def f() -> None:\n    await g()\n")
    assert unasync.main([]) == 0
    return tmp_path


@pytest.fixture
def source(project: Path) -> Path:
    return project / "pkg" / "_async"


@pytest.fixture
def derived(project: Path) -> Path:
    return project / "pkg" / "_sync"


def faults(capsys: pytest.CaptureFixture[str]) -> str:
    """What the check finds; it must find something."""
    assert unasync.main(["--check"]) == 1
    return capsys.readouterr().err


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("async def f(): ...", "def f(): ..."),
        ("async with a as b:", "with a as b:"),
        ("async for a in b:", "for a in b:"),
        ("return await f()", "return f()"),
        ("[await f() for a in b]", "[f() for a in b]"),
        ("not_async with", "not_async with"),
    ],
)
def test_code_is_derived(code: str, expected: str) -> None:
    assert unasync.derive(code, Counter()) == expected


def test_a_derived_file_says_what_it_comes_from(derived: Path) -> None:
    assert (derived / "a.py").read_text().startswith("# Written by scripts/unasync.py from pkg/_async/a.py.")


def test_a_derived_file_holds_the_derived_code(derived: Path) -> None:
    assert (derived / "a.py").read_text().endswith("def f() -> None:\n    g()\n")


def test_what_is_up_to_date_passes_the_check() -> None:
    assert unasync.main(["--check"]) == 0


def test_a_file_that_is_out_of_date_is_found(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (source / "a.py").write_text("async def h() -> None:\n    await g()\n")
    assert "pkg/_sync/a.py is out of date" in faults(capsys)


def test_a_file_changed_by_hand_is_found(derived: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (derived / "a.py").open("a") as file:
        file.write("\n# changed\n")
    assert "pkg/_sync/a.py is out of date" in faults(capsys)


def test_a_file_that_is_cut_off_is_found(derived: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (derived / "a.py").read_text()
    (derived / "a.py").write_text(text[: text.index("    g()")])
    assert "pkg/_sync/a.py is out of date" in faults(capsys)


def test_a_missing_file_is_found(derived: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (derived / "a.py").unlink()
    assert "pkg/_sync/a.py is missing" in faults(capsys)


def test_a_file_without_source_is_found(derived: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (derived / "b.py").write_text("")
    assert "pkg/_sync/b.py has no source" in faults(capsys)


def test_a_file_in_a_folder_is_found(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (source / "more").mkdir()
    (source / "more" / "b.py").write_text("")
    assert "pkg/_sync/more/b.py is missing" in faults(capsys)


def test_a_rule_that_is_of_no_use_is_found(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (source / "a.py").write_text("async def f() -> None: ...\n")
    unasync.main([])
    assert r"the rule '\\bawait ' is of no use any more" in faults(capsys)


@pytest.mark.parametrize("left", ["await(g())", "asyncio.sleep(1)", "f.__aenter__()", "# see the async twin"])
def test_what_would_be_left_over_is_found(
    source: Path, capsys: pytest.CaptureFixture[str], left: str
) -> None:
    (source / "a.py").write_text(f"async def f() -> None:\n    await g()\n    {left}\n")
    assert "would be left over in line" in faults(capsys)


def test_what_would_be_left_over_is_not_written(source: Path, derived: Path) -> None:
    before = (derived / "a.py").read_text()
    (source / "a.py").write_text("async def f() -> None:\n    await g()\n    asyncio.run(f())\n")
    assert (unasync.main([]), (derived / "a.py").read_text()) == (1, before)


def test_lxds_own_word_in_quotes_may_stay(source: Path) -> None:
    (source / "a.py").write_text('async def f() -> None:\n    await g("async")\n')
    assert unasync.main([]) == 0


def test_code_that_is_none_is_found(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (source / "a.py").write_text("async def f( -> None:\n    await g()\n")
    assert "ruff refuses what was derived for pkg/_sync/a.py" in faults(capsys)


def test_the_check_writes_nothing(source: Path, derived: Path) -> None:
    (source / "b.py").write_text("")
    unasync.main(["--check"])
    assert not (derived / "b.py").exists()


def test_writing_removes_what_has_lost_its_source(source: Path, derived: Path) -> None:
    (derived / "b.py").write_text("")
    unasync.main([])
    assert not (derived / "b.py").exists()


def test_writing_leaves_alone_what_is_up_to_date(derived: Path) -> None:
    before = (derived / "a.py").stat().st_mtime_ns
    unasync.main([])
    assert (derived / "a.py").stat().st_mtime_ns == before


@pytest.mark.parametrize("name", ["_io.py", "_channels.py"])
def test_files_written_by_hand_are_not_derived(source: Path, derived: Path, name: str) -> None:
    (source / name).write_text("import asyncio\n")
    unasync.main([])
    assert not (derived / name).exists()


@pytest.mark.parametrize("name", ["_io.py", "_channels.py"])
def test_files_written_by_hand_are_left_alone(derived: Path, name: str) -> None:
    (derived / name).write_text("by hand\n")
    assert (unasync.main([]), (derived / name).read_text()) == (0, "by hand\n")
