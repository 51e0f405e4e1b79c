# Written by scripts/unasync.py from lxd/_async/networks/__init__.py. Change that, and run `make sync`.

"""Networks, their forwards, load balancers and peers."""

from lxd._sync.networks.area import Networks

__all__ = ["Networks"]
