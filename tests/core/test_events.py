"""From a frame of the events websocket to an event."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from lxd_api.models import EventLifecycle, EventLogging, EventSecurity, Operation

from lxd._core.events import read_event
from lxd.entities.events import (
    Event,
    LifecycleEvent,
    LoggingEvent,
    OperationEvent,
    OVNEvent,
    SecurityEvent,
)
from lxd.errors import Asked, UnexpectedAnswer
from tests import envelopes

ASKED = Asked("WEBSOCKET", "/1.0/events", "unix:/run/s")


def read(kind: str = "lifecycle", metadata: Any = None, **changes: Any) -> Event:
    return read_event(json.dumps(envelopes.event(kind, metadata or {}, **changes)), ASKED)


@pytest.mark.parametrize(
    ("kind", "of", "metadata"),
    [
        ("operation", OperationEvent, Operation),
        ("lifecycle", LifecycleEvent, EventLifecycle),
        ("logging", LoggingEvent, EventLogging),
        ("ovn", OVNEvent, EventLogging),
        ("security", SecurityEvent, EventSecurity),
    ],
)
def test_each_type_has_its_class_and_model(kind: str, of: type[Event], metadata: type) -> None:
    event = read(kind)
    assert (type(event), type(event.metadata)) == (of, metadata)


def test_an_event_of_unknown_type_is_passed_on() -> None:
    assert read("later", {"a": 1}).metadata == {"a": 1}


def test_an_event_of_unknown_type_is_a_plain_one() -> None:
    assert type(read("later")) is Event


def test_an_event_keeps_its_type() -> None:
    assert read("later").type == "later"


def test_an_operation_event_is_about_an_operation() -> None:
    assert read("operation", envelopes.operation()).metadata.id == envelopes.ID


def test_a_lifecycle_event_says_what_happened() -> None:
    assert read("lifecycle", {"action": "instance-started"}).metadata.action == "instance-started"


def test_a_logging_event_has_its_line() -> None:
    assert read("logging", {"message": "hello", "level": "info"}).metadata.message == "hello"


def test_a_security_event_has_its_name() -> None:
    assert read("security", {"name": "authn_login_fail"}).metadata.name == "authn_login_fail"


def test_the_timestamp_is_a_time() -> None:
    assert read().timestamp == datetime(2026, 1, 2, 3, 4, 5, 123456, tzinfo=UTC)


def test_the_timestamp_keeps_its_nanoseconds() -> None:
    timestamp = read().timestamp
    assert timestamp is not None
    assert timestamp.text == "2026-01-02T03:04:05.123456789Z"


@pytest.mark.parametrize("timestamp", [None, "", "0001-01-01T00:00:00Z"])
def test_no_timestamp_is_none(timestamp: str | None) -> None:
    assert read(timestamp=timestamp).timestamp is None


@pytest.mark.parametrize("name", ["location", "project"])
def test_an_event_knows_where_it_comes_from(name: str) -> None:
    assert getattr(read(**{name: "here"}), name) == "here"


@pytest.mark.parametrize("name", ["location", "project"])
def test_null_is_nowhere(name: str) -> None:
    changes: dict[str, Any] = {name: None}
    assert getattr(read(**changes), name) == ""


@pytest.mark.parametrize("name", ["timestamp", "location", "project", "metadata"])
def test_a_field_may_be_missing(name: str) -> None:
    data = envelopes.event("lifecycle", {})
    del data[name]
    assert read_event(json.dumps(data), ASKED).type == "lifecycle"


def test_metadata_may_be_null() -> None:
    assert read("operation", None).metadata == Operation()


def test_all_of_the_event_can_be_had() -> None:
    assert read(more=1).raw["more"] == 1


def test_what_a_model_does_not_know_is_kept() -> None:
    assert read("lifecycle", {"later": 1}).metadata.additional_properties == {"later": 1}


def test_a_frame_may_be_bytes() -> None:
    assert read_event(json.dumps(envelopes.event("later", {})).encode(), ASKED).type == "later"


@pytest.mark.parametrize(
    "frame",
    [
        "",
        "hello",
        "[]",
        "null",
        "{}",
        '{"type": 1}',
        '{"type": "lifecycle", "timestamp": "yesterday"}',
        '{"type": "lifecycle", "metadata": "text"}',
        '{"type": "operation", "metadata": [1]}',
    ],
)
def test_a_frame_that_is_no_event_is_reported_as_such(frame: str) -> None:
    with pytest.raises(UnexpectedAnswer, match="no event"):
        read_event(frame, ASKED)


def test_an_event_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        setattr(read(), "type", "other")  # noqa: B010
