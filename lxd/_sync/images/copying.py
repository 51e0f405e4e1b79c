# Written by scripts/unasync.py from lxd/_async/images/copying.py. Change that, and run `make sync`.

"""Copying images to other servers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from lxd_api import models

from lxd._core.migration import Mode
from lxd._sync._io import now
from lxd._sync.area import Area
from lxd._sync.images.naming import Alias, Naming
from lxd._sync.images.resolving import resolve
from lxd._sync.images.uploading import find_image
from lxd.entities.operations import ProgressCallback

if TYPE_CHECKING:
    from lxd._sync.client import LXDClient

__all__ = ["ImageCopying"]


class ImageCopying(Area):
    """Copies images to other servers."""

    def copy(
        self,
        image: str,
        *,
        to: LXDClient | None = None,
        source_project: str | None = None,
        project: str | None = None,
        aliases: Iterable[Alias] = (),
        copy_aliases: bool = True,
        move_aliases: bool = False,
        public: bool = False,
        auto_update: bool = False,
        profiles: Iterable[str] | None = None,
        mode: Mode | None = None,
        timeout: float | None = None,
        progress: ProgressCallback | None = None,
    ) -> models.Image:
        """Copies an image to another server, or into another project, and waits until that is done.

        Endpoints: ``POST /1.0/images`` of the target; of the source ``POST /1.0/images/{fingerprint}/secret`` (pull),
        ``POST /1.0/images/{fingerprint}/export`` (push; API extension ``images_push_relay``) or ``GET`` of that
        (relay).

        An image that the target has already is not sent again; it stays as it is, but for the aliases. Relayed,
        an image passes through this client without being kept: no file is written.

        Args:
            image: its alias, its fingerprint or the beginning of that: for LXD 6.7 and later at least 12 digits.
            to: a client of the server that gets the copy; default: this one.
            source_project: the image's project; default: the client's.
            project: the copy's project; default: that of the client that `to` is, or of this one.
            aliases: aliases of the copy: names, or `ImageAlias` with a description, too.
            copy_aliases: whether it gets the image's own aliases, too.
            move_aliases: take the aliases away from other images that have them.
            public: whether everybody may see it, even who is not trusted.
            auto_update: whether the target replaces it when there is a newer one of its first alias. It must be
                pulled then, and be public.
            profiles: the profiles of instances that are made of it; default: LXD's ``default``.
            mode: who calls whom: ``"pull"`` (the target calls the source), ``"push"`` (the source calls the target)
                or ``"relay"`` (this client calls both, and the image passes through it); default: the first of these
                that works.
            timeout: seconds that it may take; then it is broken off. None: as long as it takes.
            progress: called with how far it is.

        Returns:
            The copy.

        Raises:
            Conflict: another image of the target has one of the aliases. Where that came up only meanwhile, the copy
                is there, without it.
            ImageNotFound: there is no such image.
            OperationError: it failed.
            ValueError: it would be copied to where it is, or could not be kept up to date.
        """
        # Most programs never copy an image.
        from lxd._sync.images.passing import ImagePassage

        deadline = None if timeout is None else now() + timeout
        target = to or self._client
        home = source_project or self._client.project
        goal = project or target.project
        fingerprint = resolve(self._client, image, home)
        found = self._client.images.get(fingerprint, project=home)
        own = found.aliases if copy_aliases else []
        naming = Naming(target, [*own, *aliases], move=move_aliases, project=goal)
        passage = ImagePassage(
            self._client, home, target, goal, found, public=public, auto_update=auto_update, profiles=profiles
        )
        servers = passage.servers()
        naming.check(fingerprint)
        existing = find_image(target, fingerprint, goal)
        if existing is None or existing.cached:
            passage.run(mode, servers, deadline, progress, exists=existing is not None)
        naming.give(fingerprint)
        return target.images.get(fingerprint, project=goal)
