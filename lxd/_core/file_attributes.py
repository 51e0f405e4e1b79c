"""Permissions, owners and times that a file is to have."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from lxd._core.sftp_values import Attributes
from lxd.entities.files import FileStat

__all__ = ["DIRECTORY_MODE", "FILE_MODE", "Change", "NewAttributes", "octal", "owner", "permissions"]

FILE_MODE = 0o644
DIRECTORY_MODE = 0o755

_UNCHANGED = 0xFFFFFFFF
"""The user or group that ``chown`` takes for "leave it"."""


@dataclass(frozen=True, slots=True)
class NewAttributes:
    """What a file that is written is to have; what is None is kept of the one it replaces, or is the usual.

    Args:
        mode: permissions.
        uid: the user.
        gid: the group.
        times: when it was read and changed, in seconds since 1970.
        is_wish: whether the owner does not matter much; an instance has not all users that there are.
    """

    mode: int | None = None
    uid: int | None = None
    gid: int | None = None
    times: tuple[int, int] | None = None
    is_wish: bool = False

    def check(self) -> None:
        """Makes sure that they can be.

        Raises:
            ValueError: they cannot.
        """
        self.given()

    def changes(self, current: FileStat | None) -> list[Change]:
        """Writes what to change of a file that has just been made, in order.

        Args:
            current: the file that it replaces.
        """
        if current is None:
            return replace(self, mode=FILE_MODE if self.mode is None else self.mode).given()
        return replace(
            self,
            mode=current.mode if self.mode is None else self.mode,
            uid=current.uid if self.uid is None else self.uid,
            gid=current.gid if self.gid is None else self.gid,
        ).given()

    def given(self) -> list[Change]:
        """Writes only what is not None, in order.

        One at a time: LXD's server forgets an error if it does the next thing successfully. The owner comes
        first: giving a file away takes its setuid bit from it.
        """
        changes = []
        if self.uid is not None or self.gid is not None:
            changes.append(Change(Attributes(owner=owner(self.uid, self.gid)), self.is_wish))
        if self.mode is not None:
            changes.append(Change(Attributes(mode=permissions(self.mode))))
        if self.times is not None:
            changes.append(Change(Attributes(times=self.times)))
        return changes


class Change(NamedTuple):
    """Something to change of a file.

    Args:
        attributes: what.
        is_wish: whether it does not matter if the server cannot.
    """

    attributes: Attributes
    is_wish: bool = False


def owner(uid: int | None, gid: int | None) -> tuple[int, int]:
    """Writes user and group; one that is None is left as it is.

    Raises:
        ValueError: there can be no such number.
    """
    for number in (uid, gid):
        if number is not None and not 0 <= number < _UNCHANGED:
            raise ValueError(f"{number!r} cannot be the number of a user or group")
    return _UNCHANGED if uid is None else uid, _UNCHANGED if gid is None else gid


def octal(mode: int) -> str:
    """Writes permissions for the files API, which takes a number without a leading zero for a decimal one.

    Raises:
        ValueError: they are none.
    """
    return f"0{permissions(mode):03o}"


def permissions(mode: int) -> int:
    """Makes sure that a number can be permissions.

    Raises:
        ValueError: it cannot.
    """
    if not 0 <= mode <= 0o7777:
        raise ValueError(f"{mode!r} cannot be permissions; write them in octal, such as 0o644")
    return mode
