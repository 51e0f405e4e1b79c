"""Writes the synchronous half of the package, and of its tests, from the asynchronous one.

``unasync.py`` writes; ``unasync.py --check`` only compares, and fails if anything differs: a derived file that is
out of date, missing or without a source, a leftover ``await``, a rule that no source needs any more.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

TREES = {
    "lxd/_async": "lxd/_sync",
    "tests/_async": "tests/_sync",
    "tests/integration/_async": "tests/integration/_sync",
    "tests/typing/_async": "tests/typing/_sync",
}

BY_HAND = {"_channels.py", "_feeder.py", "_io.py", "_listener.py", "_stream.py", "_terminal.py"}
"""Both halves of these are written by hand: they hold what truly differs."""

HEADER = "# Written by scripts/unasync.py from {source}. Change that, and run `make sync`.\n\n"

RULES = [
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\basync (def|with|for)\b", r"\1"),
        (r"\bawait ", ""),
        (r"\b__aenter__\b", "__enter__"),
        (r"\b__aexit__\b", "__exit__"),
        (r"\b__aiter__\b", "__iter__"),
        (r"\baclosing as ", ""),
        (r"\basynccontextmanager\b", "contextmanager"),
        (r"\baclose\b", "close"),
        (r"\baiter_bytes\b", "iter_bytes"),
        (r"\bhandle_async_request\b", "handle_request"),
        (r"\bhttpx\.AsyncByteStream\b", "httpx.SyncByteStream"),
        (r"\bAsync(?=[A-Z])", ""),
        (r"\b_async\b", "_sync"),
    )
]

LEFTOVER = re.compile(r"(?<![\"`])\b(async|await|asyncio|__a(enter|exit|iter|next)__)\b")
"""What must not be left in derived code. Comments and docstrings count: they would be wrong.
In quotes it is LXD's own word for an answer."""


class UnasyncError(Exception):
    """A derived tree cannot be written, or is not what it should be."""


def derive(text: str, used: Counter[str]) -> str:
    """Derives synchronous code.

    Args:
        text: the asynchronous code.
        used: counts, by rule, how often each was applied.
    """
    for pattern, replacement in RULES:
        text, count = pattern.subn(replacement, text)
        used[pattern.pattern] += count
    return text


def derived_tree(source: Path, target: Path, used: Counter[str]) -> dict[Path, str]:
    """Derives all files of a tree, by path of the derived file."""
    files: dict[Path, str] = {}
    for path in sorted(source.rglob("*.py")):
        if path.name in BY_HAND:
            continue
        name = path.relative_to(ROOT)
        text = HEADER.format(source=name) + derive(path.read_text(), used)
        for number, line in enumerate(text.splitlines()[1:], start=2):
            if leftover := LEFTOVER.search(line):
                raise UnasyncError(
                    f"{name}: {leftover[0]!r} would be left over in line {number}: {line.strip()}"
                )
        files[target / path.relative_to(source)] = text
    return files


def formatted(files: dict[Path, str]) -> dict[Path, str]:
    """Formats derived files as the rest of the project is."""
    return {path: _ruff(_FORMAT, path, _ruff(_SORT, path, text)) for path, text in files.items()}


_SORT = ("check", "--select", "I,RUF022", "--fix", "--exit-zero", "--quiet")
_FORMAT = ("format",)


def _ruff(arguments: tuple[str, ...], path: Path, text: str) -> str:
    command = [sys.executable, "-m", "ruff", *arguments, "--stdin-filename", str(path), "-"]
    result = subprocess.run(command, input=text, capture_output=True, text=True, cwd=ROOT, check=False)
    if result.returncode:
        raise UnasyncError(
            f"ruff refuses what was derived for {path.relative_to(ROOT)}: {result.stderr.strip()}"
        )
    return result.stdout


def compare(target: Path, files: dict[Path, str]) -> list[str]:
    """Compares a tree with what it should be, both ways; returns what is wrong."""
    faults = []
    for path, text in files.items():
        if not path.exists():
            faults.append(f"{path.relative_to(ROOT)} is missing")
        elif path.read_text() != text:
            faults.append(f"{path.relative_to(ROOT)} is out of date")
    extra = [path for path in target.rglob("*.py") if path not in files and path.name not in BY_HAND]
    faults += [f"{path.relative_to(ROOT)} has no source" for path in sorted(extra)]
    return faults


def write(target: Path, files: dict[Path, str]) -> None:
    """Writes a tree, and removes what has lost its source."""
    for path in target.rglob("*.py"):
        if path not in files and path.name not in BY_HAND:
            path.unlink()
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text() != text:
            path.write_text(text)
            print(f"wrote {path.relative_to(ROOT)}")


def main(arguments: list[str] | None = None) -> int:
    """Runs the command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="write nothing, only compare")
    check = parser.parse_args(arguments).check
    used: Counter[str] = Counter()
    faults: list[str] = []
    try:
        for source, target in TREES.items():
            files = formatted(derived_tree(ROOT / source, ROOT / target, used))
            if check:
                faults += compare(ROOT / target, files)
            else:
                write(ROOT / target, files)
        faults += [
            f"the rule {pattern.pattern!r} is of no use any more"
            for pattern, _ in RULES
            if not used[pattern.pattern]
        ]
    except UnasyncError as error:
        faults.append(str(error))
    for fault in faults:
        print(f"unasync: {fault}", file=sys.stderr)
    if faults and check:
        print("unasync: run `make sync`", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
