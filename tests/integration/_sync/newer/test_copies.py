# Written by scripts/unasync.py from tests/integration/_async/newer/test_copies.py. Change that, and run `make sync`.

from ..test_copies import *  # noqa: F403
from .conftest import far  # noqa: F401
