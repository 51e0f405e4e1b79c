"""Requests of LXD's area `instances`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NoReturn, overload

from . import models
from .types import (
    Content,
    Request,
    by_recursion,
    given,
    one_body,
    read_raw,
    read_stream,
    recursion_with,
    segment,
)

__all__ = [
    "instance_backup_delete",
    "instance_backup_export",
    "instance_backup_get",
    "instance_backup_post",
    "instance_backups_get",
    "instance_backups_post",
    "instance_console_delete",
    "instance_console_get",
    "instance_console_post",
    "instance_delete",
    "instance_exec_output_delete",
    "instance_exec_output_get",
    "instance_exec_outputs_get",
    "instance_exec_post",
    "instance_files_delete",
    "instance_files_get",
    "instance_files_head",
    "instance_files_post",
    "instance_get",
    "instance_log_get",
    "instance_logs_get",
    "instance_metadata_get",
    "instance_metadata_patch",
    "instance_metadata_put",
    "instance_metadata_templates_delete",
    "instance_metadata_templates_get",
    "instance_metadata_templates_post",
    "instance_patch",
    "instance_post",
    "instance_put",
    "instance_rebuild_post",
    "instance_sftp",
    "instance_snapshot_delete",
    "instance_snapshot_get",
    "instance_snapshot_patch",
    "instance_snapshot_post",
    "instance_snapshot_put",
    "instance_snapshots_get",
    "instance_snapshots_post",
    "instance_state_get",
    "instance_state_put",
    "instance_uefi_vars_get",
    "instance_uefi_vars_put",
    "instances_get",
    "instances_post",
    "instances_put",
]


def instance_backup_delete(
    name: str, backup: str, /, *, project: str | None = None
) -> Request[models.Operation | None]:
    """Deletes a backup of an instance.

    `DELETE /1.0/instances/{name}/backups/{backup}`

    Scope: project.
    """
    return Request(
        method="DELETE",
        path=f"/1.0/instances/{segment(name)}/backups/{segment(backup)}",
        operation_id="instance_backup_delete",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        scope=frozenset(["project"]),
    )


def instance_backup_export(name: str, backup: str, /, *, project: str | None = None) -> Request[bytes]:
    """Gets the export of a backup of an instance.

    `GET /1.0/instances/{name}/backups/{backup}/export`

    Scope: project.
    """
    return Request(
        method="GET",
        path=f"/1.0/instances/{segment(name)}/backups/{segment(backup)}/export",
        operation_id="instance_backup_export",
        kind="raw",
        decode=read_raw,
        query=given({"project": project}),
        scope=frozenset(["project"]),
    )


def instance_backup_get(
    name: str, backup: str, /, *, project: str | None = None
) -> Request[models.InstanceBackup]:
    """Gets a backup of an instance.

    `GET /1.0/instances/{name}/backups/{backup}`

    Scope: project.
    """
    return Request(
        method="GET",
        path=f"/1.0/instances/{segment(name)}/backups/{segment(backup)}",
        operation_id="instance_backup_get",
        kind="value",
        decode=_read_instance_backup,
        query=given({"project": project}),
        scope=frozenset(["project"]),
    )


def instance_backup_post(
    name: str,
    backup: str,
    /,
    *,
    body: models.InstanceBackupPost | Mapping[str, Any],
    project: str | None = None,
) -> Request[models.Operation | None]:
    """Renames or moves a backup of an instance.

    `POST /1.0/instances/{name}/backups/{backup}`

    Scope: project.
    """
    return Request(
        method="POST",
        path=f"/1.0/instances/{segment(name)}/backups/{segment(backup)}",
        operation_id="instance_backup_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        body=body,
        body_model="InstanceBackupPost",
        scope=frozenset(["project"]),
    )


@overload
def instance_backups_get(
    name: str, /, *, recursion: Literal[0] = 0, project: str | None = None
) -> Request[list[str]]: ...
@overload
def instance_backups_get(
    name: str, /, *, recursion: Literal[1], project: str | None = None
) -> Request[list[models.InstanceBackup]]: ...
@overload
def instance_backups_get(
    name: str, /, *, recursion: int, project: str | None = None
) -> Request[list[str] | list[models.InstanceBackup]]: ...
def instance_backups_get(name: str, /, *, recursion: int = 0, project: str | None = None) -> Request[Any]:
    """Lists the backups of an instance.

    `GET /1.0/instances/{name}/backups`

    Scope: project.
    """
    return Request(
        method="GET",
        path=f"/1.0/instances/{segment(name)}/backups",
        operation_id="instance_backups_get",
        kind="value",
        decode=by_recursion(recursion, _read_list_of_str, _read_list_of_instance_backup),
        query=given({"recursion": recursion or None, "project": project}),
        scope=frozenset(["project"]),
    )


def instance_backups_post(
    name: str, /, *, body: models.InstanceBackupsPost | Mapping[str, Any], project: str | None = None
) -> Request[models.Operation | None]:
    """Creates a backup of an instance.

    `POST /1.0/instances/{name}/backups`

    Scope: project.
    """
    return Request(
        method="POST",
        path=f"/1.0/instances/{segment(name)}/backups",
        operation_id="instance_backups_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        body=body,
        body_model="InstanceBackupsPost",
        scope=frozenset(["project"]),
    )


def instance_console_delete(name: str, /, *, project: str | None = None) -> Request[models.Operation | None]:
    """Deletes the console of an instance.

    `DELETE /1.0/instances/{name}/console`

    Scope: project.
    """
    return Request(
        method="DELETE",
        path=f"/1.0/instances/{segment(name)}/console",
        operation_id="instance_console_delete",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        scope=frozenset(["project"]),
    )


def instance_console_get(name: str, /, *, project: str | None = None) -> Request[bytes]:
    """Gets the console of an instance.

    `GET /1.0/instances/{name}/console`

    Scope: project.
    """
    return Request(
        method="GET",
        path=f"/1.0/instances/{segment(name)}/console",
        operation_id="instance_console_get",
        kind="raw",
        decode=read_raw,
        query=given({"project": project}),
        scope=frozenset(["project"]),
    )


def instance_console_post(
    name: str, /, *, body: models.InstanceConsolePost | Mapping[str, Any], project: str | None = None
) -> Request[models.Operation | None]:
    """Posts to the console of an instance.

    `POST /1.0/instances/{name}/console`

    Scope: project.
    """
    return Request(
        method="POST",
        path=f"/1.0/instances/{segment(name)}/console",
        operation_id="instance_console_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        body=body,
        body_model="InstanceConsolePost",
        scope=frozenset(["project"]),
    )


def instance_delete(
    name: str, /, *, force: bool | None = None, project: str | None = None
) -> Request[models.Operation | None]:
    """Deletes an instance.

    `DELETE /1.0/instances/{name}`

    Scope: project.

    `force` needs the API extension `instance_force_delete`.
    """
    return Request(
        method="DELETE",
        path=f"/1.0/instances/{segment(name)}",
        operation_id="instance_delete",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"force": force, "project": project}),
        scope=frozenset(["project"]),
        parameter_extensions={"force": "instance_force_delete"},
    )


def instance_exec_output_delete(
    name: str, filename: str, /, *, project: str | None = None
) -> Request[models.Operation | None]:
    """Deletes a log exec output of an instance.

    `DELETE /1.0/instances/{name}/logs/exec-output/{filename}`

    Scope: project.
    """
    return Request(
        method="DELETE",
        path=f"/1.0/instances/{segment(name)}/logs/exec-output/{segment(filename)}",
        operation_id="instance_exec_output_delete",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        scope=frozenset(["project"]),
    )


def instance_exec_output_get(name: str, filename: str, /, *, project: str | None = None) -> Request[bytes]:
    """Gets a log exec output of an instance.

    `GET /1.0/instances/{name}/logs/exec-output/{filename}`

    Scope: project.
    """
    return Request(
        method="GET",
        path=f"/1.0/instances/{segment(name)}/logs/exec-output/{segment(filename)}",
        operation_id="instance_exec_output_get",
        kind="raw",
        decode=read_raw,
        query=given({"project": project}),
        scope=frozenset(["project"]),
    )


def instance_exec_outputs_get(name: str, /, *, project: str | None = None) -> Request[list[str]]:
    """Lists the log exec output of an instance.

    `GET /1.0/instances/{name}/logs/exec-output`

    Scope: project.
    """
    return Request(
        method="GET",
        path=f"/1.0/instances/{segment(name)}/logs/exec-output",
        operation_id="instance_exec_outputs_get",
        kind="value",
        decode=_read_list_of_str,
        query=given({"project": project}),
        scope=frozenset(["project"]),
    )


def instance_exec_post(
    name: str, /, *, body: models.InstanceExecPost | Mapping[str, Any], project: str | None = None
) -> Request[models.Operation | None]:
    """Posts to the exec of an instance.

    `POST /1.0/instances/{name}/exec`

    Scope: project.
    """
    return Request(
        method="POST",
        path=f"/1.0/instances/{segment(name)}/exec",
        operation_id="instance_exec_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        body=body,
        body_model="InstanceExecPost",
        scope=frozenset(["project"]),
    )


def instance_files_delete(
    name: str, /, *, path: str | None = None, project: str | None = None
) -> Request[models.Operation | None]:
    """Deletes the files of an instance.

    `DELETE /1.0/instances/{name}/files`

    Scope: project.
    """
    return Request(
        method="DELETE",
        path=f"/1.0/instances/{segment(name)}/files",
        operation_id="instance_files_delete",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"path": path, "project": project}),
        scope=frozenset(["project"]),
    )


def instance_files_get(
    name: str, /, *, path: str | None = None, project: str | None = None
) -> Request[bytes]:
    """Gets the files of an instance.

    `GET /1.0/instances/{name}/files`

    Scope: project.
    """
    return Request(
        method="GET",
        path=f"/1.0/instances/{segment(name)}/files",
        operation_id="instance_files_get",
        kind="raw",
        decode=read_raw,
        query=given({"path": path, "project": project}),
        scope=frozenset(["project"]),
    )


def instance_files_head(
    name: str, /, *, path: str | None = None, project: str | None = None
) -> Request[bytes]:
    """Looks at the files of an instance.

    `HEAD /1.0/instances/{name}/files`

    Scope: project.
    """
    return Request(
        method="HEAD",
        path=f"/1.0/instances/{segment(name)}/files",
        operation_id="instance_files_head",
        kind="raw",
        decode=read_raw,
        query=given({"path": path, "project": project}),
        scope=frozenset(["project"]),
    )


def instance_files_post(
    name: str,
    /,
    *,
    content: Content,
    path: str | None = None,
    project: str | None = None,
    gid: int | None = None,
    mode: str | None = None,
    modify_perm: str | None = None,
    type: str | None = None,
    uid: int | None = None,
    write: str | None = None,
) -> Request[models.Operation | None]:
    """Creates a file of an instance.

    `POST /1.0/instances/{name}/files`

    Scope: project.

    `modify_perm` needs the API extension `instances_files_modify_permissions`.
    """
    return Request(
        method="POST",
        path=f"/1.0/instances/{segment(name)}/files",
        operation_id="instance_files_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"path": path, "project": project}),
        headers=given(
            {
                "Content-Type": None if content is None else "application/octet-stream",
                "X-LXD-gid": gid,
                "X-LXD-mode": mode,
                "X-LXD-modify-perm": modify_perm,
                "X-LXD-type": type,
                "X-LXD-uid": uid,
                "X-LXD-write": write,
            }
        ),
        content=content,
        scope=frozenset(["project"]),
        parameter_extensions={"X-LXD-modify-perm": "instances_files_modify_permissions"},
    )


@overload
def instance_get(
    name: str,
    /,
    *,
    recursion: Literal[0] = 0,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[models.Instance]: ...
@overload
def instance_get(
    name: str,
    /,
    *,
    recursion: Literal[1],
    fields: Sequence[str] | None = None,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[models.InstanceFull]: ...
@overload
def instance_get(
    name: str,
    /,
    *,
    recursion: int,
    fields: Sequence[str] | None = None,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[models.Instance | models.InstanceFull]: ...
def instance_get(
    name: str,
    /,
    *,
    recursion: int = 0,
    fields: Sequence[str] | None = None,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[Any]:
    """Gets an instance.

    `GET /1.0/instances/{name}`

    Scope: project.

    `fields` needs the API extension `instances_state_selective_recursion`.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path=f"/1.0/instances/{segment(name)}",
        operation_id="instance_get",
        kind="value",
        decode=by_recursion(recursion, _read_instance, _read_instance_full),
        query=given(
            {
                "recursion": recursion_with(fields, recursion, 1),
                "project": project,
                "with-access-entitlements": with_access_entitlements,
            }
        ),
        scope=frozenset(["project"]),
        parameter_extensions={
            "fields": "instances_state_selective_recursion",
            "with-access-entitlements": "entities_with_entitlements",
        },
    )


def instance_log_get(name: str, filename: str, /, *, project: str | None = None) -> Request[bytes]:
    """Gets a log of an instance.

    `GET /1.0/instances/{name}/logs/{filename}`

    Scope: project.
    """
    return Request(
        method="GET",
        path=f"/1.0/instances/{segment(name)}/logs/{segment(filename)}",
        operation_id="instance_log_get",
        kind="raw",
        decode=read_raw,
        query=given({"project": project}),
        scope=frozenset(["project"]),
    )


def instance_logs_get(name: str, /, *, project: str | None = None) -> Request[list[str]]:
    """Lists the logs of an instance.

    `GET /1.0/instances/{name}/logs`

    Scope: project.
    """
    return Request(
        method="GET",
        path=f"/1.0/instances/{segment(name)}/logs",
        operation_id="instance_logs_get",
        kind="value",
        decode=_read_list_of_str,
        query=given({"project": project}),
        scope=frozenset(["project"]),
    )


def instance_metadata_get(name: str, /, *, project: str | None = None) -> Request[models.ImageMetadata]:
    """Gets the metadata of an instance.

    `GET /1.0/instances/{name}/metadata`

    Scope: project.
    """
    return Request(
        method="GET",
        path=f"/1.0/instances/{segment(name)}/metadata",
        operation_id="instance_metadata_get",
        kind="value",
        decode=_read_image_metadata,
        query=given({"project": project}),
        scope=frozenset(["project"]),
    )


def instance_metadata_patch(
    name: str,
    /,
    *,
    body: models.ImageMetadata | Mapping[str, Any],
    project: str | None = None,
    if_match: str | None = None,
) -> Request[models.Operation | None]:
    """Changes parts of the metadata of an instance.

    `PATCH /1.0/instances/{name}/metadata`

    Scope: project.
    """
    return Request(
        method="PATCH",
        path=f"/1.0/instances/{segment(name)}/metadata",
        operation_id="instance_metadata_patch",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="ImageMetadata",
        scope=frozenset(["project"]),
    )


def instance_metadata_put(
    name: str, /, *, body: models.ImageMetadata | Mapping[str, Any], project: str | None = None
) -> Request[models.Operation | None]:
    """Replaces the metadata of an instance.

    `PUT /1.0/instances/{name}/metadata`

    Scope: project.
    """
    return Request(
        method="PUT",
        path=f"/1.0/instances/{segment(name)}/metadata",
        operation_id="instance_metadata_put",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        body=body,
        body_model="ImageMetadata",
        scope=frozenset(["project"]),
    )


def instance_metadata_templates_delete(
    name: str, /, *, path: str | None = None, project: str | None = None
) -> Request[models.Operation | None]:
    """Deletes the metadata templates of an instance.

    `DELETE /1.0/instances/{name}/metadata/templates`

    Scope: project.
    """
    return Request(
        method="DELETE",
        path=f"/1.0/instances/{segment(name)}/metadata/templates",
        operation_id="instance_metadata_templates_delete",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"path": path, "project": project}),
        scope=frozenset(["project"]),
    )


def instance_metadata_templates_get(
    name: str, /, *, path: str | None = None, project: str | None = None
) -> Request[bytes]:
    """Gets the metadata templates of an instance.

    `GET /1.0/instances/{name}/metadata/templates`

    Scope: project.
    """
    return Request(
        method="GET",
        path=f"/1.0/instances/{segment(name)}/metadata/templates",
        operation_id="instance_metadata_templates_get",
        kind="raw",
        decode=read_raw,
        query=given({"path": path, "project": project}),
        scope=frozenset(["project"]),
    )


def instance_metadata_templates_post(
    name: str, /, *, content: Content, path: str | None = None, project: str | None = None
) -> Request[models.Operation | None]:
    """Creates a metadata template of an instance.

    `POST /1.0/instances/{name}/metadata/templates`

    Scope: project.
    """
    return Request(
        method="POST",
        path=f"/1.0/instances/{segment(name)}/metadata/templates",
        operation_id="instance_metadata_templates_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"path": path, "project": project}),
        headers=given({"Content-Type": None if content is None else "application/octet-stream"}),
        content=content,
        scope=frozenset(["project"]),
    )


def instance_patch(
    name: str,
    /,
    *,
    body: models.InstancePut | Mapping[str, Any],
    project: str | None = None,
    if_match: str | None = None,
) -> Request[models.Operation | None]:
    """Changes parts of an instance.

    `PATCH /1.0/instances/{name}`

    Scope: project.
    """
    return Request(
        method="PATCH",
        path=f"/1.0/instances/{segment(name)}",
        operation_id="instance_patch",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="InstancePut",
        scope=frozenset(["project"]),
    )


def instance_post(
    name: str,
    /,
    *,
    body: models.InstancePost | Mapping[str, Any],
    project: str | None = None,
    target: str | None = None,
) -> Request[models.Operation | None]:
    """Renames or moves an instance.

    `POST /1.0/instances/{name}`

    Scope: project, target.
    """
    return Request(
        method="POST",
        path=f"/1.0/instances/{segment(name)}",
        operation_id="instance_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        body=body,
        body_model="InstancePost",
        scope=frozenset(["project", "target"]),
    )


def instance_put(
    name: str,
    /,
    *,
    body: models.InstancePut | Mapping[str, Any],
    project: str | None = None,
    if_match: str | None = None,
) -> Request[models.Operation | None]:
    """Replaces an instance.

    `PUT /1.0/instances/{name}`

    Scope: project.
    """
    return Request(
        method="PUT",
        path=f"/1.0/instances/{segment(name)}",
        operation_id="instance_put",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="InstancePut",
        scope=frozenset(["project"]),
    )


def instance_rebuild_post(
    name: str, /, *, body: models.InstanceRebuildPost | Mapping[str, Any], project: str | None = None
) -> Request[models.Operation | None]:
    """Posts to the rebuild of an instance.

    `POST /1.0/instances/{name}/rebuild`

    Scope: project.

    Needs the API extension `instances_rebuild`.
    """
    return Request(
        method="POST",
        path=f"/1.0/instances/{segment(name)}/rebuild",
        operation_id="instance_rebuild_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        body=body,
        body_model="InstanceRebuildPost",
        scope=frozenset(["project"]),
        extension="instances_rebuild",
    )


def instance_sftp(name: str, /, *, project: str | None = None) -> Request[NoReturn]:
    """Opens the SFTP of an instance.

    `GET /1.0/instances/{name}/sftp`

    Scope: project.
    """
    return Request(
        method="GET",
        path=f"/1.0/instances/{segment(name)}/sftp",
        operation_id="instance_sftp",
        kind="websocket",
        decode=read_stream,
        query=given({"project": project}),
        scope=frozenset(["project"]),
    )


def instance_snapshot_delete(
    name: str, snapshot: str, /, *, disk_volumes: str | None = None, project: str | None = None
) -> Request[models.Operation | None]:
    """Deletes a snapshot of an instance.

    `DELETE /1.0/instances/{name}/snapshots/{snapshot}`

    Scope: project.

    `disk_volumes` needs the API extension `instance_snapshots_multi_volume`.
    """
    return Request(
        method="DELETE",
        path=f"/1.0/instances/{segment(name)}/snapshots/{segment(snapshot)}",
        operation_id="instance_snapshot_delete",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"disk-volumes": disk_volumes, "project": project}),
        scope=frozenset(["project"]),
        parameter_extensions={"disk-volumes": "instance_snapshots_multi_volume"},
    )


def instance_snapshot_get(
    name: str, snapshot: str, /, *, project: str | None = None
) -> Request[models.InstanceSnapshot]:
    """Gets a snapshot of an instance.

    `GET /1.0/instances/{name}/snapshots/{snapshot}`

    Scope: project.
    """
    return Request(
        method="GET",
        path=f"/1.0/instances/{segment(name)}/snapshots/{segment(snapshot)}",
        operation_id="instance_snapshot_get",
        kind="value",
        decode=_read_instance_snapshot,
        query=given({"project": project}),
        scope=frozenset(["project"]),
    )


def instance_snapshot_patch(
    name: str,
    snapshot: str,
    /,
    *,
    body: models.InstanceSnapshotPut | Mapping[str, Any],
    project: str | None = None,
    if_match: str | None = None,
) -> Request[models.Operation | None]:
    """Changes parts of a snapshot of an instance.

    `PATCH /1.0/instances/{name}/snapshots/{snapshot}`

    Scope: project.
    """
    return Request(
        method="PATCH",
        path=f"/1.0/instances/{segment(name)}/snapshots/{segment(snapshot)}",
        operation_id="instance_snapshot_patch",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="InstanceSnapshotPut",
        scope=frozenset(["project"]),
    )


def instance_snapshot_post(
    name: str,
    snapshot: str,
    /,
    *,
    body: models.InstanceSnapshotPost | Mapping[str, Any],
    project: str | None = None,
) -> Request[models.Operation | None]:
    """Renames or moves a snapshot of an instance.

    `POST /1.0/instances/{name}/snapshots/{snapshot}`

    Scope: project.
    """
    return Request(
        method="POST",
        path=f"/1.0/instances/{segment(name)}/snapshots/{segment(snapshot)}",
        operation_id="instance_snapshot_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        body=body,
        body_model="InstanceSnapshotPost",
        scope=frozenset(["project"]),
    )


def instance_snapshot_put(
    name: str,
    snapshot: str,
    /,
    *,
    body: models.InstanceSnapshotPut | Mapping[str, Any],
    project: str | None = None,
    if_match: str | None = None,
) -> Request[models.Operation | None]:
    """Replaces a snapshot of an instance.

    `PUT /1.0/instances/{name}/snapshots/{snapshot}`

    Scope: project.
    """
    return Request(
        method="PUT",
        path=f"/1.0/instances/{segment(name)}/snapshots/{segment(snapshot)}",
        operation_id="instance_snapshot_put",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="InstanceSnapshotPut",
        scope=frozenset(["project"]),
    )


@overload
def instance_snapshots_get(
    name: str, /, *, recursion: Literal[0] = 0, project: str | None = None
) -> Request[list[str]]: ...
@overload
def instance_snapshots_get(
    name: str, /, *, recursion: Literal[1], project: str | None = None
) -> Request[list[models.InstanceSnapshot]]: ...
@overload
def instance_snapshots_get(
    name: str, /, *, recursion: int, project: str | None = None
) -> Request[list[str] | list[models.InstanceSnapshot]]: ...
def instance_snapshots_get(name: str, /, *, recursion: int = 0, project: str | None = None) -> Request[Any]:
    """Lists the snapshots of an instance.

    `GET /1.0/instances/{name}/snapshots`

    Scope: project.
    """
    return Request(
        method="GET",
        path=f"/1.0/instances/{segment(name)}/snapshots",
        operation_id="instance_snapshots_get",
        kind="value",
        decode=by_recursion(recursion, _read_list_of_str, _read_list_of_instance_snapshot),
        query=given({"recursion": recursion or None, "project": project}),
        scope=frozenset(["project"]),
    )


def instance_snapshots_post(
    name: str, /, *, body: models.InstanceSnapshotsPost | Mapping[str, Any], project: str | None = None
) -> Request[models.Operation | None]:
    """Creates a snapshot of an instance.

    `POST /1.0/instances/{name}/snapshots`

    Scope: project.
    """
    return Request(
        method="POST",
        path=f"/1.0/instances/{segment(name)}/snapshots",
        operation_id="instance_snapshots_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        body=body,
        body_model="InstanceSnapshotsPost",
        scope=frozenset(["project"]),
    )


def instance_state_get(name: str, /, *, project: str | None = None) -> Request[models.InstanceState]:
    """Gets the state of an instance.

    `GET /1.0/instances/{name}/state`

    Scope: project.
    """
    return Request(
        method="GET",
        path=f"/1.0/instances/{segment(name)}/state",
        operation_id="instance_state_get",
        kind="value",
        decode=_read_instance_state,
        query=given({"project": project}),
        scope=frozenset(["project"]),
    )


def instance_state_put(
    name: str, /, *, body: models.InstanceStatePut | Mapping[str, Any], project: str | None = None
) -> Request[models.Operation | None]:
    """Replaces the state of an instance.

    `PUT /1.0/instances/{name}/state`

    Scope: project.
    """
    return Request(
        method="PUT",
        path=f"/1.0/instances/{segment(name)}/state",
        operation_id="instance_state_put",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        body=body,
        body_model="InstanceStatePut",
        scope=frozenset(["project"]),
    )


def instance_uefi_vars_get(name: str, /, *, project: str | None = None) -> Request[models.InstanceUEFIVars]:
    """Gets the UEFI vars of an instance.

    `GET /1.0/instances/{name}/uefi-vars`

    Scope: project.

    Needs the API extension `instances_uefi_vars`.
    """
    return Request(
        method="GET",
        path=f"/1.0/instances/{segment(name)}/uefi-vars",
        operation_id="instance_uefi_vars_get",
        kind="value",
        decode=_read_instance_uefi_vars,
        query=given({"project": project}),
        scope=frozenset(["project"]),
        extension="instances_uefi_vars",
    )


def instance_uefi_vars_put(
    name: str,
    /,
    *,
    body: models.InstanceUEFIVars | Mapping[str, Any],
    project: str | None = None,
    if_match: str | None = None,
) -> Request[models.Operation | None]:
    """Replaces the UEFI vars of an instance.

    `PUT /1.0/instances/{name}/uefi-vars`

    Scope: project.

    Needs the API extension `instances_uefi_vars`.
    """
    return Request(
        method="PUT",
        path=f"/1.0/instances/{segment(name)}/uefi-vars",
        operation_id="instance_uefi_vars_put",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="InstanceUEFIVars",
        scope=frozenset(["project"]),
        extension="instances_uefi_vars",
    )


@overload
def instances_get(
    *,
    recursion: Literal[0] = 0,
    all_projects: bool | None = None,
    filter: str | None = None,
    instance_type: str | None = None,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[str]]: ...
@overload
def instances_get(
    *,
    recursion: Literal[1],
    all_projects: bool | None = None,
    filter: str | None = None,
    instance_type: str | None = None,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[models.Instance]]: ...
@overload
def instances_get(
    *,
    recursion: Literal[2],
    all_projects: bool | None = None,
    fields: Sequence[str] | None = None,
    filter: str | None = None,
    instance_type: str | None = None,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[models.InstanceFull]]: ...
@overload
def instances_get(
    *,
    recursion: int,
    all_projects: bool | None = None,
    fields: Sequence[str] | None = None,
    filter: str | None = None,
    instance_type: str | None = None,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[str] | list[models.Instance] | list[models.InstanceFull]]: ...
def instances_get(
    *,
    recursion: int = 0,
    all_projects: bool | None = None,
    fields: Sequence[str] | None = None,
    filter: str | None = None,
    instance_type: str | None = None,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[Any]:
    """Lists the instances.

    `GET /1.0/instances`

    Scope: project.

    `fields` needs the API extension `instances_state_selective_recursion`.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path="/1.0/instances",
        operation_id="instances_get",
        kind="value",
        decode=by_recursion(
            recursion, _read_list_of_str, _read_list_of_instance, _read_list_of_instance_full
        ),
        query=given(
            {
                "recursion": recursion_with(fields, recursion, 2),
                "all-projects": all_projects,
                "filter": filter,
                "instance-type": instance_type,
                "project": project,
                "with-access-entitlements": with_access_entitlements,
            }
        ),
        scope=frozenset(["project"]),
        parameter_extensions={
            "fields": "instances_state_selective_recursion",
            "with-access-entitlements": "entities_with_entitlements",
        },
    )


def instances_post(
    *,
    body: models.InstancesPost | Mapping[str, Any] | None = None,
    content: Content | None = None,
    project: str | None = None,
    target: str | None = None,
    devices: str | None = None,
    name: str | None = None,
    pool: str | None = None,
) -> Request[models.Operation | None]:
    """Creates an instance.

    `POST /1.0/instances`

    Scope: project, target.

    `devices` needs the API extension `import_instance_devices`.
    """
    one_body(body, content)
    return Request(
        method="POST",
        path="/1.0/instances",
        operation_id="instances_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        headers=given(
            {
                "Content-Type": None if content is None else "application/octet-stream",
                "X-LXD-devices": devices,
                "X-LXD-name": name,
                "X-LXD-pool": pool,
            }
        ),
        body=body,
        body_model="InstancesPost",
        content=content,
        scope=frozenset(["project", "target"]),
        parameter_extensions={"X-LXD-devices": "import_instance_devices"},
    )


def instances_put(
    *, body: models.InstancesPut | Mapping[str, Any], project: str | None = None
) -> Request[models.Operation | None]:
    """Changes the state of several instances.

    `PUT /1.0/instances`

    Scope: project.
    """
    return Request(
        method="PUT",
        path="/1.0/instances",
        operation_id="instances_put",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        body=body,
        body_model="InstancesPut",
        scope=frozenset(["project"]),
    )


def _read_image_metadata(metadata: Any) -> models.ImageMetadata:
    return models.ImageMetadata.from_dict(metadata or {})


def _read_instance(metadata: Any) -> models.Instance:
    return models.Instance.from_dict(metadata or {})


def _read_instance_backup(metadata: Any) -> models.InstanceBackup:
    return models.InstanceBackup.from_dict(metadata or {})


def _read_instance_full(metadata: Any) -> models.InstanceFull:
    return models.InstanceFull.from_dict(metadata or {})


def _read_instance_snapshot(metadata: Any) -> models.InstanceSnapshot:
    return models.InstanceSnapshot.from_dict(metadata or {})


def _read_instance_state(metadata: Any) -> models.InstanceState:
    return models.InstanceState.from_dict(metadata or {})


def _read_instance_uefi_vars(metadata: Any) -> models.InstanceUEFIVars:
    return models.InstanceUEFIVars.from_dict(metadata or {})


def _read_list_of_instance(metadata: Any) -> list[models.Instance]:
    return [models.Instance.from_dict(item or {}) for item in metadata or ()]


def _read_list_of_instance_backup(metadata: Any) -> list[models.InstanceBackup]:
    return [models.InstanceBackup.from_dict(item or {}) for item in metadata or ()]


def _read_list_of_instance_full(metadata: Any) -> list[models.InstanceFull]:
    return [models.InstanceFull.from_dict(item or {}) for item in metadata or ()]


def _read_list_of_instance_snapshot(metadata: Any) -> list[models.InstanceSnapshot]:
    return [models.InstanceSnapshot.from_dict(item or {}) for item in metadata or ()]


def _read_list_of_str(metadata: Any) -> list[str]:
    return list(metadata or [])


def _read_operation_or_none(metadata: Any) -> models.Operation | None:
    return models.Operation.from_dict(metadata) if metadata else None
