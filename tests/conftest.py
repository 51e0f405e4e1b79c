"""What all unit tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.identities import Identity, make_identity
from tests.openid_provider import OpenIDProvider, running_provider


@pytest.fixture(scope="session")
def client_identity(tmp_path_factory: pytest.TempPathFactory) -> Identity:
    """The client's certificate and key."""
    return make_identity(tmp_path_factory.mktemp("client"), "client")


@pytest.fixture(scope="session")
def server_identity(tmp_path_factory: pytest.TempPathFactory) -> Identity:
    """The server's certificate and key: self-signed, and without the address that it listens on."""
    return make_identity(tmp_path_factory.mktemp("server"), "server")


@pytest.fixture(scope="session")
def other_identity(tmp_path_factory: pytest.TempPathFactory) -> Identity:
    """The certificate and key of somebody else's server."""
    return make_identity(tmp_path_factory.mktemp("other"), "other")


@pytest.fixture(scope="session")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenIDProvider]:
    """A real OpenID provider."""
    with running_provider(tmp_path_factory.mktemp("provider")) as provider:
        yield provider
