"""Backups of instances and volumes: what is sent for them."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from lxd._core.expiry import expiry_time
from lxd._core.values import ConfigValue, config_map

if TYPE_CHECKING:
    from lxd._core.expiry import Expiry

__all__ = ["LIFETIME", "backup_body", "device_header", "export_name", "volume_backup_body"]

LIFETIME = timedelta(hours=24)
"""How long a backup that is there only to be downloaded stays, should nobody be left to delete it."""


def backup_body(
    name: str | None,
    *,
    expires_at: Expiry | None,
    instance_only: bool,
    optimized_storage: bool,
    compression: str | None,
    version: int | None,
) -> dict[str, Any]:
    """Writes what a backup of an instance is to be.

    What nobody asked for is left out, for the server has its own defaults.
    """
    values = {
        "name": name,
        "expires_at": expiry_time(expires_at),
        "instance_only": instance_only or None,
        # Servers before LXD 4 know it by this name only.
        "container_only": instance_only or None,
        "optimized_storage": optimized_storage or None,
        "compression_algorithm": compression,
        "version": version,
    }
    return {key: value for key, value in values.items() if value is not None}


def volume_backup_body(
    name: str | None,
    *,
    expires_at: Expiry | None,
    volume_only: bool,
    optimized_storage: bool,
    compression: str | None,
    version: int | None,
) -> dict[str, Any]:
    """Writes what a backup of a volume is to be; see `backup_body`."""
    values = {
        "name": name,
        "expires_at": expiry_time(expires_at),
        "volume_only": volume_only or None,
        "optimized_storage": optimized_storage or None,
        "compression_algorithm": compression,
        "version": version,
    }
    return {key: value for key, value in values.items() if value is not None}


def export_name() -> str:
    """Makes a name for a backup that is there only to be downloaded."""
    return f"export-{secrets.token_hex(6)}"


def device_header(devices: Mapping[str, Mapping[str, ConfigValue]] | None) -> str | None:
    """Writes devices as an import takes them: a query string of query strings."""
    if not devices:
        return None
    return urlencode({name: urlencode(config_map(device)) for name, device in devices.items()})
