"""Virtual machines in a lab: emulated (TCG), so that they start on any machine, inside another one too.

LXD wants KVM, a kernel module for sockets between it and the machine's agent (vhost_vsock), and more locked memory
than root may have everywhere. Programs put before the system's own do without. What is lost is the agent, and with it
commands and files inside; console, graphics, states, snapshots and all the rest are real.
"""

import os
import sys
from pathlib import Path

from .errors import LabError, LabUnavailable
from .programs import SYSTEM_PATH, find_program

_SCRIPTS = Path(__file__).resolve().parent.parent

_MODPROBE = """\
#!/bin/sh
# LXD asks for the module before it allows virtual machines. No machine here has the device that it is for.
case $* in *vhost_vsock) exit 0 ;; esac
exec {modprobe} "$@"
"""

_LXD = """\
#!/bin/sh
# LXD calls itself to start a virtual machine with no limit on locked memory. Emulation locks none.
[ "$1" = forklimits ] || exec {lxd} "$@"
until [ "$1" = -- ]; do shift; done
shift
exec "$@"
"""

_QEMU = """\
#!/bin/sh
exec {python} -P -S {scripts}/lablib/qemu.py {qemu} "$@"
"""

QEMU = "qemu-system-x86_64"


def check_machines() -> None:
    """Raises LabUnavailable unless LXD would try to start virtual machines here."""
    if os.uname().machine != "x86_64":
        raise LabUnavailable(f"its virtual machines are for x86_64, and this is {os.uname().machine}")
    if not Path("/dev/kvm").exists():
        raise LabUnavailable(
            "LXD starts no virtual machines without /dev/kvm, though the lab's do not use it"
        )


def write_programs(directory: Path) -> dict[str, str]:
    """Writes the programs that LXD is to call in place of the system's.

    Args:
        directory: where to, a new directory.

    Returns:
        The environment variables that make it do so.
    """
    # Where the kernel has no modules there may be no modprobe either.
    places = {
        "lxd": _program("lxd"),
        "qemu": _program(QEMU),
        "modprobe": find_program("modprobe") or "false",
        "python": sys.executable,
        "scripts": str(_SCRIPTS),
    }
    directory.mkdir(mode=0o755)
    for name, text in (("modprobe", _MODPROBE), ("lxd", _LXD), (QEMU, _QEMU)):
        file = directory / name
        file.write_text(text.format(**{key: _quoted(place) for key, place in places.items()}))
        file.chmod(0o755)
    return {"PATH": f"{directory}:{SYSTEM_PATH}", "LXD_EXEC_PATH": str(directory / "lxd")}


def _program(name: str) -> str:
    path = find_program(name)
    if path is None:
        raise LabError(f"the program {name} is not installed")
    return path


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
