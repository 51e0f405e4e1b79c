"""Remotes, changed as lxc changes them, and nothing else with them."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import yaml

from lxd.errors import LXDError, RemoteError, RemoteNotFound
from lxd.remotes import Remote, Remotes, collection, read_remotes
from lxd.remotes.files import write_document
from tests.identities import Identity
from tests.peers import PATIENCE

CONFIG = """\
default-remote: prod
remotes:
  zeta: {addr: 'https://z:8443', auth_type: tls, protocol: lxd, public: false, later: [1, 2]}
  prod: {addr: 'https://p:8443', auth_type: oidc, project: web, protocol: lxd, public: false}
  alpha: {addr: 'https://a:8443', protocol: lxd, public: true}
aliases: {ls: list}
unknown: {kept: true}
"""


class World:
    """The directories that lxc would use."""

    def __init__(self, root: Path) -> None:
        self.own, self.everybodys = root / "own", root / "global"
        self.environ = {"LXD_CONF": str(self.own), "LXD_GLOBAL_CONF": str(self.everybodys)}
        self.config = self.own / "config.yml"

    def write(self, text: str = CONFIG, name: str = "prod") -> None:
        self.own.mkdir()
        self.config.write_text(text)
        for directory, suffix in (("servercerts", ".crt"), ("oidctokens", ".json"), ("jars", "")):
            (self.own / directory).mkdir()
            (self.own / directory / f"{name}{suffix}").write_text(directory)

    def kept(self) -> list[str]:
        return sorted(str(path.relative_to(self.own)) for path in self.own.glob("*/*"))

    @property
    def document(self) -> dict[str, Any]:
        document = yaml.safe_load(self.config.read_text())
        assert isinstance(document, dict)
        return document

    def read(self) -> Remotes:
        return read_remotes(self.environ)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def files_of(name: str) -> list[str]:
    return sorted([f"servercerts/{name}.crt", f"oidctokens/{name}.json", f"jars/{name}"])


def test_the_first_remote_makes_the_file(world: World) -> None:
    world.read().add("prod", "https://10.0.0.1")
    assert world.document == {
        "default-remote": "local",
        "remotes": {
            "prod": {"addr": "https://10.0.0.1:8443", "auth_type": "tls", "protocol": "lxd", "public": False}
        },
    }
    assert world.own.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("given", "addr"),
    [
        ("https://h", "https://h:8443"),
        ("https://h:443/", "https://h:443"),
        ("h", "https://h:8443"),
        ("h:9000", "https://h:9000"),
        ("::1", "https://[::1]:8443"),
        ("[::1]:9000", "https://[::1]:9000"),
        ("unix://", "unix://"),
        ("unix:/run/lxd.socket", "unix:///run/lxd.socket"),
        ("/run/lxd.socket", "unix:///run/lxd.socket"),
    ],
)
def test_an_address_is_written_as_lxc_writes_it(world: World, given: str, addr: str) -> None:
    assert world.read().add("prod", given).addr == addr


def test_what_we_do_not_know_is_kept_and_so_is_the_order(world: World) -> None:
    world.write()
    world.read().add("new", "https://n")
    assert list(world.document) == ["default-remote", "remotes", "aliases", "unknown"]
    assert list(world.document["remotes"]) == ["zeta", "prod", "alpha", "new"]
    assert world.document["remotes"]["zeta"]["later"] == [1, 2]
    assert world.document["unknown"] == {"kept": True}


def test_a_public_one(world: World) -> None:
    remote = world.read().add("cloud", "https://c/path", protocol="simplestreams")
    assert (remote.addr, remote.public, remote.auth_type) == ("https://c/path", True, "")


def test_a_certificate_is_kept_and_nothing_else_of_the_file(world: World, server_identity: Identity) -> None:
    pem = server_identity.key_pem + server_identity.pem
    remote = world.read().add("prod", "https://p", certificate=pem)
    assert remote.read_certificate() == server_identity.pem.decode()


def test_what_was_kept_for_another_of_that_name_is_forgotten(world: World) -> None:
    world.write("{}", name="new")
    world.read().add("new", "https://n")
    assert world.kept() == []


@pytest.mark.parametrize(
    ("name", "addr", "more", "said"),
    [
        ("prod", "https://x", {}, "already, at https://p:8443"),
        ("local", "https://x", {}, "already"),
        ("images", "https://x", {}, "already"),
        ("a:b", "https://x", {}, "cannot be the name"),
        ("", "https://x", {}, "cannot be the name"),
        ("..", "https://x", {}, "cannot be the name"),
        ("../x", "https://x", {}, "cannot be the name"),
        ("a\0b", "https://x", {}, "cannot be the name"),
        ("a\nb", "https://x", {}, "cannot be the name"),
        ("new", "http://x", {}, "is no endpoint"),
        ("new", "https://", {}, "is no endpoint"),
        ("new", "https://x/y", {}, "a host and a port"),
        ("new", "https://me:hush@x", {}, "a host and a port"),
        ("new", "https://x", {"protocol": "incus"}, "no remote speaks"),
        ("new", "http://me:hush@x", {"protocol": "simplestreams"}, "no https URL"),
        ("new", "https://x", {"auth_type": "candid"}, "auth_type"),
        ("new", "https://x", {"certificate": "hush"}, "no certificate"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_written(
    world: World, name: str, addr: str, more: dict[str, Any], said: str
) -> None:
    world.write()
    with pytest.raises(LXDError, match=said) as caught:
        world.read().add(name, addr, **more)
    assert "hush" not in str(caught.value)
    assert world.config.read_text() == CONFIG


def test_a_password_in_an_address_is_not_shown(world: World) -> None:
    remotes = world.read()
    remote = remotes.add("cloud", "https://me:hush@c", protocol="simplestreams")
    assert remote.addr == "https://me:hush@c"
    assert "hush" not in f"{remote!r} {remotes!r}"
    with pytest.raises(RemoteError) as caught:
        remotes.add("cloud", "https://x")
    assert "hush" not in str(caught.value)


def test_rename_takes_all_that_is_kept_with_it(world: World) -> None:
    world.write()
    remotes = world.read()
    remotes.rename("prod", "web")
    assert list(remotes)[:3] == ["zeta", "web", "alpha"]
    assert remotes.default == "web"
    assert world.kept() == files_of("web")


def test_rename_undoes_what_it_has_done_where_the_list_cannot_be_written(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.write()
    remotes = world.read()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(LXDError, match="No space left"):
        remotes.rename("prod", "web")
    assert world.kept() == files_of("prod")
    assert world.config.read_text() == CONFIG


@pytest.mark.parametrize(
    ("name", "new", "said"),
    [
        ("local", "x", "built into lxc"),
        ("images", "x", "built into lxc"),
        ("prod", "alpha", "already"),
        ("prod", "local", "already"),
        ("prod", "a/b", "cannot be the name"),
    ],
)
def test_what_cannot_be_renamed(world: World, name: str, new: str, said: str) -> None:
    world.write()
    with pytest.raises(RemoteError, match=said):
        world.read().rename(name, new)
    assert world.config.read_text() == CONFIG


def test_remove_takes_all_that_is_kept_with_it(world: World) -> None:
    world.write(name="zeta")
    world.read().remove("zeta")
    assert list(world.document["remotes"]) == ["prod", "alpha"]
    assert world.kept() == []


def test_remove_leaves_alone_what_another_program_adds_under_that_name(
    world: World, server_identity: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.write(name="zeta")
    with ThreadPoolExecutor(1) as other:
        adding: list[Future[Remote]] = []

        def write_and_let_the_other_go(path: Path, document: Mapping[str, Any]) -> None:
            write_document(path, document)
            monkeypatch.undo()
            add = world.read().add
            adding.append(other.submit(add, "zeta", "https://new", certificate=server_identity.pem))

        monkeypatch.setattr(collection, "write_document", write_and_let_the_other_go)
        world.read().remove("zeta")
        adding[0].result(PATIENCE)
    assert world.read()["zeta"].read_certificate() == server_identity.pem.decode()


def test_a_name_of_digits_is_a_name(world: World) -> None:
    world.write("remotes: {1: {addr: 'https://one'}, 2: {addr: 'https://two'}}")
    world.read().set_project("1", "web")
    world.read().remove("2")
    assert world.document["remotes"] == {"1": {"addr": "https://one", "project": "web"}}


def test_where_directories_cannot_be_locked_remotes_can_be_changed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EBADF, "Bad file descriptor")  # as NFS does

    monkeypatch.setattr(fcntl, "flock", refuse)
    world.read().add("a", "https://a")
    assert "a" in world.read()


@pytest.mark.parametrize("value", ['!!int ""', "!!bool x", "!!timestamp x"])
def test_yaml_that_is_not_what_it_says_is_told(world: World, value: str) -> None:
    world.write(f"remotes: {value}")
    with pytest.raises(RemoteError, match="is no YAML"):
        world.read()


@pytest.mark.parametrize(("name", "said"), [("prod", "is the default"), ("local", "built into lxc")])
def test_what_cannot_be_removed(world: World, name: str, said: str) -> None:
    world.write()
    with pytest.raises(RemoteError, match=said):
        world.read().remove(name)
    assert world.kept() == files_of("prod")


def test_what_the_environment_makes_the_default_cannot_be_removed(world: World) -> None:
    world.write()
    world.environ["LXC_REMOTE"] = "zeta"
    with pytest.raises(RemoteError, match="is the default"):
        world.read().remove("zeta")


@pytest.mark.parametrize("call", ["rename", "remove", "set_default", "set_project", "set_url"])
def test_what_is_not_there_cannot_be_changed(world: World, call: str) -> None:
    world.write()
    remotes = world.read()
    more = {"rename": ["x"], "set_project": ["x"], "set_url": ["https://x"]}.get(call, [])
    with pytest.raises(RemoteNotFound, match="'nope'"):
        getattr(remotes, call)("nope", *more)


def test_the_default_is_the_environments_then_the_files_then_local(world: World) -> None:
    assert world.read().default == "local"
    world.write()
    assert world.read().default == "prod"
    world.environ["LXC_REMOTE"] = "zeta"
    assert world.read().default == "zeta"


def test_the_environments_default_is_not_written(world: World) -> None:
    world.write()
    world.environ["LXC_REMOTE"] = "zeta"
    world.read().add("new", "https://n")
    assert world.document["default-remote"] == "prod"


def test_set_default(world: World) -> None:
    world.write()
    remotes = world.read()
    remotes.set_default("images")
    assert (remotes.default, world.document["default-remote"]) == ("images", "images")


def test_set_project(world: World) -> None:
    world.write()
    remotes = world.read()
    assert remotes.set_project("zeta", "p").project == "p"
    assert remotes.set_project("zeta", "").project == ""
    assert "project" not in world.document["remotes"]["zeta"]


def test_set_project_of_the_local_one(world: World) -> None:
    assert world.read().set_project("local", "p").project == "p"
    assert world.document["remotes"]["local"] == {"addr": "unix://", "public": False, "project": "p"}


def test_images_have_no_projects(world: World) -> None:
    with pytest.raises(RemoteError, match="no projects"):
        world.read().set_project("images", "p")


def test_set_url_keeps_the_certificate(world: World) -> None:
    world.write()
    assert world.read().set_url("prod", "10.0.0.2").addr == "https://10.0.0.2:8443"
    assert "servercerts/prod.crt" in world.kept()


class TestGlobal:
    """Remotes of the whole machine, which nobody changes but for themselves."""

    @pytest.fixture(autouse=True)
    def listed(self, world: World, server_identity: Identity) -> None:
        (world.everybodys / "servercerts").mkdir(parents=True)
        (world.everybodys / "config.yml").write_text("remotes: {prod: {addr: 'https://p:8443', project: g}}")
        (world.everybodys / "servercerts/prod.crt").write_bytes(server_identity.pem)

    def test_it_cannot_be_removed(self, world: World) -> None:
        with pytest.raises(RemoteError, match="whole machine"):
            world.read().remove("prod")

    def test_a_change_is_the_users_own(self, world: World, server_identity: Identity) -> None:
        remote = world.read().set_url("prod", "https://q")
        assert (remote.addr, remote.project, remote.is_global) == ("https://q:8443", "g", False)
        assert remote.read_certificate() == server_identity.pem.decode()
        assert remote.certificate_path == world.own / "servercerts/prod.crt"

    def test_another_name_is_the_users_own(self, world: World) -> None:
        remotes = world.read()
        renamed = remotes.rename("prod", "mine")
        assert (renamed.is_global, renamed.addr, remotes["prod"].is_global) == (False, "https://p:8443", True)
        assert renamed.read_certificate() is not None


class TestSafety:
    """What happens around the file."""

    def test_who_may_read_it_may_still(self, world: World) -> None:
        world.write()
        world.config.chmod(0o644)
        world.read().add("new", "https://n")
        assert world.config.stat().st_mode & 0o777 == 0o644

    def test_a_new_one_is_for_its_owner_alone(self, world: World) -> None:
        world.read().add("new", "https://n")
        assert world.config.stat().st_mode & 0o777 == 0o600

    def test_a_link_stays_one_and_its_target_is_replaced(self, world: World, tmp_path: Path) -> None:
        dotfiles = tmp_path / "dotfiles"
        dotfiles.mkdir()
        world.own.mkdir()
        (dotfiles / "lxc.yml").write_text(CONFIG)
        world.config.symlink_to(dotfiles / "lxc.yml")
        world.read().add("new", "https://n")
        assert world.config.is_symlink()
        assert "new" in yaml.safe_load((dotfiles / "lxc.yml").read_text())["remotes"]
        assert os.listdir(dotfiles) == ["lxc.yml"]

    def test_a_link_of_somebody_else_is_not_followed(
        self, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        world.own.mkdir()
        (tmp_path / "victim").write_text(CONFIG)
        world.config.symlink_to(tmp_path / "victim")
        os.lchown(world.config, 12345, 12345)
        with pytest.raises(LXDError, match="somebody else has made"):
            world.read().add("new", "https://n")
        assert (tmp_path / "victim").read_text() == CONFIG

    def test_what_fails_leaves_everything_as_it_was(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        world.write()

        def fail(*_: object) -> None:
            raise OSError(5, "Input/output error")

        monkeypatch.setattr(os, "fsync", fail)
        with pytest.raises(LXDError, match="Input/output error"):
            world.read().add("new", "https://n")
        assert world.config.read_text() == CONFIG
        assert [path for path in os.listdir(world.own) if path.startswith(".")] == []

    def test_two_programs_do_not_undo_each_others_changes(self, world: World) -> None:
        first, second = world.read(), world.read()
        first.add("a", "https://a")
        second.add("b", "https://b")
        assert set(world.document["remotes"]) == {"a", "b"}

    def test_a_pipe_in_its_place_is_no_trap(self, world: World) -> None:
        world.own.mkdir()
        os.mkfifo(world.config)
        with pytest.raises(RemoteError, match="no ordinary file"):
            world.read()

    def test_a_huge_file_is_refused(self, world: World) -> None:
        world.own.mkdir()
        world.config.write_bytes(b"#" * (2 << 20))
        with pytest.raises(RemoteError, match="too large"):
            world.read()

    def test_maps_that_grow_when_they_are_merged_are_refused(self, world: World) -> None:
        keys = ", ".join(f"k{i}: 1" for i in range(1001))
        world.own.mkdir()
        world.config.write_text(f"a: &a {{{keys}}}\nb: {{<<: *a}}")
        with pytest.raises(RemoteError, match="too much is merged"):
            world.read()

    def test_lists_that_grow_when_they_are_copied_do_not_grow(self, world: World) -> None:
        levels = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
        world.own.mkdir()
        world.config.write_text("\n".join(["a0: &a0 [lol, lol]", *levels]))
        world.read().add("new", "https://n")
        assert world.config.stat().st_size < 10_000

    def test_maps_may_still_be_merged(self, world: World) -> None:
        world.own.mkdir()
        world.config.write_text(
            "base: &base {protocol: lxd, project: p}\nremotes: {a: {<<: *base, addr: 'https://a'}}"
        )
        assert world.read()["a"].project == "p"


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        ("c1", "prod", "c1"),
        ("zeta:c1", "zeta", "c1"),
        ("zeta:", "zeta", ""),
        (":c1", "prod", "c1"),
        ("", "prod", ""),
        ("zeta:c1/snap:0", "zeta", "c1/snap:0"),
        ("c1/snap:0", "prod", "c1/snap:0"),
    ],
)
def test_a_name_is_taken_apart(world: World, text: str, name: str, rest: str) -> None:
    world.write()
    remote, found = world.read().parse(text)
    assert (remote.name, found) == (name, rest)


def test_a_remote_that_is_not_there_is_no_part_of_a_name(world: World) -> None:
    with pytest.raises(RemoteNotFound):
        world.read().parse("nope:c1")
