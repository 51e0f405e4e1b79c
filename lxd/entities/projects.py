"""Projects: groups of instances, images, profiles and more."""

from __future__ import annotations

from lxd_api.models import Project, ProjectPut, ProjectsPost, ProjectState

__all__ = ["Project", "ProjectPut", "ProjectState", "ProjectsPost"]
