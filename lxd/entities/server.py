"""The server itself: what it is, what it runs on, what it tells."""

from __future__ import annotations

from lxd_api.models import MetadataConfiguration, Resources, Server

from lxd.entities.events import (
    Event,
    EventType,
    LifecycleEvent,
    LoggingEvent,
    OperationEvent,
    OVNEvent,
    SecurityEvent,
)
from lxd.entities.metrics import MetricSample

__all__ = [
    "Event",
    "EventType",
    "LifecycleEvent",
    "LoggingEvent",
    "MetadataConfiguration",
    "MetricSample",
    "OVNEvent",
    "OperationEvent",
    "SecurityEvent",
    "Server",
    "ServerResources",
]

ServerResources = Resources
"""The hardware that the server runs on."""
