"""Nothing of a lab stays, whatever dies."""

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from lab import Lab
from lablib.reap import remove_dead_labs

from tests.lab.support import SCRIPTS, read

HOLDER = """
import os, signal, sys
from lab import Lab

everything = "everything" in sys.argv
with Lab("victim", pool="btrfs" if everything else "dir", network=everything, ovn=everything) as lab:
    lab.launch("c1")
    cards = lab.request("GET", "/1.0/instances/c1/state")["network"]
    links = [lab.bridge, cards["eth0"]["host_name"], lab.uplink, "ovs-netdev"] if everything else []
    lab.request("PUT", "/1.0/instances/c1/state", {"action": "freeze"})  # frozen processes cannot be killed
    if "fork" in sys.argv and os.fork() == 0:
        sys.stdin.read()  # until the test ends
        os._exit(0)
    print(lab.directory.parent, *links, flush=True)
    signal.pause()
"""
"""A process that holds a lab and says so; with the argument "everything" one that has all a lab can have."""


@dataclass
class Victim:
    """A process that holds a lab, and what is known of the lab."""

    process: subprocess.Popen[str]
    directory: Path
    links: list[str]

    def die(self) -> None:
        """Kills the process."""
        self.process.kill()
        self.process.wait()

    def keeper(self) -> int:
        """The process that keeps the lab: the only child of its holder."""
        found = subprocess.run(["pgrep", "--parent", str(self.process.pid)], capture_output=True, text=True)
        return int(found.stdout)

    def wait_until_removed(self) -> None:
        """Waits for the end of all that hold the lock on the lab's directory."""
        try:
            directory = os.open(self.directory, os.O_RDONLY)
        except FileNotFoundError:
            return  # removed already
        fcntl.flock(directory, fcntl.LOCK_EX)
        os.close(directory)

    def traces(self) -> list[str]:
        """Everything that is left of the lab, as far as it can be found on this machine."""
        name = self.directory.name.encode()
        places = [self.directory, *(Path("/sys/class/net", link) for link in self.links)]
        places += Path("/sys/fs/cgroup").glob(f"**/{self.directory.name}")
        found = [str(place) for place in places if place.exists()]
        loops = Path("/sys/block").glob("loop*/loop/backing_file")
        found += [str(file) for file in loops if name in read(file)]
        for process in Path("/proc").glob("[0-9]*"):
            if b") Z" in read(process / "stat"):
                continue  # dead, and waiting for the machine's first process to notice
            files = [process / file for file in ("cmdline", "environ", "mountinfo", "cgroup")]
            found += [str(file) for file in files if name in read(file)]
        rules = subprocess.run(["nft", "list", "ruleset"], capture_output=True, text=True).stdout
        return found + [line for line in rules.splitlines() for link in self.links if link in line]


@pytest.fixture
def hold() -> Iterator[Callable[..., Victim]]:
    """Starts a process that holds a lab."""
    processes = []

    def start(*arguments: str) -> Victim:
        process = subprocess.Popen(
            [sys.executable, "-c", HOLDER, *arguments],
            env={**os.environ, "PYTHONPATH": str(SCRIPTS)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        processes.append(process)
        assert process.stdout is not None
        directory, *links = process.stdout.readline().split()
        return Victim(process, Path(directory), links)

    yield start
    for process in processes:
        process.kill()
        process.communicate()


def test_the_traces_of_a_living_lab_are_found(hold: Callable[..., Victim]) -> None:
    assert len(hold("everything").traces()) > 10


@pytest.mark.parametrize(
    "number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL], ids=lambda number: number.name
)
def test_a_signal_to_its_holder(hold: Callable[..., Victim], number: signal.Signals) -> None:
    victim = hold("everything" if number == signal.SIGKILL else "little")
    victim.process.send_signal(number)
    victim.process.wait()
    victim.wait_until_removed()
    assert victim.traces() == []


def test_its_holder_dies_and_a_forked_child_lives_on(hold: Callable[..., Victim]) -> None:
    victim = hold("fork")
    victim.die()
    victim.wait_until_removed()
    assert victim.traces() == []


def test_its_keeper_is_killed_and_the_holder_ends_it(hold: Callable[..., Victim]) -> None:
    victim = hold()
    os.kill(victim.keeper(), signal.SIGKILL)
    victim.process.send_signal(signal.SIGINT)
    victim.process.wait()
    assert victim.traces() == []


def test_all_is_killed_and_the_command_cleans_up(hold: Callable[..., Victim]) -> None:
    victim = hold("everything")
    os.kill(victim.keeper(), signal.SIGKILL)
    victim.die()
    subprocess.run([sys.executable, SCRIPTS / "lab.py", "clean"], check=True, stdout=subprocess.DEVNULL)
    assert victim.traces() == []


def test_its_holder_is_killed_and_the_command_waits_for_the_keeper(hold: Callable[..., Victim]) -> None:
    victim = hold()
    victim.die()
    subprocess.run([sys.executable, SCRIPTS / "lab.py", "clean"], check=True, stdout=subprocess.DEVNULL)
    assert victim.traces() == []


def test_all_is_killed_and_the_next_lab_cleans_up(hold: Callable[..., Victim]) -> None:
    victim = hold()
    os.kill(victim.keeper(), signal.SIGKILL)
    victim.die()
    victim.wait_until_removed()
    with Lab():
        assert victim.traces() == []


def test_cleaning_leaves_a_living_lab_alone(hold: Callable[..., Victim]) -> None:
    victim = hold()
    remove_dead_labs()
    assert victim.directory.exists()
