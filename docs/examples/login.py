"""Logs in at the server's OpenID provider, and keeps the login where lxc does."""

from lxd import LXDClient
from lxd.oidc import OIDC, DeviceCode


def show(code: DeviceCode) -> None:
    """Tells somebody where to log in; the client waits until they have."""
    print(f"Open {code.url} and enter {code.user_code}")


login = OIDC(
    on_code=show,
    tokens_path="~/.config/lxc/oidctokens/loginlxd.json",
    cookies_path="~/.config/lxc/jars/loginlxd",
)

with LXDClient(
    "https://loginlxd:8443",
    endpoint_cert_path="~/.config/lxc/servercerts/loginlxd.crt",
    oidc=login,
) as client:
    print(client.server.get().auth)
