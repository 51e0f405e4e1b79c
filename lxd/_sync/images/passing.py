# Written by scripts/unasync.py from lxd/_async/images/passing.py. Change that, and run `make sync`.

"""How an image is copied to another server: by one of three ways."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from lxd_api import images as api
from lxd_api import models

from lxd._core.images import profiles_header
from lxd._core.migration import Mode, addresses_of, is_same_server, is_unreachable, modes_to_try
from lxd._core.operations import SUCCESS
from lxd._core.progress import Meter
from lxd._sync._io import now, to_the_end
from lxd._sync.content import Content
from lxd._sync.ending import TIDY_TIMEOUT, break_off, undoing
from lxd._sync.images.uploading import left, send_image
from lxd._sync.operations import Operation
from lxd.entities.operations import ProgressCallback
from lxd.errors import ExtensionMissing, LXDError, LXDTimeout

if TYPE_CHECKING:
    from lxd._sync.client import LXDClient

__all__ = ["ImagePassage"]

log = logging.getLogger("lxd")


class ImagePassage:
    """One image on its way from one server, or project, to another.

    Args:
        source: a client of the server that has it.
        home: its project there; None: LXD's default.
        target: a client of the server that gets it.
        goal: its project there.
        image: the image.
        public: whether everybody may see the copy.
        auto_update: whether the target keeps it up to date.
        profiles: the copy's profiles.
    """

    def __init__(
        self,
        source: LXDClient,
        home: str | None,
        target: LXDClient,
        goal: str | None,
        image: models.Image,
        *,
        public: bool,
        auto_update: bool,
        profiles: Iterable[str] | None,
    ) -> None:
        self._source = source
        self._home = home
        self._target = target
        self._goal = goal
        self._image = image
        self._public = public
        self._auto_update = auto_update
        self._profiles = None if profiles is None else list(profiles)
        self._exists = False

    def servers(self) -> tuple[models.Server, models.Server]:
        """Asks both servers what they are.

        Raises:
            ValueError: they are one, and the project is the same.
        """
        source = self._source.server.get()
        target = source if self._target is self._source else self._target.server.get()
        is_at_home = (self._home or "default") == (self._goal or "default")
        if is_at_home and (self._target is self._source or is_same_server(source, target)):
            raise ValueError("an image cannot be copied to where it is: say `to`, or another `project`")
        return source, target

    def run(
        self,
        mode: Mode | None,
        servers: tuple[models.Server, models.Server],
        deadline: float | None,
        progress: ProgressCallback | None,
        *,
        exists: bool = False,
    ) -> None:
        """Copies it.

        Args:
            mode: who calls whom; None: whatever works.
            servers: what source and target tell of themselves.
            deadline: when it has to be done.
            progress: called with how far it is.
            exists: whether the target has it already, and is to have it anyway.

        Raises:
            LXDAPIError: one of the servers refused it.
            OperationError: it failed, or not in time.
            ValueError: the target is to keep it up to date, and cannot.
        """
        self._exists = exists
        if self._auto_update:
            self._check_updates(mode)
            mode = "pull"
        source, target = servers
        ways = [
            (way, address)
            for way in modes_to_try(mode, source, target)
            for address in ([""] if way == "relay" else addresses_of(source if way == "pull" else target))
        ]
        if not ways:
            silent = "source" if mode == "pull" else "target"
            raise LXDError(
                f"copying {self._image.fingerprint} failed: the {silent} server does not listen on the network",
                hint="set core.https_address there, or use another mode",
            )
        for number, (way, address) in enumerate(ways, 1):
            try:
                self._pass(way, address, servers, deadline, progress)
                return
            except LXDError as error:
                is_futile = isinstance(error, ExtensionMissing) and mode is None
                if number == len(ways) or not (is_futile or is_unreachable(error)):
                    raise
                log.info(
                    "copying %s by %s: %s; trying %s", self._image.fingerprint, way, error, ways[number][0]
                )

    def _check_updates(self, mode: Mode | None) -> None:
        if mode not in (None, "pull"):
            raise ValueError(f"an image is kept up to date only where it was pulled, not by {mode!r}")
        if not self._image.public or not self._image.aliases:
            raise ValueError("an image is kept up to date only where the original is public and has an alias")

    def _pass(
        self,
        mode: Mode,
        address: str,
        servers: tuple[models.Server, models.Server],
        deadline: float | None,
        progress: ProgressCallback | None,
    ) -> None:
        if mode == "pull":
            self._pull(address, servers[0].environment.certificate, deadline, progress)
        elif mode == "push":
            self._push(address, servers[1].environment.certificate, deadline, progress)
        else:
            self._relay(deadline, progress)

    def _pull(
        self, address: str, certificate: str, deadline: float | None, progress: ProgressCallback | None
    ) -> None:
        """Lets the target call the source."""
        source: dict[str, Any] = {
            "type": "image",
            "mode": "pull",
            "protocol": "lxd",
            "server": address,
            "certificate": certificate,
        }
        if self._auto_update:
            # By its fingerprint LXD would never find a newer one.
            source["alias"] = self._image.aliases[0].name
        else:
            source["fingerprint"] = self._image.fingerprint
        if self._home:
            source["project"] = self._home
        secret = None
        if not self._image.public:
            secret = self._source.images.create_secret(self._image.fingerprint, project=self._home)
            source["secret"] = secret.secret
        try:
            body = {
                **self._description(),
                "source": source,
                "filename": self._image.filename,
                "auto_update": self._auto_update,
            }
            self._wait(self._target.images.create(body, project=self._goal), deadline, progress)
        finally:
            if secret is not None:
                to_the_end(lambda: break_off(secret, wait=False))

    def _push(
        self, address: str, certificate: str, deadline: float | None, progress: ProgressCallback | None
    ) -> None:
        """Lets the source call the target."""
        source = {"type": "image", "mode": "push", "fingerprint": self._image.fingerprint}
        body = {**self._description(), "source": source}
        if self._image.expires_at is not None:
            body["expires_at"] = self._image.expires_at
        token = self._target.images.create(body, project=self._goal)
        try:
            export = {
                "target": address,
                "certificate": certificate,
                "secret": str(token.metadata["secret"]),
                "project": self._goal,
                "profiles": self._profiles,
            }
            given = {key: value for key, value in export.items() if value is not None}
            operation = self._source.images.push(self._image.fingerprint, given, project=self._home)
            self._wait(operation, deadline, progress)
        finally:
            to_the_end(lambda: break_off(token, wait=False))

    def _relay(self, deadline: float | None, progress: ProgressCallback | None) -> None:
        """Calls both, and passes on what the source sends as it comes, as one file or as a form."""
        fingerprint = self._image.fingerprint
        with self._source.images.open(fingerprint, project=self._home) as content:
            body = _Passing(content, deadline, progress)
            request = api.images_post(
                content=body,
                filename=self._image.filename or None,
                fingerprint=fingerprint,
                profiles=profiles_header(self._profiles),
                public=self._public or None,
                project=self._goal,
            )
            headers = {**request.headers, "Content-Type": content.headers["content-type"]}
            if content.length is not None:
                headers["Content-Length"] = str(content.length)
            _, is_new = send_image(
                self._target,
                request.replace(headers=headers),
                body,
                project=self._goal,
                timeout=None,
                deadline=deadline,
                progress=progress,
            )
        if is_new:
            self._describe()

    def _describe(self) -> None:
        """Tells the target what the source's users have said of the image: it is not in its files."""
        made = self._target.images.get(self._image.fingerprint, project=self._goal)
        changes: dict[str, Any] = {}
        if made.properties != self._image.properties:
            changes["properties"] = self._image.properties
        if made.expires_at != self._image.expires_at and self._image.expires_at is not None:
            changes["expires_at"] = self._image.expires_at
        if changes:
            self._target.images.update_configuration_subset(
                self._image.fingerprint, changes, project=self._goal
            ).wait()

    def _description(self) -> dict[str, Any]:
        body: dict[str, Any] = {"public": self._public, "properties": dict(self._image.properties)}
        if self._profiles is not None:
            body["profiles"] = self._profiles
        return body

    def _wait(self, operation: Operation, deadline: float | None, progress: ProgressCallback | None) -> None:
        what = f"copying {self._image.fingerprint}"
        with undoing([operation], lambda: self._undo(operation), what, None):
            operation.wait(left(deadline), progress=progress)

    def _undo(self, operation: Operation) -> None:
        """Ends what a server does, and removes what the target has got in vain."""
        break_off(operation)
        if operation.status_code != SUCCESS or self._exists:
            return
        try:
            self._target.images.delete(self._image.fingerprint, project=self._goal).wait(TIDY_TIMEOUT)
        except LXDError as error:
            log.warning("the copy of %s could not be deleted: %s", self._image.fingerprint, error)


class _Passing:
    """An image on its way from one server to another; iterate over it once.

    Args:
        content: what the source sends.
        deadline: when it has to be done.
        progress: called with how far it is.
    """

    fault: OSError | None = None
    """See `Body`; what the source does wrong is an error of its own."""

    def __init__(self, content: Content, deadline: float | None, progress: ProgressCallback | None) -> None:
        self.sent: float | None = None
        """See `Body`."""
        self._content = content
        self._deadline = deadline
        self._progress = progress

    def __iter__(self) -> Iterator[bytes]:
        """Yields it piece by piece.

        Raises:
            LXDError: the source fails.
            LXDTimeout: the time is up.
        """
        meter = Meter(self._progress, "relay", self._content.length, clock=now)
        for piece in self._content:
            if self._deadline is not None and now() >= self._deadline:
                raise LXDTimeout(
                    "the time is up before all of the image has passed", asked=self._content.asked
                )
            yield piece
            meter.add(len(piece))
        self.sent = now()
        meter.done()
