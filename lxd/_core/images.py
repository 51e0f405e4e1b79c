"""What an instance is made of, as users name it."""

from __future__ import annotations

import re

from lxd.errors import Asked, ImageNotFound

__all__ = [
    "image_not_found",
    "is_missing_image",
    "is_whole_fingerprint",
    "may_be_fingerprint",
    "split_remote",
]

_HEXADECIMAL = re.compile(r"[0-9a-f]{1,64}")
_WHOLE = 64
"""Characters of a whole fingerprint."""

_MISSING = ("Image not provided", "Image alias not found", "Image not found")


def split_remote(image: str) -> tuple[str | None, str]:
    """Takes ``remote:image`` apart; of an image of the server itself the remote is None."""
    remote, colon, name = image.partition(":")
    return (remote, name) if colon else (None, image)


def may_be_fingerprint(image: str) -> bool:
    """Whether it may be an image's fingerprint or the beginning of one, and not only an alias."""
    return _HEXADECIMAL.fullmatch(image) is not None


def is_whole_fingerprint(image: str) -> bool:
    """Whether it is a whole fingerprint: nobody gives an image such an alias."""
    return len(image) == _WHOLE and may_be_fingerprint(image)


def is_missing_image(reason: str) -> bool:
    """Whether LXD's words say that there is no such image.

    Some versions say so at once, others when they have begun.
    """
    return reason.startswith(_MISSING)


def image_not_found(image: str, asked: Asked | None) -> ImageNotFound:
    """Makes the exception for an image that the server does not have."""
    return ImageNotFound(
        f"there is no image {image!r}",
        status=404,
        asked=asked,
        hint="give an alias or fingerprint that the server has, or one of a remote, such as 'ubuntu:24.04'",
    )
