"""What the server tells of its own accord, by type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from attrs import define, field
from lxd_api.models import EventLifecycle, EventLogging, EventSecurity, Operation
from lxd_api.timestamps import Timestamp, read_timestamp

__all__ = [
    "Event",
    "EventType",
    "LifecycleEvent",
    "LoggingEvent",
    "OVNEvent",
    "OperationEvent",
    "SecurityEvent",
]

EventType: TypeAlias = Literal["operation", "lifecycle", "logging", "ovn", "security"]
"""The types that one may ask for."""


@define(frozen=True, slots=True)
class Event:
    """Something that happened on the server, of a type that this package does not know, or of any.

    Args:
        type: what kind of event it is.
        timestamp: when the server sent it. Events may arrive in another order than they happened.
        location: the cluster member it comes from; empty outside of clusters.
        project: the project it belongs to; empty where it belongs to none.
        metadata: what happened; its form depends on the type.
        raw: all of the event, as it came.
    """

    type: str
    timestamp: Timestamp | None
    location: str
    project: str
    metadata: Any = field(repr=False)  # of a type that is not known, secrets may be in it
    raw: Mapping[str, Any] = field(repr=False, eq=False)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Event:
        """Reads an event from plain data."""
        return cls(
            type=data["type"],
            timestamp=read_timestamp(data.get("timestamp")),
            location=data.get("location") or "",
            project=data.get("project") or "",
            metadata=cls._read(data.get("metadata") or {}),
            raw=data,
        )

    @classmethod
    def _read(cls, metadata: Any) -> Any:
        return metadata


@define(frozen=True, slots=True)
class OperationEvent(Event):
    """A background operation began, went on or ended; ``metadata`` is the operation."""

    metadata: Operation

    @classmethod
    def _read(cls, metadata: Any) -> Operation:
        return Operation.from_dict(metadata)


@define(frozen=True, slots=True)
class LifecycleEvent(Event):
    """Something was created, changed, started, deleted, …; ``metadata`` says what, and who asked for it."""

    metadata: EventLifecycle

    @classmethod
    def _read(cls, metadata: Any) -> EventLifecycle:
        return EventLifecycle.from_dict(metadata)


@define(frozen=True, slots=True)
class LoggingEvent(Event):
    """A line of the server's log; for those who may see all of the server."""

    metadata: EventLogging

    @classmethod
    def _read(cls, metadata: Any) -> EventLogging:
        return EventLogging.from_dict(metadata)


@define(frozen=True, slots=True)
class OVNEvent(LoggingEvent):
    """A line of OVN's log; for those who may see all of the server."""


@define(frozen=True, slots=True)
class SecurityEvent(Event):
    """A login that failed, a right that was missing, …; needs the API extension ``event_security``."""

    metadata: EventSecurity

    @classmethod
    def _read(cls, metadata: Any) -> EventSecurity:
        return EventSecurity.from_dict(metadata)
