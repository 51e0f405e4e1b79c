"""A cluster: another member, instances where they are wanted, and a member that is to be repaired."""

from lxd import LXDClient
from lxd.filters import F

with LXDClient() as client:
    if client.cluster.get().enabled:
        token = client.cluster.members.create_join_token("n2")
        with LXDClient("/path/to/the/unix.socket") as newcomer:
            newcomer.cluster.join(
                token,
                server_address="10.0.0.2:8443",
                member_config=[
                    {
                        "entity": "storage-pool",
                        "name": "default",
                        "key": "source",
                        "value": "",
                    }
                ],
            ).wait(timeout=120)

        for member in client.cluster.members.list():
            print(member.server_name, member.status, member.roles)

        client.with_scope(target="n2").instances.launch("web", "my-image", timeout=120)
        print(client.instances.list(filter=F.location == "n2"))

        client.cluster.members.evacuate("n2").wait()
        client.cluster.members.restore("n2").wait()
    else:
        print("this server is in no cluster")
