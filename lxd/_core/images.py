"""What an instance is made of, as users name it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import quote, urlencode

from lxd_api.models import Operation

from lxd.errors import Asked, FingerprintMismatch, ImageNotFound

__all__ = [
    "BEGINNING",
    "check_fingerprint",
    "disposition_filename",
    "exists_already",
    "fingerprint_mismatch",
    "image_fingerprint",
    "image_not_found",
    "is_disk_image",
    "is_missing_image",
    "is_split",
    "is_whole_fingerprint",
    "may_be_fingerprint",
    "part_disposition",
    "plain_filename",
    "profiles_header",
    "split_remote",
    "whole_fingerprint",
]

_HEXADECIMAL = re.compile(r"[0-9a-f]{1,64}")
_WHOLE = 64
"""Characters of a whole fingerprint."""

BEGINNING = 12
"""Characters of a fingerprint that LXD takes for the beginning of one, from 6.7 on."""

_EXISTS = "same fingerprint already exists"

_DISK_MAGIC = b"QFI\xfb"
"""What the disk images of virtual machines begin with: they are qcow2 files."""

_FILENAME = re.compile(r'filename="?([^";]*)"?')

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


def whole_fingerprint(source: Mapping[str, Any]) -> str | None:
    """Returns the fingerprint of the image that a source means; None where it does not say all of it."""
    fingerprint = source.get("fingerprint")
    return fingerprint if isinstance(fingerprint, str) and is_whole_fingerprint(fingerprint) else None


def is_missing_image(reason: str) -> bool:
    """Whether LXD's words say that there is no such image.

    Some versions say so at once, others when they have begun.
    """
    return reason.startswith(_MISSING)


def image_not_found(image: str, asked: Asked | None, *, is_short: bool = False) -> ImageNotFound:
    """Makes the exception for an image that the server does not have.

    Args:
        image: its alias or fingerprint.
        asked: what was asked for it.
        is_short: whether it might be the beginning of a fingerprint, but one too short for this server.
    """
    hint = "give an alias or fingerprint that the server has, or one of a remote, such as 'ubuntu:24.04'"
    if is_short:
        hint = f"give an alias that the server has, or at least {BEGINNING} digits of a fingerprint"
    return ImageNotFound(f"there is no image {image!r}", status=404, asked=asked, hint=hint)


def image_fingerprint(operation: Operation) -> str:
    """Returns the fingerprint of the image that an operation made, or ``""`` where it does not tell."""
    found = operation.metadata.get("fingerprint")
    return found if isinstance(found, str) else ""


def exists_already(reason: str) -> bool:
    """Whether LXD's words say that it has the image that was uploaded."""
    return _EXISTS in reason


def is_disk_image(beginning: bytes) -> bool:
    """Whether the second file of an image is the disk of a virtual machine, by its first bytes."""
    return beginning.startswith(_DISK_MAGIC)


def check_fingerprint(fingerprint: str) -> str:
    """Returns a whole fingerprint in lower case.

    Raises:
        ValueError: it is none.
    """
    lower = fingerprint.lower()
    if not is_whole_fingerprint(lower):
        raise ValueError(f"{fingerprint!r} is no image's whole fingerprint: 64 hexadecimal digits")
    return lower


def fingerprint_mismatch(what: str, found: str, expected: str) -> FingerprintMismatch:
    """Makes the exception for content of another image.

    Args:
        what: what was looked at: ``"the file"``.
        found: its fingerprint.
        expected: the fingerprint that it should have.
    """
    return FingerprintMismatch(
        f"{what} has the fingerprint {found}, not {expected}", found=found, expected=expected
    )


def profiles_header(profiles: Iterable[str] | None) -> str | None:
    """Writes the names of an image's profiles as a header."""
    names = list(profiles) if profiles is not None else []
    return urlencode([("profile", name) for name in names], quote_via=quote) or None


def disposition_filename(disposition: str) -> str:
    """Returns the filename that a ``Content-Disposition`` says, without any directory; ``""`` if it says none."""
    found = _FILENAME.search(disposition)
    return plain_filename(found[1]) if found else ""


def plain_filename(name: str) -> str:
    """Returns the last part of a name that a server gave, or ``""`` where that is no name for a file."""
    last = PurePath(name.replace("\\", "/")).name
    return last if last.isprintable() and last not in (".", "..") else ""


def is_split(headers: Mapping[str, str]) -> bool:
    """Whether an answer is an image of two files."""
    return headers.get("content-type", "").startswith("multipart/")


def part_disposition(name: str, filename: str) -> bytes:
    """Writes the head of a part of an upload, as forms have it."""
    safe = quote(plain_filename(filename) or name, safe=" ~!@$^&()+={}[],.;'")
    return (
        f'Content-Disposition: form-data; name="{name}"; filename="{safe}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    ).encode()
