from ..test_filters import *  # noqa: F403
