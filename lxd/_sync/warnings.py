# Written by scripts/unasync.py from lxd/_async/warnings.py. Change that, and run `make sync`.

"""``client.warnings``: what LXD noticed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, overload

from lxd_api import models
from lxd_api import warnings as api

from lxd._core.filtering import FilterLike
from lxd._core.values import plain_body
from lxd._sync._io import starts
from lxd._sync.area import Area
from lxd._sync.links import Link
from lxd._sync.operations import Operation

__all__ = ["Warnings"]


class Warnings(Area):
    """Warnings: what LXD noticed."""

    @overload
    def list(
        self, recursion: Literal[0], *, filter: FilterLike | None = ..., project: str | None = ...
    ) -> list[Link[models.Warning]]: ...

    @overload
    def list(
        self, recursion: Literal[1] = 1, *, filter: FilterLike | None = ..., project: str | None = ...
    ) -> list[models.Warning]: ...

    @overload
    def list(
        self, recursion: int, *, filter: FilterLike | None = ..., project: str | None = ...
    ) -> list[Link[models.Warning]] | list[models.Warning]: ...

    def list(
        self, recursion: int = 1, *, filter: FilterLike | None = None, project: str | None = None
    ) -> list[Link[models.Warning]] | list[models.Warning]:
        """Lists warnings.

        Endpoint: ``GET /1.0/warnings``.

        Args:
            recursion: 0: links; 1: warnings.
            filter: which warnings: built with `lxd.filters.F`, or in LXD's own words. The server picks them.
            project: the project; default: the client's.

        Raises:
            FilterError: this server cannot be told of that filter.
        """
        words = self._server_filter(filter)
        if recursion == 0:
            return self._links(
                api.warnings_get(recursion=0, filter=words, project=project),
                lambda link: self.get(link.name),
                project=project,
            )
        return self._filtered(api.warnings_get(recursion=1, filter=words, project=project))

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
