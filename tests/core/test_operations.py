"""What answers about a background operation mean."""

from __future__ import annotations

from typing import Any

import pytest
from lxd_api.models import Operation

from lxd._core.operations import (
    broken_off,
    error_of,
    error_without_operation,
    is_final,
    is_forgotten,
    read_progress,
    timed_out,
    wait_seconds,
)
from lxd.entities.operations import Progress
from lxd.errors import (
    LXDAPIError,
    NotFound,
    OperationCancelled,
    OperationError,
    OperationFailed,
    OperationNotFound,
)
from tests import envelopes


def operation(status_code: int = 103, **changes: Any) -> Operation:
    return Operation.from_dict(envelopes.operation(status_code, **changes))


def error_for(status_code: int, **changes: Any) -> OperationError:
    error = error_of(operation(status_code, **changes), None)
    assert error is not None
    return error


@pytest.mark.parametrize(
    ("code", "final"), [(103, False), (113, False), (200, True), (400, True), (401, True)]
)
def test_an_operation_is_final_from_200_on(code: int, final: bool) -> None:
    assert is_final(Operation(status_code=code)) is final


def test_success_calls_for_no_error() -> None:
    assert error_of(operation(200), None) is None


def test_failure_is_an_error() -> None:
    assert type(error_for(400)) is OperationFailed


def test_a_failure_says_what_failed_and_why() -> None:
    assert str(error_for(400, err="disk full")) == "'Starting instance' failed: disk full"


def test_a_failure_has_the_operation() -> None:
    error = error_for(400)
    assert error.operation is not None
    assert error.operation.id == envelopes.ID


def test_a_failure_has_its_code_where_the_server_tells_it() -> None:
    assert error_for(400, err_code=404).code == 404


def test_a_failure_without_a_code_has_that_of_failures() -> None:
    assert error_for(400).code == 400


def test_a_failure_without_words_has_its_status() -> None:
    assert "Failure" in str(error_for(400))


def test_cancellation_is_an_error() -> None:
    assert type(error_for(401)) is OperationCancelled


def test_a_cancelled_operation_is_named() -> None:
    assert str(error_for(401)) == "'Starting instance' was cancelled"


def test_an_operation_without_a_name_is_called_so() -> None:
    assert str(error_for(401, description="")) == "'operation' was cancelled"


def test_a_forgotten_operation_is_known_by_its_http_status() -> None:
    assert is_forgotten(NotFound("not found", status=404, http_status=404))


def test_an_operation_that_failed_with_404_is_not_forgotten() -> None:
    assert not is_forgotten(NotFound("not found", status=404, http_status=200))


def test_without_the_operation_a_404_means_that_the_outcome_is_unknown() -> None:
    error = error_without_operation(NotFound("not found", status=404))
    assert type(error) is OperationNotFound


def test_an_unknown_outcome_is_a_not_found_too() -> None:
    assert isinstance(error_without_operation(NotFound("not found", status=404)), NotFound)


def test_an_unknown_outcome_says_where_to_look() -> None:
    assert "look at what it was to change" in str(error_without_operation(NotFound("gone", status=404)))


def test_without_the_operation_lxds_text_tells_cancellation() -> None:
    error = LXDAPIError("context canceled", status=500, http_status=200)
    assert type(error_without_operation(error)) is OperationCancelled


def test_without_the_operation_any_other_text_is_failure() -> None:
    error = LXDAPIError("disk full", status=500, http_status=200)
    assert str(error_without_operation(error)) == "the operation failed: disk full"


def test_without_the_operation_a_failure_has_the_errors_code() -> None:
    assert error_without_operation(LXDAPIError("no", status=409, http_status=200)).code == 409


def test_a_timeout_names_the_operation_and_the_time() -> None:
    assert "'Starting instance' is still running after 2.5 s" in str(timed_out(operation(), 2.5, None))


def test_a_timeout_of_an_unknown_operation_can_be_told() -> None:
    assert "tells nothing of the operation" in str(timed_out(None, 2, None))


def test_a_timeout_says_that_the_operation_goes_on() -> None:
    assert "it goes on" in str(timed_out(operation(), 2, None))


def test_a_timeout_is_one_of_pythons() -> None:
    assert isinstance(timed_out(operation(), 2, None), TimeoutError)


@pytest.mark.parametrize("timeout", [None, -1, -0.5])
def test_no_timeout_waits_for_ever(timeout: float | None) -> None:
    assert wait_seconds(timeout) == (-1, None)


@pytest.mark.parametrize(("timeout", "asked"), [(0, 0), (0.1, 1), (1, 1), (29.5, 30), (30, 30)])
def test_the_server_is_asked_for_whole_seconds(timeout: float, asked: int) -> None:
    assert wait_seconds(timeout)[0] == asked


def test_the_client_ends_a_wait_of_a_fraction() -> None:
    assert wait_seconds(0.5)[1] == 0.5


def test_the_server_ends_a_wait_of_whole_seconds() -> None:
    patience = wait_seconds(30)[1]
    assert patience is not None
    assert patience > 30


def test_no_progress_is_none() -> None:
    assert read_progress({"return": 0}) is None


def test_progress_has_its_numbers() -> None:
    numbers = {"stage": "unpack", "percent": "45", "processed": "123", "speed": "99"}
    assert read_progress({"progress": numbers}) == Progress("unpack", 45, 123, speed=99)


def test_progress_has_the_servers_line() -> None:
    metadata = {"progress": {"stage": "unpack"}, "unpack_progress": "rootfs: 45%"}
    assert read_progress(metadata) == Progress("unpack", 45, text="rootfs: 45%")


def test_the_line_is_that_of_the_stage() -> None:
    metadata = {"a_progress": "a: 100%", "progress": {"stage": "b"}, "b_progress": "b: 1%", "c_progress": "c"}
    assert read_progress(metadata) == Progress("b", 1, text="b: 1%")


def test_a_total_is_read_should_a_server_tell_it() -> None:
    numbers = {"stage": "unpack", "percent": "50", "processed": "5", "total": "10"}
    assert read_progress({"progress": numbers}) == Progress("unpack", 50, 5, 10)


def test_an_old_server_tells_progress_as_a_line_only() -> None:
    assert read_progress({"download_progress": "12% (1MB/s)"}) == Progress("download", 12, text="12% (1MB/s)")


def test_a_line_may_have_no_percent() -> None:
    assert read_progress({"fs_progress": "c1: 12.3MB (1MB/s)"}) == Progress("fs", text="c1: 12.3MB (1MB/s)")


@pytest.mark.parametrize("percent", ["", "many", None])
def test_a_number_that_is_none_is_left_out(percent: str | None) -> None:
    progress = read_progress({"progress": {"stage": "unpack", "percent": percent}})
    assert progress == Progress("unpack")


def test_numbers_may_come_as_numbers() -> None:
    assert read_progress({"progress": {"stage": "unpack", "percent": 45}}) == Progress("unpack", 45)


def test_progress_that_is_no_object_is_no_progress() -> None:
    assert read_progress({"progress": "45%"}) is None


@pytest.mark.parametrize(
    ("code", "keeps", "said"),
    [
        (103, False, "after 2 s and could not be broken off (the server goes on with it"),
        (401, False, "after 2 s and was broken off"),
        (200, False, "after 2 s and was broken off"),
        (200, True, "after 2 s but came to its end all the same"),
    ],
)
def test_what_is_given_up_says_what_became_of_it(code: int, keeps: bool, said: str) -> None:
    error = timed_out(Operation(status_code=103), 2, None)
    told = broken_off(error, Operation(status_code=code), "copying c1", 2, keeps=keeps)
    assert f"copying c1 was not done {said}" in str(told)
    assert told.operation is not None
    assert told.operation.status_code == code
