"""Trust on first use: asks whether an unknown server's certificate is the right one, before anything is sent to it."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from typing import TYPE_CHECKING

from lxd._async._io import in_own_thread, new_lock
from lxd._core.certificates import describe, is_accepted
from lxd._core.pinning import WrongCertificate
from lxd._core.tls import viewing_context
from lxd.errors import CertificateError

if TYPE_CHECKING:
    from lxd._async.transport import AsyncTransport
    from lxd.entities.certificates import ServerCertificate

__all__ = ["AsyncIntroduction"]


class AsyncIntroduction:
    """Finds the TLS rules for a server that may be unknown.

    Args:
        transport: the way to the server.
        make_context: makes the rules: without argument those of the authorities that the system knows, with a
            fingerprint those for a server with that certificate.
        on_unknown: decides whether the certificate of an unknown server is the right one.
    """

    def __init__(
        self,
        transport: AsyncTransport,
        make_context: Callable[..., ssl.SSLContext],
        on_unknown: Callable[[ServerCertificate], bool],
    ) -> None:
        self._transport = transport
        self._make_context = make_context
        self._on_unknown = on_unknown
        self._refused = ""
        self._context: ssl.SSLContext | None = None
        self._asking = new_lock()

    async def rules(self) -> ssl.SSLContext:
        """Returns the rules; asks for them once, whoever else wants to know meanwhile.

        Raises:
            CertificateError: the certificate was refused.
        """
        async with self._asking:
            if self._context is None:
                self._context = await self._find()
            return self._context

    async def _find(self) -> ssl.SSLContext:
        context = self._make_context()
        try:
            await self._transport.look(context)
        except CertificateError as error:
            if isinstance(error.__cause__, WrongCertificate):
                raise  # one is known already
        else:
            return context
        certificate = await self._view()
        is_refused = certificate.fingerprint == self._refused
        if is_refused or not is_accepted(await in_own_thread(self._on_unknown, certificate)):
            self._refused = certificate.fingerprint
            raise CertificateError(
                f"the server's certificate, with the fingerprint {certificate.fingerprint}, was refused",
                shown=certificate.fingerprint,
                asked=self._transport.asked("CONNECT", "/"),
                hint="nothing was sent; on_unknown_certificate said no to it",
            )
        return self._make_context(endpoint_fingerprint=certificate.fingerprint)

    async def _view(self) -> ServerCertificate:
        """Looks at the certificate; nothing is sent on the connections that takes."""
        der, _ = await self._transport.look(viewing_context())
        pem = ssl.DER_cert_to_PEM_cert(der)
        try:
            _, details = await self._transport.look(viewing_context(pem))
        except CertificateError:
            details = {}  # such as one that has expired: then its fingerprint has to do
        return describe(der, details)
