"""What LXD noticed: which warnings are new, and saying that they have been seen."""

from lxd import LXDClient
from lxd.filters import F

with LXDClient() as client:
    new = client.warnings.list(filter=F.status == "new")
    print(f"{len(new)} warnings")
    for warning in new:
        print(warning.severity, warning.type, warning.last_message, warning.last_seen_at)
        client.warnings.acknowledge(warning.uuid)
