"""LXD's answers as plain data."""

from __future__ import annotations

from typing import Any

ID = "0192c0de-3f5e-7d6c-8a8c-9d8e6c1b7a2f"
OPERATION = f"/1.0/operations/{ID}"
WAIT = f"{OPERATION}/wait"


def sync(metadata: Any = None) -> dict[str, Any]:
    """An answer given at once."""
    return {
        "type": "sync",
        "status": "Success",
        "status_code": 200,
        "operation": "",
        "error_code": 0,
        "error": "",
        "metadata": metadata,
    }


def started(**changes: Any) -> dict[str, Any]:
    """An answer that says: the server does it in the background."""
    return {
        "type": "async",
        "status": "Operation created",
        "status_code": 100,
        "operation": OPERATION,
        "error_code": 0,
        "error": "",
        "metadata": operation(**changes),
    }


def error(code: int, text: str) -> dict[str, Any]:
    """An error."""
    return {
        "type": "error",
        "status": "",
        "status_code": 0,
        "error_code": code,
        "error": text,
        "metadata": None,
    }


def operation(status_code: int = 103, **changes: Any) -> dict[str, Any]:
    """A background operation: running, if nothing else is said."""
    names = {103: "Running", 200: "Success", 400: "Failure", 401: "Cancelled"}
    return {
        "id": ID,
        "class": "task",
        "description": "Starting instance",
        "created_at": "2026-01-02T03:04:05.123456789Z",
        "updated_at": "2026-01-02T03:04:05.123456789Z",
        "status": names[status_code],
        "status_code": status_code,
        "resources": {"instances": ["/1.0/instances/c1"]},
        "metadata": None,
        "may_cancel": False,
        "err": "",
        "location": "none",
    } | changes


def server(*extensions: str, auth: str = "trusted", **config: Any) -> dict[str, Any]:
    """What ``GET /1.0`` tells."""
    return {
        "api_extensions": list(extensions),
        "api_status": "stable",
        "api_version": "1.0",
        "auth": auth,
        "public": False,
        "config": config,
        "environment": {"server": "lxd", "server_version": "5.0.2"},
    }


def event(kind: str, metadata: Any, **changes: Any) -> dict[str, Any]:
    """An event as it comes in a frame of the websocket."""
    return {
        "type": kind,
        "timestamp": "2026-01-02T03:04:05.123456789Z",
        "location": "none",
        "project": "default",
        "metadata": metadata,
    } | changes
