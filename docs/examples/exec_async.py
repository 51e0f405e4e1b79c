"""Works with commands while they run."""

import asyncio

from lxd import AsyncLXDClient


async def main() -> None:
    """Reads lines as they come, writes as it goes, and ends a command."""
    async with AsyncLXDClient() as client:
        # Leaving the block ends the command, if it still runs.
        ticking = "while :; do echo tick; sleep 0.1; done"
        async with client.instances.exec("c1", ["sh", "-c", ticking]) as process:
            async for line in process.stdout.lines():
                print(line)
                break
            await process.terminate()
            print("exit code:", await process.wait(timeout=10))

        # A conversation.
        async with client.instances.exec("c1", ["cat"]) as process:
            await process.stdin.write("are you there?\n")
            print(await process.stdout.readline())
            await process.stdin.close()
            print("exit code:", await process.wait(timeout=10))

        # Output and errors in the order in which they come.
        both = "echo out; sleep 0.1; echo error >&2"
        async with client.instances.exec("c1", ["sh", "-c", both]) as process:
            async for chunk in process.merged():
                print(chunk.stream, repr(chunk.data))

        # A terminal of 132 columns, for programs that want one.
        command = ["stty", "size"]
        async with client.instances.exec(
            "c1", command, interactive=True, width=132, height=43
        ) as process:
            print(await process.stdout.read())


asyncio.run(main())
