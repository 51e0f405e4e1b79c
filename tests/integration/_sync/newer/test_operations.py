# Written by scripts/unasync.py from tests/integration/_async/newer/test_operations.py. Change that, and run `make sync`.

from ..test_operations import *  # noqa: F403
