"""What LXD calls for QEMU in a lab with virtual machines: QEMU, told to emulate, and without vsock.

Run by the script that `machines` writes, never by hand: `python qemu.py QEMU ARGUMENT...`.
"""

import os
import re
import sys
from pathlib import Path


def main(program: str, arguments: list[str]) -> None:
    """Becomes QEMU."""
    arguments = emulated(arguments)
    if "-readconfig" in arguments:
        at = arguments.index("-readconfig") + 1
        theirs = Path(arguments[at])
        ours = theirs.with_suffix(".emulated.conf")  # beside LXD's, which it deletes with the machine
        ours.write_text(emulated_configuration(theirs.read_text()))
        ours.chmod(0o644)  # QEMU reads it as another user
        arguments[at] = str(ours)
    os.execv(program, [program, *arguments])


def emulated(arguments: list[str]) -> list[str]:
    """QEMU's arguments, with a processor that can be emulated."""
    previous = ["", *arguments]
    return [
        "max" if flag == "-cpu" else argument for flag, argument in zip(previous, arguments, strict=False)
    ]


def emulated_configuration(text: str) -> str:
    """QEMU's configuration file, with emulation and without the device for sockets to the machine's agent."""
    sections = re.split(r"(?m)^(?=\[)", text)
    kept = [section for section in sections if 'driver = "vhost-vsock' not in section]
    return "".join(kept).replace('accel = "kvm"', 'accel = "tcg"')


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
