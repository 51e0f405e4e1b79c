"""The first process inside a lab's namespaces: when it ends, the kernel ends everything else in there.

It starts LXD whenever the lab's caller asks for it, and ends when the caller closes the connection or dies.
Run by `keeper`, never by hand: `python -m lablib.init CONTROL CALLER LOCK DIRECTORY [CGROUP...]`.
"""

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
from pathlib import Path
from types import FrameType

from .cgroups import thaw_groups


def main(arguments: list[str]) -> None:
    """Enters the lab's control groups, then serves the caller until that is gone.

    Args:
        arguments: the numbers of three open files (the socket to the caller, the pidfd of the caller, the lab's lock),
            the lab's directory, and the control groups to enter.
    """
    control = socket.socket(fileno=int(arguments[0]))
    caller, lock = int(arguments[1]), int(arguments[2])
    directory = Path(arguments[3])
    for group in arguments[4:]:
        (Path(group) / "cgroup.procs").write_text("0")  # 0 means the writer
    _allow_devices_and_programs(directory)
    for descriptor in (control.fileno(), caller, lock):
        os.set_inheritable(descriptor, False)
    signal.signal(signal.SIGCHLD, _collect_orphans)
    control.send(json.dumps({"directory": str(directory)}).encode())

    # The socket alone would not do: a process that the caller forked keeps it open after the caller's death.
    waiting = select.poll()
    waiting.register(control, select.POLLIN)
    waiting.register(caller, select.POLLIN)
    while True:
        ready = [descriptor for descriptor, _ in waiting.poll()]
        request = control.recv(1 << 16) if control.fileno() in ready else b""
        if not request or caller in ready:
            thaw_groups(directory.name)
            return
        _start(control, **json.loads(request))


def _start(control: socket.socket, command: list[str], environment: dict[str, str], log: str) -> None:
    """Starts a program and sends the caller a pidfd of it: something to signal and to wait for."""
    output = (os.POSIX_SPAWN_OPEN, 1, log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    actions = [(os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0), output, (os.POSIX_SPAWN_DUP2, 1, 2)]
    try:
        # Not subprocess, which wants to collect its children itself.
        process = os.posix_spawn(command[0], command, environment, file_actions=actions, setsid=True)
        descriptor = os.pidfd_open(process)
    except OSError as error:
        control.send(json.dumps({"error": f"{command[0]}: {error}"}).encode())
        return
    socket.send_fds(control, [b"{}"], [descriptor])
    os.close(descriptor)


def _collect_orphans(number: int, frame: FrameType | None) -> None:
    """Collects ended children; LXC's monitors lose their parents and come here."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _allow_devices_and_programs(directory: Path) -> None:
    """Lifts the limits of a /tmp mounted nosuid or nodev (Debian 13's is), in these namespaces only."""
    if os.statvfs(directory).f_flag & (os.ST_NOSUID | os.ST_NODEV | os.ST_NOEXEC):
        subprocess.run(["mount", "--bind", directory, directory], check=True)
        subprocess.run(["mount", "-o", "remount,bind,suid,dev,exec", directory], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
