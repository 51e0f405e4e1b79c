"""OVN for a lab: on a datapath of its own in user space, so that the kernel needs no module for it.

Everything runs inside the lab's namespaces and keeps its files in the lab's directory. Network interfaces belong to the
machine's network namespace, which labs share: the bridge has a name of its own in each lab, and is removed with it.
"""

from __future__ import annotations

import select
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import LabUnavailable
from .programs import SYSTEM_PATH, run_program

if TYPE_CHECKING:
    from .namespaces import Namespaces

PACKAGES = {
    "ovs-vsctl": "openvswitch-switch",
    "/usr/share/ovn/scripts/ovn-ctl": "ovn-central",
    "ovn-controller": "ovn-host",
}
"""The package of Debian that brings each program; what has a path is a file."""

_TIMEOUT = 30.0

_DATAPATH = Path("/sys/class/net/ovs-netdev")
"""The interface of the datapath in user space; there can be one of them."""

_START = """\
set -e
/usr/share/openvswitch/scripts/ovs-ctl start --system-id=lab --no-monitor --no-force-reload-kmod
/usr/share/ovn/scripts/ovn-ctl start_northd --ovn-manage-ovsdb=yes
ovs-vsctl set open_vswitch . \\
    external_ids:ovn-remote=unix:$OVN_RUNDIR/ovnsb_db.sock \\
    external_ids:ovn-encap-type=geneve external_ids:ovn-encap-ip=127.0.0.1 \\
    external_ids:ovn-bridge={bridge} external_ids:ovn-bridge-datapath-type=netdev
/usr/share/ovn/scripts/ovn-ctl start_controller
touch {done}
"""


def variables(directory: Path) -> dict[str, str]:
    """Environment variables for OVN's programs, LXD's calls of them among these: their files are the lab's own."""
    places = {"OVS": directory / "ovs", "OVN": directory / "ovn"}
    kinds = ("RUNDIR", "LOGDIR", "SYSCONFDIR", "DBDIR")
    return {f"{name}_{kind}": str(place) for name, place in places.items() for kind in kinds}


def bridge_of(directory: Path) -> str:
    """The name of the lab's integration bridge."""
    return "ovn" + directory.suffix[1:]


def start(namespaces: Namespaces) -> str:
    """Starts OVN; returns where LXD finds its northbound database.

    Raises:
        LabUnavailable: it did not start.
    """
    directory = namespaces.directory
    if _DATAPATH.exists():
        raise LabUnavailable("another lab, or the machine itself, has OVN's datapath in user space already")
    for name in ("ovs", "ovn"):
        (directory / name).mkdir()
    script, log, done = directory / "ovn.sh", directory / "ovn.log", directory / "ovn.done"
    script.write_text(_START.format(bridge=bridge_of(directory), done=done))
    environment = {"PATH": SYSTEM_PATH, **variables(directory)}
    select.select([namespaces.spawn(["/bin/sh", str(script)], environment, log)], [], [], _TIMEOUT)
    if not done.exists():
        words = log.read_text().strip().splitlines()[-1:] if log.exists() else []
        raise LabUnavailable(f"OVN does not start here; its last words: {''.join(words)}")
    return f"unix:{directory}/ovn/ovnnb_db.sock"


def remove(directory: Path) -> None:
    """Removes the interfaces that a dead lab's OVN left."""
    if not (directory / "ovs").is_dir():
        return
    for name in (bridge_of(directory), _DATAPATH.name):
        if Path("/sys/class/net", name).exists():
            run_program("ip", "link", "delete", name)
