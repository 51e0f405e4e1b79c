# Written by scripts/unasync.py from tests/integration/_async/newer/__init__.py. Change that, and run `make sync`.

"""What other servers do another way, tried on the LXD of Debian 13, too: it is newer than its version, 5.0.2, says."""
