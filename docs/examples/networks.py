"""A bridge: who is on it, what is forwarded to them, what they may do, and their names."""

from lxd import LXDClient
from lxd.filters import F

with LXDClient() as client:
    for network in client.networks.list(filter=F.type == "bridge"):
        print(network.name, network.config.get("ipv4.address"), network.used_by)
    print(client.networks.get_state("lxdbr0").addresses)

    (address,) = client.instances.wait_for_ip("c1", family=4, timeout=60)
    for lease in client.networks.list_leases("lxdbr0", filter=F.hostname == "c1"):
        print(lease.hostname, lease.address, lease.hwaddr)

    # Addresses that are forwarded into the network
    port = {"protocol": "tcp", "listen_port": "80", "target_address": str(address)}
    forward = client.networks.forwards.create(
        "lxdbr0", {"listen_address": "192.0.2.1", "ports": [port]}
    )
    forward.wait()
    print(forward.listen_address)
    with client.networks.forwards.edit("lxdbr0", "192.0.2.1") as mine:
        mine.description = "the web server"
    client.networks.forwards.delete("lxdbr0", "192.0.2.1").wait()

    # Rules for traffic
    rule = {"action": "reject", "protocol": "icmp4", "state": "enabled"}
    client.network_acls.create({"name": "no-ping", "egress": [rule]}).wait()
    with client.networks.edit("lxdbr0") as network:
        network.config["security.acls"] = "no-ping"
    print(client.network_acls.get("no-ping").used_by)
    with client.networks.edit("lxdbr0") as network:
        del network.config["security.acls"]
    client.network_acls.delete("no-ping").wait()

    # Names, which LXD tells by DNS
    client.network_zones.create({"name": "lxd.example.net"}).wait()
    entry = {"type": "A", "value": "192.0.2.1", "ttl": 300}
    client.network_zones.records.create(
        "lxd.example.net", {"name": "www", "entries": [entry]}
    ).wait()
    for record in client.network_zones.records.list("lxd.example.net"):
        print(record.name, record.entries)
    client.network_zones.records.delete("lxd.example.net", "www").wait()
    client.network_zones.delete("lxd.example.net").wait()
