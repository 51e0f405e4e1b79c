from ..test_networks import *  # noqa: F403
