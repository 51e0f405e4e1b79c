# Written by scripts/unasync.py from lxd/_async/instances/processes.py. Change that, and run `make sync`.

"""Commands that run while the program does other things."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal, overload

from lxd_api import instances as api

from lxd._core.coding import Bytes, Text
from lxd._core.exec import DEFAULT_SHELL, exec_body
from lxd._sync.area import Area
from lxd._sync.instances._feeder import Input
from lxd._sync.instances.process import Process
from lxd._sync.operations import Operation

if TYPE_CHECKING:
    from lxd._terminal import TerminalFile

__all__ = ["InstanceProcesses"]


class InstanceProcesses(Area):
    """Starts commands in instances."""

    @overload
    def exec(
        self,
        name: str,
        command: Sequence[str],
        *,
        input: Input | None = ...,
        interactive: bool = ...,
        width: int = ...,
        height: int = ...,
        text: Literal[True] = True,
        encoding: str = ...,
        errors: str = ...,
        env: Mapping[str, str] | None = ...,
        user: int | None = ...,
        group: int | None = ...,
        cwd: str | None = ...,
        project: str | None = ...,
    ) -> Process[str]: ...
    @overload
    def exec(
        self,
        name: str,
        command: Sequence[str],
        *,
        input: Input | None = ...,
        interactive: bool = ...,
        width: int = ...,
        height: int = ...,
        text: Literal[False],
        encoding: str = ...,
        errors: str = ...,
        env: Mapping[str, str] | None = ...,
        user: int | None = ...,
        group: int | None = ...,
        cwd: str | None = ...,
        project: str | None = ...,
    ) -> Process[bytes]: ...
    @overload
    def exec(
        self,
        name: str,
        command: Sequence[str],
        *,
        input: Input | None = ...,
        interactive: bool = ...,
        width: int = ...,
        height: int = ...,
        text: bool,
        encoding: str = ...,
        errors: str = ...,
        env: Mapping[str, str] | None = ...,
        user: int | None = ...,
        group: int | None = ...,
        cwd: str | None = ...,
        project: str | None = ...,
    ) -> Process[str] | Process[bytes]: ...
    def exec(
        self,
        name: str,
        command: Sequence[str],
        *,
        input: Input | None = None,
        interactive: bool = False,
        width: int = 80,
        height: int = 24,
        text: bool = True,
        encoding: str = "utf-8",
        errors: str = "replace",
        env: Mapping[str, str] | None = None,
        user: int | None = None,
        group: int | None = None,
        cwd: str | None = None,
        project: str | None = None,
    ) -> Process[str] | Process[bytes]:
        """Gives a command to be started by entering it, after `subprocess.Popen`; leaving it ends the command.

        Endpoint: ``POST /1.0/instances/{name}/exec`` and the websockets of its operation; `user`, `group` and `cwd`
        need the API extension ``container_exec_user_group_cwd``.

        ::

            with client.instances.exec("c1", ["tail", "-f", "/var/log/syslog"]) as process:
                for line in process.stdout.lines():
                    print(line)

        Args:
            name: the instance, which must be running; in a virtual machine LXD's agent must be, too.
            command: the command's words; no shell takes them apart.
            input: what the command reads, beside the caller: text, bytes, a file, or what yields pieces of them;
                None: what is written to its ``stdin``. An exception that a file or an iterator raises ends the
                command, and `wait` raises it.
            interactive: whether it gets a terminal. Then output and error output are one, and LXD before 5.0.3 may lose
                what is written right before the end.
            width: the terminal's columns.
            height: its rows.
            text: whether its output is text; bytes otherwise. Line ends stay as they are.
            encoding: the encoding of its output as text, and of input that is text.
            errors: what to do with output that is not of that encoding, as for `bytes.decode`.
            env: its environment, beside what the instance's configuration and LXD set. A command with a terminal gets
                this process's ``TERM`` where it names none.
            user: the uid to run as; default: root's.
            group: the gid; default: root's.
            cwd: the directory to start in; default: the user's home.
            project: the instance's project; default: the client's.

        Returns:
            The command, not started yet.
        """
        body = exec_body(
            command,
            terminal=(width, height) if interactive else None,
            env=_with_term(env) if interactive else env,
            user=user,
            group=group,
            cwd=cwd,
        )
        if text:
            return Process(self._client, name, body, Text(encoding, errors), input=input, project=project)
        return Process(self._client, name, body, Bytes(encoding), input=input, project=project)

    def shell(
        self,
        name: str,
        command: Sequence[str] = DEFAULT_SHELL,
        *,
        env: Mapping[str, str] | None = None,
        user: int | None = None,
        group: int | None = None,
        cwd: str | None = None,
        stdin: TerminalFile | None = None,
        stdout: TerminalFile | None = None,
        project: str | None = None,
    ) -> int:
        """Hands the caller's terminal over to a shell in an instance, or to another command, until that ends.

        Endpoint: ``POST /1.0/instances/{name}/exec`` and the websockets of its operation.

        Every key goes to the command, Ctrl-C too, and it follows the size of the window. The terminal is put back to
        what it was however this ends.

        Args:
            name: the instance, which must be running; in a virtual machine LXD's agent must be, too.
            command: the command's words; default: a login shell of root's.
            env: its environment, beside what the instance's configuration and LXD set, and ``TERM``.
            user: the uid to run as; default: root's.
            group: the gid; default: root's.
            cwd: the directory to start in; default: the user's home.
            stdin: the terminal to read, as a descriptor or a file; default: standard input.
            stdout: the terminal to write; default: standard output.
            project: the instance's project; default: the client's.

        Returns:
            The exit code, as a shell has it.

        Raises:
            LXDError: there is no terminal.
            OutputTruncated: the connection broke.
            BadRequest: the instance is stopped or frozen.
            NotFound: there is no such instance.
            OperationFailed: the command could not be started.
        """
        # There are no such terminals on every system that can use the rest.
        from lxd._sync.instances._terminal import attach
        from lxd._terminal import Terminal

        terminal = Terminal(stdin, stdout)
        width, height = terminal.size
        process = self.exec(
            name,
            command,
            interactive=True,
            width=width,
            height=height,
            text=False,
            env=env,
            user=user,
            group=group,
            cwd=cwd,
            project=project,
        )
        with process:
            with terminal:
                return attach(process, terminal)

    def run_in_background(
        self,
        name: str,
        command: Sequence[str],
        *,
        env: Mapping[str, str] | None = None,
        user: int | None = None,
        group: int | None = None,
        cwd: str | None = None,
        project: str | None = None,
    ) -> Operation:
        """Starts a command that is left to itself: it reads nothing, and what it writes is thrown away.

        Endpoint: ``POST /1.0/instances/{name}/exec``.

        Args:
            name: the instance, which must be running; in a virtual machine LXD's agent must be, too.
            command: the command's words; no shell takes them apart.
            env: its environment, beside what the instance's configuration and LXD set.
            user: the uid to run as; default: root's.
            group: the gid; default: root's.
            cwd: the directory to start in; default: the user's home.
            project: the instance's project; default: the client's.

        Returns:
            Its operation: ``metadata["return"]`` has the exit code at its end. LXD lets it fail where the command does
            not exist (127) or cannot be executed (126); up to LXD 5.21 it cannot be cancelled.

        Raises:
            BadRequest: the instance is stopped or frozen.
            NotFound: there is no such instance.
        """
        body = exec_body(command, streams=False, env=env, user=user, group=group, cwd=cwd)
        return self._client.start(api.instance_exec_post(name, body=body, project=project))


def _with_term(env: Mapping[str, str] | None) -> dict[str, str]:
    """Adds what kind of terminal this process is at; programs ask for nothing else."""
    term = os.environ.get("TERM")
    return ({"TERM": term} if term else {}) | dict(env or {})
