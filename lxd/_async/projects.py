"""``client.projects``: projects: groups of instances, images, profiles and more."""

from __future__ import annotations

from lxd._async.area import AsyncArea

__all__ = ["AsyncProjects"]


class AsyncProjects(AsyncArea):
    """Projects: groups of instances, images, profiles and more."""
