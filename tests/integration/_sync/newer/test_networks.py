# Written by scripts/unasync.py from tests/integration/_async/newer/test_networks.py. Change that, and run `make sync`.

from ..test_networks import *  # noqa: F403
