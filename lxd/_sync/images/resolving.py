# Written by scripts/unasync.py from lxd/_async/images/resolving.py. Change that, and run `make sync`.

"""Which image a user means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxd_api import images as api

from lxd._core.images import BEGINNING, image_not_found, is_whole_fingerprint, may_be_fingerprint
from lxd.errors import BadRequest, NotFound

if TYPE_CHECKING:
    from lxd._sync.client import LXDClient

__all__ = ["resolve"]


def resolve(client: LXDClient, image: str, project: str | None) -> str:
    """Returns the whole fingerprint of an image.

    Args:
        client: the client.
        image: its alias, its fingerprint or the beginning of that: for LXD 6.7 and later at least 12 digits.
        project: its project; default: the client's.

    Raises:
        ImageNotFound: there is none.
    """
    if is_whole_fingerprint(image):
        return image
    try:
        return (client.send(api.image_alias_get(image, project=project))).target
    except NotFound as error:
        if not may_be_fingerprint(image):
            raise image_not_found(image, error.asked) from error
    try:
        return (client.send(api.image_get(image, project=project))).fingerprint
    except NotFound as error:
        raise image_not_found(image, error.asked) from error
    except BadRequest as error:
        if len(image) >= BEGINNING:
            raise
        raise image_not_found(image, error.asked, is_short=True) from error
