"""A throw-away real LXD for tests, demo and benchmarks.

Usage, as root:
    lab.py run -- COMMAND...   start a lab, run a command with LXD_DIR, LXD_SOCKET and more set, remove the lab
    lab.py start               start a lab, say how to reach it, keep it until Ctrl-C
    lab.py clean               remove whatever killed labs left behind
    lab.py check               say whether a lab can be had on this machine

From Python: `from lab import Lab`, then `with Lab() as lab: ...`.
"""

import argparse
import os
import shlex
import signal
import subprocess
import sys
from types import FrameType
from typing import NoReturn

from lablib.errors import LabError, LabUnavailable
from lablib.install import check_installable, check_machine, missing_packages
from lablib.laboratory import Lab
from lablib.reap import remove_dead_labs

__all__ = ["Lab", "LabError", "LabUnavailable"]


def main() -> int:
    """Runs the command; returns its exit status."""
    parser = argparse.ArgumentParser(description="A throw-away real LXD for tests, demo and benchmarks.")
    commands = parser.add_subparsers(dest="action", required=True)
    for name, text in (("run", "run a command with a lab"), ("start", "keep a lab until Ctrl-C")):
        command = commands.add_parser(name, help=text)
        command.add_argument(
            "--pool", choices=("dir", "btrfs"), default="dir", help="kind of the storage pool"
        )
        command.add_argument("--network", action="store_true", help="give containers a network")
        command.add_argument("--virtual-machines", action="store_true", help="allow virtual machines too")
        if name == "run":
            command.add_argument("command", nargs="+", metavar="COMMAND", help="the command, after --")
    commands.add_parser("clean", help="remove whatever killed labs left behind")
    commands.add_parser("check", help="say whether a lab can be had on this machine")
    arguments = parser.parse_args()

    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGHUP, _leave)
    try:
        if arguments.action in ("run", "start"):
            tell_installation(arguments.pool, arguments.virtual_machines)
        match arguments.action:
            case "run":
                return run(chosen_lab(arguments), arguments.command)
            case "start":
                return start(chosen_lab(arguments))
            case "clean":
                return clean()
            case _:
                return check()
    except LabError as error:
        print(f"lab: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def chosen_lab(arguments: argparse.Namespace) -> Lab:
    """The lab that the arguments ask for."""
    return Lab(pool=arguments.pool, network=arguments.network, virtual_machines=arguments.virtual_machines)


def tell_installation(pool: str, virtual_machines: bool) -> None:
    """Says which packages a lab is going to install, since that takes a while."""
    check_machine()
    packages = missing_packages(pool, virtual_machines=virtual_machines)
    if packages:
        print(f"lab: installing {', '.join(packages)}", file=sys.stderr, flush=True)


def run(lab: Lab, command: list[str]) -> int:
    """Runs a command with a lab of its own; returns the command's exit status."""
    with lab:
        try:
            status = subprocess.run(command, env={**os.environ, **lab.variables()}).returncode
        except OSError as error:
            print(f"lab: {command[0]} cannot be run: {error.strerror}", file=sys.stderr)
            return 127
    return status if status >= 0 else 128 - status  # as shells put it


def start(lab: Lab) -> int:
    """Keeps a lab until it is interrupted."""
    with lab:
        print(f"# LXD {lab.version}, {lab.url}, image {lab.image}. For another terminal:")
        for name, value in lab.variables().items():
            print(f"export {name}={shlex.quote(value)}")
        print("# Ctrl-C ends it.", flush=True)
        try:
            signal.pause()
        except KeyboardInterrupt:
            return 0
    return 0


def clean() -> int:
    """Removes whatever killed labs left behind."""
    removed = remove_dead_labs(patience=10)
    print("\n".join(f"removed {directory}" for directory in removed) or "nothing to remove")
    return 0


def check() -> int:
    """Says in one line whether a lab can be had here."""
    try:
        check_machine()
        packages = missing_packages()
        if packages:
            check_installable(packages)
    except LabUnavailable as error:
        print(f"no lab can be had here: {error}")
        return 1
    print("a lab can be had here" + (f", after installing {', '.join(packages)}" if packages else ""))
    return 0


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    """Turns a signal that ends the process into an exception, so that the lab is removed first."""
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
