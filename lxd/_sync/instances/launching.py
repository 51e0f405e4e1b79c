# Written by scripts/unasync.py from lxd/_async/instances/launching.py. Change that, and run `make sync`.

"""Making instances of images."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, TypeAlias

from lxd_api import instances as api
from lxd_api import models

from lxd._core.endpoint import parse_endpoint
from lxd._core.images import (
    image_not_found,
    is_missing_image,
    is_whole_fingerprint,
    may_be_fingerprint,
    split_remote,
)
from lxd._core.names import made_name
from lxd._core.values import ConfigValue, plain_body
from lxd._sync._io import in_thread, now, starts
from lxd._sync.area import Area
from lxd._sync.instances.publishing import is_alias
from lxd._sync.operations import Operation
from lxd.entities.operations import ProgressCallback
from lxd.errors import (
    Conflict,
    LXDAPIError,
    LXDError,
    NotFound,
    OperationCancelled,
    OperationError,
    OperationFailed,
    OperationNotFound,
    OperationTimeout,
    StartFailed,
)

__all__ = ["Image", "InstanceLaunching"]

Image: TypeAlias = str | models.InstanceSource | Mapping[str, Any]
"""What an instance is made of: an alias or fingerprint, ``remote:image``, or a source in LXD's own words."""

_CREATE_AND_START = "instance_create_start"


class InstanceLaunching(Area):
    """Makes instances of images."""

    def launch(
        self,
        name: str | None,
        image: Image,
        *,
        type: Literal["container", "virtual-machine"] | None = None,
        profiles: Iterable[str] | None = None,
        config: Mapping[str, ConfigValue] | None = None,
        devices: Mapping[str, Mapping[str, ConfigValue]] | None = None,
        description: str | None = None,
        ephemeral: bool = False,
        instance_type: str | None = None,
        start: bool = True,
        project: str | None = None,
        target: str | None = None,
        timeout: float | None = None,
        progress: ProgressCallback | None = None,
    ) -> models.Instance:
        """Creates an instance, starts it, and waits for both.

        Endpoints: ``POST /1.0/instances``, and without the API extension ``instance_create_start`` also
        ``PUT /1.0/instances/{name}/state``.

        An instance that was made but cannot be started stays, as with ``lxc launch``, and the error says so. Who
        stops waiting, by a timeout or by cancelling the task, does not stop the server: it goes on with what it has
        begun, and the instance may be there in the end, running or, with an older server, not started.

        Args:
            name: its name; None: one of LXD's choice.
            image: what it is made of: the alias of an image that the server has, or its fingerprint, or the
                beginning of that; or ``"remote:alias"`` of a remote that ``lxc`` knows, from which the server
                pulls it, such as ``"ubuntu:24.04"``; or a source in LXD's own words, such as ``{"type": "none"}``.
                An image of another LXD server has to be public there, unless the source has its ``secret``.
            type: default: a container.
            profiles: its profiles; ``[]`` for none; default: LXD's ``default``.
            config: its configuration.
            devices: its devices, by name.
            description: what it is for.
            ephemeral: whether LXD deletes it when it stops.
            instance_type: a cloud's name for how large it is, such as ``"t2.micro"``.
            start: whether to start it.
            project: its project; default: the client's.
            target: the cluster member, or ``@group``; default: LXD's choice.
            timeout: seconds that all of it may take; None: as long as it takes.
            progress: called with how far it is, whenever the server tells.

        Returns:
            The instance.

        Raises:
            BadRequest: there is something wrong with what was given.
            Conflict: there is an instance of that name.
            ImageNotFound: there is no such image.
            OperationFailed: it could not be made.
            OperationTimeout: the server is not done yet; it goes on.
            RemoteError: there is no such remote, or the server cannot pull from it.
            StartFailed: it was made, but could not be started.
        """
        deadline = None if timeout is None else now() + timeout
        given = {
            "name": name,
            "type": type,
            "profiles": None if profiles is None else list(profiles),
            "config": config,
            "devices": devices,
            "description": description,
            "ephemeral": ephemeral or None,
            "instance_type": instance_type,
        }
        body = {key: value for key, value in given.items() if value is not None}
        body["source"] = self._image_source(image, project)
        at_once = start and self._client.server.has_extension(_CREATE_AND_START)
        if at_once:
            body["start"] = True
        operation = self._create(body, image, project, target)
        made = name or made_name(operation.state, "instances")
        try:
            operation.wait(_left(deadline), progress=progress)
        except (OperationCancelled, OperationTimeout, OperationNotFound):
            raise
        except OperationFailed as error:
            raise self._launch_fault(error, made, image, at_once, project) from error
        if start and not at_once:
            self._start(made, _left(deadline), project)
        return self._client.instances.get(made, project=project)

    @starts
    def rebuild(self, name: str, image: Image | None, *, project: str | None = None) -> Operation:
        """Replaces an instance's root disk by a new one; what was on it is lost, its configuration stays.

        Endpoint: ``POST /1.0/instances/{name}/rebuild``, which needs the API extension ``instances_rebuild``.

        Args:
            name: its name; it has to be stopped, and must have no snapshots.
            image: what the new disk is made of, as for `launch`; None: an empty one.
            project: its project; default: the client's.

        Raises:
            BadRequest: it runs.
            ExtensionMissing: the server is too old.
            NotFound: there is no such instance.
        """
        source = {"type": "none"} if image is None else self._image_source(image, project)
        return self._client.start(api.instance_rebuild_post(name, body={"source": source}, project=project))

    def _image_source(self, image: Image, project: str | None) -> dict[str, Any]:
        """Returns the source in LXD's words."""
        if not isinstance(image, str):
            return plain_body(image)
        remote, alias = split_remote(image)
        if remote is not None:
            return self._remote_source(remote, alias, project)
        if is_whole_fingerprint(image) or (
            may_be_fingerprint(image) and not is_alias(self._client, image, project)
        ):
            return {"type": "image", "fingerprint": image}
        return {"type": "image", "alias": image}

    def _remote_source(self, name: str, image: str, project: str | None) -> dict[str, Any]:
        # Importing what reads YAML takes longer than most requests.
        from lxd.remotes import read_remotes

        remote = (in_thread(read_remotes))[name]
        if remote.protocol == "lxd" and parse_endpoint(remote.addr) == self._client._transport.endpoint:
            source = self._image_source(image or "default", project)
            return {**source, "project": remote.project} if remote.project else source
        return dict(in_thread(remote.image_source, image))

    def _create(
        self, body: Mapping[str, Any], image: Image, project: str | None, target: str | None
    ) -> Operation:
        try:
            return self._client.instances.create(body, project=project, target=target)
        except NotFound as error:
            if isinstance(image, str) and is_missing_image(error.error):
                raise image_not_found(image, error.asked) from error
            raise

    def _launch_fault(
        self, error: OperationFailed, name: str, image: Image, at_once: bool, project: str | None
    ) -> LXDError:
        """Returns the exception that says what a failed launch has left behind."""
        reason = (error.operation and error.operation.err) or error.message
        if isinstance(image, str) and is_missing_image(reason):
            return image_not_found(image, error.asked)
        if "already exists" in reason:
            return Conflict(reason, status=409, http_status=200, asked=error.asked)
        if at_once and self._was_made(name, error.operation, project):
            return StartFailed(name, reason, operation=error.operation, code=error.code, asked=error.asked)
        return error

    def _was_made(self, name: str, operation: models.Operation | None, project: str | None) -> bool:
        """Whether there is an instance, and that operation's, not one that was there before."""
        try:
            made = (self._client.instances.get(name, project=project)).created_at
        except LXDError:
            return False
        began = operation.created_at if operation is not None else None
        return made is not None and began is not None and made >= began

    def _start(self, name: str, timeout: float | None, project: str | None) -> None:
        try:
            self._client.instances.start(name, project=project).wait(timeout)
        except OperationFailed as error:
            reason = (error.operation and error.operation.err) or error.message
            raise StartFailed(
                name, reason, operation=error.operation, code=error.code, asked=error.asked
            ) from error
        except OperationError:
            raise
        except LXDAPIError as error:
            raise StartFailed(name, error.error, code=error.status, asked=error.asked) from error


def _left(deadline: float | None) -> float | None:
    return None if deadline is None else max(deadline - now(), 0.0)
