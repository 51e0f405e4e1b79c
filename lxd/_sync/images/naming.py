# Written by scripts/unasync.py from lxd/_async/images/naming.py. Change that, and run `make sync`.

"""Giving aliases to an image that is there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias

from lxd_api import images as api
from lxd_api import models

from lxd.errors import Conflict, LXDAPIError, NotFound

if TYPE_CHECKING:
    from lxd._sync.client import LXDClient

__all__ = ["Alias", "Naming"]

Alias: TypeAlias = str | models.ImageAlias
"""An alias: its name, or a model with a description, too."""


class Naming:
    """The aliases that an image is to have.

    In the body of the request for an image, one that exists would fail it when the image has been made.

    Args:
        client: the client.
        aliases: the aliases.
        move: whether to take those away from other images that have them.
        project: the project; default: the client's.
    """

    def __init__(
        self, client: LXDClient, aliases: Iterable[Alias], *, move: bool, project: str | None
    ) -> None:
        given = [models.ImageAlias(name=each) if isinstance(each, str) else each for each in aliases]
        self._aliases = {alias.name: alias for alias in given}
        self._client = client
        self._move = move
        self.project = project

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._aliases)

    def check(self, fingerprint: str | None) -> None:
        """Makes sure, before there is an image, that no other one has any of them.

        Args:
            fingerprint: the image's, if it is known.

        Raises:
            Conflict: another one has.
        """
        if self._move:
            return
        for name in self._aliases:
            there = self._find(name)
            if there is not None and there.target != fingerprint:
                raise self._conflict(
                    name, "choose another, give move_aliases=True, or remove that alias first"
                )

    def give(self, fingerprint: str) -> None:
        """Gives them to an image.

        Raises:
            Conflict: another image has one; this one stays without.
        """
        for name, alias in self._aliases.items():
            there = self._find(name)
            if there is None:
                self._create(alias, fingerprint)
            elif there.target == fingerprint:
                continue
            elif self._move:
                # Not PATCH: LXD 5.0.2 waits for itself there, and fails.
                body = {"target": fingerprint, "description": alias.description or there.description}
                self._client.images.aliases.update_configuration(name, body, project=self.project).wait()
            else:
                raise self._conflict(name, _stays(fingerprint))

    def _create(self, alias: models.ImageAlias, fingerprint: str) -> None:
        body = {"name": alias.name, "target": fingerprint, "description": alias.description}
        try:
            self._client.images.aliases.create(body, project=self.project).wait()
        except LXDAPIError as error:
            if "already exists" in error.error:
                raise self._conflict(alias.name, _stays(fingerprint)) from error
            raise

    def _find(self, name: str) -> models.ImageAliasesEntry | None:
        try:
            return self._client.images.aliases.get(name, project=self.project)
        except NotFound:
            return None

    def _conflict(self, name: str, hint: str) -> Conflict:
        request = api.images_aliases_post(body={}, project=self.project)
        return Conflict(
            f"another image has the alias {name!r}",
            status=409,
            asked=self._client._transport.asked(request.method, request.path),
            hint=hint,
        )


def _stays(fingerprint: str) -> str:
    return f"the image is there, without it: {fingerprint}"
