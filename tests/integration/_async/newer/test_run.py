from ..test_run import *  # noqa: F403
