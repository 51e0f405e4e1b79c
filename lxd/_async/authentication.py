"""How a client gets the server's trust."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from lxd_api import certificates as api
from lxd_api import identities, models
from lxd_api.types import Request

from lxd._core.certificates import der_base64, read_token
from lxd._core.tls import existing_file
from lxd.errors import CertificateError, Conflict, Forbidden

if TYPE_CHECKING:
    from lxd._async.client import AsyncLXDClient

__all__ = ["authenticate"]

_TRUST_TOKEN = "explicit_trust_token"


async def authenticate(
    client: AsyncLXDClient, cert_path: str | os.PathLike[str] | None, password: str | None
) -> None:
    """See `AsyncLXDClient.authenticate`."""
    server = await client.server.get()
    if server.auth == "trusted":
        return
    token = read_token(password) if password is not None else None
    if token is not None:
        await _check_server(client, token)
    # A conflict says that it is in the trust store already: all is well if the server now says so.
    with suppress(Conflict):
        await client.send(_request(server, cert_path, password, token))
    server = await client.server.get()
    if server.auth != "trusted":
        raise Forbidden(
            "the certificate was added, but it is not the one that this client connects with",
            status=403,
            hint="give the client the same certificate as cert_path, with its key_path",
        )


async def _check_server(client: AsyncLXDClient, token: Mapping[str, Any]) -> None:
    """Makes sure that a token goes to the server that issued it, and to nobody else."""
    certificate = await client._transport.peer_certificate()
    shown = None if certificate is None else hashlib.sha256(certificate).hexdigest()
    if shown is not None and shown != str(token["fingerprint"]).lower():
        raise CertificateError(
            f"the token is for the server with the certificate {token['fingerprint']}, and this one shows {shown}",
            asked=client._transport.asked("POST", "/1.0/certificates"),
            hint="nothing was sent; is it the right server, and is the token a new one?",
        )


def _request(
    server: models.Server,
    cert_path: str | os.PathLike[str] | None,
    password: str | None,
    token: Mapping[str, Any] | None,
) -> Request[object]:
    if password is not None and token is not None and token.get("type"):
        # Such a token is for an identity with rights of its own (API extension access_management_tls).
        return identities.identities_post_tls(body={"trust_token": password.strip()})
    body: dict[str, Any] = {"type": "client"}
    if cert_path is not None:
        # Without it LXD takes the certificate of the connection.
        body["certificate"] = der_base64(existing_file(cert_path, "the certificate (cert_path)").read_bytes())
    if password is not None and token is not None and _TRUST_TOKEN in server.api_extensions:
        body["trust_token"] = password.strip()
    elif password is not None:
        # Servers without that extension look for a token here.
        body["password"] = password if token is None else password.strip()
    return api.certificates_post(body=body)
