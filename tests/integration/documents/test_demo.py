"""Runs the demo, in a throw-away LXD and in a "local" one, and looks at what it leaves."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from lab import Lab

from tests.code_blocks import ROOT

COMMAND = [sys.executable, "-u", str(ROOT / "scripts" / "demo.py")]
LIMIT = 120.0
"""Seconds; against hanging."""


@pytest.fixture(scope="module")
def local() -> Iterator[Lab]:
    """An LXD for the demo to find on "this machine", with things in it that are somebody's own."""
    with Lab("demo") as own:
        own.launch("mine")
        own.request("POST", "/1.0/projects", {"name": "mine"})
        yield own


def run(*arguments: str, columns: int = 80, **variables: str) -> subprocess.CompletedProcess[str]:
    """Runs the demo to its end."""
    environment = {**os.environ, "COLUMNS": str(columns), **variables}
    return subprocess.run(
        [*COMMAND, *arguments], env=environment, capture_output=True, text=True, timeout=LIMIT, check=False
    )


def interrupt(
    where: str, *signals: signal.Signals, arguments: Sequence[str] = (), **variables: str
) -> tuple[int, str]:
    """Runs the demo, sends it signals when it prints a line that begins with some words, and lets it end."""
    lines: list[str] = []
    with subprocess.Popen(
        [*COMMAND, *arguments],
        env={**os.environ, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        assert process.stdout is not None
        remaining = list(signals)
        for line in process.stdout:
            lines.append(line)
            while remaining and line.startswith(where):
                process.send_signal(remaining.pop(0))
        return process.wait(LIMIT), "".join(lines)


def contents(lab: Lab) -> dict[str, Any]:
    """Returns all that there is in an LXD."""
    kinds = [
        *(
            "projects",
            "instances?all-projects=true",
            "images",
            "images/aliases",
            "profiles",
            "profiles/default",
        ),
        *("storage-pools", "storage-pools/default/volumes", "networks", "certificates"),
    ]
    return {kind: lab.request("GET", f"/1.0/{kind}") for kind in kinds}


def lab_of(output: str) -> Path:
    """Returns the directory of the throw-away LXD that the demo tells of."""
    found = re.search(r"/\S*/lxd-lab\.\w+", output)
    assert found is not None
    return Path(found[0])


def test_in_a_throw_away_lxd(lab: Lab) -> None:
    result = run("--lab")
    assert (result.returncode, result.stderr) == (0, "")
    assert "AsyncLXDClient" in result.stdout
    assert "nothing is left" in result.stdout
    assert not lab_of(result.stdout).exists()


def test_in_a_local_lxd(local: Lab) -> None:
    before = contents(local)
    result = run(LXD_SOCKET=str(local.socket))
    assert (result.returncode, result.stderr) == (0, "")
    assert "nothing is left" in result.stdout
    assert contents(local) == before


def test_in_a_narrow_window(local: Lab) -> None:
    result = run(columns=40, LXD_SOCKET=str(local.socket))
    assert result.returncode == 0
    assert max(map(len, result.stdout.splitlines())) <= 40


def test_it_says_each_step_and_no_more(local: Lab) -> None:
    result = run(LXD_SOCKET=str(local.socket))
    assert "\x1b" not in result.stdout  # no colours and no redrawing in a file
    assert len(result.stdout.splitlines()) < 200


@pytest.mark.parametrize("where", ["LXDClient", "Files", "Stop it", "AsyncLXDClient", "Fifty requests"])
def test_ctrl_c_leaves_nothing(where: str, local: Lab) -> None:
    before = contents(local)
    status, output = interrupt(where, signal.SIGINT, LXD_SOCKET=str(local.socket))
    assert (status, "Traceback" in output) == (130, False), output
    assert "nothing is left" in output
    assert contents(local) == before


def test_being_told_to_end_leaves_nothing(local: Lab) -> None:
    before = contents(local)
    status, output = interrupt("A container", signal.SIGTERM, LXD_SOCKET=str(local.socket))
    assert status == 128 + signal.SIGTERM
    assert "nothing is left" in output
    assert contents(local) == before


def test_ctrl_c_twice_leaves_nothing(local: Lab) -> None:
    before = contents(local)
    status, output = interrupt("A snapshot", signal.SIGINT, signal.SIGINT, LXD_SOCKET=str(local.socket))
    assert (status, "Traceback" in output) == (130, False), output
    assert contents(local) == before


def test_ctrl_c_in_a_throw_away_lxd_leaves_nothing(lab: Lab) -> None:
    status, output = interrupt("A snapshot", signal.SIGINT, arguments=["--lab"])
    assert status == 130
    assert "nothing is left" in output
    assert not lab_of(output).exists()


def test_an_lxd_without_a_storage_pool_is_left_alone(lab: Lab) -> None:
    """It is not set up, so there is nowhere to put a container."""
    with Lab("bare") as bare:
        bare.request("DELETE", f"/1.0/images/{bare.fingerprint}")
        bare.request("PUT", "/1.0/profiles/default", {"config": {}, "devices": {}})
        bare.request("DELETE", "/1.0/storage-pools/default")
        before = bare.request("GET", "/1.0/projects")
        result = run("--local", LXD_SOCKET=str(bare.socket))
        assert result.returncode == 1
        assert "storage pool" in result.stderr
        assert bare.request("GET", "/1.0/projects") == before
