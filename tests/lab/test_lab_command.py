"""The command lab.py, and what it says where no lab can be had."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import lab
import pytest
from lablib import install
from lablib.errors import LabUnavailable

from tests.lab.support import SCRIPTS

COMMAND = [sys.executable, str(SCRIPTS / "lab.py")]


def test_run_gives_a_command_the_lab() -> None:
    script = "test -S $LXD_SOCKET && lxc list --format csv && echo $LXD_URL"
    done = subprocess.run([*COMMAND, "run", "--", "sh", "-c", script], capture_output=True, text=True)
    assert done.stdout.startswith("https://127.0.0.1:")


def test_run_ends_with_the_status_of_the_command() -> None:
    assert subprocess.run([*COMMAND, "run", "--", "sh", "-c", "exit 7"]).returncode == 7


def test_run_with_a_missing_command_says_so() -> None:
    done = subprocess.run([*COMMAND, "run", "--", "/no/such/command"], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (
        127,
        "lab: /no/such/command cannot be run: No such file or directory\n",
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_start_says_how_to_connect_until_a_signal(number: signal.Signals) -> None:
    process = subprocess.Popen([*COMMAND, "start"], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    lines = {name: value for name, _, value in (process.stdout.readline().partition("=") for _ in range(3))}
    directory = Path(lines["export LXD_DIR"].strip())
    assert directory.exists()
    process.send_signal(number)
    process.communicate()
    assert not directory.exists()


def test_check_says_yes_in_one_line() -> None:
    done = subprocess.run([*COMMAND, "check"], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "a lab can be had here\n")


def test_check_says_why_not_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert lab.check() == 1
    expected = "no lab can be had here: it needs root (try sudo)\n"
    assert capsys.readouterr().out == expected


def test_no_package_and_no_debian_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(install, "PACKAGES", {"no-such-program": "some-package"})
    monkeypatch.setattr(install, "_os_id", lambda: "ubuntu")
    with pytest.raises(LabUnavailable, match="not installed: some-package"):
        install.ensure_ready()


def test_a_package_that_does_not_exist_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(install, "_apt", lambda *arguments: "E: Unable to locate package")
    monkeypatch.setattr(install, "PACKAGES", {"no-such-program": "some-package"})
    with pytest.raises(LabUnavailable, match="could not install some-package: E: Unable to locate"):
        install.ensure_ready()


def test_an_unknown_pool_is_refused() -> None:
    with pytest.raises(ValueError, match="no such kind of storage pool: 'zfs'"):
        lab.Lab(pool="zfs").open()


def test_a_lab_lives_where_neither_devices_nor_programs_are_allowed() -> None:
    script = """
        mount -t tmpfs -o nosuid,nodev,noexec,mode=1777 tmpfs /mnt
        TMPDIR=/mnt exec "$0" "$1" run -- sh -c 'lxc launch busybox c1 && lxc exec c1 -- echo $LXD_DIR'
    """
    namespace = ["unshare", "--mount", "--propagation", "private", "sh", "-ec"]
    done = subprocess.run([*namespace, script, *COMMAND], capture_output=True, text=True)
    assert "/mnt/lxd-lab." in done.stdout.splitlines()[-1]
