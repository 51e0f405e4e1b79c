"""The programs of the system that a lab calls, whatever PATH its caller has."""

import os
import shutil
import subprocess

SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
"""Where programs are looked for. Without /snap/bin: LXD's snap cannot be run on a directory of ours."""


def find_program(name: str) -> str | None:
    """The path of a system program, or None."""
    return shutil.which(name, path=SYSTEM_PATH)


def run_program(*command: str, text: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs a program and waits for it.

    Args:
        *command: the program and its arguments.
        text: what it reads from its standard input.
        **environment: more environment variables.

    Returns:
        What it wrote, and its status, which may be a failure.
    """
    variables = {**os.environ, "PATH": SYSTEM_PATH, "LC_ALL": "C.UTF-8", **environment}
    return subprocess.run(command, input=text, capture_output=True, text=True, env=variables)
