"""Every exception of this package, under one root.

::

    LXDError                        (also: LXDClientError)
    ├── LXDConnectionError          the server cannot be reached, or the connection broke
    │   ├── SocketNotFound          no LXD socket at the expected place: is LXD installed and running?
    │   ├── SocketForbidden         this user may not open the socket: join the group ``lxd``
    │   └── CertificateError        the server's certificate is not the expected one
    ├── LXDTimeout                  the server did not answer in time (also a ``TimeoutError``)
    ├── UnexpectedAnswer            the answer is not one of LXD's: a proxy's page, a cut body, another service
    ├── ExtensionMissing            the server is too old for what was asked
    ├── EventsLagged                events came faster than they were read, and some are lost
    ├── LXDAPIError                 LXD answered with an error; ``status`` has its code
    │   ├── BadRequest              400
    │   ├── NotAuthenticated        401
    │   ├── Forbidden               403
    │   ├── NotFound                404, also for what one may not see
    │   ├── Conflict                409
    │   ├── PreconditionFailed      412, changed by somebody else since it was read
    │   └── ServerError             500 and above
    │       ├── NotImplementedOnServer  501
    │       └── Unavailable         503, starting or shutting down
    └── OperationError              a background operation did not succeed; ``operation`` has its last known state
        ├── OperationFailed
        ├── OperationCancelled
        ├── OperationTimeout        still running when the time was up (also a ``TimeoutError``)
        └── OperationNotFound       LXD has forgotten it: the outcome is unknown (also a ``NotFound``)

Every error says what was asked of which server (`asked`), what came back, and what to do where that is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxd_api.models import Operation

__all__ = [
    "Asked",
    "BadRequest",
    "CertificateError",
    "Conflict",
    "EventsLagged",
    "ExtensionMissing",
    "Forbidden",
    "LXDAPIError",
    "LXDClientError",
    "LXDConnectionError",
    "LXDError",
    "LXDTimeout",
    "NotAuthenticated",
    "NotFound",
    "NotImplementedOnServer",
    "OperationCancelled",
    "OperationError",
    "OperationFailed",
    "OperationNotFound",
    "OperationTimeout",
    "PreconditionFailed",
    "ServerError",
    "SocketForbidden",
    "SocketNotFound",
    "Unavailable",
    "UnexpectedAnswer",
]


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of which server.

    Args:
        method: the HTTP method, or ``"WEBSOCKET"``.
        path: path and query, secrets masked.
        server: ``https://host:8443`` or ``unix:/path/to/unix.socket``.
    """

    method: str
    path: str
    server: str

    def __str__(self) -> str:
        return f"{self.method} {self.path} on {self.server}"


class LXDError(Exception):
    """The root of all errors of this package.

    Args:
        message: what went wrong.
        asked: what was asked of which server, where a request was made.
        hint: what the user can do about it, where that is known.
    """

    def __init__(self, message: str, *, asked: Asked | None = None, hint: str | None = None) -> None:
        self.message = message
        self.asked = asked
        self.hint = hint
        super().__init__(message)

    def __str__(self) -> str:
        text = f"{self.asked}: {self.message}" if self.asked else self.message
        return f"{text} ({self.hint})" if self.hint else text

    def __reduce__(self) -> tuple[Any, ...]:
        # Python would rebuild it from `args` alone, and an error could not leave a worker process.
        return _rebuild, (type(self), self.args, self.__dict__)


def _rebuild(kind: type[LXDError], args: tuple[Any, ...], state: dict[str, Any]) -> LXDError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(state)
    return error


LXDClientError = LXDError
"""The name that `LXDError` had in the client this package grew out of."""


class LXDConnectionError(LXDError, ConnectionError):
    """The server cannot be reached, or the connection broke."""


class SocketNotFound(LXDConnectionError):
    """There is no LXD socket at the expected place."""


class SocketForbidden(LXDConnectionError):
    """This user may not open LXD's socket."""


class CertificateError(LXDConnectionError):
    """The server's certificate is not the pinned one, or no known authority vouches for it."""


class LXDTimeout(LXDError, TimeoutError):
    """The server did not answer in time."""


class UnexpectedAnswer(LXDError):
    """The answer is not one of LXD's.

    Args:
        status: the HTTP status of the answer.
        content: the beginning of its body.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int = 0,
        content: bytes = b"",
        asked: Asked | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message, asked=asked, hint=hint)
        self.status = status
        self.content = content


class ExtensionMissing(LXDError):
    """The server lacks the API extension that a request needs.

    Args:
        extension: the extension's name, as in LXD's ``api_extensions``.
        needed_for: the method, parameter or field that needs it.
        version: the server's version.
    """

    def __init__(self, extension: str, needed_for: str, version: str, *, asked: Asked | None = None) -> None:
        server = f"the server (LXD {version})" if version else "the server"
        super().__init__(
            f"{needed_for} needs the API extension {extension!r}, which {server} lacks", asked=asked
        )
        self.extension = extension
        self.needed_for = needed_for
        self.version = version


class EventsLagged(LXDError):
    """Events came faster than they were read: the stream ended rather than skip some in silence.

    Args:
        limit: how many unread events the stream held.
    """

    def __init__(self, limit: int, *, asked: Asked | None = None) -> None:
        super().__init__(
            f"more than {limit} events were waiting to be read",
            asked=asked,
            hint="read faster, ask for fewer types, or raise queue_size",
        )
        self.limit = limit


class LXDAPIError(LXDError):
    """LXD answered with an error.

    Args:
        error: LXD's own words.
        status: LXD's error code, which is the HTTP status in all but a few answers.
        http_status: the HTTP status that the answer came with.
    """

    def __init__(
        self,
        error: str,
        *,
        status: int,
        http_status: int | None = None,
        asked: Asked | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(f"{status} {error}", asked=asked, hint=hint)
        self.error = error
        self.status = status
        self.http_status = status if http_status is None else http_status


class BadRequest(LXDAPIError):
    """400: the request makes no sense to this server, or not in this state."""


class NotAuthenticated(LXDAPIError):
    """401: credentials are missing or have expired."""


class Forbidden(LXDAPIError):
    """403: this client is not trusted, or may not do this."""


class NotFound(LXDAPIError):
    """404: it does not exist, or this client may not see it."""


class Conflict(LXDAPIError):
    """409: it exists already."""


class PreconditionFailed(LXDAPIError):
    """412: it was changed by somebody else since it was read."""


class ServerError(LXDAPIError):
    """500 and above: the server failed to do it."""


class NotImplementedOnServer(ServerError):
    """501: this server does not do this."""


class Unavailable(ServerError):
    """503: the server is starting or shutting down."""


class OperationError(LXDError):
    """A background operation did not succeed.

    Args:
        message: what went wrong, in LXD's words where it gave any.
        operation: the operation's last known state; None where the server told none.
        code: LXD's error code for the failure; 0 where the server told none.
    """

    def __init__(
        self,
        message: str,
        *,
        operation: Operation | None = None,
        code: int = 0,
        asked: Asked | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message, asked=asked, hint=hint)
        self.operation = operation
        self.code = code


class OperationFailed(OperationError):
    """The operation ended in failure."""


class OperationCancelled(OperationError):
    """The operation was cancelled."""


class OperationTimeout(OperationError, TimeoutError):
    """The operation was still running when the time was up; it goes on."""


class OperationNotFound(OperationError, NotFound):
    """LXD knows no such operation (any more): five seconds after its end it forgets one, and its outcome."""

    def __init__(self, message: str, *, asked: Asked | None = None) -> None:
        hint = "LXD forgets an operation five seconds after its end; look at what it was to change"
        LXDError.__init__(self, message, asked=asked, hint=hint)
        self.operation = None
        self.error = message
        self.code = self.status = self.http_status = 404
