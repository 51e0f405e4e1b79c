"""From a remote to the arguments of a client."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypedDict
from urllib.parse import urlsplit

from lxd._core.bearer import environment_token
from lxd._core.certificates import is_accepted
from lxd.entities.certificates import ServerCertificate
from lxd.errors import RemoteError
from lxd.oidc import OIDC, DeviceCode
from lxd.remotes.collection import Remotes
from lxd.remotes.files import Locations
from lxd.remotes.remote import Remote

__all__ = ["ClientOptions", "client_options"]

_PORT = 443
"""The port of a URL without one; for ``lxc`` a remote's address is a URL like any other."""


class ClientOptions(TypedDict, total=False):
    """Arguments of `lxd.LXDClient` and `lxd.AsyncLXDClient` that a remote decides."""

    endpoint: str
    cert_path: Path
    key_path: Path
    endpoint_cert_path: Path
    ca_path: Path
    bearer_token: str
    oidc: OIDC
    project: str
    on_unknown_certificate: Callable[[ServerCertificate], bool]


def client_options(
    remotes: Remotes,
    name: str | None = None,
    *,
    project: str | None = None,
    on_unknown_certificate: Callable[[ServerCertificate], bool] | None = None,
    on_code: Callable[[DeviceCode], object] | None = None,
    environ: Mapping[str, str] | None = None,
) -> ClientOptions:
    """Returns the arguments that make a client of a remote, for a client of your own making.

    Args:
        remotes: all remotes.
        name: the remote's name, with or without a colon behind it; default: the default remote.
        project: the project; default: the remote's.
        on_unknown_certificate: decides about an unknown server's certificate; what it accepts is kept.
        on_code: is told where to log in.
        environ: the environment to look in; default: the process's.

    Raises:
        RemoteNotFound: there is no remote of that name.
        RemoteError: it has images and nothing else.
    """
    remote = _find(remotes, name)
    options: ClientOptions = {"endpoint": _endpoint(remote.addr)}
    if chosen := project or remote.project:
        options["project"] = chosen
    if remote.addr.startswith("unix:"):
        return options
    own = remotes.directory
    if remote.certificate_path is not None and remote.read_certificate() is not None:
        options["endpoint_cert_path"] = remote.certificate_path
    elif _is_there(authorities := own / "client.ca"):
        options["ca_path"] = authorities
    elif on_unknown_certificate is not None:
        options["on_unknown_certificate"] = _keeping(remotes, remote.name, on_unknown_certificate)
    if remote.auth_type == "oidc":
        files = Locations(own, own)
        options["oidc"] = OIDC(
            tokens_path=files.tokens(remote.name), cookies_path=files.cookies(remote.name), on_code=on_code
        )
    elif not remote.public:
        _identify(options, own, environ)
    return options


def _find(remotes: Remotes, name: str | None) -> Remote:
    text = (name or "").removesuffix(":")
    if ":" in text:
        raise RemoteError(f"{name!r} names something on a remote", hint="give the part before the colon")
    remote = remotes[text or remotes.default]
    if remote.protocol != "lxd":
        raise RemoteError(
            f"the remote {remote.name!r} is no LXD server: it has images and nothing else ({remote.protocol})",
            hint="instances can be made of its images: name it as their source",
        )
    return remote


def _identify(options: ClientOptions, own: Path, environ: Mapping[str, str] | None) -> None:
    """Adds who we are: the token in the environment, else ``lxc``'s certificate if there is one."""
    if token := environment_token(os.environ if environ is None else environ):
        options["bearer_token"] = token
        return
    certificate, key = own / "client.crt", own / "client.key"
    if _is_there(certificate) and _is_there(key):
        options["cert_path"], options["key_path"] = certificate, key


def _is_there(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        # As if it were missing would be to go on with less care than was meant.
        raise RemoteError(f"{path} cannot be read: {error.strerror}") from error
    return True


def _keeping(
    remotes: Remotes, name: str, decide: Callable[[ServerCertificate], bool]
) -> Callable[[ServerCertificate], bool]:
    def decide_and_keep(certificate: ServerCertificate) -> bool:
        is_right = is_accepted(decide(certificate))
        if is_right:
            remotes.keep_certificate(name, certificate.pem)
        return is_right

    return decide_and_keep


def _endpoint(addr: str) -> str:
    """Returns a remote's address as a client takes it."""
    try:
        parts = urlsplit(addr)
        has_port = parts.port is not None
    except ValueError:
        return addr  # the client says what is wrong with it
    if parts.scheme != "https" or has_port:
        return addr
    return f"https://{parts.netloc}:{_PORT}{parts.path}"
