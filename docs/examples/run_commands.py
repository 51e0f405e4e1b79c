"""Runs commands in a container, as with `subprocess`."""

from lxd import LXDClient
from lxd.errors import CommandError, CommandTimeout

with LXDClient() as client:
    result = client.instances.run("c1", ["uname", "-s"])
    print(result.returncode, result.stdout, result.stderr)

    # Input; bytes in place of text; an environment, a user and a directory.
    print(client.instances.run("c1", ["sort"], input="pear\napple\n").stdout)
    print(
        client.instances.run("c1", ["head", "-c", "4", "/dev/urandom"], text=False).stdout
    )
    show = ["sh", "-c", "echo $GREETING from $(id -u) in $(pwd)"]
    env = {"GREETING": "hello"}
    print(client.instances.run("c1", show, env=env, user=1000, cwd="/tmp").stdout)

    try:
        client.instances.run("c1", ["ls", "/nowhere"], check=True)
    except CommandError as error:
        print(error.returncode, error.stderr)

    try:
        client.instances.run("c1", ["sh", "-c", "echo begun; sleep 60"], timeout=1)
    except CommandTimeout as error:
        print("so far:", error.stdout)  # and the command was ended

    # One that is left to itself.
    operation = client.instances.run_in_background("c1", ["sleep", "0.1"])
    print(operation.wait().metadata["return"])
