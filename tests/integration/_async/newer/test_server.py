from ..test_server import *  # noqa: F403
