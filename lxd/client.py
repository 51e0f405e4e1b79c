"""Both clients, the README's way to make one, and the names of what their methods return, for annotations.

The names that begin with ``Async`` belong to `AsyncLXDClient`, the others to `LXDClient`. `Operation` here is a
handle, with ``wait()`` and ``cancel()``; what LXD says of an operation is `lxd.entities.operations.Operation`.
"""

from __future__ import annotations

import importlib
import os
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from lxd._async.certificates import AsyncCertificateLink
    from lxd._async.client import AsyncLXDClient
    from lxd._async.content import AsyncContent
    from lxd._async.editing import AsyncEdit
    from lxd._async.events import AsyncEventStream
    from lxd._async.instances import AsyncInstanceLink
    from lxd._async.instances.backups import AsyncBackupLink
    from lxd._async.instances.console import AsyncConsole
    from lxd._async.instances.graphics import AsyncGraphicalConsole
    from lxd._async.instances.process import AsyncProcess
    from lxd._async.instances.snapshots import AsyncInstanceSnapshotLink, AsyncSnapshotOperation
    from lxd._async.links import AsyncLink
    from lxd._async.networks.listeners import AsyncListenerOperation
    from lxd._async.operations import AsyncOperation, AsyncOperationLink
    from lxd._async.sftp import AsyncFile, AsyncSFTP
    from lxd._async.storage.bucket_keys import AsyncBucketKeyOperation
    from lxd._async.storage.volume_listing import AsyncVolumeLink
    from lxd._async.storage.volume_snapshotting import AsyncVolumeSnapshotOperation
    from lxd._core.answers import Answer
    from lxd._core.endpoint import URLLike
    from lxd._sync.certificates import CertificateLink
    from lxd._sync.client import LXDClient
    from lxd._sync.content import Content
    from lxd._sync.editing import Edit
    from lxd._sync.events import EventStream
    from lxd._sync.instances import InstanceLink
    from lxd._sync.instances.backups import BackupLink
    from lxd._sync.instances.console import Console
    from lxd._sync.instances.graphics import GraphicalConsole
    from lxd._sync.instances.process import Process
    from lxd._sync.instances.snapshots import InstanceSnapshotLink, SnapshotOperation
    from lxd._sync.links import Link
    from lxd._sync.networks.listeners import ListenerOperation
    from lxd._sync.operations import Operation, OperationLink
    from lxd._sync.sftp import SFTP, File
    from lxd._sync.storage.bucket_keys import BucketKeyOperation
    from lxd._sync.storage.volume_listing import VolumeLink
    from lxd._sync.storage.volume_snapshotting import VolumeSnapshotOperation
    from lxd.entities.certificates import ServerCertificate
    from lxd.entities.operations import ProgressCallback
    from lxd.oidc import OIDC

__all__ = [
    "SFTP",
    "Answer",
    "AsyncBackupLink",
    "AsyncBucketKeyOperation",
    "AsyncCertificateLink",
    "AsyncConsole",
    "AsyncContent",
    "AsyncEdit",
    "AsyncEventStream",
    "AsyncFile",
    "AsyncGraphicalConsole",
    "AsyncInstanceLink",
    "AsyncInstanceSnapshotLink",
    "AsyncLXDClient",
    "AsyncLink",
    "AsyncListenerOperation",
    "AsyncOperation",
    "AsyncOperationLink",
    "AsyncProcess",
    "AsyncSFTP",
    "AsyncSnapshotOperation",
    "AsyncVolumeLink",
    "AsyncVolumeSnapshotOperation",
    "BackupLink",
    "BucketKeyOperation",
    "CertificateLink",
    "Console",
    "Content",
    "Edit",
    "EventStream",
    "File",
    "GraphicalConsole",
    "InstanceLink",
    "InstanceSnapshotLink",
    "LXDClient",
    "Link",
    "ListenerOperation",
    "Operation",
    "OperationLink",
    "Process",
    "ProgressCallback",
    "SnapshotOperation",
    "VolumeLink",
    "VolumeSnapshotOperation",
    "lxd_client",
]

# Loaded when first asked for: a program that uses one client does not pay for the other.
_HOMES = {
    "AsyncBucketKeyOperation": "lxd._async.storage.bucket_keys",
    "BucketKeyOperation": "lxd._sync.storage.bucket_keys",
    "AsyncVolumeSnapshotOperation": "lxd._async.storage.volume_snapshotting",
    "VolumeSnapshotOperation": "lxd._sync.storage.volume_snapshotting",
    "AsyncVolumeLink": "lxd._async.storage.volume_listing",
    "VolumeLink": "lxd._sync.storage.volume_listing",
    "AsyncLink": "lxd._async.links",
    "Link": "lxd._sync.links",
    "AsyncContent": "lxd._async.content",
    "Content": "lxd._sync.content",
    "AsyncBackupLink": "lxd._async.instances.backups",
    "BackupLink": "lxd._sync.instances.backups",
    "AsyncProcess": "lxd._async.instances.process",
    "Process": "lxd._sync.instances.process",
    "AsyncConsole": "lxd._async.instances.console",
    "Console": "lxd._sync.instances.console",
    "AsyncGraphicalConsole": "lxd._async.instances.graphics",
    "GraphicalConsole": "lxd._sync.instances.graphics",
    "AsyncSFTP": "lxd._async.sftp",
    "SFTP": "lxd._sync.sftp",
    "AsyncFile": "lxd._async.sftp",
    "File": "lxd._sync.sftp",
    "SnapshotOperation": "lxd._sync.instances.snapshots",
    "AsyncSnapshotOperation": "lxd._async.instances.snapshots",
    "InstanceSnapshotLink": "lxd._sync.instances.snapshots",
    "AsyncInstanceSnapshotLink": "lxd._async.instances.snapshots",
    "ListenerOperation": "lxd._sync.networks.listeners",
    "AsyncListenerOperation": "lxd._async.networks.listeners",
    "Edit": "lxd._sync.editing",
    "AsyncEdit": "lxd._async.editing",
    "AsyncCertificateLink": "lxd._async.certificates",
    "AsyncInstanceLink": "lxd._async.instances",
    "AsyncOperationLink": "lxd._async.operations",
    "CertificateLink": "lxd._sync.certificates",
    "InstanceLink": "lxd._sync.instances",
    "OperationLink": "lxd._sync.operations",
    "Answer": "lxd._core.answers",
    "AsyncEventStream": "lxd._async.events",
    "AsyncLXDClient": "lxd._async.client",
    "AsyncOperation": "lxd._async.operations",
    "EventStream": "lxd._sync.events",
    "LXDClient": "lxd._sync.client",
    "Operation": "lxd._sync.operations",
    "ProgressCallback": "lxd.entities.operations",
}


def lxd_client(
    endpoint: str | os.PathLike[str] | URLLike | None = None,
    *,
    cert_path: str | os.PathLike[str] | None = None,
    key_path: str | os.PathLike[str] | None = None,
    endpoint_cert_path: str | os.PathLike[str] | None = None,
    endpoint_fingerprint: str | None = None,
    ca_path: str | os.PathLike[str] | None = None,
    on_unknown_certificate: Callable[[ServerCertificate], bool] | None = None,
    project: str | None = None,
    target: str | None = None,
    oidc: OIDC | None = None,
    bearer_token: str | None = None,
    proxy: str | Literal[False] | None = None,
    timeout: float | None = 60.0,
    connections: int = 8,
    transport: httpx.AsyncBaseTransport | None = None,
) -> AsyncLXDClient:
    """Makes an asynchronous client, ready to use; ``async with`` closes it.

    Args:
        endpoint: where LXD listens, as a string or a ``yarl.URL``; default: the local socket.
        cert_path: the client's certificate (PEM).
        key_path: its private key (PEM).
        endpoint_cert_path: the server's certificate (PEM).
        endpoint_fingerprint: the SHA-256 of the server's certificate, in place of the certificate itself.
        ca_path: the authorities that alone may sign the server's certificate (PEM).
        on_unknown_certificate: decides about the certificate of a server for which nobody vouches.
        project: the project that requests are made in, where they name none.
        target: the cluster member that requests are made of, where they name none.
        oidc: how to log in at the server's OpenID provider.
        bearer_token: a token that LXD issued to a client.
        proxy: the proxy to go through; None: as the environment says; False: none.
        timeout: seconds that the server may take for each step of a request; None: no limit.
        connections: how many requests may run at a time.
        transport: what to send with in place of the client's own connections.
    """
    from lxd._async.client import AsyncLXDClient

    return AsyncLXDClient(
        endpoint,
        cert_path=cert_path,
        key_path=key_path,
        endpoint_cert_path=endpoint_cert_path,
        endpoint_fingerprint=endpoint_fingerprint,
        ca_path=ca_path,
        on_unknown_certificate=on_unknown_certificate,
        project=project,
        target=target,
        oidc=oidc,
        bearer_token=bearer_token,
        proxy=proxy,
        timeout=timeout,
        connections=connections,
        transport=transport,
    )


if not TYPE_CHECKING:  # a type checker has to refuse names that are not there

    def __getattr__(name: str) -> Any:
        home = _HOMES.get(name)
        if home is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(importlib.import_module(home), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
