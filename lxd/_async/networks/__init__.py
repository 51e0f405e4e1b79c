"""Networks, their forwards, load balancers and peers."""

from lxd._async.networks.area import AsyncNetworks

__all__ = ["AsyncNetworks"]
