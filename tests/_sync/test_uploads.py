# Written by scripts/unasync.py from tests/_async/test_uploads.py. Change that, and run `make sync`.

"""Files of all kinds on their way to the server, and what goes wrong with them."""

from __future__ import annotations

import io
import os
import threading
from pathlib import Path

import pytest

from lxd import LXDClient
from lxd._sync._io import now
from lxd.errors import LXDTimeout
from tests import envelopes
from tests._sync._io import happens
from tests._sync.conftest import Serve
from tests.fakes import FakeLXD
from tests.peers import Peer
from tests.standin import StandIn

VOLUMES = "/1.0/storage-pools/fast/volumes/custom"
CONTENT = bytes(range(256)) * 8192  # 2 MiB


def test_a_pipe_by_its_path(newest: LXDClient, standin: StandIn, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    writer = threading.Thread(target=(tmp_path / "pipe").write_bytes, args=[CONTENT], daemon=True)
    writer.start()
    newest.storage_pools.volumes.import_iso("fast", tmp_path / "pipe", "v")
    writer.join()
    sent = standin.sent(f"POST {VOLUMES}")
    assert sent.content == CONTENT
    assert "content-length" not in sent.headers


def test_what_says_that_it_is_empty_and_is_not(newest: LXDClient, standin: StandIn) -> None:
    path = Path("/proc/version")
    newest.storage_pools.volumes.import_iso("fast", path, "v")
    assert standin.sent(f"POST {VOLUMES}").content == path.read_bytes() != b""


def test_the_rest_of_an_open_file(newest: LXDClient, standin: StandIn, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(CONTENT)
    with open(tmp_path / "file", "rb") as file:
        file.seek(100)
        newest.storage_pools.volumes.import_iso("fast", file, "v")
    sent = standin.sent(f"POST {VOLUMES}")
    assert sent.content == CONTENT[100:]
    assert sent.headers["content-length"] == str(len(CONTENT) - 100)


@pytest.mark.parametrize("fault", [OSError(5, "the disk is bad"), PermissionError(13, "not for you")])
def test_a_file_that_cannot_be_read(client: LXDClient, lxd: FakeLXD, fault: OSError) -> None:
    class Broken(io.BytesIO):
        """A bad disk."""

        def read(self, size: int | None = -1) -> bytes:
            raise fault

    lxd.on("GET /1.0", envelopes.sync(envelopes.server("custom_volume_iso", "custom_volume_backup")))
    volumes = client.storage_pools.volumes
    with pytest.raises(OSError, match=str(fault.strerror)) as failed:
        volumes.import_iso("fast", Broken(CONTENT), "v")
    assert failed.value is fault
    with pytest.raises(OSError, match=str(fault.strerror)) as failed:
        client.instances.backups.import_(Broken(CONTENT))
    assert failed.value is fault


def test_the_time_for_an_answer_counts_from_when_all_is_sent(serve: Serve) -> None:
    has_all = threading.Event()

    def play(peer: Peer) -> None:
        request = peer.request()
        assert request is not None
        if request.body == b"all of it":
            has_all.set()
        peer.wait_for_client()

    with LXDClient(serve(play).endpoint, timeout=None) as client:
        with pytest.raises(LXDTimeout, match="the server may be doing it all the same"):
            client._transport.request(
                "POST", "/1.0/images", content=iter([b"all of it"]), long_poll=True, deadline=now()
            )
        happens(has_all)
