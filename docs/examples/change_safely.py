"""Changes a profile, unless somebody else has changed it meanwhile."""

from lxd import LXDClient
from lxd.errors import PreconditionFailed
from lxd_api import profiles

with LXDClient() as client:
    answer = client.raw("GET", "/1.0/profiles/default")
    body = {**answer.metadata, "description": "changed"}
    client.start(profiles.profile_put("default", body=body, if_match=answer.etag)).wait()

    # The ETag was that of the profile before.
    try:
        client.start(
            profiles.profile_put("default", body=body, if_match=answer.etag)
        ).wait()
    except PreconditionFailed as error:
        print(error)
