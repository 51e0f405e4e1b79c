# Written by scripts/unasync.py from lxd/_async/warnings.py. Change that, and run `make sync`.

"""``client.warnings``: what LXD noticed."""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter
from typing import Any, Literal, overload

from lxd_api import models
from lxd_api import warnings as api

from lxd._core.filtering import FilterLike, fields, parse, select
from lxd._core.values import plain_body
from lxd._sync._io import starts
from lxd._sync.area import Area
from lxd._sync.links import Link
from lxd._sync.operations import Operation
from lxd.errors import FilterError

__all__ = ["Warnings"]


class Warnings(Area):
    """Warnings: what LXD noticed."""

    @overload
    def list(
        self,
        recursion: Literal[0],
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
    ) -> list[Link[models.Warning]]: ...

    @overload
    def list(
        self,
        recursion: Literal[1] = 1,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
    ) -> list[models.Warning]: ...

    @overload
    def list(
        self,
        recursion: int,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
    ) -> list[Link[models.Warning]] | list[models.Warning]: ...

    def list(
        self,
        recursion: int = 1,
        *,
        filter: FilterLike | None = None,
        project: str | None = None,
        all_projects: bool = False,
    ) -> list[Link[models.Warning]] | list[models.Warning]:
        """Lists warnings.

        Endpoint: ``GET /1.0/warnings``.

        Args:
            recursion: 0: links; 1: warnings.
            filter: which warnings: built with `lxd.filters.F`, or in LXD's own words. The server picks them; by their
                ``count``, which it compares with nothing, they are picked from all that it has.
            project: what is of that project; default: the client's, of all where it has none.
            all_projects: of all projects, whatever the client's own is, and of none, as the server's own are.

        Raises:
            FilterError: this server cannot be told of that filter.
        """
        here = filter if filter is not None and _is_of_count(filter) else None
        words = None if here is not None else self._server_filter(filter)
        scope = None if all_projects else project
        objects = self._anywhere(api.warnings_get(recursion=1, filter=words, project=scope), all_projects)
        if recursion == 0:
            urls = api.warnings_get(recursion=0, filter=words, project=scope)
            return self._links(
                self._anywhere(urls, all_projects),
                lambda link: self.get(link.name),
                project=scope,
                filter=here,
                objects=objects,
                key=attrgetter("uuid"),
            )
        found = self._filtered(objects)
        return found if here is None else select(here, found)

    def get(self, uuid: str) -> models.Warning:
        """Gets a warning.

        Endpoint: ``GET /1.0/warnings/{uuid}``.

        Args:
            uuid: its id.

        Raises:
            NotFound: there is none.
        """
        return self._client.send(api.warning_get(uuid))

    @starts
    def delete(self, uuid: str) -> Operation:
        """Deletes a warning.

        Endpoint: ``DELETE /1.0/warnings/{uuid}``.

        Args:
            uuid: its id.

        Raises:
            NotFound: there is none.
        """
        return self._client.start(api.warning_delete(uuid))

    @starts
    def update_configuration(self, uuid: str, warning: models.WarningPut | Mapping[str, Any]) -> Operation:
        """Replaces what can be changed of a warning, which is its status.

        Endpoint: ``PUT /1.0/warnings/{uuid}``.

        Args:
            uuid: its id.
            warning: a `WarningPut` or a mapping: ``{"status": "new"}`` or ``{"status": "acknowledged"}``.

        Raises:
            BadRequest: that is no status.
            NotFound: there is none.
        """
        return self._client.start(api.warning_put(uuid, body=plain_body(warning)))

    @starts
    def update_configuration_subset(
        self, uuid: str, warning: models.WarningPut | Mapping[str, Any]
    ) -> Operation:
        """Changes the status of a warning.

        Endpoint: ``PATCH /1.0/warnings/{uuid}``.

        Args:
            uuid: its id.
            warning: a `WarningPut` or a mapping: ``{"status": "new"}`` or ``{"status": "acknowledged"}``.

        Raises:
            BadRequest: that is no status.
            NotFound: there is none.
        """
        return self._client.start(api.warning_patch(uuid, body=plain_body(warning)))

    def acknowledge(self, uuid: str) -> None:
        """Says that a warning has been seen.

        Endpoint: ``PATCH /1.0/warnings/{uuid}``.

        Args:
            uuid: its id.

        Raises:
            NotFound: there is none.
        """
        self._finish(api.warning_patch(uuid, body={"status": "acknowledged"}))


def _is_of_count(filter: FilterLike) -> bool:
    """Whether a filter is of how often a warning came: LXD compares that with numbers of another type, never equal."""
    try:
        return "count" in fields(parse(filter) if isinstance(filter, str) else filter)
    except FilterError:
        return False  # the server says what is wrong with it
