"""Virtual machines in a lab, and the programs that let them start."""

import os
import subprocess
from pathlib import Path

import pytest
from lab import Lab
from lablib import install, machines
from lablib.errors import LabUnavailable
from lablib.qemu import emulated, emulated_configuration

from tests.real_lxd import give_up

CONFIGURATION = """\
# Machine
[machine]
type = "q35"
accel = "kvm"

# Vsock
[device "qemu_vsock"]
driver = "vhost-vsock-pci"
guest-cid = "5"

[device "qemu_gpu"]
driver = "virtio-vga"
"""


def test_the_processor_is_one_that_can_be_emulated() -> None:
    assert emulated(["-S", "-cpu", "host,hv_passthrough", "-name", "host"]) == [
        "-S",
        "-cpu",
        "max",
        "-name",
        "host",
    ]


def test_the_configuration_is_for_emulation_and_without_vsock() -> None:
    text = emulated_configuration(CONFIGURATION)
    assert 'accel = "tcg"' in text
    assert "vsock" not in text.replace("# Vsock", "")
    assert '[device "qemu_gpu"]' in text


def test_the_programs_take_the_place_of_the_systems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machines, "find_program", lambda name: "/bin/echo")
    variables = machines.write_programs(tmp_path / "bin")
    environment = {**os.environ, **variables}

    def run(*command: str) -> str:
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    assert run("modprobe", "-b", "vhost_vsock") == ""
    assert run("modprobe", "-b", "zfs") == "-b zfs\n"
    assert run(variables["LXD_EXEC_PATH"], "forkstart", "c1") == "forkstart c1\n"
    limits = ("forklimits", "limit=memlock:unlimited:unlimited", "fd=3", "--")
    assert run(variables["LXD_EXEC_PATH"], *limits, "echo", "qemu", "--", "x") == "qemu -- x\n"
    assert run("qemu-system-x86_64", "-cpu", "host") == "-cpu max\n"


def test_a_machine_that_lxd_would_not_try(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "exists", lambda path: str(path) != "/dev/kvm")
    with pytest.raises(LabUnavailable, match="/dev/kvm"):
        machines.check_machines()


def test_only_who_asks_for_virtual_machines_needs_qemu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(install, "_is_there", lambda program: False)
    assert "qemu-system-x86" not in install.missing_packages()
    assert {"qemu-system-x86", "ovmf"} <= set(install.missing_packages(virtual_machines=True))


def test_a_virtual_machine_starts_beside_a_container() -> None:
    lab = Lab("machines", virtual_machines=True)
    try:
        lab.open()
    except LabUnavailable as error:
        give_up(error)
    try:
        for name in (lab.launch_machine("v1"), lab.launch("c1")):
            assert lab.request("GET", f"/1.0/instances/{name}/state")["status"] == "Running"
            lab.remove(name)
        assert lab.instances() == []
    finally:
        lab.close()
