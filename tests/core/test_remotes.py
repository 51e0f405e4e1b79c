"""Remotes, read as lxc reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

from lxd.errors import RemoteError, RemoteNotFound
from lxd.remotes import Remotes, read_remotes


class Directories:
    """The directories that are looked into."""

    def __init__(self, root: Path) -> None:
        self.home, self.own, self.everybodys = root / "home", root / "own", root / "global"
        for directory in (self.home, self.own, self.everybodys):
            directory.mkdir()
        self.environ = {
            "HOME": str(self.home),
            "LXD_CONF": str(self.own),
            "LXD_GLOBAL_CONF": str(self.everybodys),
        }

    def read(self) -> Remotes:
        return read_remotes(self.environ)


@pytest.fixture
def directories(tmp_path: Path) -> Directories:
    return Directories(tmp_path)


def test_without_files_there_are_those_that_lxc_knows_itself(directories: Directories) -> None:
    remotes = directories.read()
    assert sorted(remotes) == [
        "images",
        "local",
        "ubuntu",
        "ubuntu-daily",
        "ubuntu-minimal",
        "ubuntu-minimal-daily",
    ]
    assert remotes["local"].addr == "unix://"
    assert remotes["images"].addr == "https://images.lxd.canonical.com"
    assert remotes["ubuntu"].protocol == "simplestreams"


def test_a_remote_is_read(directories: Directories) -> None:
    (directories.own / "config.yml").write_text(
        "default-remote: prod\n"
        "remotes:\n"
        "  prod: {addr: 'https://10.0.0.1:8443', project: p, public: false, protocol: lxd, later: 1}\n"
    )
    remote = directories.read()["prod"]
    assert (remote.addr, remote.protocol, remote.auth_type, remote.project, remote.public) == (
        "https://10.0.0.1:8443",
        "lxd",
        "tls",
        "p",
        False,
    )


def test_what_is_missing_has_lxcs_defaults(directories: Directories) -> None:
    (directories.own / "config.yml").write_text(
        "remotes: {a: {addr: 'https://a'}, b: {addr: 'https://b', public: true}}"
    )
    remotes = directories.read()
    assert (remotes["a"].protocol, remotes["a"].auth_type) == ("lxd", "tls")
    assert (remotes["b"].auth_type, remotes["b"].public) == ("", True)


def test_those_of_the_whole_machine_count_where_there_is_no_own(directories: Directories) -> None:
    (directories.own / "config.yml").write_text("remotes: {a: {addr: 'https://own'}}")
    (directories.everybodys / "config.yml").write_text(
        "remotes: {a: {addr: 'https://global'}, b: {addr: 'https://b'}}"
    )
    remotes = directories.read()
    assert (remotes["a"].addr, remotes["b"].addr) == ("https://own", "https://b")


def test_of_those_that_lxc_knows_only_the_project_can_be_changed(directories: Directories) -> None:
    (directories.own / "config.yml").write_text(
        "remotes: {images: {addr: 'https://evil.example', project: p, protocol: lxd}}"
    )
    images = directories.read()["images"]
    assert (images.addr, images.project) == ("https://images.lxd.canonical.com", "p")


def test_the_directory_of_the_snap_comes_before_the_usual_one(directories: Directories) -> None:
    del directories.environ["LXD_CONF"]
    usual, snap = directories.home / ".config/lxc", directories.home / "snap/lxd/common/config"
    for directory, addr in ((usual, "https://usual"), (snap, "https://snap")):
        directory.mkdir(parents=True)
        (directory / "config.yml").write_text(f"remotes: {{a: {{addr: '{addr}'}}}}")
    assert directories.read()["a"].addr == "https://snap"
    (snap / "config.yml").unlink()
    snap.rmdir()
    assert directories.read()["a"].addr == "https://usual"


def test_variables_in_lxd_conf_are_put_in(directories: Directories, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOMEWHERE", str(directories.own))
    directories.environ["LXD_CONF"] = "$SOMEWHERE"
    (directories.own / "config.yml").write_text("remotes: {a: {addr: 'https://a'}}")
    assert "a" in directories.read()


def test_a_missing_remote_is_told_with_those_there_are(directories: Directories) -> None:
    with pytest.raises(RemoteNotFound, match=r"no remote 'nope' \(there are: images, local, ") as caught:
        directories.read()["nope"]
    assert isinstance(caught.value, KeyError)


def test_one_may_ask_for_a_remote(directories: Directories) -> None:
    remotes = directories.read()
    assert "nope" not in remotes
    assert remotes.get("nope") is None


@pytest.mark.parametrize("text", ["", "remotes:", "{}", "default-remote: x", "# nothing\n"])
def test_a_file_without_remotes_is_fine(directories: Directories, text: str) -> None:
    (directories.own / "config.yml").write_text(text)
    assert len(directories.read()) == 6


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"remotes: [a, b]", "map of remotes"),
        (b"- 1", "map of remotes"),
        (b"just a line", "map of remotes"),
        (b"remotes: {a: 1}", "'a' has to be a map"),
        (b"remotes: {a: {addr: 1}}", "'addr' of the remote 'a' has to be a str"),
        (b"remotes: {a: {addr: x, public: maybe}}", "'public' of the remote 'a' has to be a bool"),
        (b"remotes: {a: {public: true}}", "no addr"),
        (b"remotes: {a: {addr: ''}}", "no addr"),
        (b"remotes: {'../../etc/x': {addr: 'https://a'}}", "cannot be the name"),
        (b"remotes: {'..': {addr: 'https://a'}}", "cannot be the name"),
        (b"remotes: {a: b: c}", "no YAML: line 1"),
        (b"\t", "no YAML"),
        (b"remotes: !!python/object/apply:os.system ['touch /tmp/x']", "no YAML: line 1"),
        (b"\xff\xfe\xfa", "no text"),
        (b"a: \x00", "no YAML"),
        (b"[" * 20_000, "no YAML"),
    ],
)
def test_what_lxc_never_writes_is_a_clear_error(directories: Directories, content: bytes, said: str) -> None:
    (directories.own / "config.yml").write_bytes(content)
    with pytest.raises(RemoteError, match=said) as caught:
        directories.read()
    assert str(directories.own / "config.yml") in str(caught.value)


def test_maps_that_hold_themselves_are_no_trap(directories: Directories) -> None:
    (directories.own / "config.yml").write_text("remotes: &a {b: *a}")
    with pytest.raises(RemoteError, match="addr"):
        directories.read()


def test_the_error_shows_nothing_of_the_file(directories: Directories) -> None:
    (directories.own / "config.yml").write_text("secret: s3cr3t\nx: [s3cr3t\n")
    with pytest.raises(RemoteError) as caught:
        directories.read()
    assert "s3cr3t" not in str(caught.value)


def test_a_file_that_is_a_directory_is_a_clear_error(directories: Directories) -> None:
    (directories.own / "config.yml").mkdir()
    with pytest.raises(RemoteError, match="cannot be read"):
        directories.read()


@pytest.mark.parametrize(("image", "alias"), [("debian/12", "debian/12"), ("", "default")])
def test_a_server_pulls_from_simplestreams(directories: Directories, image: str, alias: str) -> None:
    assert directories.read()["images"].image_source(image) == {
        "type": "image",
        "mode": "pull",
        "server": "https://images.lxd.canonical.com",
        "protocol": "simplestreams",
        "alias": alias,
    }


def test_a_server_pulls_from_another_with_its_certificate_and_project(directories: Directories) -> None:
    (directories.own / "config.yml").write_text(
        "remotes: {prod: {addr: 'https://10.0.0.1:8443', project: p}}"
    )
    (directories.own / "servercerts").mkdir()
    (directories.own / "servercerts/prod.crt").write_text("PEM")
    source = directories.read()["prod"].image_source("x")
    assert (source["certificate"], source["project"], source["protocol"]) == ("PEM", "p", "lxd")


def test_a_remote_of_the_whole_machine_has_its_certificate_there(directories: Directories) -> None:
    (directories.everybodys / "config.yml").write_text("remotes: {prod: {addr: 'https://10.0.0.1:8443'}}")
    (directories.everybodys / "servercerts").mkdir()
    (directories.everybodys / "servercerts/prod.crt").write_text("PEM")
    assert directories.read()["prod"].image_source("x")["certificate"] == "PEM"


def test_without_certificate_none_is_sent(directories: Directories) -> None:
    (directories.own / "config.yml").write_text("remotes: {prod: {addr: 'https://10.0.0.1:8443'}}")
    assert "certificate" not in directories.read()["prod"].image_source("x")


@pytest.mark.parametrize("addr", ["unix://", "unix:/run/lxd.socket", "http://10.0.0.1:8443"])
def test_no_server_pulls_from_what_has_no_https_address(directories: Directories, addr: str) -> None:
    (directories.own / "config.yml").write_text(f"remotes: {{here: {{addr: '{addr}'}}}}")
    with pytest.raises(RemoteError, match="cannot be pulled"):
        directories.read()["here"].image_source("x")


def test_a_protocol_that_lxd_does_not_know_is_told(directories: Directories) -> None:
    (directories.own / "config.yml").write_text("remotes: {a: {addr: 'https://a', protocol: oci}}")
    with pytest.raises(RemoteError, match="'oci'"):
        directories.read()["a"].image_source("x")
