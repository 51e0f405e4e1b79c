"""A profile from beginning to end."""

from lxd import LXDClient

with LXDClient() as client:
    client.profiles.create({"name": "small", "config": {"limits.processes": 100}}).wait()
    client.profiles.update_configuration_subset(
        "small", {"description": "for tests"}
    ).wait()

    with client.profiles.edit("small") as profile:
        profile.config["user.owner"] = "me"

    profile = client.profiles.get("small")
    print(profile.config, profile.used_by)

    profile.config.pop("user.owner")
    client.profiles.update_configuration("small", profile).wait()

    client.profiles.rename("small", "tiny").wait()
    print([profile.name for profile in client.profiles.list()])
    client.profiles.delete("tiny").wait()
