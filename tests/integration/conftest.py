"""Fixtures of the tests against a real LXD: one throw-away server for the whole session."""

import base64
import json
import os
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from lab import Lab, LabUnavailable

from lxd import LXDClient
from tests.real_lxd import give_up, in_one_line

from .support import Identity, join, make_identity, remove_volumes

_HERE = Path(__file__).parent


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "integration: needs a real LXD")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(_HERE):
            item.add_marker(pytest.mark.integration)


@pytest.fixture(scope="session")
def lab() -> Iterator[Lab]:
    """A running LXD."""
    laboratory = Lab("integration")
    problem = None
    try:
        laboratory.open()
    except LabUnavailable as error:
        problem = error
    if problem is not None:
        give_up(problem)
    try:
        yield laboratory
    finally:
        laboratory.close()


@pytest.fixture(scope="session")
def network_lab(lab: Lab) -> Iterator[Lab]:
    """Another running LXD, whose containers get addresses by DHCP."""
    with Lab("network", network=True) as laboratory:
        yield laboratory


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return in_one_line((yield), __file__)


@pytest.fixture
def make_name(lab: Lab) -> Iterator[Callable[[], str]]:
    """Makes names for instances; instances of these names are removed after the test."""
    names: list[str] = []

    def make() -> str:
        names.append(f"t{os.urandom(4).hex()}")
        return names[-1]

    yield make
    for name in names:
        lab.remove(name)


@pytest.fixture
def unique_name(make_name: Callable[[], str]) -> str:
    """A name for an instance, which is removed after the test."""
    return make_name()


@pytest.fixture
def new_identity(lab: Lab, tmp_path: Path) -> Iterator[Callable[[], Identity]]:
    """Makes client certificates; those that a test has the server trust are removed from it afterwards."""
    made: list[Identity] = []

    def make() -> Identity:
        made.append(make_identity(tmp_path))
        return made[-1]

    yield make
    trusted = set(lab.request("GET", "/1.0/certificates"))
    for identity in made:
        url = f"/1.0/certificates/{identity.fingerprint}"
        if url in trusted:
            lab.request("DELETE", url)


@pytest.fixture
def token(lab: Lab) -> Iterator[str]:
    """A trust token, as `lxc config trust add` prints one; it is revoked after the test, unless it was used."""
    operation = lab.request(
        "POST", "/1.0/certificates", {"type": "client", "name": "laptop", "token": True}, wait=False
    )
    details = operation["metadata"]
    keys = {"client_name": details["request"]["name"], "expires_at": details.get("expiresAt")}
    keys |= {key: details[key] for key in ("fingerprint", "addresses", "secret")}
    yield base64.b64encode(json.dumps(keys).encode()).decode()
    url = f"/1.0/operations/{operation['id']}"
    if url in lab.request("GET", "/1.0/operations").get("running", []):
        lab.request("DELETE", url)


@pytest.fixture
def project(lab: Lab) -> Iterator[str]:
    """A project that shares profiles and images with the default one."""
    name = f"p{os.urandom(4).hex()}"
    config = {"features.profiles": "false", "features.images": "false", "features.storage.volumes": "false"}
    lab.request("POST", "/1.0/projects", {"name": name, "config": config})
    yield name
    lab.request("DELETE", f"/1.0/projects/{name}")


@pytest.fixture
def make_volume_name(lab: Lab) -> Iterator[Callable[[], str]]:
    """Makes names for custom volumes; volumes of these names are removed after the test."""
    names: list[str] = []

    def make() -> str:
        names.append(f"v{os.urandom(4).hex()}")
        return names[-1]

    yield make
    remove_volumes(lab, *names)


@pytest.fixture
def volume_name(make_volume_name: Callable[[], str]) -> str:
    """A name for a custom volume, which is removed after the test."""
    return make_volume_name()


@pytest.fixture
def volume(lab: Lab, volume_name: str) -> str:
    """The name of a custom volume in the pool "default"."""
    lab.request("POST", "/1.0/storage-pools/default/volumes/custom", {"name": volume_name})
    return volume_name


@pytest.fixture(scope="session")
def far(lab: Lab) -> Iterator[Lab]:
    """Another server, whose storage pool has quotas."""
    with Lab("far", pool="btrfs") as other:
        yield other


@pytest.fixture(scope="module")
def other_pool(lab: Lab) -> Iterator[str]:
    """The name of another storage pool."""
    name = f"pool{os.urandom(4).hex()}"
    lab.request("POST", "/1.0/storage-pools", {"name": name, "driver": "dir"})
    yield name
    lab.request("DELETE", f"/1.0/storage-pools/{name}")


@pytest.fixture(scope="session")
def cluster(lab: Lab) -> Iterator[list[Lab]]:
    """The members n1, n2 and n3 of a cluster."""
    with ExitStack() as stack:
        members = [stack.enter_context(Lab(f"n{number}", bare=number > 1)) for number in (1, 2, 3)]
        with LXDClient(members[0].socket) as client:
            client.cluster.enable("n1").wait(60)
        for number in (2, 3):
            join(members[0], members[number - 1], f"n{number}")
        yield members


@pytest.fixture(scope="module")  # there can be one at a time, and the tests of the lab want one, too
def ovn_lab(lab: Lab) -> Iterator[Lab]:
    """Another running LXD, which can have OVN networks."""
    with Lab("ovn", ovn=True) as laboratory:
        yield laboratory
