"""Metrics, read into samples: the memory that each instance has left."""

import asyncio

from lxd import AsyncLXDClient


async def main() -> None:
    async with AsyncLXDClient() as client:
        samples = await client.server.get_metric_samples()
        print(f"{len(samples)} samples")
        for sample in samples:
            if sample.name == "lxd_memory_MemAvailable_bytes":
                print(sample.labels["project"], sample.labels["name"], sample.value)


asyncio.run(main())
