"""From what a transport or a socket raises to the exceptions of this package."""

from __future__ import annotations

import ssl

import httpx
import pytest

from lxd._core.endpoint import Endpoint
from lxd._core.faults import connection_fault, timeout_fault
from lxd.errors import (
    Asked,
    CertificateError,
    LXDConnectionError,
    LXDError,
    LXDTimeout,
    SocketForbidden,
    SocketNotFound,
)

ASKED = Asked("GET", "/1.0", "somewhere")
LOCAL = Endpoint(socket="/run/lxd/unix.socket")
REMOTE = Endpoint(host="lxd.example", port=8443)


def fault_of(cause: Exception, endpoint: Endpoint = LOCAL) -> LXDError:
    """The fault for an exception as httpx raises it: with the true one as its cause."""
    error = httpx.ConnectError("All connection attempts failed")
    error.__cause__ = cause
    return connection_fault(error, endpoint, ASKED)


def unverified(reason: str = "self-signed certificate") -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_message = reason
    return error


def test_a_socket_that_may_not_be_opened() -> None:
    assert type(fault_of(PermissionError(13, "Permission denied"))) is SocketForbidden


def test_who_may_not_open_the_socket_is_told_of_the_group() -> None:
    assert "group lxd" in str(fault_of(PermissionError(13, "Permission denied")))


def test_a_socket_that_is_missing() -> None:
    assert type(fault_of(FileNotFoundError(2, "No such file"))) is SocketNotFound


@pytest.mark.parametrize("cause", [PermissionError(), FileNotFoundError()])
def test_the_path_of_the_socket_is_shown(cause: OSError) -> None:
    assert "/run/lxd/unix.socket" in str(fault_of(cause))


@pytest.mark.parametrize("endpoint", [LOCAL, REMOTE])
def test_where_nobody_listens_it_asks_whether_lxd_runs(endpoint: Endpoint) -> None:
    assert "is LXD running?" in str(fault_of(ConnectionRefusedError(111, "refused"), endpoint))


def test_a_certificate_that_is_refused() -> None:
    assert type(fault_of(unverified(), REMOTE)) is CertificateError


def test_the_reason_for_refusing_a_certificate_is_shown() -> None:
    assert "self-signed certificate" in str(fault_of(unverified(), REMOTE))


def test_who_refuses_a_certificate_is_told_how_to_pin_it() -> None:
    assert "endpoint_cert_path" in str(fault_of(unverified(), REMOTE))


def test_over_tcp_a_missing_file_is_no_missing_socket() -> None:
    assert type(fault_of(FileNotFoundError(2, "No such file"), REMOTE)) is LXDConnectionError


def test_anything_else_is_told_in_its_own_words() -> None:
    assert "Connection reset by peer" in str(
        connection_fault(OSError("Connection reset by peer"), LOCAL, ASKED)
    )


def test_an_error_without_words_is_told_by_its_name() -> None:
    assert "ReadError" in str(connection_fault(httpx.ReadError(""), LOCAL, ASKED))


def test_the_cause_speaks_for_an_error_without_words() -> None:
    error = httpx.ReadError("")
    error.__cause__ = OSError("Connection reset by peer")
    assert "Connection reset by peer" in str(connection_fault(error, LOCAL, ASKED))


def test_causes_in_a_circle_do_not_hang() -> None:
    error, other = httpx.ReadError(""), OSError("")
    error.__cause__, other.__cause__ = other, error
    assert type(connection_fault(error, LOCAL, ASKED)) is LXDConnectionError


def test_a_fault_says_what_was_asked() -> None:
    assert fault_of(OSError("gone")).asked == ASKED


def test_a_timeout_says_how_long_it_was() -> None:
    assert "within 2.5 s" in str(timeout_fault(2.5, ASKED))


def test_a_timeout_without_length_says_so() -> None:
    assert "in time" in str(timeout_fault(None, ASKED))


def test_a_timeout_is_one_of_pythons_too() -> None:
    assert isinstance(timeout_fault(1, ASKED), TimeoutError)


def test_a_timeout_is_no_broken_connection() -> None:
    assert not isinstance(timeout_fault(1, ASKED), LXDConnectionError)


def test_a_timeout_is_an_lxd_timeout() -> None:
    assert type(timeout_fault(1, ASKED)) is LXDTimeout


def test_what_was_asked_for_may_be_done_after_a_timeout() -> None:
    asked = Asked("DELETE", "/1.0/storage-pools/p", "somewhere")
    assert "the server may be doing it all the same" in (timeout_fault(60, asked).hint or "")


def test_reading_changes_nothing_after_a_timeout_either() -> None:
    assert timeout_fault(60, ASKED).hint is None


def test_who_did_not_get_through_has_asked_for_nothing() -> None:
    assert timeout_fault(10, Asked("POST", "/1.0/instances", "somewhere"), REMOTE).hint is None
