"""Sessions of SFTP with what is inside an instance."""

from lxd._async.sftp.file import AsyncFile
from lxd._async.sftp.session import AsyncSFTP

__all__ = ["AsyncFile", "AsyncSFTP"]
