# Written by scripts/unasync.py from lxd/_async/projects.py. Change that, and run `make sync`.

"""``client.projects``: projects: groups of instances, images, profiles and more."""

from __future__ import annotations

from lxd._sync.area import Area

__all__ = ["Projects"]


class Projects(Area):
    """Projects: groups of instances, images, profiles and more."""
