"""Profiles: configuration and devices that instances share."""

from __future__ import annotations

from lxd_api.models import Profile, ProfilePut, ProfilesPost

__all__ = ["Profile", "ProfilePut", "ProfilesPost"]
