"""Sending images to the server."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from contextlib import aclosing as closing
from typing import TYPE_CHECKING, Literal

from lxd_api import images as api
from lxd_api import models
from lxd_api.types import Request

from lxd._async._io import now, to_the_end
from lxd._async.area import AsyncArea
from lxd._async.ending import TIDY_TIMEOUT, break_off, undoing
from lxd._async.images.body import AsyncImageBody
from lxd._async.images.naming import Alias, AsyncNaming
from lxd._async.operations import AsyncOperation
from lxd._async.transfers import Body, Origin, send
from lxd._core.images import (
    check_fingerprint,
    exists_already,
    fingerprint_mismatch,
    image_fingerprint,
    profiles_header,
)
from lxd._core.operations import SUCCESS
from lxd._core.values import ConfigValue
from lxd.entities.operations import ProgressCallback
from lxd.errors import Conflict, LXDError, NotFound, OperationFailed

if TYPE_CHECKING:
    from lxd._async.client import AsyncLXDClient

__all__ = ["AsyncImageUploading", "find_image", "left", "send_image"]

log = logging.getLogger("lxd")


class AsyncImageUploading(AsyncArea):
    """Sends images to the server."""

    async def upload(
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
            timeout: seconds that all of it may take; None: as long as it takes, also for the server's answer. What the
                server cannot cancel then is waited for, half a minute, and removed.
            progress: called with how far it is, first with the upload, then with what the server does.
            project: its project; default: the client's.

        Returns:
            The image.

        Raises:
            Conflict: another image has one of the aliases, or (`exist_ok`) the server has this one. Where the alias
                came up only meanwhile, the image is there, without it.
            FingerprintMismatch: it is another image than `fingerprint` says; the server did not keep it.
            LXDConnectionError: the connection broke.
            OperationFailed: it is no image.
            OSError: a file cannot be read.
            TimeoutError: the time is up: an `LXDTimeout` before all was sent; then an `OperationTimeout`, which says
                whether the server could end it, or again an `LXDTimeout` where half a minute later it had not even
                answered, so that it may go on.
        """
        deadline = None if timeout is None else now() + timeout
        expected = None if fingerprint is None else check_fingerprint(fingerprint)
        naming = AsyncNaming(self._client, aliases, move=move_aliases, project=project)
        origins = [path] if rootfs is None else [path, rootfs]
        files = AsyncImageBody(origins, type=type, filename=filename, progress=progress, deadline=deadline)
        async with closing(files):
            await files.open()
            if await files.examine():
                if expected not in (None, files.fingerprint):
                    raise fingerprint_mismatch("what was to be uploaded", files.fingerprint, expected or "")
                expected = files.fingerprint
            await naming.check(expected)
            if expected is not None and (existing := await find_image(self._client, expected, project)):
                return await self._accept(existing, exist_ok, naming)
            request = api.images_post(
                content=files,
                filename=files.filename or None,
                fingerprint=expected,
                profiles=profiles_header(profiles),
                public=public or None,
                project=project,
            )
            try:
                operation, is_new = await send_image(
                    self._client,
                    files.announce(request),
                    files,
                    project=project,
                    timeout=timeout,
                    deadline=deadline,
                    progress=progress,
                )
            except OperationFailed as error:
                if expected not in (None, files.fingerprint):
                    # The server tells it, too, but in words.
                    raise fingerprint_mismatch(
                        "what was uploaded", files.fingerprint, expected or ""
                    ) from error
                raise
        found = image_fingerprint(operation.state) or files.fingerprint
        if found != files.fingerprint or expected not in (None, found):
            await to_the_end(lambda: undo_upload(self._client, [operation], project))
            if found != files.fingerprint:
                raise fingerprint_mismatch("what came to the server", found, files.fingerprint)
            raise fingerprint_mismatch("what was uploaded", found, expected or "")
        image = await self._client.images.get(found, project=project)
        if not is_new:
            return await self._accept(image, exist_ok, naming)
        if properties:
            # In a header they make LXD panic, up to 6.9 at the least, where the image itself tells no properties.
            body = {"properties": {**image.properties, **properties}}
            await self._client.images.update_configuration_subset(found, body, project=project).wait()
        await naming.give(found)
        return await self._client.images.get(found, project=project) if naming or properties else image

    async def _accept(self, image: models.Image, exist_ok: bool, naming: AsyncNaming) -> models.Image:
        """Takes an image that is there already for the one that was to be uploaded."""
        if not exist_ok:
            raise Conflict(
                f"the server has the image {image.fingerprint} already",
                status=409,
                asked=self._client._transport.asked("POST", "/1.0/images"),
            )
        if not naming:
            return image
        await naming.give(image.fingerprint)
        return await self._client.images.get(image.fingerprint, project=naming.project)


async def find_image(client: AsyncLXDClient, fingerprint: str, project: str | None) -> models.Image | None:
    """Looks for an image on the server; None if there is none."""
    try:
        return await client.images.get(fingerprint, project=project)
    except NotFound:
        return None


async def send_image(
    client: AsyncLXDClient,
    request: Request[models.Operation | None],
    body: Body,
    *,
    project: str | None,
    timeout: float | None,
    deadline: float | None,
    progress: ProgressCallback | None,
) -> tuple[AsyncOperation, bool]:
    """Sends an image, and waits until the server has made one of it; who stops waiting leaves nothing behind.

    Args:
        client: the client.
        request: the request that carries it.
        body: what it carries.
        project: its project.
        timeout: the seconds that there were for all of it, for errors.
        deadline: when it has to be done.
        progress: called with how far it is.

    Returns:
        The operation, and whether there was no such image before.

    Raises:
        LXDTimeout: the time was up before all was sent, or half a minute before the server had answered.
        OperationFailed: it is no image.
        OperationTimeout: the time was up; nothing is left, unless the server could not be made to end it.
    """
    begun: list[AsyncOperation] = []
    async with undoing(begun, lambda: undo_upload(client, begun, project), "making the image", timeout):
        await send(client, request, body, begun, timeout=timeout, deadline=deadline)
        try:
            await begun[0].wait(left(deadline), progress=progress)
        except OperationFailed as error:
            if not exists_already(error.message):
                raise
            return begun[0], False
    return begun[0], True


async def undo_upload(client: AsyncLXDClient, begun: Sequence[AsyncOperation], project: str | None) -> None:
    """Ends an upload and removes what it made; one that failed or could be cancelled has left nothing."""
    for operation in begun:
        await break_off(operation)
        if not operation.is_done:
            log.warning("an image is still being made")
        if operation.status_code == SUCCESS:
            try:
                deletion = await client.images.delete(image_fingerprint(operation.state), project=project)
                await deletion.wait(TIDY_TIMEOUT)
            except LXDError as error:
                log.warning("an image could not be deleted: %s", error)


def left(deadline: float | None) -> float | None:
    """Returns the seconds that are left."""
    return None if deadline is None else max(deadline - now(), 0.0)
