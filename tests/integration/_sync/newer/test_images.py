# Written by scripts/unasync.py from tests/integration/_async/newer/test_images.py. Change that, and run `make sync`.

from ..test_images import *  # noqa: F403
