# Written by scripts/unasync.py from lxd/_async/images/pulling.py. Change that, and run `make sync`.

"""Letting the server fetch images from others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from lxd_api import models

from lxd._core.images import image_fingerprint, split_remote, whole_fingerprint
from lxd._core.values import ConfigValue, plain_body
from lxd._sync._io import in_thread, now, to_the_end
from lxd._sync.area import Area
from lxd._sync.ending import break_off, undoing
from lxd._sync.images.naming import Alias, Naming
from lxd._sync.operations import Operation
from lxd.entities.operations import ProgressCallback
from lxd.errors import RemoteError

__all__ = ["ImagePulling"]


class ImagePulling(Area):
    """Lets the server fetch images from others."""

    def pull(
        self,
        image: str | models.ImagesPostSource | Mapping[str, Any],
        *,
        type: Literal["container", "virtual-machine"] | None = None,
        aliases: Iterable[Alias] = (),
        move_aliases: bool = False,
        properties: Mapping[str, ConfigValue] | None = None,
        public: bool = False,
        auto_update: bool = False,
        profiles: Iterable[str] | None = None,
        timeout: float | None = None,
        progress: ProgressCallback | None = None,
        project: str | None = None,
    ) -> models.Image:
        """Has the server fetch an image from another one, and waits for that.

        Endpoints: ``POST /1.0/images``, and for aliases ``POST /1.0/images/aliases``.

        Args:
            image: ``"remote:alias"`` of a remote that ``lxc`` knows, such as ``"ubuntu:24.04"``; or a source in LXD's
                own words, such as ``{"type": "image", "mode": "pull", "protocol": "simplestreams", "server":
                "https://…", "alias": "24.04"}``.
            type: of which kind, where the other server has both under that alias; default: LXD's choice.
            aliases: its aliases here: names, or `ImageAlias` with a description, too.
            move_aliases: take the aliases away from other images that have them.
            properties: what is told of it, beside what the other server tells.
            public: whether everybody may see it, even who is not trusted.
            auto_update: whether this server replaces it when there is a newer one.
            profiles: the profiles of instances that are made of it; default: LXD's ``default``.
            timeout: seconds that it may take; then it is broken off. None: as long as it takes. What the server cannot
                cancel is waited for, half a minute.
            progress: called with how far it is, whenever the server tells.
            project: its project; default: the client's.

        Returns:
            The image.

        Raises:
            Conflict: another image has one of the aliases. Unless `image` says the whole fingerprint, that is known
                only when the image is there; it stays, without the alias.
            OperationFailed: it could not be fetched; there is none of that alias, perhaps.
            OperationTimeout: the time is up; it says whether the server could end it.
            RemoteError: there is no such remote, or the server cannot fetch from it.
        """
        deadline = None if timeout is None else now() + timeout
        source = _source(image)
        if type is not None:
            source["image_type"] = type
        body: dict[str, Any] = {"source": source, "public": public, "auto_update": auto_update}
        if properties is not None:
            body["properties"] = dict(properties)
        if profiles is not None:
            body["profiles"] = list(profiles)
        naming = Naming(self._client, aliases, move=move_aliases, project=project)
        # Of an alias nobody knows which image it is of, before that has come.
        if fingerprint := whole_fingerprint(source):
            naming.check(fingerprint)
        begun: list[Operation] = []

        def begin() -> None:
            begun.append(self._client.images.create(body, project=project))

        def end() -> None:
            for operation in begun:
                break_off(operation)

        # An image that has come all the same stays: nobody knows whether it was there before.
        with undoing(begun, end, "fetching the image", timeout, keeps=True):
            to_the_end(begin)  # once it is asked for it will be fetched
            state = begun[0].wait(None if deadline is None else max(deadline - now(), 0.0), progress=progress)
        found = image_fingerprint(state)
        naming.give(found)
        return self._client.images.get(found, project=project)


def _source(image: str | models.ImagesPostSource | Mapping[str, Any]) -> dict[str, Any]:
    """Returns the source in LXD's words.

    Raises:
        RemoteError: there is no such remote.
    """
    if not isinstance(image, str):
        return plain_body(image)
    remote, alias = split_remote(image)
    if remote is None:
        raise RemoteError(f"{image!r} names no remote", hint="say 'remote:alias', such as 'ubuntu:24.04'")
    # Importing what reads YAML takes longer than most requests.
    from lxd.remotes import read_remotes

    known = (in_thread(read_remotes))[remote]
    return dict(in_thread(known.image_source, alias))
