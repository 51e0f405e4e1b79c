"""How two servers are made to pass something from one to the other."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from lxd_api import models

from lxd._core.migration import (
    addresses_of,
    failure,
    is_same_server,
    is_unreachable,
    modes_to_try,
    operation_url,
    refusal,
    relayed,
    websocket_secrets,
)
from lxd.errors import (
    BadRequest,
    Conflict,
    LXDConnectionError,
    LXDError,
    MigrationFailed,
    OperationCancelled,
    OperationFailed,
    ServerError,
    UnexpectedAnswer,
)
from tests import envelopes


def server(*addresses: str, fingerprint: str = "") -> models.Server:
    """What a server tells of itself."""
    environment = {"addresses": list(addresses), "certificate_fingerprint": fingerprint}
    return models.Server.from_dict({**envelopes.server(), "environment": environment})


def operation(**metadata: Any) -> models.Operation:
    """An operation that waits to be called."""
    return models.Operation.from_dict(
        envelopes.operation(103, **{"class": "websocket", "metadata": metadata})
    )


def test_secrets_are_strings_and_no_urls() -> None:
    waiting = operation(fs="s2", control="s1", entity_url="/1.0/instances/c1", progress={"percent": "1"})
    secrets = websocket_secrets(waiting)
    assert list(secrets.items()) == [("control", "s1"), ("fs", "s2")]


def test_an_operation_without_websockets() -> None:
    with pytest.raises(UnexpectedAnswer, match="control"):
        websocket_secrets(operation(fs="s2"))


def test_which_websockets_belong_together() -> None:
    source = {"control": "1", "criu": "2", "fs": "3"}
    assert relayed(source, {"control": "4", "fs": "5"}) == ["control", "fs"]
    assert relayed(source, source) == ["control", "criu", "fs"]


def test_a_websocket_that_the_source_lacks() -> None:
    with pytest.raises(UnexpectedAnswer, match="criu"):
        relayed({"control": "1"}, {"control": "2", "criu": "3"})


def test_addresses() -> None:
    assert addresses_of(server("10.0.0.1:8443", "[fd42::1]:8443")) == [
        "https://10.0.0.1:8443",
        "https://[fd42::1]:8443",
    ]
    assert operation_url("https://a:1", operation()) == f"https://a:1{envelopes.OPERATION}"


def test_servers_are_told_by_their_certificates() -> None:
    assert is_same_server(server(fingerprint="ab"), server(fingerprint="ab"))
    assert not is_same_server(server(fingerprint="ab"), server(fingerprint="cd"))
    assert not is_same_server(server(), server())


def test_what_is_tried() -> None:
    silent, listening = server(), server("a:1")
    assert modes_to_try(None, listening, listening) == ["pull", "push", "relay"]
    assert modes_to_try(None, silent, listening) == ["push", "relay"]
    assert modes_to_try(None, listening, silent) == ["pull", "relay"]
    assert modes_to_try(None, silent, silent) == ["relay"]
    assert modes_to_try("push", silent, silent) == ["push"]


@pytest.mark.parametrize(
    "words",
    [
        "Unable to connect to: 127.0.0.1:1 ([dial tcp 127.0.0.1:1: connect: connection refused])",
        'x509: certificate signed by unknown authority (possibly because of "x509: ECDSA verification failure")',
        "dial tcp: lookup nowhere: no such host",
        "websocket: bad handshake",
    ],
)
def test_servers_that_cannot_call_each_other(words: str) -> None:
    assert is_unreachable(OperationFailed(f"'Creating instance' failed: {words}"))
    assert is_unreachable(ServerError(words, status=500))
    assert not is_unreachable(LXDConnectionError(words))  # that is the client's own connection


def test_other_faults() -> None:
    assert not is_unreachable(None)
    assert not is_unreachable(OperationFailed("No space left on device"))


def test_old_servers_say_exists_with_a_500() -> None:
    error = refusal(ServerError('This "instances" entry already exists', status=500))
    assert isinstance(error, Conflict)
    assert error.status == 409
    other = BadRequest("Invalid name", status=400)
    assert refusal(other) is other


# What is told of a failure

HUNG_UP = OperationFailed(
    "'Migrating instance' failed: websocket: close 1006 (abnormal closure): unexpected EOF"
)
PIPE = OperationFailed(
    "'Migrating instance' failed: Rsync send failed: [exit status 11 write tcp 10.0.0.1:1->10.0.0.2:2: write: "
    "connection reset by peer] (rsync: [sender] write error: Broken pipe (32)\n)"
)
QUOTA = OperationFailed(
    "'Creating instance' failed: Rsync receive failed: [exit status 11 write |1: broken pipe] (rsync: [receiver] "
    'write failed on "/big": Disk quota exceeded (122)\nrsync error: error in file IO (code 11)\n)'
)
CANCELLED = OperationCancelled("'Migrating instance' was cancelled")
CUT = LXDConnectionError("the stream 'fs' ended first: the server hung up")


@pytest.mark.parametrize(
    ("source", "target", "side", "cause"),
    [
        (HUNG_UP, QUOTA, "target", QUOTA),
        (PIPE, QUOTA, "target", QUOTA),
        (QUOTA, HUNG_UP, "source", QUOTA),
        (CANCELLED, QUOTA, "target", QUOTA),
        (None, QUOTA, "target", QUOTA),
        (QUOTA, None, "source", QUOTA),
    ],
)
def test_who_has_the_cause(
    source: LXDError | None, target: LXDError | None, side: str, cause: LXDError
) -> None:
    error = failure("copying 'c1'", source=source, target=target, relay=CUT)
    assert isinstance(error, MigrationFailed)
    assert error.message == f"copying 'c1' failed at the {side}: {cause.message}"
    assert (error.source, error.target, error.relay) == (source, target, CUT)


def test_nobody_knows() -> None:
    error = failure("copying 'c1'", source=PIPE, target=HUNG_UP)
    assert "neither server knows why" in error.message
    assert PIPE.message in error.message
    assert HUNG_UP.message in error.message


def test_a_relay_that_was_cut() -> None:
    error = failure("copying 'c1'", source=PIPE, target=HUNG_UP, relay=CUT)
    assert "the stream 'fs' ended first" in error.message


def test_it_can_leave_a_worker_process() -> None:
    error = pickle.loads(pickle.dumps(failure("copying 'c1'", source=PIPE, target=QUOTA)))
    assert isinstance(error, MigrationFailed)
    assert error.target is not None
    assert error.target.message == QUOTA.message
