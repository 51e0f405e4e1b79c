"""The reader of the documentation."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lab import Lab

from .reader import Reader


@pytest.fixture(scope="package")
def readers_world(lab: Lab, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The reader's world, with an LXD of its own: examples change its configuration and its trust store."""
    with Lab("reader", network=True) as own, Reader(own, tmp_path_factory.mktemp("home")) as reader:
        yield reader


@pytest.fixture
def reader(readers_world: Reader) -> Reader:
    """The reader, whose world is as the documentation says."""
    readers_world.restore()
    return readers_world
