# Written by scripts/unasync.py from tests/integration/_async/newer/test_projects.py. Change that, and run `make sync`.

from ..test_projects import *  # noqa: F403
