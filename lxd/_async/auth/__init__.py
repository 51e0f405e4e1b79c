"""Identities, groups and what they may do."""

from lxd._async.auth.area import AsyncAuth

__all__ = ["AsyncAuth"]
