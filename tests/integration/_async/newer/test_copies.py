from ..test_copies import *  # noqa: F403
from .conftest import far  # noqa: F401
