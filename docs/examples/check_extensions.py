"""Uses what a newer server can do, where it can."""

from lxd import LXDClient
from lxd.errors import ExtensionMissing
from lxd_api import storage

with LXDClient() as client:
    if client.server.has_extension("instance_create_start"):
        print("this server can start an instance as it creates it")

    try:
        print(client.send(storage.storage_pool_buckets_get("default", recursion=1)))
    except ExtensionMissing as error:
        print(error.extension, "is missing for", error.needed_for)
