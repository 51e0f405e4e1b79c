# Written by scripts/unasync.py from tests/integration/_async/newer/test_filters.py. Change that, and run `make sync`.

from ..test_filters import *  # noqa: F403
