# Written by scripts/unasync.py from lxd/_async/images/uploading.py. Change that, and run `make sync`.

"""Sending images to the server."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from contextlib import closing
from typing import TYPE_CHECKING, Literal

from lxd_api import images as api
from lxd_api import models

from lxd._core.images import (
    check_fingerprint,
    exists_already,
    fingerprint_mismatch,
    image_fingerprint,
    profiles_header,
)
from lxd._core.values import ConfigValue
from lxd._sync._io import now, to_the_end
from lxd._sync.area import Area
from lxd._sync.images.body import ImageBody
from lxd._sync.images.naming import Alias, Naming
from lxd._sync.operations import Operation
from lxd._sync.transfers import Origin
from lxd.entities.operations import ProgressCallback
from lxd.errors import Conflict, LXDConnectionError, LXDError, NotFound, OperationError, OperationFailed

if TYPE_CHECKING:
    from lxd._sync.client import LXDClient

__all__ = ["ImageUploading", "find_image", "finish_upload", "left", "undo_upload"]

log = logging.getLogger("lxd")

_TIDY_TIMEOUT = 30.0
"""Seconds that the server gets to remove what is not wanted any more."""


class ImageUploading(Area):
    """Sends images to the server."""

    def upload(
        self,
        path: Origin,
        rootfs: Origin | None = None,
        *,
        type: Literal["container", "virtual-machine"] | None = None,
        aliases: Iterable[Alias] = (),
        move_aliases: bool = False,
        properties: Mapping[str, ConfigValue] | None = None,
        public: bool = False,
        filename: str | None = None,
        profiles: Iterable[str] | None = None,
        fingerprint: str | None = None,
        exist_ok: bool = True,
        timeout: float | None = None,
        progress: ProgressCallback | None = None,
        project: str | None = None,
    ) -> models.Image:
        """Makes an image of a local file, or of two.

        Endpoints: ``POST /1.0/images``, and for aliases ``POST /1.0/images/aliases``; `profiles` needs the API
        extension ``image_copy_profile``.

        Files that can be read twice are read before they are sent: an image that the server has already is not sent
        again. Any other is read once, from where it is.

        Args:
            path: the image, or of two files the one with the metadata: a path, or an open binary file.
            rootfs: the second file, with the root file system or the disk.
            type: what is made of an image of two files; default: a virtual machine where the second one is a disk
                image (qcow2), else a container.
            aliases: its aliases: names, or `ImageAlias` with a description, too.
            move_aliases: take the aliases away from other images that have them.
            properties: what is told of it, such as ``{"os": "busybox"}``, beside what it tells itself.
            public: whether everybody may see it, even who is not trusted.
            filename: the name that the server keeps; default: that of the file, of two of the second one.
            profiles: the profiles of instances that are made of it; default: LXD's ``default``.
            fingerprint: the fingerprint that it must have.
            exist_ok: whether it is all right if the server has the image already. That stays as it is, but for the
                aliases.
            timeout: seconds that all of it may take; None: as long as it takes.
            progress: called with how far it is, first with the upload, then with what the server does.
            project: its project; default: the client's.

        Returns:
            The image.

        Raises:
            Conflict: another image has one of the aliases, or (`exist_ok`) the server has this one. Where the alias
                came up only meanwhile, the image is there, without it.
            FingerprintMismatch: it is another image than `fingerprint` says; the server did not keep it.
            LXDConnectionError: the connection broke.
            LXDTimeout: the time is up; nothing is left on the server.
            OperationFailed: it is no image.
            OSError: a file cannot be read.
        """
        deadline = None if timeout is None else now() + timeout
        expected = None if fingerprint is None else check_fingerprint(fingerprint)
        naming = Naming(self._client, aliases, move=move_aliases, project=project)
        origins = [path] if rootfs is None else [path, rootfs]
        files = ImageBody(origins, type=type, filename=filename, progress=progress, deadline=deadline)
        with closing(files):
            files.open()
            if files.examine():
                if expected not in (None, files.fingerprint):
                    raise fingerprint_mismatch("what was to be uploaded", files.fingerprint, expected or "")
                expected = files.fingerprint
            naming.check(expected)
            if expected is not None and (existing := find_image(self._client, expected, project)):
                return self._accept(existing, exist_ok, naming)
            request = api.images_post(
                content=files,
                filename=files.filename or None,
                fingerprint=expected,
                profiles=profiles_header(profiles),
                public=public or None,
                project=project,
            )
            try:
                operation = self._client.start(files.announce(request))
            except LXDConnectionError as error:
                if files.fault is not None:
                    raise files.fault from error
                raise
        if expected not in (None, files.fingerprint):
            # The server tells it, too, but in words.
            to_the_end(lambda: undo_upload(self._client, operation, project))
            raise fingerprint_mismatch("what was uploaded", files.fingerprint, expected or "")
        is_new = finish_upload(self._client, operation, left(deadline), progress, project)
        found = image_fingerprint(operation.state) or files.fingerprint
        if found != files.fingerprint:
            to_the_end(lambda: undo_upload(self._client, operation, project))
            raise fingerprint_mismatch("what came to the server", found, files.fingerprint)
        image = self._client.images.get(found, project=project)
        if not is_new:
            return self._accept(image, exist_ok, naming)
        if properties:
            # In a header they make LXD panic, up to 6.9 at the least, where the image itself tells no properties.
            body = {"properties": {**image.properties, **properties}}
            self._client.images.update_configuration_subset(found, body, project=project).wait()
        naming.give(found)
        return self._client.images.get(found, project=project) if naming or properties else image

    def _accept(self, image: models.Image, exist_ok: bool, naming: Naming) -> models.Image:
        """Takes an image that is there already for the one that was to be uploaded."""
        if not exist_ok:
            raise Conflict(
                f"the server has the image {image.fingerprint} already",
                status=409,
                asked=self._client._transport.asked("POST", "/1.0/images"),
            )
        if not naming:
            return image
        naming.give(image.fingerprint)
        return self._client.images.get(image.fingerprint, project=naming.project)


def find_image(client: LXDClient, fingerprint: str, project: str | None) -> models.Image | None:
    """Looks for an image on the server; None if there is none."""
    try:
        return client.images.get(fingerprint, project=project)
    except NotFound:
        return None


def finish_upload(
    client: LXDClient,
    operation: Operation,
    timeout: float | None,
    progress: ProgressCallback | None,
    project: str | None,
) -> bool:
    """Waits until the server has made an image of what was sent; who stops waiting leaves nothing behind.

    Returns:
        Whether there was no such image before.

    Raises:
        OperationFailed: it is no image.
        OperationTimeout: the time is up.
    """
    try:
        operation.wait(timeout, progress=progress)
    except OperationFailed as error:
        if exists_already(error.message):
            return False
        raise
    except BaseException:
        to_the_end(lambda: undo_upload(client, operation, project))
        raise
    return True


def undo_upload(client: LXDClient, operation: Operation, project: str | None) -> None:
    """Removes what an upload made: one that failed left nothing, and one that goes on is waited for."""
    try:
        operation.wait(_TIDY_TIMEOUT)
        client.images.delete(image_fingerprint(operation.state), project=project).wait(_TIDY_TIMEOUT)
    except OperationError as error:
        if not operation.is_done:
            log.warning("an image is still being made: %s", error)
    except LXDError as error:
        log.warning("an image could not be deleted: %s", error)


def left(deadline: float | None) -> float | None:
    """Returns the seconds that are left."""
    return None if deadline is None else max(deadline - now(), 0.0)
