"""The server's trust store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, Literal, overload

from lxd_api import certificates as api
from lxd_api import models
from lxd_api import operations as operations_api
from lxd_api.types import Request

from lxd._async._io import Fetchable
from lxd._async.area import AsyncArea
from lxd._async.editing import AsyncEdit
from lxd._core.certificates import der_base64, fingerprint, pem_text
from lxd._core.filtering import FilterLike
from lxd._core.tokens import trust_token
from lxd.entities import certificates as entities
from lxd.entities.tokens import TrustToken
from lxd.errors import NotFound, UnexpectedAnswer

__all__ = ["AsyncCertificateLink", "AsyncCertificates"]

_PROJECT = "default"
"""The project of the operations that wait for tokens, whatever the client's own is."""


class AsyncCertificateLink(entities.CertificateLink, Fetchable[models.Certificate]):
    """A link to a certificate in one client's server's trust store."""

    __slots__ = ("_area",)

    def __init__(self, area: AsyncCertificates, url: str) -> None:
        super().__init__(url)
        self._area = area

    async def fetch(self) -> models.Certificate:
        """Fetches the certificate."""
        return await self._area.get(self.fingerprint)


class AsyncCertificates(AsyncArea):
    """The certificates that the server trusts."""

    @overload
    async def list(
        self,
        recursion: Literal[0],
        *,
        filter: FilterLike | None = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[AsyncCertificateLink]: ...
    @overload
    async def list(
        self,
        recursion: Literal[1] = 1,
        *,
        filter: FilterLike | None = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[models.Certificate]: ...
    @overload
    async def list(
        self, recursion: int, *, filter: FilterLike | None = ..., entitlements: Sequence[str] | None = ...
    ) -> list[AsyncCertificateLink] | list[models.Certificate]: ...
    async def list(
        self,
        recursion: int = 1,
        *,
        filter: FilterLike | None = None,
        entitlements: Sequence[str] | None = None,
    ) -> list[AsyncCertificateLink] | list[models.Certificate]:
        """Lists the trusted certificates.

        Endpoint: ``GET /1.0/certificates``; `entitlements` needs the API extension ``entities_with_entitlements``.

        Args:
            recursion: 0: links; 1: certificates.
            filter: which certificates; LXD cannot filter them, so that all are fetched and then picked from.
            entitlements: what to tell of each whether this client may do it, such as ``["can_edit"]``: what it may is
                in ``access_entitlements``.

        Raises:
            FilterError: the filter is none.
        """
        if recursion == 0 and filter is None:
            urls = await self._client.send(api.certificates_get(recursion=0))
            return [AsyncCertificateLink(self, url) for url in urls]
        found = await self._objects(
            api.certificates_get(recursion=1, with_access_entitlements=entitlements), filter
        )
        if recursion == 0:
            return [AsyncCertificateLink(self, f"/1.0/certificates/{each.fingerprint}") for each in found]
        return found

    async def get(self, fingerprint: str, *, entitlements: Sequence[str] | None = None) -> models.Certificate:
        """Gets a certificate.

        Endpoint: ``GET /1.0/certificates/{fingerprint}``; `entitlements` needs the API extension
        ``entities_with_entitlements``.

        Args:
            fingerprint: its fingerprint, or the beginning of it that no other has.
            entitlements: what to tell of it whether this client may do it; see `list`.

        Raises:
            NotFound: there is none.
        """
        return await self._client.send(
            api.certificate_get(fingerprint, with_access_entitlements=entitlements)
        )

    async def add(
        self,
        certificate: str | bytes,
        type: str = "client",
        name: str | None = None,
        restricted: bool = False,
        projects: Sequence[str] | None = None,
        password: str | None = None,
    ) -> AsyncCertificateLink:
        """Adds a certificate to the trust store.

        Endpoint: ``POST /1.0/certificates``.

        Args:
            certificate: the certificate, PEM.
            type: ``"client"``, or ``"metrics"`` for one that may read metrics only.
            name: a name for it; default: the server's own choice.
            restricted: whether it is confined to `projects`.
            projects: the projects that it is confined to.
            password: the server's trust password, for a client that is not trusted itself (servers before LXD 6.1).

        Returns:
            A link to it.

        Raises:
            BadRequest: it is no certificate.
            Conflict: it is in the trust store already.
            Forbidden: this client is not trusted, or the password is wrong.
        """
        body: dict[str, Any] = {"certificate": der_base64(certificate), "type": type}
        if name is not None:
            body["name"] = name
        if restricted:
            body["restricted"] = True
        if projects is not None:
            body["projects"] = [*projects]
        if password is not None:
            body["password"] = password
        await self._finish(api.certificates_post(body=body))
        return AsyncCertificateLink(self, f"/1.0/certificates/{_fingerprint_of(certificate)}")

    async def create_token(
        self, name: str, *, restricted: bool = False, projects: Sequence[str] | None = None
    ) -> TrustToken:
        """Makes a token, with which a client can have itself added to the trust store, once.

        How long it can be used the server's setting ``core.remote_token_expiry`` says.

        Endpoint: ``POST /1.0/certificates``; API extension ``certificate_token``.

        Args:
            name: the name that the client's certificate gets.
            restricted: whether the client is confined to `projects`.
            projects: the projects that it is confined to.

        Returns:
            The token; its ``text`` is what to hand to the client: `from_token` takes it, as does
            ``lxc remote add``.

        Raises:
            BadRequest: the server does not listen on the network.
            ExtensionMissing: this server knows no tokens.
        """
        facts = await self._client._learn_facts()
        facts.require({"tokens": "certificate_token"})
        body: dict[str, Any] = {"type": "client", "name": name, "token": True, "restricted": restricted}
        if projects is not None:
            body["projects"] = [*projects]
        operation = await self._client.start(api.certificates_post(body=body))
        return trust_token(operation.state)

    async def list_tokens(self) -> Sequence[TrustToken]:
        """Lists the tokens that can still be used.

        Endpoint: ``GET /1.0/operations``.
        """
        operations = await self._client.send(operations_api.operations_get(recursion=1, project=_PROJECT))
        tokens = []
        for operation in operations.get("running", []):
            if operation.class_ == "token":
                # There are tokens of other kinds.
                with suppress(UnexpectedAnswer):
                    tokens.append(trust_token(operation))
        return tokens

    async def revoke_token(self, token: TrustToken | str) -> None:
        """Revokes a token, so that nobody can use it any more.

        Endpoint: ``DELETE /1.0/operations/{id}``.

        Args:
            token: what `create_token` or `list_tokens` returned, or the name that the client was to get.

        Raises:
            NotFound: there is none: it was used, or has been revoked.
        """
        operation_id = token.operation_id if isinstance(token, TrustToken) else ""
        await self._finish(operations_api.operation_delete(operation_id or await self._find_token(token)))

    async def _find_token(self, token: TrustToken | str) -> str:
        for known in await self.list_tokens():
            if (token.text == known.text) if isinstance(token, TrustToken) else (token == known.name):
                return known.operation_id
        name = token.name if isinstance(token, TrustToken) else token
        raise NotFound(f"there is no token for {name!r}", status=404, hint="it was used, or has been revoked")

    async def update_configuration(
        self,
        fingerprint: str,
        *,
        certificate: str | bytes,
        name: str,
        projects: Sequence[str],
        restricted: bool,
        type: str,
    ) -> None:
        """Replaces all that can be changed of a certificate's entry.

        Endpoint: ``PUT /1.0/certificates/{fingerprint}``.

        Args:
            fingerprint: its fingerprint.
            certificate: the certificate, PEM; another one than before replaces it.
            name: its name.
            projects: the projects that it is confined to, where it is restricted.
            restricted: whether it is confined to `projects`.
            type: ``"client"`` or ``"metrics"``.

        Raises:
            NotFound: there is none.
        """
        body = {
            "certificate": pem_text(certificate),
            "name": name,
            "projects": [*projects],
            "restricted": restricted,
            "type": type,
        }
        await self._finish(api.certificate_put(fingerprint, body=body))

    async def update_configuration_subset(
        self,
        fingerprint: str,
        *,
        certificate: str | bytes | None = None,
        name: str | None = None,
        projects: Sequence[str] | None = None,
        restricted: bool | None = None,
        type: str | None = None,
    ) -> None:
        """Changes what is given of a certificate's entry and leaves the rest as it is.

        Endpoint: ``PATCH /1.0/certificates/{fingerprint}``.

        Args:
            fingerprint: its fingerprint.
            certificate: the certificate, PEM; another one than before replaces it.
            name: its name.
            projects: the projects that it is confined to, where it is restricted.
            restricted: whether it is confined to `projects`.
            type: ``"client"`` or ``"metrics"``.

        Raises:
            NotFound: there is none.
        """
        given = {
            "certificate": None if certificate is None else pem_text(certificate),
            "name": name,
            "projects": None if projects is None else [*projects],
            "restricted": restricted,
            "type": type,
        }
        body = {key: value for key, value in given.items() if value is not None}
        await self._finish(api.certificate_patch(fingerprint, body=body))

    def edit(self, fingerprint: str, *, timeout: float | None = None) -> AsyncEdit[models.Certificate]:
        """Changes a certificate's entry, unless somebody else changes the same of it meanwhile; see `AsyncEdit`.

        Endpoints: ``GET`` and ``PUT /1.0/certificates/{fingerprint}``.

        Args:
            fingerprint: its fingerprint, or the beginning of it that no other has.
            timeout: seconds that writing it back may take; None: as long as it takes.
        """

        def put(body: Mapping[str, Any]) -> Request[models.Operation | None]:
            return api.certificate_put(fingerprint, body=body)

        return AsyncEdit(self._client, api.certificate_get(fingerprint), put, timeout=timeout)

    async def remove(self, fingerprint: str) -> None:
        """Removes a certificate from the trust store.

        Endpoint: ``DELETE /1.0/certificates/{fingerprint}``.

        Args:
            fingerprint: its fingerprint, or the beginning of it that no other has.

        Raises:
            NotFound: there is none.
        """
        await self._finish(api.certificate_delete(fingerprint))


_fingerprint_of = fingerprint  # methods have an argument of that name
