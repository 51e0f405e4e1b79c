"""Catches errors: as exactly, or as generally, as the program needs."""

from lxd import LXDClient
from lxd.errors import BadRequest, LXDConnectionError, NotFound, OperationFailed

with LXDClient() as client:
    try:
        client.instances.get("nobody")
    except NotFound as error:
        print("What was asked:", error.asked)
        print("LXD's words:", error.error)
        print("Its code:", error.status)

    # LXD sees at once that this cannot be, or only when it tries.
    try:
        client.instances.update_state("c1", action="start").wait()
    except (BadRequest, OperationFailed) as error:
        print(type(error).__name__, "-", error)

try:
    with LXDClient("/nowhere/unix.socket") as client:
        client.server.get()
except LXDConnectionError as error:
    print(error)
