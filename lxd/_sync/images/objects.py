# Written by scripts/unasync.py from lxd/_async/images/objects.py. Change that, and run `make sync`.

"""Images as the server knows them: listing, getting, changing and deleting them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias, overload

from lxd_api import images as api
from lxd_api import models
from lxd_api.types import Request

from lxd._core.filtering import FilterLike
from lxd._core.values import plain_body
from lxd._sync._io import starts
from lxd._sync.area import Area
from lxd._sync.editing import Edit
from lxd._sync.images.handles import ImageRefresh, ImageSecret
from lxd._sync.links import Link
from lxd._sync.operations import Operation

__all__ = ["Changes", "ImageObjects"]

Changes: TypeAlias = models.ImagePut | models.Image | Mapping[str, Any]
"""What an image is changed to: what was got and then changed, a model for it, or a mapping."""


class ImageObjects(Area):
    """Images as the server knows them."""

    @overload
    def list(
        self,
        recursion: Literal[0],
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[Link[models.Image]]: ...
    @overload
    def list(
        self,
        recursion: Literal[1] = 1,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[models.Image]: ...
    @overload
    def list(
        self,
        recursion: int,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[Link[models.Image]] | list[models.Image]: ...
    def list(
        self,
        recursion: int = 1,
        *,
        filter: FilterLike | None = None,
        project: str | None = None,
        all_projects: bool = False,
        entitlements: Sequence[str] | None = None,
    ) -> list[Link[models.Image]] | list[models.Image]:
        """Lists images.

        Endpoint: ``GET /1.0/images``; `all_projects` needs the API extension ``images_all_projects``, `entitlements`
        ``entities_with_entitlements``.

        Args:
            recursion: 0: links; 1: images.
            filter: which images: built with `lxd.filters.F`, or in LXD's own words. The server picks them.
            project: the project; default: the client's.
            all_projects: of all projects instead.
            entitlements: what to tell of each whether this client may do it, such as ``["can_edit"]``: what it may
                is in ``access_entitlements``.

        Raises:
            FilterError: this server cannot be told of that filter.
        """
        words = self._server_filter(filter)
        everywhere = all_projects or None
        if recursion == 0:
            return self._links(
                api.images_get(recursion=0, filter=words, project=project, all_projects=everywhere),
                lambda link: self.get(link.name, project=link.project),
                # LXD leaves its default project out of URLs, whatever the client's own is.
                project="default" if all_projects else project,
            )
        return self._filtered(
            api.images_get(
                recursion=1,
                filter=words,
                project=project,
                all_projects=everywhere,
                with_access_entitlements=entitlements,
            )
        )

    def get(
        self,
        fingerprint: str,
        *,
        secret: str | None = None,
        project: str | None = None,
        entitlements: Sequence[str] | None = None,
    ) -> models.Image:
        """Gets what the server knows of an image; `export` gets the image itself.

        Endpoint: ``GET /1.0/images/{fingerprint}``; `entitlements` needs the API extension
        ``entities_with_entitlements``.

        Args:
            fingerprint: its fingerprint, or the beginning of that: for LXD 6.7 and later at least 12 digits. The
                fingerprint of an alias is in ``client.images.aliases.get(alias).target``.
            secret: what lets a client see it that is not trusted: see `create_secret`.
            project: its project; default: the client's.
            entitlements: what to tell of it whether this client may do it; see `list`.

        Raises:
            NotFound: there is none, or this client may not see it.
        """
        return self._client.send(
            api.image_get(fingerprint, secret=secret, project=project, with_access_entitlements=entitlements)
        )

    @starts
    def create(
        self, image: models.ImagesPost | Mapping[str, Any], *, project: str | None = None
    ) -> Operation:
        """Has the server make or fetch an image, in LXD's own words; `pull`, `upload` and `copy` need fewer.

        Endpoint: ``POST /1.0/images``. The operation has the fingerprint in its metadata.

        Args:
            image: what to make: `lxd_api.models.ImagesPost`, or a mapping such as
                ``{"source": {"type": "instance", "name": "c1"}}``.
            project: the project; default: the client's.

        Raises:
            BadRequest: there is something wrong with what was given.
        """
        return self._client.start(api.images_post(body=plain_body(image), project=project))

    @starts
    def update_configuration(
        self, fingerprint: str, image: Changes, *, project: str | None = None
    ) -> Operation:
        """Replaces all that can be changed of an image: what is not given is unset.

        Endpoint: ``PUT /1.0/images/{fingerprint}``.

        Args:
            fingerprint: its fingerprint.
            image: an `Image` as it was got, an `ImagePut`, or a mapping.
            project: its project; default: the client's.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return self._client.start(api.image_put(fingerprint, body=plain_body(image), project=project))

    @starts
    def update_configuration_subset(
        self, fingerprint: str, image: Changes, *, project: str | None = None
    ) -> Operation:
        """Changes what is given of an image and leaves the rest as it is; properties can be added, not taken away.

        Endpoint: ``PATCH /1.0/images/{fingerprint}``.

        Args:
            fingerprint: its fingerprint.
            image: an `ImagePut` or a mapping, such as ``{"public": True}``.
            project: its project; default: the client's.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return self._client.start(api.image_patch(fingerprint, body=plain_body(image), project=project))

    def edit(
        self, fingerprint: str, *, timeout: float | None = None, project: str | None = None
    ) -> Edit[models.Image]:
        """Changes an image, unless somebody else changes the same of it meanwhile; see `Edit`.

        Endpoints: ``GET`` and ``PUT /1.0/images/{fingerprint}``.

        Args:
            fingerprint: its fingerprint.
            timeout: seconds that writing it back may take; None: as long as it takes.
            project: its project; default: the client's.
        """

        def put(body: Mapping[str, Any]) -> Request[models.Operation | None]:
            return api.image_put(fingerprint, body=body, project=project)

        return Edit(self._client, api.image_get(fingerprint, project=project), put, timeout=timeout)

    @starts
    def delete(self, fingerprint: str, *, project: str | None = None) -> Operation:
        """Deletes an image, and its aliases; instances made of it stay.

        Endpoint: ``DELETE /1.0/images/{fingerprint}``.

        Args:
            fingerprint: its fingerprint.
            project: its project; default: the client's.

        Raises:
            NotFound: there is none.
        """
        return self._client.start(api.image_delete(fingerprint, project=project))

    @starts
    def refresh(self, fingerprint: str, *, project: str | None = None) -> ImageRefresh:
        """Has the server look where an image came from whether there is a newer one, and replace it by that.

        Endpoint: ``POST /1.0/images/{fingerprint}/refresh``; API extension ``image_force_refresh``.

        Args:
            fingerprint: its fingerprint. A newer one has another.
            project: its project; default: the client's.

        Returns:
            The operation; after its end `refreshed` tells whether there was a newer one.

        Raises:
            NotFound: there is none.
        """
        request = api.images_refresh_post(fingerprint, project=project)
        answer = self._client.exchange(request)
        return ImageRefresh.from_answer(self._client, answer, project or self._client.project)

    def create_secret(self, fingerprint: str, *, project: str | None = None) -> ImageSecret:
        """Makes a secret with which an image that is not public can be got once by whoever has it.

        Endpoint: ``POST /1.0/images/{fingerprint}/secret``.

        Args:
            fingerprint: its fingerprint.
            project: its project; default: the client's.

        Returns:
            The secret, in `ImageSecret.secret`. It is valid for some seconds from its first use, or from
            ``cancel()``. It is an operation that never ends by itself, so there is nothing to wait for.

        Raises:
            NotFound: there is no such image.
        """
        request = api.images_secret_post(fingerprint, project=project)
        answer = self._client.exchange(request)
        return ImageSecret.from_answer(self._client, answer, project or self._client.project)

    @starts
    def push(
        self,
        fingerprint: str,
        target: models.ImageExportPost | Mapping[str, Any],
        *,
        project: str | None = None,
    ) -> Operation:
        """Has the server send an image to another one, in LXD's own words; `copy` does all that this takes.

        Endpoint: ``POST /1.0/images/{fingerprint}/export``; API extension ``images_push_relay``.

        Args:
            fingerprint: its fingerprint.
            target: where to: `lxd_api.models.ImageExportPost`, or a mapping such as
                ``{"target": "https://other:8443", "certificate": pem, "secret": secret}``; the secret is of an image
                that was created there with the source ``{"type": "image", "mode": "push", "fingerprint": …}``.
            project: its project; default: the client's.

        Raises:
            NotFound: there is none.
            OperationFailed: the other server cannot be reached, or does not want it.
        """
        return self._client.start(
            api.images_export_post(fingerprint, body=plain_body(target), project=project)
        )
