"""The image of the lab's containers: busybox and a shell script as init, built on the spot in 50 ms."""

import gzip
import io
import platform
import struct
import tarfile
from pathlib import Path

from .errors import LabUnavailable
from .programs import find_program, run_program

_DATE = 1_700_000_000
"""The date of every file: the same busybox makes the same image, byte for byte."""

_METADATA = """\
architecture: {machine}
creation_date: {date}
properties:
  os: busybox
  description: busybox for tests
"""

_INIT = """\
#!/bin/sh
# Ends at once when told to, which busybox's own init does not (2.6 s for a stop). 30 is SIGPWR: LXD's stop.
trap 'exit 0' 30 15 12
trap 'reboot -f' 2
export PATH=/bin:/sbin:/usr/bin:/usr/sbin
ip link set lo up
if [ -e /sys/class/net/eth0 ]; then
    ip link set eth0 up
    udhcpc -i eth0 -b -S -s /etc/udhcpc.sh >/dev/null 2>&1 &
fi
while :; do setsid getty -L 0 console vt100; sleep 1; done &
while :; do sleep 86400 & wait $!; done
"""

_UDHCPC = """\
#!/bin/sh
case $1 in
bound | renew)
    ip addr flush dev "$interface"
    ip addr add "$ip/$mask" dev "$interface"
    for gateway in $router; do ip route add default via "$gateway"; done
    for server in $dns; do echo "nameserver $server"; done >/etc/resolv.conf
    ;;
esac
"""

_DIRECTORIES = ("bin", "dev", "etc", "mnt", "proc", "root", "run", "sbin", "sys", "tmp", "usr/bin", "var")

_FILES = {
    "sbin/init": (_INIT, 0o755),
    "etc/udhcpc.sh": (_UDHCPC, 0o755),
    "etc/passwd": ("root::0:0:root:/root:/bin/sh\nuser::1000:1000:user:/tmp:/bin/sh\n", 0o644),
    "etc/group": ("root:x:0:\nuser:x:1000:\n", 0o644),
}


def build_image() -> bytes:
    """A unified LXD image (metadata and root file system in one gzipped tar file), the same on every call.

    Raises:
        LabUnavailable: there is no statically linked busybox.
    """
    busybox = find_program("busybox")
    if busybox is None:
        raise LabUnavailable("busybox, of which the image is made, is not installed")
    program = Path(busybox).read_bytes()
    if not _is_static(program):
        raise LabUnavailable(f"{busybox} needs shared libraries; the image needs the package busybox-static")
    commands = run_program(busybox, "--list").stdout.split()

    packed = io.BytesIO()
    with (
        # Not tarfile's "w:gz", which writes the time of day into the header.
        gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=1, mtime=0, filename="") as compressed,
        tarfile.open(fileobj=compressed, mode="w", format=tarfile.GNU_FORMAT) as archive,
    ):
        metadata = _METADATA.format(machine=platform.machine(), date=_DATE)
        _add_file(archive, "metadata.yaml", metadata.encode(), 0o644)
        for name in _DIRECTORIES:
            _add(archive, f"rootfs/{name}", tarfile.DIRTYPE, 0o1777 if name == "tmp" else 0o755)
        _add_file(archive, "rootfs/bin/busybox", program, 0o755)
        for name in sorted(set(commands) - {"busybox", "init"}):
            _add(archive, f"rootfs/bin/{name}", tarfile.SYMTYPE, 0o777, link="busybox")
        for name, (text, mode) in _FILES.items():
            _add_file(archive, f"rootfs/{name}", text.encode(), mode)
    return packed.getvalue()


def _is_static(program: bytes) -> bool:
    """Whether a 64-bit ELF program names no interpreter (a program header of type 3), so runs on its own."""
    start, size, count = struct.unpack_from("<Q", program, 32) + struct.unpack_from("<HH", program, 54)
    return all(struct.unpack_from("<I", program, start + size * index)[0] != 3 for index in range(count))


def _add(archive: tarfile.TarFile, name: str, kind: bytes, mode: int, link: str = "") -> None:
    entry = tarfile.TarInfo(name)
    entry.type, entry.mode, entry.linkname, entry.mtime = kind, mode, link, _DATE
    archive.addfile(entry)


def _add_file(archive: tarfile.TarFile, name: str, content: bytes, mode: int) -> None:
    entry = tarfile.TarInfo(name)
    entry.mode, entry.size, entry.mtime = mode, len(content), _DATE
    archive.addfile(entry, io.BytesIO(content))
