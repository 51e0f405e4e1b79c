# Written by scripts/unasync.py from tests/integration/_async/newer/test_run.py. Change that, and run `make sync`.

from ..test_run import *  # noqa: F403
