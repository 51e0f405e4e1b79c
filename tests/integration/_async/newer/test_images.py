from ..test_images import *  # noqa: F403
