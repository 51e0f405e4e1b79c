"""Requests of LXD's area `certificates`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, overload

from . import models
from .types import (
    Request,
    by_recursion,
    given,
    segment,
)

__all__ = [
    "certificate_delete",
    "certificate_get",
    "certificate_patch",
    "certificate_put",
    "certificates_get",
    "certificates_post",
]


def certificate_delete(fingerprint: str, /) -> Request[models.Operation | None]:
    """Deletes a certificate.

    `DELETE /1.0/certificates/{fingerprint}`
    """
    return Request(
        method="DELETE",
        path=f"/1.0/certificates/{segment(fingerprint)}",
        operation_id="certificate_delete",
        kind="operation",
        decode=_read_operation_or_none,
    )


def certificate_get(
    fingerprint: str, /, *, with_access_entitlements: Sequence[str] | None = None
) -> Request[models.Certificate]:
    """Gets a certificate.

    `GET /1.0/certificates/{fingerprint}`

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path=f"/1.0/certificates/{segment(fingerprint)}",
        operation_id="certificate_get",
        kind="value",
        decode=_read_certificate,
        query=given({"with-access-entitlements": with_access_entitlements}),
        parameter_extensions={"with-access-entitlements": "entities_with_entitlements"},
    )


def certificate_patch(
    fingerprint: str, /, *, body: models.CertificatePut | Mapping[str, Any], if_match: str | None = None
) -> Request[models.Operation | None]:
    """Changes parts of a certificate.

    `PATCH /1.0/certificates/{fingerprint}`
    """
    return Request(
        method="PATCH",
        path=f"/1.0/certificates/{segment(fingerprint)}",
        operation_id="certificate_patch",
        kind="operation",
        decode=_read_operation_or_none,
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="CertificatePut",
    )


def certificate_put(
    fingerprint: str, /, *, body: models.CertificatePut | Mapping[str, Any], if_match: str | None = None
) -> Request[models.Operation | None]:
    """Replaces a certificate.

    `PUT /1.0/certificates/{fingerprint}`
    """
    return Request(
        method="PUT",
        path=f"/1.0/certificates/{segment(fingerprint)}",
        operation_id="certificate_put",
        kind="operation",
        decode=_read_operation_or_none,
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="CertificatePut",
    )


@overload
def certificates_get(
    *, recursion: Literal[0] = 0, with_access_entitlements: Sequence[str] | None = None
) -> Request[list[str]]: ...
@overload
def certificates_get(
    *, recursion: Literal[1], with_access_entitlements: Sequence[str] | None = None
) -> Request[list[models.Certificate]]: ...
@overload
def certificates_get(
    *, recursion: int, with_access_entitlements: Sequence[str] | None = None
) -> Request[list[str] | list[models.Certificate]]: ...
def certificates_get(
    *, recursion: int = 0, with_access_entitlements: Sequence[str] | None = None
) -> Request[Any]:
    """Lists the certificates.

    `GET /1.0/certificates`

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path="/1.0/certificates",
        operation_id="certificates_get",
        kind="value",
        decode=by_recursion(recursion, _read_list_of_str, _read_list_of_certificate),
        query=given({"recursion": recursion or None, "with-access-entitlements": with_access_entitlements}),
        parameter_extensions={"with-access-entitlements": "entities_with_entitlements"},
    )


def certificates_post(
    *, body: models.CertificatesPost | Mapping[str, Any]
) -> Request[models.Operation | None]:
    """Creates a certificate.

    `POST /1.0/certificates`
    """
    return Request(
        method="POST",
        path="/1.0/certificates",
        operation_id="certificates_post",
        kind="operation",
        decode=_read_operation_or_none,
        body=body,
        body_model="CertificatesPost",
    )


def _read_certificate(metadata: Any) -> models.Certificate:
    return models.Certificate.from_dict(metadata or {})


def _read_list_of_certificate(metadata: Any) -> list[models.Certificate]:
    return [models.Certificate.from_dict(item or {}) for item in metadata or ()]


def _read_list_of_str(metadata: Any) -> list[str]:
    return list(metadata or [])


def _read_operation_or_none(metadata: Any) -> models.Operation | None:
    return models.Operation.from_dict(metadata) if metadata else None
