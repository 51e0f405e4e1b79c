"""The lab as its users see it: an initialised LXD with everything they were promised."""

from pathlib import Path

import pytest
from lab import Lab, LabError
from lablib.certificates import base64_der, make_certificate
from lablib.image import build_image

from tests.lab.support import over_https


def test_a_container_starts_and_runs_a_command(lab: Lab) -> None:
    lab.launch("c1")
    assert lab.execute("c1", "echo", "hello") == "hello\n"
    lab.remove("c1")


def test_the_version_is_the_servers(lab: Lab) -> None:
    assert lab.version == lab.request("GET", "/1.0")["environment"]["server_version"]


def test_the_image_has_its_alias_and_fingerprint(lab: Lab) -> None:
    assert lab.request("GET", f"/1.0/images/aliases/{lab.image}")["target"] == lab.fingerprint


def test_the_image_is_the_same_every_time(lab: Lab) -> None:  # which installs what the image is made of
    assert build_image() == build_image()


def test_the_client_certificate_is_trusted_over_https(lab: Lab) -> None:
    assert over_https(lab, lab.client_cert, lab.client_key, "GET", "/1.0")["auth"] == "trusted"


def test_a_stranger_is_not_trusted(lab: Lab, tmp_path: Path) -> None:
    make_certificate(tmp_path / "c.crt", tmp_path / "c.key")
    assert over_https(lab, tmp_path / "c.crt", tmp_path / "c.key", "GET", "/1.0")["auth"] == "untrusted"


def test_the_password_makes_a_stranger_trusted(lab: Lab, tmp_path: Path) -> None:
    stranger = tmp_path / "c.crt", tmp_path / "c.key"
    make_certificate(*stranger)
    body = {"type": "client", "password": lab.trust_password, "certificate": base64_der(stranger[0])}
    over_https(lab, *stranger, "POST", "/1.0/certificates", body)
    assert over_https(lab, *stranger, "GET", "/1.0")["auth"] == "trusted"


def test_a_restart_keeps_the_containers_running(lab: Lab) -> None:
    lab.launch("c2")
    before = lab.request("GET", "/1.0/instances/c2/state")["pid"]
    lab.restart()
    assert lab.request("GET", "/1.0/instances/c2/state")["pid"] == before
    lab.remove("c2")


def test_after_a_kill_nobody_answers(lab: Lab) -> None:
    lab.kill()
    with pytest.raises(ConnectionRefusedError):
        lab.request("GET", "/1.0")
    lab.start()


def test_after_kill_and_start_https_is_back(lab: Lab) -> None:
    lab.kill()
    lab.start()
    assert over_https(lab, lab.client_cert, lab.client_key, "GET", "/1.0")["auth"] == "trusted"


def test_a_paused_server_hangs(lab: Lab) -> None:
    lab.pause()
    try:
        with pytest.raises(TimeoutError):
            lab.request("GET", "/1.0", timeout=0.2)
    finally:
        lab.resume()


def test_a_resumed_server_answers(lab: Lab) -> None:
    lab.pause()
    lab.resume()
    assert lab.request("GET", "/1.0/instances") == []


def test_a_running_server_is_not_started_twice(lab: Lab) -> None:
    with pytest.raises(LabError, match="runs already"):
        lab.start()


def test_a_refused_request_says_what_was_asked(lab: Lab) -> None:
    with pytest.raises(LabError, match=r"GET /1\.0/instances/nobody: 404"):
        lab.request("GET", "/1.0/instances/nobody")


def test_a_failed_operation_says_why(lab: Lab) -> None:
    body = {"name": "c3", "source": {"type": "none"}, "profiles": [], "devices": {}}
    with pytest.raises(LabError, match=r"Creating instance: .*root device"):
        lab.request("POST", "/1.0/instances", body)


def test_a_failed_command_says_why(lab: Lab) -> None:
    lab.launch("c4")
    with pytest.raises(LabError, match="cat /nothing in c4: status 1: cat: can't open"):
        lab.execute("c4", "cat", "/nothing")
    lab.remove("c4")


def test_remove_takes_running_and_missing_instances(lab: Lab) -> None:
    lab.launch("gone")
    lab.remove("gone")
    lab.remove("gone")
    assert lab.instances() == []


def test_a_lab_beside_another_has_instances_of_the_same_name(lab: Lab) -> None:
    with Lab("second") as second:
        second.launch("twin")
        lab.launch("twin")
        assert second.execute("twin", "pwd") == "/root\n"
    assert lab.execute("twin", "pwd") == "/root\n"
    lab.remove("twin")


def test_containers_get_an_address_on_the_network() -> None:
    with Lab("network", network=True) as lab:
        name = lab.launch("c1")
        # With -n and -q: asks once more, and ends when it has an address.
        assert "lease of 198." in lab.execute(name, "sh", "-c", "udhcpc -i eth0 -n -q 2>&1")
