"""An image that is exported, uploaded, described and shared."""

from lxd import LXDClient

with LXDClient() as client:
    fingerprint = client.images.aliases.get("my-image").target
    exported = client.images.export("my-image", "my-image.tar")
    print(exported.kind, exported.size, exported.path)

    image = client.images.upload(
        "my-image.tar",
        fingerprint=fingerprint,
        aliases=["my-image", "also-mine"],
        progress=lambda progress: print(progress.stage, progress.processed),
    )
    print(image.fingerprint, [alias.name for alias in image.aliases])

    with client.images.edit(fingerprint) as edited:
        edited.properties["reviewed-by"] = "me"

    secret = client.images.create_secret(fingerprint)
    print("whoever has the secret can get it:", bool(secret.secret))
    secret.cancel()

    client.images.aliases.rename("also-mine", "still-mine").wait()
    client.images.aliases.delete("still-mine").wait()
