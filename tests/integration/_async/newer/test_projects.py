from ..test_projects import *  # noqa: F403
