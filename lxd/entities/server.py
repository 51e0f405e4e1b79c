"""The server itself: what it is, what it runs on, what it tells."""

from __future__ import annotations

from lxd_api.models import Resources, Server

from lxd.entities.events import (
    Event,
    EventType,
    LifecycleEvent,
    LoggingEvent,
    OperationEvent,
    OVNEvent,
    SecurityEvent,
)

__all__ = [
    "Event",
    "EventType",
    "LifecycleEvent",
    "LoggingEvent",
    "OVNEvent",
    "OperationEvent",
    "SecurityEvent",
    "Server",
    "ServerResources",
]

ServerResources = Resources
"""The hardware that the server runs on."""
