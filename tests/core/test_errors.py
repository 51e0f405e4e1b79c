"""The exceptions: what they are, and what they say."""

from __future__ import annotations

import pytest

from lxd import errors
from lxd.errors import Asked, LXDError

ASKED = Asked("GET", "/1.0/instances/c1", "https://lxd.example:8443")


@pytest.mark.parametrize("name", [name for name in errors.__all__ if name not in ("Asked", "KeyFileWarning")])
def test_every_exception_has_the_same_root(name: str) -> None:
    assert issubclass(getattr(errors, name), LXDError)


def test_the_root_has_its_old_name_too() -> None:
    assert errors.LXDClientError is LXDError


@pytest.mark.parametrize(
    ("kind", "of"),
    [
        (errors.SocketNotFound, errors.LXDConnectionError),
        (errors.SocketForbidden, errors.LXDConnectionError),
        (errors.CertificateError, errors.LXDConnectionError),
        (errors.LXDConnectionError, ConnectionError),
        (errors.LXDTimeout, TimeoutError),
        (errors.OperationTimeout, TimeoutError),
        (errors.OperationNotFound, errors.NotFound),
        (errors.Unavailable, errors.ServerError),
        (errors.NotImplementedOnServer, errors.ServerError),
    ],
)
def test_who_catches_the_wider_one_catches_the_narrower(kind: type[Exception], of: type[Exception]) -> None:
    assert issubclass(kind, of)


@pytest.mark.parametrize("kind", [errors.LXDTimeout, errors.OperationTimeout])
def test_a_timeout_is_no_broken_connection(kind: type[Exception]) -> None:
    assert not issubclass(kind, ConnectionError)


def test_an_error_is_its_message() -> None:
    assert str(LXDError("no")) == "no"


def test_an_error_says_what_was_asked_of_which_server() -> None:
    assert str(LXDError("no", asked=ASKED)) == "GET /1.0/instances/c1 on https://lxd.example:8443: no"


def test_an_error_says_what_to_do() -> None:
    assert str(LXDError("no", hint="try harder")) == "no (try harder)"


def test_an_error_of_the_api_begins_with_its_status() -> None:
    assert str(errors.NotFound("Instance not found", status=404)) == "404 Instance not found"


def test_the_http_status_is_the_status_if_nothing_else_is_said() -> None:
    assert errors.NotFound("no", status=404).http_status == 404


def test_lagging_says_what_to_do() -> None:
    assert "raise queue_size" in str(errors.EventsLagged(100))


def test_lagging_says_how_much_was_too_much() -> None:
    assert errors.EventsLagged(100).limit == 100


def test_an_unknown_outcome_has_the_status_404() -> None:
    assert errors.OperationNotFound("gone").status == 404


def test_an_unknown_outcome_has_no_operation() -> None:
    assert errors.OperationNotFound("gone").operation is None


def test_the_tree_in_the_documentation_names_every_exception() -> None:
    documented = errors.__doc__ or ""
    assert [name for name in errors.__all__ if name != "Asked" and name not in documented] == []
