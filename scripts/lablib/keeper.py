"""The process that makes a lab's directory and namespaces, waits for their end, and then removes what is left.

It lives outside the namespaces and beside the caller, so it cleans up after both, however they die. Should it be
killed itself, the kernel ends the namespaces, and the next lab to start finds the rest.
Run by `namespaces`, never by hand: `python -m lablib.keeper CONTROL CALLER`.
"""

import contextlib
import json
import os
import secrets
import socket
import subprocess
import sys
from pathlib import Path

from .cgroups import make_groups
from .errors import LabError
from .reap import CALLER, LXD, PREFIX, base_directory, remove_dead_labs, remove_lab, try_lock

_IN_NAMESPACES = (
    # Who dies takes the next one along: the keeper takes unshare, unshare takes the first process inside, and
    # the kernel then ends all others there.
    *("setpriv", "--pdeathsig=KILL"),
    # Not the network: tests are to reach the daemon on 127.0.0.1, and labs each other.
    *("unshare", "--mount", "--pid", "--ipc", "--fork", "--kill-child=KILL", "--mount-proc"),
)


def main(arguments: list[str]) -> None:
    """Keeps one lab from its first directory to its last.

    Args:
        arguments: the numbers of two open files, the socket to the caller and the pidfd of the caller.
    """
    control = socket.socket(fileno=int(arguments[0]))
    caller = int(arguments[1])
    os.umask(0o022)
    with contextlib.suppress(LabError):  # whatever it is, it is no reason to refuse a new lab
        remove_dead_labs()
    try:
        directory, lock = make_directory()
    except OSError as error:
        control.send(json.dumps({"error": f"the lab gets no directory: {error}"}).encode())
        return
    try:
        groups = make_groups(directory.name)
        files = (control.fileno(), caller, lock)
        init = [
            sys.executable,
            "-P",
            "-S",
            "-m",
            "lablib.init",
            *map(str, files),
            str(directory),
            *map(str, groups),
        ]
        # The lock goes along, so that it is free only when all of the lab is dead.
        namespaces = subprocess.Popen([*_IN_NAMESPACES, *init], pass_fds=files)
        control.close()
        namespaces.wait()
    finally:
        remove_lab(directory)


def make_directory() -> tuple[Path, int]:
    """Makes the directory of a new lab and locks it; returns it with the open file that holds the lock."""
    while True:
        directory = base_directory() / f"{PREFIX}{secrets.token_hex(3)}"
        try:
            directory.mkdir(mode=0o711)
        except FileExistsError:
            continue
        lock = try_lock(directory)
        if lock is not None:  # else another lab took it for a dead one and removed it
            (directory / CALLER).write_text(str(os.getppid()))
            (directory / LXD).mkdir(mode=0o711)
            return directory, lock


if __name__ == "__main__":
    main(sys.argv[1:])
