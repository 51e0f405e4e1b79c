"""Listens to what happens while a container is restarted."""

from lxd import LXDClient
from lxd.entities.server import LifecycleEvent, OperationEvent

with LXDClient() as client:
    with client.server.get_events(type=["operation", "lifecycle"]) as events:
        client.instances.update_state("c1", action="restart")
        for event in events:
            match event:
                case OperationEvent():
                    print("operation:", event.metadata.description, event.metadata.status)
                case LifecycleEvent():
                    print("lifecycle:", event.metadata.action, event.metadata.source)
                    if event.metadata.action == "instance-restarted":
                        break
