"""Images: what instances are made of."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from attrs import frozen
from lxd_api.models import (
    Image,
    ImageAlias,
    ImageAliasesEntry,
    ImageAliasesEntryPut,
    ImageAliasesPost,
    ImageExportPost,
    ImagePut,
    ImageSource,
    ImagesPost,
    ImagesPostSource,
)

__all__ = [
    "Image",
    "ImageAlias",
    "ImageAliasesEntry",
    "ImageAliasesEntryPut",
    "ImageAliasesPost",
    "ImageExport",
    "ImageExportPost",
    "ImagePut",
    "ImageSource",
    "ImagesPost",
    "ImagesPostSource",
]


@frozen
class ImageExport:
    """What an export has written.

    Args:
        fingerprint: the image's fingerprint; what was written has it.
        size: bytes, of both files together where there are two.
        path: the file, of two the one with the metadata; None where it went to an open file.
        rootfs: the second file, with the root file system or the disk, where there is one and it has a path.
        kind: ``"unified"``: one file; ``"split"``: two.
    """

    fingerprint: str
    size: int
    path: Path | None
    rootfs: Path | None
    kind: Literal["unified", "split"]
