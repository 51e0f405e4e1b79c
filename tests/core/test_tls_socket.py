"""Connections that the server resets before TLS has begun."""

from __future__ import annotations

import select
import socket
import ssl
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lxd._core.tls import client_context, viewing_context
from tests.identities import Identity, make_identity
from tests.leftovers import nothing_left
from tests.peers import PATIENCE


@pytest.fixture
def reset_connection() -> Iterator[socket.socket]:
    """The client's end of a connection that the server has reset."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        ours = socket.create_connection(listener.getsockname())
        theirs, _ = listener.accept()
        theirs.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        theirs.close()
        poll = select.poll()
        poll.register(ours, select.POLLIN)
        assert poll.poll(PATIENCE * 1000)
        with ours:
            yield ours


@pytest.fixture
def authority(tmp_path: Path) -> Identity:
    return make_identity(tmp_path, "ca", authority=True)


@pytest.mark.parametrize(
    "make_context",
    [
        lambda pinned, _: client_context(endpoint_cert_path=pinned.cert_path),
        lambda _, authority: client_context(endpoint_cert_path=authority.cert_path),
        lambda pinned, _: client_context(endpoint_fingerprint=pinned.fingerprint),
        lambda _, authority: client_context(ca_path=authority.cert_path),
        lambda *_: client_context(),
        lambda *_: viewing_context(),
    ],
    ids=["pinned", "pinned authority", "fingerprint", "authority", "system", "looking"],
)
def test_its_socket_is_closed(
    reset_connection: socket.socket,
    server_identity: Identity,
    authority: Identity,
    make_context: Callable[[Identity, Identity], ssl.SSLContext],
) -> None:
    context = make_context(server_identity, authority)
    with nothing_left():
        with pytest.raises(ConnectionResetError) as caught:
            context.wrap_socket(reset_connection, server_hostname="localhost")
        assert caught.value.__traceback__ is not None  # which would keep a lost socket open
        reset_connection.close()
