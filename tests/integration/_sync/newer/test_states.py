# Written by scripts/unasync.py from tests/integration/_async/newer/test_states.py. Change that, and run `make sync`.

from ..test_states import *  # noqa: F403
