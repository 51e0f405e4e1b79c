"""Every exception of this package, under one root.

::

    LXDError                        (also: LXDClientError)
    ├── LXDConnectionError          the server cannot be reached, or the connection broke
    │   ├── SocketNotFound          no LXD socket at the expected place: is LXD installed and running?
    │   ├── SocketForbidden         this user may not open the socket: join the group ``lxd``
    │   ├── CertificateError        the server's certificate is not the expected one
    │   ├── ProxyError              the proxy cannot be reached, or refused to go on to the server
    │   ├── InputRefused            a command takes no more input (also a ``BrokenPipeError``)
    │   └── OutputTruncated         it broke while a command ran; what came so far is in ``stdout`` and ``stderr``
    ├── LXDTimeout                  the server did not answer in time (also a ``TimeoutError``)
    ├── UnexpectedAnswer            the answer is not one of LXD's: a proxy's page, a cut body, another service
    ├── ExtensionMissing            the server is too old for what was asked
    ├── EventsLagged                events came faster than they were read, and some are lost
    ├── ConsoleBusy                 LXD could not attach to a console, most often as somebody else is attached
    ├── CommandError                a command ended with another exit code than 0; ``returncode`` has it
    ├── CommandTimeout              a command did not end in time (also a ``TimeoutError``)
    ├── InstanceStopped             the instance that was waited for has stopped
    ├── SomeFailed                  some of several instances could not be changed; ``errors`` has each one's error
    ├── FileError                   a file of an instance cannot be used so; ``errno`` has why (also an ``OSError``)
    │   ├── FileNotFound            it does not exist (also a ``NotFound`` and a ``FileNotFoundError``)
    │   ├── FileExists              something of that name does (also a ``FileExistsError``)
    │   ├── FileForbidden           not even for the root of the instance (also a ``PermissionError``)
    │   ├── FileIsDirectory         it is one (also an ``IsADirectoryError``)
    │   ├── FileIsNoDirectory       it is none (also a ``NotADirectoryError``)
    │   └── UnsafePath              a name in a tree leads out of it; nothing was written there
    ├── FilterError                 a filter is none, or says what this server cannot be told (also a ``ValueError``)
    ├── FingerprintMismatch         what was read, sent or received is not the image that it should be
    ├── RemoteError                 ``lxc``'s list of remotes cannot be read, or a remote be used
    │   └── RemoteNotFound          there is no remote of that name (also a ``KeyError``)
    ├── TokenError                  a trust token or join token is none, or has expired
    ├── LoginError                  logging in at the server's OpenID provider failed
    │   ├── LoginNeeded             somebody has to log in, and nobody can be asked to
    │   ├── LoginDenied             whoever was asked to log in refused to, or the provider did
    │   └── LoginTimeout            nobody logged in in time (also a ``TimeoutError``)
    ├── LXDAPIError                 LXD answered with an error; ``status`` has its code
    │   ├── BadRequest              400
    │   ├── NotAuthenticated        401
    │   ├── Forbidden               403
    │   ├── NotFound                404, also for what one may not see
    │   │   └── ImageNotFound       the image that an instance was to be made of
    │   ├── Conflict                409
    │   ├── PreconditionFailed      412, changed by somebody else since it was read
    │   └── ServerError             500 and above
    │       ├── NotImplementedOnServer  501
    │       └── Unavailable         503, starting or shutting down
    └── OperationError              a background operation did not succeed; ``operation`` has its last known state
        ├── OperationFailed
        │   ├── StartFailed         an instance was made, but could not be started; it is there
        │   └── MigrationFailed     between two servers; ``source`` and ``target`` have what each of them said
        ├── OperationCancelled
        ├── OperationTimeout        still running when the time was up (also a ``TimeoutError``)
        └── OperationNotFound       LXD has forgotten it: the outcome is unknown (also a ``NotFound``)

`KeyFileWarning` is a warning, and none of them.

Every error says what was asked of which server (`asked`), what came back, and what to do where that is known.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxd_api.models import Operation

__all__ = [
    "Asked",
    "BadRequest",
    "CertificateError",
    "CommandError",
    "CommandTimeout",
    "Conflict",
    "ConsoleBusy",
    "EventsLagged",
    "ExtensionMissing",
    "FileError",
    "FileExists",
    "FileForbidden",
    "FileIsDirectory",
    "FileIsNoDirectory",
    "FileNotFound",
    "FilterError",
    "FingerprintMismatch",
    "Forbidden",
    "ImageNotFound",
    "InputRefused",
    "InstanceStopped",
    "KeyFileWarning",
    "LXDAPIError",
    "LXDClientError",
    "LXDConnectionError",
    "LXDError",
    "LXDTimeout",
    "LoginDenied",
    "LoginError",
    "LoginNeeded",
    "LoginTimeout",
    "MigrationFailed",
    "NotAuthenticated",
    "NotFound",
    "NotImplementedOnServer",
    "OperationCancelled",
    "OperationError",
    "OperationFailed",
    "OperationNotFound",
    "OperationTimeout",
    "OutputTruncated",
    "PreconditionFailed",
    "ProxyError",
    "RemoteError",
    "RemoteNotFound",
    "ServerError",
    "SocketForbidden",
    "SocketNotFound",
    "SomeFailed",
    "StartFailed",
    "TokenError",
    "Unavailable",
    "UnexpectedAnswer",
    "UnsafePath",
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
    for name, value in state.items():
        setattr(error, name, value)
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
    """The server's certificate is not the pinned one, or no known authority vouches for it.

    Args:
        message: what is wrong with it.
        shown: the fingerprint of the certificate that the server has shown, where that is known.
        wanted: the fingerprint of the one that it has to show, where that is known.
    """

    def __init__(
        self,
        message: str,
        *,
        shown: str | None = None,
        wanted: str | None = None,
        asked: Asked | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message, asked=asked, hint=hint)
        self.shown = shown
        self.wanted = wanted


class KeyFileWarning(UserWarning):
    """A private key can be read by others than its owner. No error: everything works, for them as well."""


class ProxyError(LXDConnectionError):
    """The proxy cannot be reached, or refused to go on to the server.

    Args:
        message: what went wrong.
        proxy: the proxy, without its password.
    """

    def __init__(
        self, message: str, *, proxy: str, asked: Asked | None = None, hint: str | None = None
    ) -> None:
        super().__init__(f"the proxy {proxy} {message}", asked=asked, hint=hint)
        self.proxy = proxy


class InputRefused(LXDConnectionError, BrokenPipeError):
    """A command takes no more input: it has ended, or its input has been closed."""


class OutputTruncated(LXDConnectionError):
    """The connection broke while a command ran, and some of its output or of its input is lost.

    Args:
        message: what went wrong.
        command: the command's words.
        instance: the instance that it ran in.
        stdout: the output that came; empty where it has been read already.
        stderr: the error output that came.
    """

    def __init__(
        self,
        message: str,
        *,
        command: Sequence[str],
        instance: str,
        stdout: str | bytes = b"",
        stderr: str | bytes = b"",
        asked: Asked | None = None,
    ) -> None:
        super().__init__(
            f"{_quoted(command)} in instance {instance!r} was cut off: {message}",
            asked=asked,
            hint="what it wrote until then is in `stdout` and `stderr`; it may not have come to its end",
        )
        self.command = list(command)
        self.instance = instance
        self.stdout = stdout
        self.stderr = stderr


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


class FilterError(LXDError, ValueError):
    """A filter is none, or says what the server cannot be told; nothing was sent."""


class FingerprintMismatch(LXDError):
    """What was read, sent or received is not the image that it should be.

    Attributes:
        found: its fingerprint.
        expected: the fingerprint that it should have.
    """

    def __init__(self, message: str, *, found: str, expected: str) -> None:
        super().__init__(message, hint="get the image again: the file or what the server keeps is damaged")
        self.found = found
        self.expected = expected


class ConsoleBusy(LXDError):
    """LXD could not attach to a container's console, most often because somebody else is attached to it.

    Args:
        name: the container.
        reason: what LXD says.
    """

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"LXD cannot attach to the console of {name!r}: {reason}",
            hint="only one can be attached at a time, `lxc console` included",
        )
        self.name = name
        self.reason = reason


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


class InstanceStopped(LXDError):
    """The instance that was waited for has stopped, or was never started.

    Args:
        name: the instance.
        state: what LXD says of it: ``"Stopped"`` or ``"Error"``.
        waited_for: what it was waited for, in words.
    """

    def __init__(self, name: str, state: str, waited_for: str, *, asked: Asked | None = None) -> None:
        super().__init__(
            f"instance {name!r} is {state.lower()}, and waiting for {waited_for} of no use",
            asked=asked,
            hint="start it; its log and console tell why it stopped",
        )
        self.name = name
        self.state = state


class SomeFailed(LXDError):
    """Some of several instances could not be changed; the others were.

    Args:
        errors: what went wrong, by name of the instance.
        total: how many instances there were.
    """

    def __init__(self, errors: dict[str, LXDError], total: int) -> None:
        shown = "; ".join(f"{name}: {error}" for name, error in list(errors.items())[:5])
        more = f"; and {len(errors) - 5} more" if len(errors) > 5 else ""
        super().__init__(f"{len(errors)} of {total} failed: {shown}{more}")
        self.errors = errors


class TokenError(LXDError):
    """A trust token or join token is none, or has expired; nothing was sent."""


class LoginError(LXDError):
    """Logging in at the server's OpenID provider failed."""


class LoginNeeded(LoginError):
    """Somebody has to log in at the server's OpenID provider, and nobody can be asked to."""


class LoginDenied(LoginError):
    """Whoever was asked to log in refused to, or the provider did."""


class LoginTimeout(LoginError, TimeoutError):
    """Nobody logged in at the server's OpenID provider in time."""


class RemoteError(LXDError):
    """``lxc``'s list of remotes cannot be read, or a remote cannot be used for what was asked."""


class RemoteNotFound(RemoteError, KeyError):
    """There is no remote of that name."""


class CommandError(LXDError):
    """A command ended with another exit code than 0, and was to be checked.

    Args:
        command: the command's words.
        instance: the instance that it ran in.
        returncode: its exit code.
        stdout: its output, as text or as bytes.
        stderr: its error output.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        instance: str,
        returncode: int,
        stdout: str | bytes,
        stderr: str | bytes,
    ) -> None:
        super().__init__(
            f"{_quoted(command)} in instance {instance!r} ended with exit code {returncode}{_last_words(stderr)}"
        )
        self.command = list(command)
        self.instance = instance
        self.returncode = returncode
        self.stdout = stdout
        self.stderr = stderr


class CommandTimeout(LXDError, TimeoutError):
    """A command did not end in time.

    Args:
        command: the command's words.
        instance: the instance that it runs in.
        timeout: the seconds that it had.
        stdout: the output that came, as text or as bytes; empty where it has been read already.
        stderr: the error output that came.
        hint: what has become of the command.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        instance: str,
        timeout: float,
        stdout: str | bytes = b"",
        stderr: str | bytes = b"",
        hint: str | None = None,
    ) -> None:
        super().__init__(
            f"{_quoted(command)} in instance {instance!r} did not end within {timeout:g} s", hint=hint
        )
        self.command = list(command)
        self.instance = instance
        self.timeout = timeout
        self.stdout = stdout
        self.stderr = stderr


def _quoted(command: Sequence[str]) -> str:
    text = shlex.join(command)
    return f"`{text}`" if len(text) <= 200 else f"`{text[:200]}…`"


def _last_words(stderr: str | bytes) -> str:
    text = (stderr.decode("utf-8", "replace") if isinstance(stderr, bytes) else stderr).strip()
    if not text:
        return ""
    return f": {text}" if len(text) <= 500 else f": …{text[-500:]}"


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


class ImageNotFound(NotFound):
    """404: the server has no image of that alias or fingerprint."""


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


class FileError(LXDError, OSError):
    """A file of an instance cannot be read, written or changed as was asked.

    Args:
        path: the file, as named in the instance.
        errno: the system's number for what went wrong, such as `errno.ENOSPC`; 0 where the server told none.
        message: what went wrong, which is in ``reason``.
    """

    def __init__(
        self, message: str, *, path: str, errno: int = 0, asked: Asked | None = None, hint: str | None = None
    ) -> None:
        super().__init__(f"{path!r}: {message}", asked=asked, hint=hint)
        self.path = path
        self.reason = message
        self.errno = errno

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.args, {**self.__dict__, "errno": self.errno})


class FileNotFound(FileError, NotFound, FileNotFoundError):
    """There is no such file in the instance."""

    def __init__(
        self, message: str, *, path: str, errno: int = 2, asked: Asked | None = None, hint: str | None = None
    ) -> None:
        LXDError.__init__(self, f"{path!r}: {message}", asked=asked, hint=hint)
        self.path = path
        self.reason = self.error = message
        self.errno = errno
        self.status = self.http_status = 404


class FileExists(FileError, FileExistsError):
    """There is something of that name already."""


class FileForbidden(FileError, PermissionError):
    """Not even the root of the instance may do that."""


class FileIsDirectory(FileError, IsADirectoryError):
    """It is a directory, and something else was wanted."""


class FileIsNoDirectory(FileError, NotADirectoryError):
    """It, or something on the way to it, is no directory."""


class UnsafePath(FileError):
    """A name in a tree would lead out of the directory that the tree is written to."""


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


class StartFailed(OperationFailed):
    """An instance was made, but could not be started; it is there, stopped.

    Args:
        name: the instance.
        reason: why, in LXD's words.
    """

    def __init__(
        self,
        name: str,
        reason: str,
        *,
        operation: Operation | None = None,
        code: int = 0,
        asked: Asked | None = None,
    ) -> None:
        super().__init__(
            f"instance {name!r} was made, but could not be started: {reason}",
            operation=operation,
            code=code,
            asked=asked,
            hint="it is there, stopped: start it when the cause is mended, or delete it",
        )
        self.name = name


class MigrationFailed(OperationFailed):
    """Something could not be copied or moved from one server to another; the message has the real cause.

    Args:
        message: what went wrong, and where.
        source: what the source said, where it failed.
        target: what the target said, where it failed; the one says little more than that the other has failed.
        relay: what went wrong in this client, where it passed on what they said.
        cause: which of them is the cause.
    """

    def __init__(
        self,
        message: str,
        *,
        source: LXDError | None = None,
        target: LXDError | None = None,
        relay: LXDError | None = None,
        cause: LXDError | None = None,
        hint: str | None = None,
    ) -> None:
        operation = cause.operation if isinstance(cause, OperationError) else None
        code = getattr(cause, "code", getattr(cause, "status", 0))
        asked = cause.asked if cause else None
        super().__init__(message, operation=operation, code=code, asked=asked, hint=hint)
        self.source = source
        self.target = target
        self.relay = relay


class OperationCancelled(OperationError):
    """The operation was cancelled."""


class OperationTimeout(OperationError, TimeoutError):
    """The operation was still running when the time was up; it goes on, unless the message says otherwise."""


class OperationNotFound(OperationError, NotFound):
    """LXD knows no such operation (any more): five seconds after its end it forgets one, and its outcome."""

    def __init__(self, message: str, *, asked: Asked | None = None) -> None:
        hint = "LXD forgets an operation five seconds after its end; look at what it was to change"
        LXDError.__init__(self, message, asked=asked, hint=hint)
        self.operation = None
        self.error = message
        self.code = self.status = self.http_status = 404
