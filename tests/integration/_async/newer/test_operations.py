from ..test_operations import *  # noqa: F403
