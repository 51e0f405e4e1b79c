"""From what an HTTP transport or a socket raises to the exceptions of this package."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

from lxd._core.endpoint import Endpoint
from lxd._core.pinning import WrongCertificate
from lxd._core.proxies import ProxyRefused
from lxd.errors import (
    Asked,
    CertificateError,
    LXDConnectionError,
    LXDError,
    LXDTimeout,
    ProxyError,
    SocketForbidden,
    SocketNotFound,
)

__all__ = ["connection_fault", "stalled", "timeout_fault"]


_HARMLESS = ("GET", "HEAD")
"""Methods that change nothing."""


def connection_fault(error: Exception, endpoint: Endpoint, asked: Asked) -> LXDError:
    """Makes the exception for a connection that could not be made, or that broke.

    Args:
        error: what was raised, with its causes.
        endpoint: the server.
        asked: what was asked of it.
    """
    for cause in _causes(error):
        if isinstance(cause, ProxyRefused):
            return ProxyError(cause.words, proxy=str(endpoint.proxy), asked=asked, hint=cause.hint)
        if isinstance(cause, WrongCertificate):
            return CertificateError(
                f"the server's certificate is another one: {cause.verify_message}",
                shown=cause.shown,
                wanted=cause.wanted,
                asked=asked,
                hint="no request was sent; if whoever runs the server says that the certificate was changed, pin "
                "the new one, else somebody is in between",
            )
        if isinstance(cause, ssl.SSLCertVerificationError):
            return CertificateError(
                f"the server's certificate was refused: {cause.verify_message}",
                asked=asked,
                hint="is it the right server? endpoint_cert_path or endpoint_fingerprint names the certificate that it "
                "has to show, and ca_path the authorities that may vouch for it",
            )
        if endpoint.is_local and isinstance(cause, PermissionError):
            return SocketForbidden(
                f"this user may not open {endpoint.socket}",
                asked=asked,
                hint="add yourself to the group lxd (`sudo usermod -aG lxd $USER`) and log in again",
            )
        if endpoint.is_local and isinstance(cause, FileNotFoundError):
            return SocketNotFound(
                f"there is no socket {endpoint.socket}",
                asked=asked,
                hint="is LXD installed and running? LXD_SOCKET or LXD_DIR say where else it is",
            )
        if isinstance(cause, ConnectionRefusedError):
            return LXDConnectionError("nobody listens there", asked=asked, hint="is LXD running?")
    return LXDConnectionError(f"the connection failed: {_words(error)}", asked=asked)


def timeout_fault(seconds: float | None, asked: Asked, endpoint: Endpoint | None = None) -> LXDTimeout:
    """Makes the exception for a server that did not answer in time.

    Args:
        seconds: the time that it had.
        asked: what was asked of it.
        endpoint: the server, where it may have been the way there that took so long; None: it has been asked.
    """
    within = "in time" if seconds is None else f"within {seconds:g} s"
    hint = None
    if endpoint is not None and endpoint.proxy is not None:
        hint = f"the way there leads through the proxy {endpoint.proxy}"
    elif endpoint is None and asked.method not in _HARMLESS:
        hint = "the server may be doing it all the same: look before you ask again, or give it more time"
    return LXDTimeout(f"no answer {within}", asked=asked, hint=hint)


def stalled(seconds: float | None, asked: Asked) -> LXDTimeout:
    """Makes the exception for a server that did not take what was being sent to it.

    Args:
        seconds: the time that it had for a piece.
        asked: what was asked of it.
    """
    within = "in time" if seconds is None else f"within {seconds:g} s"
    return LXDTimeout(f"the server did not take what it was sent {within}", asked=asked)


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or current.__context__


def _words(error: BaseException) -> str:
    return next((str(cause) for cause in _causes(error) if str(cause)), type(error).__name__)
