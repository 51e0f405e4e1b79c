"""A lab's directory and namespaces, as seen by the one who wanted the lab."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .errors import LabError, LabUnavailable
from .programs import SYSTEM_PATH
from .reap import remove_dead_labs

_SCRIPTS = Path(__file__).resolve().parent.parent
_TIMEOUT = 60.0


class Namespaces:
    """A lab's directory and namespaces, kept by a process of their own (see `keeper`).

    Raises:
        LabUnavailable: they cannot be made.
    """

    def __init__(self) -> None:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.settimeout(_TIMEOUT)
        caller = os.pidfd_open(os.getpid())
        environment = {"PATH": SYSTEM_PATH, "PYTHONPATH": str(_SCRIPTS)}
        if "TMPDIR" in os.environ:
            environment["TMPDIR"] = os.environ["TMPDIR"]
        try:
            self._keeper = subprocess.Popen(
                [sys.executable, "-P", "-S", "-m", "lablib.keeper", str(theirs.fileno()), str(caller)],
                env=environment,
                cwd="/",
                pass_fds=(theirs.fileno(), caller),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
                start_new_session=True,  # Ctrl-C in a terminal is for the caller alone
            )
        finally:
            theirs.close()
            os.close(caller)
        try:
            self.directory = Path(self._receive()[0]["directory"])
        except LabError as error:
            raise LabUnavailable(
                f"namespaces for a lab cannot be made here: {self._end() or error}"
            ) from None
        except BaseException:
            self._end()
            raise

    def spawn(self, command: list[str], environment: Mapping[str, str], log: Path) -> int:
        """Starts a program inside, its output appended to a file; returns a pidfd of it."""
        request = {"command": command, "environment": dict(environment), "log": str(log)}
        try:
            self._control.send(json.dumps(request).encode())
        except OSError as error:
            raise LabError(f"the namespaces of the lab are gone: {error}") from error
        return self._receive()[1][0]

    def close(self) -> None:
        """Ends everything inside and waits until all of it is removed.

        Raises:
            LabError: something could not be removed.
        """
        errors = self._end()
        if self._keeper.returncode != 0:  # it was killed, or could not finish
            remove_dead_labs(patience=_TIMEOUT)
        if errors:
            raise LabError(f"the lab was not removed as it should be:\n{errors}")

    def _receive(self) -> tuple[dict[str, Any], list[int]]:
        """The answer to a request, and the open files that came along."""
        message, descriptors, _, _ = socket.recv_fds(self._control, 1 << 16, 1)
        if not message:
            raise LabError("their processes ended without a word")
        answer: dict[str, Any] = json.loads(message)
        if "error" in answer:
            raise LabError(answer["error"])
        return answer, list(descriptors)

    def _end(self) -> str:
        """Hangs up, which ends everything inside, and waits for the keeper; returns its complaints."""
        self._control.close()
        try:
            return self._keeper.communicate(timeout=_TIMEOUT)[1].strip()
        except subprocess.TimeoutExpired:
            return f"not finished after {_TIMEOUT:.0f} s"
