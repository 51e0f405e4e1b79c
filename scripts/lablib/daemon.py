"""LXD's own process, as seen by the one who wanted the lab."""

import contextlib
import os
import select
import signal
import time
from collections.abc import Mapping
from pathlib import Path

from . import api
from .errors import LabError, LabUnavailable
from .namespaces import Namespaces
from .programs import SYSTEM_PATH, find_program
from .reap import LXD

_START_TIMEOUT = 30.0
_STOP_TIMEOUT = 10.0


class Daemon:
    """The LXD of a lab."""

    def __init__(
        self, namespaces: Namespaces, environment: Mapping[str, str], program: Path | None = None
    ) -> None:
        self.directory = namespaces.directory / LXD
        self.socket = self.directory / "unix.socket"
        self.log = namespaces.directory / "lxd.log"
        self._namespaces = namespaces
        self._program = program
        self._environment = {"PATH": SYSTEM_PATH, "LXD_DIR": str(self.directory), **environment}
        self._process: int | None = None

    def spawn(self) -> None:
        """Starts the process, without waiting until it serves."""
        if not self._has_ended():
            raise LabError("this LXD runs already")
        self.release()
        program = self._program or find_program("lxd")
        if program is None:
            raise LabUnavailable("the program lxd is not installed")
        command = [str(program), "--group", "root"]
        self._process = self._namespaces.spawn(command, self._environment, self.log)

    def wait_ready(self) -> None:
        """Waits until the process serves requests.

        Raises:
            LabUnavailable: it ended instead, or did not serve in time.
        """
        deadline = time.monotonic() + _START_TIMEOUT
        while True:
            try:
                api.request(self.socket, "GET", "/internal/ready", timeout=_START_TIMEOUT)
                return
            except (OSError, LabError):
                pass  # not yet
            if self._has_ended(0.01):
                raise LabUnavailable(f"LXD does not run here; its last words: {self.log_tail(1)}")
            if time.monotonic() > deadline:
                raise LabUnavailable(f"LXD was not ready within {_START_TIMEOUT:.0f} s: {self.log_tail(1)}")

    def stop(self) -> None:
        """Ends the process; its containers go on. Not with SIGTERM, which would wait for all operations."""
        self.send_signal(signal.SIGINT)
        self.send_signal(signal.SIGCONT)
        if not self._has_ended(_STOP_TIMEOUT):
            self.kill()
        self.release()

    def kill(self) -> None:
        """Ends the process at once by SIGKILL; its containers go on."""
        self.send_signal(signal.SIGKILL)
        if not self._has_ended(_STOP_TIMEOUT):
            raise LabError("LXD did not end")
        self.release()

    def send_signal(self, number: signal.Signals) -> None:
        """Sends the process a signal, if it runs."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._process, number)

    def pause(self) -> None:
        """Stops the process where it stands, and returns when all of its threads have stopped."""
        self.send_signal(signal.SIGSTOP)
        while not self._is_paused():
            time.sleep(0.001)

    def _is_paused(self) -> bool:
        # The name in brackets may hold anything, so the state is looked for behind it.
        tasks = Path(f"/proc/{self.pid}/task").glob("*/stat")
        return all(task.read_text().rpartition(")")[2].split()[0] in "TtXZ" for task in tasks)

    def release(self) -> None:
        """Lets go of the process, without ending it."""
        if self._process is not None:
            os.close(self._process)
            self._process = None

    @property
    def pid(self) -> int | None:
        """The process's number as the caller sees it (LXD sees another one), or None while there is none."""
        if self._process is None:
            return None
        fields = Path(f"/proc/self/fdinfo/{self._process}").read_text().split()
        return int(fields[fields.index("Pid:") + 1])

    def log_tail(self, lines: int = 20) -> str:
        """The last lines that the process wrote."""
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return "\n".join(text.splitlines()[-lines:])

    def _has_ended(self, timeout: float = 0.0) -> bool:
        """Whether there is no process, or it ends within some seconds."""
        if self._process is None:
            return True
        waiting = select.poll()
        waiting.register(self._process, select.POLLIN)
        return bool(waiting.poll(timeout * 1000))
