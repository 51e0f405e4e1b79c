# Written by scripts/unasync.py from tests/integration/_async/newer/test_server.py. Change that, and run `make sync`.

from ..test_server import *  # noqa: F403
