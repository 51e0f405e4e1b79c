"""``client.images``: all that can be done with images, put together."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from lxd._async.images.copying import AsyncImageCopying
from lxd._async.images.exporting import AsyncImageExporting
from lxd._async.images.objects import AsyncImageObjects
from lxd._async.images.pulling import AsyncImagePulling
from lxd._async.images.uploading import AsyncImageUploading

if TYPE_CHECKING:
    from lxd._async.images.aliases import AsyncImageAliases

__all__ = ["AsyncImages"]


class AsyncImages(
    AsyncImageObjects, AsyncImageCopying, AsyncImageExporting, AsyncImagePulling, AsyncImageUploading
):
    """Images: what instances are made of."""

    @cached_property
    def aliases(self) -> AsyncImageAliases:
        """Names of images."""
        from lxd._async.images.aliases import AsyncImageAliases

        return AsyncImageAliases(self._client)
