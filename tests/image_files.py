"""Images of nothing but noise, which no server has seen before."""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
from pathlib import Path

__all__ = ["fingerprint_of", "make_metadata", "make_unified"]

_METADATA = "architecture: x86_64\ncreation_date: 1700000000\n"
_PROPERTIES = "properties:\n  os: noise\n"


def make_unified(path: Path, size: int = 1 << 20, *, properties: bool = True) -> str:
    """Writes an image of one file, and returns its fingerprint.

    Args:
        path: the file.
        size: bytes of noise in it.
        properties: whether it tells any.
    """
    with tarfile.open(path, "w") as tar:
        _add(tar, "metadata.yaml", (_METADATA + _PROPERTIES * properties).encode())
        _add(tar, "rootfs/noise", os.urandom(size))
    return fingerprint_of(path)


def make_metadata(path: Path) -> None:
    """Writes the first file of an image of two; no two are the same."""
    with tarfile.open(path, "w") as tar:
        _add(tar, "metadata.yaml", (_METADATA + _PROPERTIES).encode())
        _add(tar, "templates/noise", os.urandom(8))


def fingerprint_of(*paths: Path) -> str:
    """Returns the fingerprint of an image of these files."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(content)
    tar.addfile(info, io.BytesIO(content))
