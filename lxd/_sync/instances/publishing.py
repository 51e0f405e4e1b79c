# Written by scripts/unasync.py from lxd/_async/instances/publishing.py. Change that, and run `make sync`.

"""Making images of instances."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from lxd_api import images as api

from lxd._core.expiry import expiry_time
from lxd._core.values import ConfigValue, plain_body
from lxd._sync.area import Area
from lxd.entities.operations import ProgressCallback
from lxd.errors import Conflict, NotFound

if TYPE_CHECKING:
    from lxd._core.expiry import Expiry
    from lxd._sync.client import LXDClient

__all__ = ["InstancePublishing", "is_alias"]


class InstancePublishing(Area):
    """Makes images of instances."""

    def publish(
        self,
        name: str,
        *,
        aliases: Iterable[str] = (),
        public: bool = False,
        properties: Mapping[str, ConfigValue] | None = None,
        compression: str | None = None,
        expires_at: Expiry | None = None,
        project: str | None = None,
        timeout: float | None = None,
        progress: ProgressCallback | None = None,
    ) -> str:
        """Makes an image of an instance or of one of its snapshots, and waits for that.

        Endpoints: ``POST /1.0/images``, and for aliases ``POST /1.0/images/aliases``.

        Args:
            name: the instance, which has to be stopped; or ``"instance/snapshot"``.
            aliases: aliases for the image.
            public: whether everybody may see it, even who is not trusted.
            properties: what is told of it, such as ``{"os": "busybox"}``.
            compression: ``"gzip"``, ``"zstd"``, ``"none"``, …; default: the server's own.
            expires_at: when LXD deletes it: a moment, or how long from now; default: never.
            project: the project of both; default: the client's.
            timeout: seconds that it may take; None: as long as it takes.
            progress: called with how far it is, whenever the server tells.

        Returns:
            The image's fingerprint.

        Raises:
            BadRequest: it runs.
            Conflict: there is an image of one of the aliases. Where the alias came up only meanwhile, the image is
                there, without it.
            NotFound: there is no such instance or snapshot.
            OperationError: it could not be made, or not in time.
        """
        wanted = list(aliases)
        for alias in wanted:
            self._check_free(alias, project)
        body: dict[str, Any] = {
            "source": {"type": "snapshot" if "/" in name else "instance", "name": name},
            "public": public,
        }
        if properties is not None:
            body["properties"] = properties
        if compression is not None:
            body["compression_algorithm"] = compression
        if expires_at is not None:
            body["expires_at"] = expiry_time(expires_at)
        operation = self._client.start(api.images_post(body=plain_body(body), project=project))
        state = operation.wait(timeout, progress=progress)
        fingerprint = str(state.metadata["fingerprint"])
        for alias in wanted:
            # In the body of the request one that exists would fail it when the image has been made.
            self._finish(
                api.images_aliases_post(body={"name": alias, "target": fingerprint}, project=project)
            )
        return fingerprint

    def _check_free(self, alias: str, project: str | None) -> None:
        if is_alias(self._client, alias, project):
            request = api.images_aliases_post(body={}, project=project)
            raise Conflict(
                f"there is an image of the alias {alias!r}",
                status=409,
                asked=self._client._transport.asked(request.method, request.path),
                hint="choose another, or remove that alias first",
            )


def is_alias(client: LXDClient, name: str, project: str | None) -> bool:
    """Tells whether the server has an image of that alias."""
    try:
        client.send(api.image_alias_get(name, project=project))
    except NotFound:
        return False
    return True
