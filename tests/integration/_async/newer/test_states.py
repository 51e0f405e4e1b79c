from ..test_states import *  # noqa: F403
