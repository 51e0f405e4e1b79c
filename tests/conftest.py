"""What all unit tests share."""

from __future__ import annotations

import pytest

from tests.identities import Identity, make_identity


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
