# Written by scripts/unasync.py from lxd/_async/client.py. Change that, and run `make sync`.

"""The client: one server, its areas, and the way to send anything to it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from functools import partial
from types import EllipsisType, TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self, TypeVar
from urllib.parse import urlencode

import httpx
from lxd_api.base import plain

from lxd._core.answers import Answer, read_answer, read_content
from lxd._core.bearer import check_bearer_token
from lxd._core.codec import encode_json
from lxd._core.endpoint import URLLike, parse_endpoint
from lxd._core.scope import Scope
from lxd._core.server_facts import ServerFacts
from lxd._core.tls import client_context
from lxd._core.values import Body
from lxd._sync._io import new_lock
from lxd._sync.areas import AREAS, Areas
from lxd._sync.transport import Transport
from lxd._version import __version__
from lxd.errors import LXDError

if TYPE_CHECKING:
    from lxd_api import models
    from lxd_api.types import Request

    from lxd._sync.content import Content
    from lxd._sync.operations import Operation
    from lxd.entities.certificates import ServerCertificate
    from lxd.oidc import OIDC, DeviceCode

__all__ = ["LXDClient"]

T = TypeVar("T")


class LXDClient(Areas):
    """A client of one LXD server.

    Nothing is connected before the first request; `close`, or leaving ``with``, closes all that was opened.

    Args:
        endpoint: where LXD listens: ``https://host:8443``, ``unix:/path/to/unix.socket`` or a path, as a string or
            as a URL object such as ``yarl.URL``. Default: the local socket, found as ``lxc`` finds it.
        cert_path: the client's certificate (PEM), for HTTPS.
        key_path: its private key (PEM).
        endpoint_cert_path: the server's certificate (PEM). Then only a server with that certificate is spoken to,
            even when it has expired; or, if it is an authority's, one with a certificate that this authority signed.
        endpoint_fingerprint: the SHA-256 of the server's certificate, in place of the certificate itself.
        ca_path: the authorities that alone may sign the server's certificate (PEM), for that host: LXD's PKI mode, in
            which ``lxc`` keeps them as ``client.ca``. Without any of these three, the server's certificate must be
            signed by an authority that this system knows, for that host.
        on_unknown_certificate: is asked about the certificate of a server for which nobody vouches, before anything
            is sent to it, and where nothing is pinned by the arguments above; only the answer True lets the client
            go on, and pins the certificate for as long as the client lives. `LXDClient` asks in a thread.
        project: the project that requests are made in, where they name none; default: LXD's ``default``.
        target: the cluster member that requests are made of, where they name none.
        oidc: how to log in at the server's OpenID provider, where it has one.
        bearer_token: a token that LXD issued to a client (``Authorization: Bearer``). It is sent over HTTPS only, to
            a server whose certificate was checked: by `endpoint_cert_path`, else by the fingerprint in the token,
            else by an authority.
        proxy: the proxy to go through: ``http://``, ``https://`` or ``socks5://`` with ``user:password@host:port``.
            None: as the environment says (``HTTPS_PROXY``, ``NO_PROXY``), but never to this machine itself. False:
            none. A unix socket needs none.
        timeout: seconds that the server may take for each step of a request (to accept the connection, to go on
            with its answer). None: no limit. Waiting for operations and events has limits of its own.
        connections: how many requests may run at a time; more wait for their turn. LXD answers no more per second
            with more, only later.
        user_agent: how the client names itself.
        transport: what to send with in place of the client's own connections: for tests, such as
            `httpx.MockTransport`. Closed with the client.

    Raises:
        LXDError: the endpoint, the proxy or the bearer token is none.
        ValueError: there is no sense in `timeout` or `connections`.
    """

    def __init__(
        self,
        endpoint: str | os.PathLike[str] | URLLike | None = None,
        *,
        cert_path: str | os.PathLike[str] | None = None,
        key_path: str | os.PathLike[str] | None = None,
        endpoint_cert_path: str | os.PathLike[str] | None = None,
        endpoint_fingerprint: str | None = None,
        ca_path: str | os.PathLike[str] | None = None,
        on_unknown_certificate: Callable[[ServerCertificate], bool] | None = None,
        project: str | None = None,
        target: str | None = None,
        oidc: OIDC | None = None,
        bearer_token: str | None = None,
        proxy: str | Literal[False] | None = None,
        timeout: float | None = 60.0,
        connections: int = 8,
        user_agent: str = f"lxd-python/{__version__}",
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        if connections < 1:
            raise ValueError("a client needs at least one connection")
        if timeout is not None and timeout <= 0:
            raise ValueError("timeout must be more than 0 seconds; None is no limit")
        if bearer_token is not None:
            bearer_token = check_bearer_token(bearer_token)
        is_pinned = any(given is not None for given in (endpoint_cert_path, endpoint_fingerprint, ca_path))
        self._transport = Transport(
            parse_endpoint(endpoint).through(proxy),
            make_context=partial(
                client_context,
                cert_path=cert_path,
                key_path=key_path,
                endpoint_cert_path=endpoint_cert_path,
                ca_path=ca_path,
                bearer_token=bearer_token,
                endpoint_fingerprint=endpoint_fingerprint,
            ),
            on_unknown_certificate=None if is_pinned else on_unknown_certificate,
            timeout=timeout,
            connections=connections,
            user_agent=user_agent,
            oidc=oidc,
            bearer_token=bearer_token,
            proxy=proxy,
            transport=transport,
        )
        self._scope = Scope(project, target)
        self._facts = ServerFacts()
        self._asking = new_lock()
        self._owns_transport = True

    @classmethod
    def from_remote(
        cls,
        name: str | None = None,
        *,
        project: str | None = None,
        target: str | None = None,
        on_unknown_certificate: Callable[[ServerCertificate], bool] | None = None,
        on_code: Callable[[DeviceCode], object] | None = None,
        proxy: str | Literal[False] | None = None,
        timeout: float | None = 60.0,
        connections: int = 8,
    ) -> Self:
        """Makes a client of a server that ``lxc`` knows by name, with all that ``lxc`` keeps for it.

        That is: its address and project; the certificate that it has to show, or the authorities (``client.ca``);
        and who we are: a login (``oidctokens``, ``jars``), or the token in ``LXD_AUTH_BEARER_TOKEN``, or ``lxc``'s own
        certificate (``client.crt``). Only files are read, and nothing is connected.

        Args:
            name: the remote's name, such as ``"prod"``; default: ``LXC_REMOTE``, or the one that ``lxc`` takes.
            project: the project that requests are made in; default: the remote's.
            target: the cluster member that requests are made of, where they name none.
            on_unknown_certificate: is asked about the certificate of a server for which nobody vouches, see
                `LXDClient`; what it accepts is kept for the next time, where ``lxc`` looks for it, too.
            on_code: is told where to log in, see `lxd.oidc.OIDC`.
            proxy: the proxy to go through, see `LXDClient`.
            timeout: seconds that the server may take for each step of a request. None: no limit.
            connections: how many requests may run at a time.

        Raises:
            RemoteNotFound: there is no remote of that name.
            RemoteError: the remotes cannot be read, or that one has images and nothing else.
        """
        from lxd.remotes import client_options, read_remotes

        options = client_options(
            read_remotes(),
            name,
            project=project,
            on_unknown_certificate=on_unknown_certificate,
            on_code=on_code,
        )
        return cls(**options, target=target, proxy=proxy, timeout=timeout, connections=connections)

    @classmethod
    def from_token(
        cls,
        token: str,
        *,
        remote: str | None = None,
        cert_path: str | os.PathLike[str] | None = None,
        key_path: str | os.PathLike[str] | None = None,
        project: str | None = None,
        target: str | None = None,
        proxy: str | Literal[False] | None = None,
        timeout: float | None = 60.0,
        connections: int = 8,
    ) -> Self:
        """Makes a client with nothing but a trust token, and has the server trust it.

        The token says where the server is, and which certificate it must show: to nobody else anything is sent.

        Endpoint: ``POST /1.0/certificates`` or ``POST /1.0/auth/identities/tls``, as the token says.

        Args:
            token: the token, as ``lxc config trust add`` or ``lxc auth identity create`` prints it.
            remote: a name for the server: then ``lxc`` and `from_remote` know it by that from now on. Without it,
                connect the next time with `endpoint` and ``endpoint_fingerprint``.
            cert_path: the client's certificate (PEM); default: ``lxc``'s own, which is made if there is none yet
                (needs ``pip install 'lxd[certificates]'``).
            key_path: its private key (PEM).
            project: the project that requests are made in, where they name none.
            target: the cluster member that requests are made of, where they name none.
            proxy: the proxy to go through, see `LXDClient`.
            timeout: seconds that the server may take for each step of a request. None: no limit.
            connections: how many requests may run at a time.

        Returns:
            The client. It is connected already: close it also if you do not use it.

        Raises:
            TokenError: it is no token, or has expired.
            CertificateError: somebody else is at the server's addresses.
            LXDConnectionError: nobody is at any of its addresses.
            Forbidden: the token was used before, or revoked.
            RemoteError: there is a remote of that name already.
        """
        from lxd._sync.redeeming import from_token

        return from_token(
            cls,
            token,
            remote,
            cert_path=cert_path,
            key_path=key_path,
            project=project,
            target=target,
            proxy=proxy,
            timeout=timeout,
            connections=connections,
        )

    @property
    def endpoint(self) -> str:
        """Where the server listens: ``https://host:8443`` or ``unix:/path/to/unix.socket``."""
        return str(self._transport.endpoint)

    @property
    def project(self) -> str | None:
        """The project of requests that name none."""
        return self._scope.project

    @property
    def target(self) -> str | None:
        """The cluster member of requests that name none."""
        return self._scope.target

    def with_scope(
        self, *, project: str | EllipsisType | None = ..., target: str | EllipsisType | None = ...
    ) -> Self:
        """Returns a client with other defaults, on the same connections.

        Closing it leaves the connections open: they belong to the client that it came from.

        Args:
            project: the project; None: none, which for most requests is LXD's ``default`` one; default: this client's.
            target: the cluster member; None: LXD's choice; default: this client's.
        """
        other = copy(self)
        for area in AREAS:
            other.__dict__.pop(area, None)  # made anew, with the other scope
        other._scope = Scope(
            self.project if isinstance(project, EllipsisType) else project or None,
            self.target if isinstance(target, EllipsisType) else target or None,
        )
        other._owns_transport = False
        return other

    def authenticate(
        self,
        cert_path: str | os.PathLike[str] | None = None,
        password: str | None = None,
        *,
        token: str | None = None,
    ) -> None:
        """Makes the server trust this client's certificate; does nothing if it does already, but uses a token up.

        Endpoint: ``POST /1.0/certificates``, or ``POST /1.0/auth/identities/tls`` for the token of an identity.

        Args:
            cert_path: the certificate to be trusted (PEM); default: the one that this client connects with.
            password: the server's trust password (servers before LXD 6.1), or a trust token.
            token: a trust token, which is used up even where the server trusts this client already.

        Raises:
            TokenError: it is no token, or has expired.
            CertificateError: the token is another server's; it was not sent.
            Forbidden: the password or token is wrong, or was used before.
            NotImplementedOnServer: this server takes tokens only.
        """
        from lxd._sync.authentication import authenticate

        authenticate(self, cert_path, password, token)

    def send(self, request: Request[T], *, timeout: float | None = None) -> T:
        """Performs a request of the generated bindings; every operation of LXD's API has one.

        ::

            from lxd_api import profiles
            profile = client.send(profiles.profile_get("default"))

        A request that starts a background operation returns it (see also `start`), or None where the server
        answered at once. Any other that this server does in the background is waited for.

        Raises:
            ExtensionMissing: the server lacks an API extension that the request needs; nothing was sent.
            LXDAPIError: LXD answered with an error.
            LXDConnectionError: the server cannot be reached, or the connection broke.
            LXDTimeout: the server did not answer in time.
            UnexpectedAnswer: the answer is none of LXD's.
        """
        answer = self.exchange(request, timeout=timeout)
        if answer.type == "content":
            return request.decode(answer.content.decode() if request.kind == "text" else answer.content)
        if request.kind == "operation" and answer.type == "sync":
            return request.decode(None)
        if answer.type == "async" and request.kind != "operation":
            operation = self._handle(request, answer).wait()
            return request.decode(operation.metadata)
        return answer.read(request.decode)

    def start(self, request: Request[models.Operation | None], *, timeout: float | None = None) -> Operation:
        """Performs a request that may start a background operation, and returns a handle to that.

        Where the server answers at once the operation is finished already. Raises what `send` raises.
        """
        return self._handle(request, self.exchange(request, timeout=timeout))

    def exchange(
        self, request: Request[Any], *, long_poll: bool = False, timeout: float | None = None
    ) -> Answer:
        """Performs a request and returns the whole answer, its metadata as plain data; raises what `send` raises.

        Args:
            request: a request of the generated bindings.
            long_poll: whether the answer may take as long as it takes.
            timeout: seconds to wait for each piece of the answer; default: the client's, or no limit for a long poll.
        """
        path, headers = self._prepare(request)
        content: Any = request.content
        if request.body is not None:
            content = encode_json(request.json())
        received = self._transport.request(
            request.method, path, headers=headers, content=content, long_poll=long_poll, timeout=timeout
        )
        read = read_content if request.kind in ("text", "raw") else read_answer
        return read(*received)

    @contextmanager
    def stream(self, request: Request[Any], *, timeout: float | None = None) -> Iterator[Content]:
        """Performs a request whose answer is content, such as a file, and lets it be read as it comes.

        ::

            from lxd_api import instances
            with client.stream(instances.instance_backup_export("c1", "b1")) as content:
                for chunk in content:
                    ...

        Leaving early drops the connection. Raises what `send` raises; so does reading, where the connection breaks.

        Args:
            request: a request of the generated bindings.
            timeout: seconds to wait for each piece of the answer; default: the client's.
        """
        path, headers = self._prepare(request)
        content = self._transport.stream(request.method, path, headers=headers, timeout=timeout)
        try:
            if content.status >= 300:
                read_content(content.status, content.headers, content.read(), content.asked)
            yield content
        finally:
            content.close()

    def raw(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        body: Body | Sequence[Any] | None = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> Answer:
        """Performs any request at all: the way out for what no API description names.

        Nothing is added but what is given, no project or target either. The answer has the result as plain data in
        its ``metadata``, or in ``content`` what is no JSON of LXD's. Raises what `send` raises.

        Args:
            method: the HTTP method.
            path: the path, quoted: ``/1.0/instances/c1``.
            query: the query's parameters, unquoted.
            body: the body, sent as JSON as it is: LXD takes only strings in configuration maps.
            content: the body, sent as it is.
            headers: more headers.
            timeout: seconds to wait for each piece of the answer; default: the client's.
        """
        if query:
            path = f"{path}?{urlencode(query)}"
        sent = dict(headers or {})
        if body is not None:
            sent.setdefault("Content-Type", "application/json")
            content = encode_json(plain(body))
        received = self._transport.request(method, path, headers=sent, content=content, timeout=timeout)
        is_json = received.headers.get("content-type", "").startswith("application/json")
        return (read_answer if is_json else read_content)(*received)

    def close(self) -> None:
        """Closes all connections and streams of this client."""
        if self._owns_transport:
            self._transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        scope = "".join(
            f" {name}={value}"
            for name, value in (("project", self.project), ("target", self.target))
            if value
        )
        return f"<{type(self).__name__} {self.endpoint}{scope}>"

    def _prepare(self, request: Request[Any]) -> tuple[str, dict[str, str]]:
        """Returns the path and the headers of a request; makes sure that the server has what it needs."""
        query = self._scope.apply(request.query, request.scope)
        path = f"{request.path}?{urlencode(query)}" if query else request.path
        if request.kind == "websocket":
            raise TypeError(f"{request.operation_id} opens a stream: it has no single answer")
        if needed := request.extensions():
            facts = self._learn_facts()
            facts.require(needed, self._transport.asked(request.method, path))
        headers: dict[str, str] = dict(request.headers)
        if request.body is not None:
            headers["Content-Type"] = "application/json"
        return path, headers

    def _handle(self, request: Request[Any], answer: Answer) -> Operation:
        from lxd._sync.operations import Operation

        project = request.query.get("project") or self.project
        return Operation.from_answer(self, answer, project)

    def _learn_facts(self) -> ServerFacts:
        """Returns what is known of the server; asks it where nothing is, once for all who want to know."""
        facts = self._facts
        if facts.are_known:
            return facts
        failures = facts.failures
        with self._asking:
            if not facts.are_known and facts.failures != failures and facts.fault is not None:
                # Who asked while we waited got no answer; each of us in turn would wait as long again.
                raise copy(facts.fault) from facts.fault
            if not facts.are_known:
                try:
                    self.server.get()
                except LXDError as error:
                    facts.failures += 1
                    facts.fault = error
                    raise
        return facts
