"""From a frame of the events websocket to an event."""

from __future__ import annotations

from typing import Any

from lxd._core.codec import decode_json
from lxd.entities.events import (
    Event,
    LifecycleEvent,
    LoggingEvent,
    OperationEvent,
    OVNEvent,
    SecurityEvent,
)
from lxd.errors import Asked, UnexpectedAnswer

__all__ = ["read_event"]

_KINDS: dict[str, type[Event]] = {
    "lifecycle": LifecycleEvent,
    "logging": LoggingEvent,
    "operation": OperationEvent,
    "ovn": OVNEvent,
    "security": SecurityEvent,
}


def read_event(frame: str | bytes, asked: Asked) -> Event:
    """Reads one frame; an event of a type that we do not know comes as a plain `Event`.

    Raises:
        UnexpectedAnswer: it is no event.
    """
    content = frame.encode() if isinstance(frame, str) else frame
    try:
        data: Any = decode_json(content)
        if not isinstance(data["type"], str):
            raise TypeError("the type of an event is a string")
        return _KINDS.get(data["type"], Event).from_dict(data)
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise UnexpectedAnswer(
            "the server sent something that is no event", content=content[:200], asked=asked
        ) from error
