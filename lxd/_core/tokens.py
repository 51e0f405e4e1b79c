"""Tokens that are given away as text: base64 of JSON, with the secret and where to bring it."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

from lxd_api.models import CertificateAddToken, Operation
from lxd_api.timestamps import read_timestamp

from lxd._core.codec import decode_json, encode_json
from lxd.entities.tokens import JoinToken, TrustToken
from lxd.errors import LXDError, UnexpectedAnswer

__all__ = ["join_token", "read_join_token", "read_trust_token", "trust_token"]


def trust_token(issued: CertificateAddToken | Operation | None) -> TrustToken:
    """Makes the token that a server issued, of its answer or of the operation that waits for the token.

    Raises:
        UnexpectedAnswer: there is no token in it.
    """
    if isinstance(issued, Operation):
        told = issued.metadata
        name = told.get("request", {}).get("name", "")
        fields = {"client_name": name, **_shared(told)}
        return _trust_token(fields, issued.id)
    if issued is None or not issued.secret:
        raise UnexpectedAnswer("the server issued no token")
    fields = {key: value for key, value in issued.to_dict().items() if value or key != "type"}
    return _trust_token(fields)


def join_token(issued: Operation) -> JoinToken:
    """Makes the token that a cluster issued, of the operation that waits for it.

    Raises:
        UnexpectedAnswer: there is no token in it.
    """
    fields = {"server_name": issued.metadata.get("serverName", ""), **_shared(issued.metadata)}
    return _join_token(fields, issued.id)


def read_trust_token(text: str) -> TrustToken:
    """Reads a trust token.

    Raises:
        LXDError: it is none.
    """
    return _trust_token(_decode(text, "trust token"))


def read_join_token(text: str) -> JoinToken:
    """Reads a join token.

    Raises:
        LXDError: it is none.
    """
    fields = _decode(text, "join token")
    if "server_name" not in fields:
        raise LXDError(
            "that is a trust token, and no join token", hint="cluster.members.create_join_token() makes one"
        )
    return _join_token(fields)


def _shared(told: Mapping[str, Any]) -> dict[str, Any]:
    """What both kinds have, in the names that the text has."""
    if not isinstance(told.get("secret"), str) or not told.get("fingerprint"):
        raise UnexpectedAnswer("the server issued no token")
    fields = {key: told[key] for key in ("fingerprint", "addresses", "secret")}
    return {**fields, "expires_at": told.get("expiresAt") or "0001-01-01T00:00:00Z"}


def _trust_token(fields: Mapping[str, Any], operation_id: str = "") -> TrustToken:
    return TrustToken(
        name=fields.get("client_name") or "",
        fingerprint=fields["fingerprint"],
        addresses=tuple(fields["addresses"] or ()),
        text=_encode(fields),
        expires_at=read_timestamp(fields.get("expires_at")),
        type=fields.get("type") or "",
        operation_id=operation_id,
    )


def _join_token(fields: Mapping[str, Any], operation_id: str = "") -> JoinToken:
    return JoinToken(
        name=fields.get("server_name") or "",
        fingerprint=fields["fingerprint"],
        addresses=tuple(fields["addresses"] or ()),
        text=_encode(fields),
        expires_at=read_timestamp(fields.get("expires_at")),
        operation_id=operation_id,
    )


def _encode(fields: Mapping[str, Any]) -> str:
    return base64.b64encode(encode_json(dict(fields))).decode("ascii")


def _decode(text: str, what: str) -> dict[str, Any]:
    try:
        fields: Any = decode_json(base64.b64decode("".join(text.split()), validate=True))
    except (ValueError, RecursionError):
        fields = None
    if not isinstance(fields, dict) or not {"secret", "fingerprint", "addresses"} <= fields.keys():
        raise LXDError(
            f"that is no {what}: it is no base64 of JSON with a secret, a fingerprint and addresses"
        )
    return fields
