"""A project of its own for each team."""

from lxd import LXDClient

with LXDClient() as client:
    config = {"features.images": False, "limits.instances": 5}
    client.projects.create({"name": "team", "config": config}).wait()

    team = client.with_scope(project="team")
    with team.profiles.edit("default") as profile:
        profile.devices["root"] = {"type": "disk", "path": "/", "pool": "default"}
    team.instances.create({"name": "web", "source": {"type": "none"}}).wait()

    used = client.projects.get_state("team").resources["instances"]
    print(f"{used.usage} of {used.limit} instances")
    for instance in client.instances.list(all_projects=True):
        print(instance.project, instance.name)

    team.instances.delete("web").wait()
    client.projects.delete("team").wait()
