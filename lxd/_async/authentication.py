"""How a client gets the server's trust."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from lxd_api import certificates as api
from lxd_api import identities, models
from lxd_api.types import Request

from lxd._core.certificates import der_base64, read_token
from lxd._core.tls import existing_file
from lxd.errors import Conflict, Forbidden

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
    # A conflict says that it is in the trust store already: all is well if the server now says so.
    with suppress(Conflict):
        await client.send(_request(server, cert_path, password))
    server = await client.server.get()
    if server.auth != "trusted":
        raise Forbidden(
            "the certificate was added, but it is not the one that this client connects with",
            status=403,
            hint="give the client the same certificate as cert_path, with its key_path",
        )


def _request(
    server: models.Server, cert_path: str | os.PathLike[str] | None, password: str | None
) -> Request[object]:
    token = read_token(password) if password is not None else None
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
