"""Somebody who may operate one project, and nothing else."""

from lxd import LXDClient

with LXDClient() as client:
    if client.server.has_extension("access_management_tls"):
        client.auth.groups.create(
            {
                "name": "operators",
                "permissions": [
                    {
                        "entity_type": "project",
                        "url": "/1.0/projects/default",
                        "entitlement": "operator",
                    }
                ],
            }
        ).wait()
        token = client.auth.identities.tls.create_token("laptop", groups=["operators"])
        print(f"lxc remote add this {token.text}")

        with client.auth.groups.edit("operators") as group:
            group.description = "whoever is on duty"
        for identity in client.auth.identities.list():
            print(identity.authentication_method, identity.name, identity.groups)
        print("I am", client.auth.identities.get_current().name)
    else:
        print("Everybody whom this server trusts may do everything")
