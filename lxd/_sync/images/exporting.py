# Written by scripts/unasync.py from lxd/_async/images/exporting.py. Change that, and run `make sync`.

"""Getting images from the server, as files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from lxd_api import images as api

from lxd._core.images import check_fingerprint
from lxd._core.retry import RETRIES
from lxd._image_files import ImageFiles
from lxd._open_file import check_target
from lxd._sync._io import in_thread, now
from lxd._sync.area import Area
from lxd._sync.content import Content
from lxd._sync.images.resolving import resolve
from lxd._sync.transfers import Destination, download
from lxd.entities.images import ImageExport
from lxd.entities.operations import ProgressCallback

__all__ = ["ImageExporting"]


class ImageExporting(Area):
    """Gets images from the server, as files."""

    @contextmanager
    def open(
        self,
        fingerprint: str,
        *,
        secret: str | None = None,
        timeout: float | None = None,
        project: str | None = None,
    ) -> Iterator[Content]:
        """Gives an image as it comes; `export` writes it to files and makes sure that it is right.

        Endpoint: ``GET /1.0/images/{fingerprint}/export``.

        Args:
            fingerprint: its fingerprint.
            secret: what lets a client get it that is not trusted; see `create_secret`.
            timeout: seconds to wait for each piece; default: the client's.
            project: its project; default: the client's.

        Raises:
            NotFound: there is none, or this client may not get it.
        """
        request = api.image_export_get(fingerprint, secret=secret, project=project)
        with self._client.stream(request, timeout=timeout) as content:
            yield content

    def export(
        self,
        image: str,
        path: Destination,
        rootfs: Destination | None = None,
        *,
        secret: str | None = None,
        timeout: float | None = None,
        progress: ProgressCallback | None = None,
        project: str | None = None,
    ) -> ImageExport:
        """Writes an image to a local file, or to two where it is made of two.

        Endpoint: ``GET /1.0/images/{fingerprint}/export``. After a broken connection the download of one file goes
        on where that broke off, a few times.

        Files have their names only when they are complete and have the image's fingerprint (what is there is
        replaced); until then they are ``<path>.part``.

        Args:
            image: its alias, its fingerprint or the beginning of that: for LXD 6.7 and later at least 12 digits.
            path: the file; a directory, for the names that the server gives; or an open binary file.
            rootfs: where the second file of two goes; default: ``<path>.root``, or the same directory.
            secret: what lets a client get it that is not trusted; see `create_secret`. It takes the whole
                fingerprint then.
            timeout: seconds that all of it may take; None: as long as it takes.
            progress: called with how far it is.
            project: its project; default: the client's.

        Returns:
            What was written.

        Raises:
            FingerprintMismatch: what came is not the image; there is no file.
            ImageNotFound: there is no such image.
            LXDConnectionError: the connection broke again and again.
            LXDTimeout: the server was silent for too long, or the time is up.
            NotFound: there is no such image, or this client may not get it.
            OSError: a file cannot be written; the disk is full, for instance.
            UnexpectedAnswer: the server sends something else than an image.
        """
        for target in (path, rootfs):
            check_target(target)
        deadline = None if timeout is None else now() + timeout
        if secret is None:
            fingerprint = resolve(self._client, image, project)
        else:
            fingerprint = check_fingerprint(image)
        request = api.image_export_get(fingerprint, secret=secret, project=project)
        with self._client.stream(request) as content:
            files = ImageFiles(path, rootfs, fingerprint, content.headers)
            try:
                in_thread(files.open)
                download(
                    self._client,
                    request,
                    files,
                    stage="download",
                    progress=progress,
                    timeout=None if deadline is None else max(deadline - now(), 0.0),
                    begun=content,
                    # Two files come as a form, of which LXD cannot send a part.
                    retries=RETRIES if files.kind == "unified" else 0,
                )
                return in_thread(files.finish)
            finally:
                in_thread(files.discard)
