"""One client in two processes, and in two event loops, one after the other."""

from __future__ import annotations

import asyncio
import gc
import os
import threading

import pytest
from lab import Lab
from lxd_api import instances as api

from lxd import AsyncLXDClient, LXDClient
from lxd.errors import LXDError

from .support import https_options


def test_a_child_process_hears_its_own_answers(lab: Lab) -> None:
    with LXDClient(lab.socket) as client:
        client.server.get()
        child = os.fork()
        if child == 0:
            try:
                right = all(
                    client.raw("GET", "/1.0/profiles").metadata == ["/1.0/profiles/default"]
                    for _ in range(50)
                )
            finally:
                os._exit(0 if right else 1)
        assert all(client.server.get().auth == "trusted" for _ in range(50))
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


# Python itself warns of connections that were left open in an event loop that has ended.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("https", [False, True])
def test_another_event_loop_gets_connections_of_its_own(lab: Lab, https: bool) -> None:
    client = AsyncLXDClient(**https_options(lab)) if https else AsyncLXDClient(lab.socket)

    async def ask() -> None:
        servers = await asyncio.gather(*(client.server.get() for _ in range(20)))
        assert all(server.auth == "trusted" for server in servers)

    asyncio.run(ask())
    asyncio.run(ask())
    asyncio.run(client.aclose())
    gc.collect()


def test_closing_a_client_ends_a_wait_in_another_thread(lab: Lab, unique_name: str) -> None:
    lab.launch(unique_name)
    client = LXDClient(lab.socket)
    body = {"command": ["sleep", "600"], "environment": {"PATH": "/bin"}, "wait-for-websocket": False}
    operation = client.start(api.instance_exec_post(unique_name, body=body))
    begun = threading.Event()
    faults: list[LXDError] = []

    def wait() -> None:
        begun.set()
        try:
            operation.wait()
        except LXDError as error:
            faults.append(error)

    thread = threading.Thread(target=wait)
    thread.start()
    begun.wait()
    client.close()
    thread.join(30)
    assert not thread.is_alive()
    assert len(faults) == 1
