# Written by scripts/unasync.py from lxd/_async/sftp/__init__.py. Change that, and run `make sync`.

"""Sessions of SFTP with what is inside an instance."""

from lxd._sync.sftp.file import File
from lxd._sync.sftp.session import SFTP

__all__ = ["SFTP", "File"]
