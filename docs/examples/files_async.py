"""Copies trees there and back, and does many things over one connection."""

import asyncio
from pathlib import Path

from lxd import AsyncLXDClient
from lxd.progress import ProgressBar


async def main() -> None:
    """There, and back."""
    site = Path("site")
    (site / "images").mkdir(parents=True)
    (site / "index.html").write_text("<h1>Hello</h1>\n")
    (site / "home.html").symlink_to("index.html")

    async with AsyncLXDClient() as client:
        with ProgressBar() as bar:
            pushed = await client.instances.files.push(
                "c1", site, "/srv", uid=1000, progress=bar
            )
            print(
                pushed.files,
                "file,",
                pushed.directories,
                "directories,",
                pushed.symlinks,
                "link",
            )
            await client.instances.files.pull("c1", "/srv", "copy", progress=bar)
        print(sorted(path.name for path in Path("copy").iterdir()))

        # Each call above is a connection of its own; these are one.
        async with client.instances.files.sftp("c1") as sftp:
            for number in range(100):
                await sftp.put(f"/srv/{number}", f"{number}\n")
            print(len(await sftp.list("/srv")), "files")


asyncio.run(main())
