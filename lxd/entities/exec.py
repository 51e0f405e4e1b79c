"""Commands that ran, or run, in an instance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import AnyStr, Generic, Literal, NamedTuple

from lxd.errors import CommandError

__all__ = ["ExecResult", "OutputChunk"]


@dataclass(frozen=True, slots=True)
class ExecResult(Generic[AnyStr]):
    """What came of a command, as text or as bytes.

    Args:
        command: its words.
        returncode: its exit code, as a shell has it: 126 of what cannot be executed, 127 of what does not exist,
            128 + n of what was ended by signal n.
        stdout: its output; empty where that was not kept.
        stderr: its error output; empty where that was not kept, or went into `stdout`.
        instance: the instance that it ran in.
    """

    command: list[str]
    returncode: int
    stdout: AnyStr
    stderr: AnyStr
    instance: str

    def check_returncode(self) -> None:
        """Raises if the command did not end well.

        Raises:
            CommandError: its exit code is another one than 0.
        """
        if self.returncode:
            raise CommandError(
                self.command,
                instance=self.instance,
                returncode=self.returncode,
                stdout=self.stdout,
                stderr=self.stderr,
            )


class OutputChunk(NamedTuple, Generic[AnyStr]):
    """A piece of output.

    Args:
        stream: where it came out.
        data: the piece.
    """

    stream: Literal["stdout", "stderr"]
    data: AnyStr
