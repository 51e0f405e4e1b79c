"""What the areas of the API share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlencode

from lxd_api.types import segment

from lxd._async._io import Getter
from lxd._async.links import AsyncLink
from lxd._core.filter_words import write
from lxd._core.filtering import Filter, FilterLike, select
from lxd.errors import BadRequest, ServerError

if TYPE_CHECKING:
    from lxd_api import models
    from lxd_api.types import Request

    from lxd._async.client import AsyncLXDClient

__all__ = ["AsyncArea"]

T = TypeVar("T")
M = TypeVar("M")

_LEFT_OUT = {"project": "default", "target": "none"}


class AsyncArea:
    """A part of LXD's API, such as ``client.instances``."""

    def __init__(self, client: AsyncLXDClient) -> None:
        self._client = client

    async def _finish(self, request: Request[models.Operation | None]) -> None:
        """Performs a request, and waits for its end where this server does it in the background."""
        operation = await self._client.start(request)
        await operation.wait()

    def _anywhere(self, request: Request[T], all_projects: bool) -> Request[T]:
        """Leaves the client's project out of a request: where none is named, some endpoints tell of all projects."""
        return request.replace(scope=request.scope - {"project"}) if all_projects else request

    async def _objects(self, request: Request[list[M]], filter: FilterLike | None = None) -> list[M]:
        """Lists objects, and picks from them here: for endpoints that cannot filter."""
        found = await self._client.send(request)
        return found if filter is None else select(filter, found)

    async def _links(
        self,
        urls: Request[list[str]],
        fetch: Getter[AsyncLink[T], T],
        *,
        project: str | None = None,
        filter: FilterLike | None = None,
        objects: Request[list[M]] | None = None,
        key: Callable[[M], Any] = attrgetter("name"),
        in_url: Collection[str] = (),
    ) -> list[AsyncLink[T]]:
        """Lists links to objects.

        Args:
            urls: the request that lists the objects' URLs.
            fetch: fetches the object of a link.
            project: the objects' project, where their URLs say none.
            filter: which ones; picked here from what `objects` lists, for endpoints that cannot filter.
            objects: the request that lists the objects.
            key: what an object is called in its URL; several names where it lies deeper.
            in_url: what LXD's own URLs of them say in their query: ``"project"``, ``"target"``.
        """
        found = await self._urls(
            urls, project=project, filter=filter, objects=objects, key=key, in_url=in_url
        )
        return [AsyncLink(url, project, fetch) for url in found]

    async def _urls(
        self,
        urls: Request[list[str]],
        *,
        project: str | None,
        filter: FilterLike | None,
        objects: Request[list[M]] | None,
        key: Callable[[M], Any],
        in_url: Collection[str] = (),
    ) -> list[str]:
        """Lists objects' URLs; see `_links`."""
        # Of all projects, LXD's URLs of most objects do not say the one; only the objects do.
        is_everywhere = urls.query.get("all-projects") == "true"
        if objects is None or (filter is None and not is_everywhere):
            return await self._filtered(urls)
        found = []
        for each in await self._objects(objects, filter):
            query: dict[str, str | None] = {}
            if is_everywhere:
                query["project"] = getattr(each, "project", None)
            elif "project" in in_url:
                query["project"] = project or self._client.project
            if "target" in in_url:
                query["target"] = getattr(each, "location", None)
            found.append(f"{urls.path}/{_place(key(each))}{_query(query)}")
        return found

    async def _server_filter(self, filter: FilterLike | None) -> str | None:
        """Writes a filter for an endpoint that filters by itself.

        Raises:
            FilterError: this server cannot be told.
        """
        if not isinstance(filter, Filter):
            return filter
        facts = await self._client._learn_facts()
        return write(filter, facts.filtering)

    async def _filtered(self, request: Request[T]) -> T:
        """Performs a request for a list, which may carry a filter."""
        try:
            return await self._client.send(request)
        except (BadRequest, ServerError) as error:  # some releases of 5.0 say it with a 500
            if "filter" in request.query and error.hint is None and "nvalid" in error.error:
                error.hint = (
                    "LXD refuses a whole filter for one object without that field; "
                    "list without a filter, and pick with lxd.filters.select()"
                )
            raise

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._client!r}>"


def _query(said: Mapping[str, str | None]) -> str:
    """Writes a URL's query as LXD does, which leaves out its default project, and where there are no members."""
    query = {key: value for key, value in said.items() if value and value != _LEFT_OUT[key]}
    return f"?{urlencode(query)}" if query else ""


def _place(names: str | int | tuple[str, ...]) -> str:
    return "/".join(segment(name) for name in (names if isinstance(names, tuple) else (names,)))
