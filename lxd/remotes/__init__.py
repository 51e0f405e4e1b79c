"""Remotes: the servers that ``lxc`` knows by name, in the same files.

::

    from lxd.remotes import read_remotes

    remotes = read_remotes()
    print(remotes["prod"].addr, remotes.default)
    remotes.add("lab", "https://10.0.0.1:8443")

`lxd.LXDClient.from_remote` connects to one. Files are written whole or not at all, by the methods of `Remotes` alone.
"""

from __future__ import annotations

from lxd.remotes.collection import Remotes, read_remotes
from lxd.remotes.options import ClientOptions, client_options
from lxd.remotes.remote import Remote

__all__ = ["ClientOptions", "Remote", "Remotes", "client_options", "read_remotes"]
