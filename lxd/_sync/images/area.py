# Written by scripts/unasync.py from lxd/_async/images/area.py. Change that, and run `make sync`.

"""``client.images``: all that can be done with images, put together."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from lxd._sync.images.copying import ImageCopying
from lxd._sync.images.exporting import ImageExporting
from lxd._sync.images.objects import ImageObjects
from lxd._sync.images.pulling import ImagePulling
from lxd._sync.images.uploading import ImageUploading

if TYPE_CHECKING:
    from lxd._sync.images.aliases import ImageAliases

__all__ = ["Images"]


class Images(ImageObjects, ImageCopying, ImageExporting, ImagePulling, ImageUploading):
    """Images: what instances are made of."""

    @cached_property
    def aliases(self) -> ImageAliases:
        """Names of images."""
        from lxd._sync.images.aliases import ImageAliases

        return ImageAliases(self._client)
