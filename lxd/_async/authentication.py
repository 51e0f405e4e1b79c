"""How a client gets the server's trust."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from copy import copy
from typing import TYPE_CHECKING, Any

from lxd_api import certificates as api
from lxd_api import identities, models
from lxd_api.types import Request

from lxd._core.certificates import der_base64
from lxd._core.tls import existing_file
from lxd._core.tokens import check_expiry, looks_like_token, read_trust_token
from lxd.errors import BadRequest, CertificateError, Conflict, Forbidden

if TYPE_CHECKING:
    from lxd._async.client import AsyncLXDClient
    from lxd.entities.tokens import TrustToken

__all__ = ["authenticate"]

_TRUST_TOKEN = "explicit_trust_token"

_TRUSTED_ALREADY = "already trusted"
"""What LXD 5.0 says to a client that it trusts, with a 400, before it looks at anything else."""


async def authenticate(
    client: AsyncLXDClient,
    cert_path: str | os.PathLike[str] | None,
    password: str | None,
    token: str | None = None,
) -> None:
    """See `AsyncLXDClient.authenticate`."""
    if password is not None and token is not None:
        raise ValueError("give a password or a token, not both")
    trust_token = None if token is None else read_trust_token(token)
    if trust_token is not None:
        check_expiry(trust_token)
    server = await client.server.get()
    # A token is used up even where the server trusts us: else somebody who found it could use it, too.
    if server.auth == "trusted" and trust_token is None:
        return
    if password is not None and looks_like_token(password):
        trust_token = read_trust_token(password)
        check_expiry(trust_token)
    request = _request(server, cert_path, password, trust_token)
    # A conflict says that it is in the trust store already: all is well if the server now says so.
    with suppress(Conflict):
        if trust_token is None:
            await _send(client, request)
        else:
            await _redeem(client, request, trust_token)
    server = await client.server.get()
    if server.auth != "trusted":
        raise Forbidden(
            "the certificate was added, but it is not the one that this client connects with",
            status=403,
            hint="give the client the same certificate as cert_path, with its key_path",
        )


async def _send(client: AsyncLXDClient, request: Request[object]) -> None:
    try:
        await client.send(request)
    except (BadRequest, Forbidden) as error:
        if _TRUSTED_ALREADY not in error.error:
            raise
        # As others say with a conflict; a token can still be used, by somebody else.


async def _redeem(client: AsyncLXDClient, request: Request[object], token: TrustToken) -> None:
    """Sends a token to the server that issued it, and to nobody else."""
    certificate = await client._transport.peer_certificate()
    try:
        if certificate is None:
            await _send(client, request)
            return
        _check_certificate(client, certificate, token)
        # That was another connection than the one the token goes over, which need not lead to the same server.
        other = copy(client)
        other._transport = client._transport.pinned(token.fingerprint)
        try:
            await _send(other, request)
        finally:
            await other._transport.aclose()
    except (BadRequest, Forbidden) as error:
        error.hint = _token_hint(error, token)
        raise


def _token_hint(error: BadRequest | Forbidden, token: TrustToken) -> str:
    if isinstance(error, BadRequest):
        kind = "an identity's" if token.type else "one for the trust store"
        return f"the token says that it is {kind}; the server may know no such tokens, or another kind of it"
    return "a token can be used once, and may have expired or been revoked: have another one made"


def _check_certificate(client: AsyncLXDClient, certificate: bytes, token: TrustToken) -> None:
    shown = hashlib.sha256(certificate).hexdigest()
    if shown != token.fingerprint:
        raise CertificateError(
            f"the token is for the server with the certificate {token.fingerprint}, and this one shows {shown}",
            shown=shown,
            wanted=token.fingerprint,
            asked=client._transport.asked("POST", "/1.0/certificates"),
            hint="no token was sent; is it the right server, and is the token a new one?",
        )


def _request(
    server: models.Server,
    cert_path: str | os.PathLike[str] | None,
    password: str | None,
    token: TrustToken | None,
) -> Request[object]:
    if token is not None and token.type:
        # Such a token is for an identity with rights of its own (API extension access_management_tls).
        return identities.identities_post_tls(body={"trust_token": token.text})
    body: dict[str, Any] = {"type": "client"}
    if cert_path is not None:
        # Without it LXD takes the certificate of the connection.
        body["certificate"] = der_base64(existing_file(cert_path, "the certificate (cert_path)").read_bytes())
    if token is not None and _TRUST_TOKEN in server.api_extensions:
        body["trust_token"] = token.text
    elif token is not None:
        # Servers without that extension look for a token here.
        body["password"] = token.text
    elif password is not None:
        body["password"] = password
    return api.certificates_post(body=body)
