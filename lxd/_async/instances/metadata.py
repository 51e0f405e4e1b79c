"""``client.instances.metadata`` and ``.templates``: what came with the image, and what is written at each start."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from lxd_api import instances as api
from lxd_api import models
from lxd_api.types import Request

from lxd._async._io import starts
from lxd._async.area import AsyncArea
from lxd._async.editing import AsyncEdit
from lxd._async.operations import AsyncOperation
from lxd._core.values import plain_body

__all__ = ["AsyncInstanceMetadata", "AsyncInstanceTemplates"]

Metadata: TypeAlias = models.ImageMetadata | Mapping[str, Any]


class AsyncInstanceMetadata(AsyncArea):
    """The metadata of instances, as in their image: properties, and which templates are used when."""

    async def get(self, name: str, *, project: str | None = None) -> models.ImageMetadata:
        """Gets an instance's metadata.

        Endpoint: ``GET /1.0/instances/{name}/metadata``.

        Args:
            name: the instance.
            project: its project; default: the client's.

        Raises:
            NotFound: there is no such instance.
        """
        return await self._client.send(api.instance_metadata_get(name, project=project))

    @starts
    async def update_configuration(
        self, name: str, metadata: Metadata, *, project: str | None = None
    ) -> AsyncOperation:
        """Replaces an instance's metadata: what is not given is unset.

        Endpoint: ``PUT /1.0/instances/{name}/metadata``.

        Args:
            name: the instance.
            metadata: what `get` returned, changed; or a mapping.
            project: its project; default: the client's.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is no such instance.
        """
        return await self._client.start(
            api.instance_metadata_put(name, body=plain_body(metadata), project=project)
        )

    @starts
    async def update_configuration_subset(
        self, name: str, metadata: Metadata, *, project: str | None = None
    ) -> AsyncOperation:
        """Changes what is given of an instance's metadata and leaves the rest as it is.

        Endpoint: ``PATCH /1.0/instances/{name}/metadata``.

        Args:
            name: the instance.
            metadata: what to change, such as ``{"properties": {"os": "busybox"}}``: each key as a whole.
            project: its project; default: the client's.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is no such instance.
        """
        return await self._client.start(
            api.instance_metadata_patch(name, body=plain_body(metadata), project=project)
        )

    def edit(
        self, name: str, *, timeout: float | None = None, project: str | None = None
    ) -> AsyncEdit[models.ImageMetadata]:
        """Changes an instance's metadata, unless somebody else changes the same meanwhile; see `AsyncEdit`.

        Endpoints: ``GET`` and ``PUT /1.0/instances/{name}/metadata``.

        Args:
            name: the instance.
            timeout: seconds that writing it back may take; None: as long as it takes.
            project: its project; default: the client's.
        """

        def put(body: Mapping[str, Any]) -> Request[models.Operation | None]:
            return api.instance_metadata_put(name, body=body, project=project)

        return AsyncEdit(self._client, api.instance_metadata_get(name, project=project), put, timeout=timeout)


class AsyncInstanceTemplates(AsyncArea):
    """The templates of instances: files that LXD fills in and writes inside, where their metadata says so."""

    async def list(self, name: str, *, project: str | None = None) -> list[str]:
        """Lists the names of an instance's templates.

        Endpoint: ``GET /1.0/instances/{name}/metadata/templates``.

        Args:
            name: the instance.
            project: its project; default: the client's.

        Raises:
            NotFound: there is no such instance.
        """
        request = api.instance_metadata_templates_get(name, project=project)
        answer = await self._client.raw(
            request.method, request.path, query=self._client._scope.apply(request.query, request.scope)
        )
        return list(answer.metadata or ())

    async def get(self, name: str, template: str, *, project: str | None = None) -> bytes:
        """Gets a template.

        Endpoint: ``GET /1.0/instances/{name}/metadata/templates``.

        Args:
            name: the instance.
            template: the template's name.
            project: the instance's project; default: the client's.

        Raises:
            NotFound: there is no such template, or no such instance.
        """
        return await self._client.send(
            api.instance_metadata_templates_get(name, path=template, project=project)
        )

    @starts
    async def create(
        self, name: str, template: str, content: str | bytes, *, project: str | None = None
    ) -> AsyncOperation:
        """Creates a template, or replaces the one of that name.

        Endpoint: ``POST /1.0/instances/{name}/metadata/templates``.

        Args:
            name: the instance.
            template: the template's name, without slashes.
            content: what is in it, in pongo2's words, which are much like those of Jinja2.
            project: the instance's project; default: the client's.

        Raises:
            LXDAPIError: that can be no name.
            NotFound: there is no such instance.
        """
        raw = content.encode() if isinstance(content, str) else content
        return await self._client.start(
            api.instance_metadata_templates_post(name, content=raw, path=template, project=project)
        )

    @starts
    async def delete(self, name: str, template: str, *, project: str | None = None) -> AsyncOperation:
        """Deletes a template.

        Endpoint: ``DELETE /1.0/instances/{name}/metadata/templates``.

        Args:
            name: the instance.
            template: the template's name.
            project: the instance's project; default: the client's.

        Raises:
            NotFound: there is no such template, or no such instance.
        """
        return await self._client.start(
            api.instance_metadata_templates_delete(name, path=template, project=project)
        )
